"""Looking at help: what officers ask for, what is given, what units lack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from anxin.ground.access.models import Post
from anxin.ground.access.reach import gather
from anxin.ground.access.rights import may
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit
from anxin.officers.models import (
    CareItem,
    CareLook,
    CarePlan,
    Fund,
    Help,
    HelpEntry,
    HelpRequest,
    Officer,
    Payment,
    RuleSubject,
    UnitRule,
)
from anxin.officers.models.help import OPEN, TO_DO, gone
from anxin.officers.models.talks import up_the_line

R = HelpRequest.State
GONE, PAST = "gone", "past"
TABS = {
    "ask": (R.ASKED,), "do": (R.AGREED,), "tell": (R.DECLINED, R.DONE), GONE: OPEN,
    PAST: (R.ANSWERED, R.WITHDRAWN, R.CLOSED),
}  # fmt: skip


def requests_of(reach: Bounds, tab: str) -> QuerySet[HelpRequest]:
    """The requests within reach that stand at one point: to decide, being done, to be told; left behind by
    somebody who is no longer there; past."""
    rows = HelpRequest.objects.visible_to(reach).filter(state__in=TABS[tab])
    if tab != PAST:
        rows = rows.of_the_gone() if tab == GONE else rows.of_those_there()
    return rows.select_related("officer__unit")


def requests_counted(reach: Bounds) -> dict[str, int]:
    """How many requests stand at each point that still asks for somebody."""
    left = gone()
    points = {tab: Q(state__in=states) & (left if tab == GONE else ~left) for tab, states in TABS.items()}
    rows = HelpRequest.objects.visible_to(reach)
    return rows.aggregate(**{tab: Count("pk", here) for tab, here in points.items() if tab != PAST})


def own_requests(officer: Officer) -> QuerySet[HelpRequest]:
    """What one officer asked for, the newest first, with what was said about it."""
    rows = HelpRequest.objects.filter(officer=officer).select_related("help__doer")
    return rows.prefetch_related("steps__by__unit").order_by("-entered_at", "-id")


def entries_for(path: str) -> QuerySet[HelpEntry]:
    """The catalogue as it holds today at a place."""
    return HelpEntry.objects.for_path(path).in_force(today()).select_related("unit")


def doers(post: Post) -> QuerySet[Post]:
    """Whoever can be asked to see to something: those in office within the scope of a post who deal with
    officers or lead."""
    lo, hi = post.bounds
    roles = [
        role
        for role in ("clerk", "township", "leader")
        if role == "township" or may(role, "officers.plan_read")
    ]
    found = Post.objects.current().filter(unit__path__gte=lo, unit__path__lt=hi, role__in=roles)
    return found.exclude(account=None).select_related("unit").order_by("unit__path", "name")


def helps(reach: Bounds, unit: Unit | None = None) -> QuerySet[Help]:
    """The list of real help within reach, or of one unit and what lies below it."""
    rows = Help.objects.visible_to(reach)
    if unit is not None:
        rows = rows.under(unit.path)
    return rows.select_related("unit", "officer", "entry", "doer")


def helps_to_do(post: Post) -> list[Help]:
    """The help that a post is to see to, wherever it lies, the nearest day first."""

    def rows(reach: Bounds) -> QuerySet[Help]:
        planned = Help.objects.visible_to(reach).planned().filter(doer=post.pk)
        return planned.select_related("unit", "officer")

    found = {one.pk: one for one in gather(post, rows, part=TO_DO)}
    return sorted(found.values(), key=lambda one: (one.due, one.pk))


def units_with_officers(reach: Bounds) -> QuerySet[Unit]:
    """The units that have officers at their posts: those that care is owed in."""
    working = Officer.objects.at_work().filter(unit=OuterRef("pk"))
    return Unit.objects.filter(Exists(working), path__gte=reach.lo, path__lt=reach.hi)


def units_without_rule(reach: Bounds, subject: str, day: date) -> QuerySet[Unit]:
    """The units with officers that have no rule of their own on a subject in force."""
    has = UnitRule.objects.in_force(day).filter(unit=OuterRef("pk"), subject=subject)
    return units_with_officers(reach).exclude(Exists(has))


def units_without_plan(reach: Bounds, year: int) -> QuerySet[Unit]:
    """The units with officers whose care plan of a year is not adopted, or not even begun."""
    has = CarePlan.objects.adopted().filter(unit=OuterRef("pk"), year=year)
    return units_with_officers(reach).exclude(Exists(has))


@dataclass(frozen=True)
class UnitRules:
    """One unit and what it has: for each subject its rule in force, or None, which is a gap."""

    unit: Unit
    cells: Sequence[tuple[str, str, UnitRule | None]]  # subject, its words, the rule


def rules_of(units: Iterable[Unit], day: date) -> list[UnitRules]:
    """The rules in force of these units, subject by subject."""
    units = list(units)
    held = {
        (rule.unit_id, rule.subject): rule for rule in UnitRule.objects.in_force(day).filter(unit__in=units)
    }
    return [
        UnitRules(
            unit, [(code, str(words), held.get((unit.pk, code))) for code, words in RuleSubject.choices]
        )
        for unit in units
    ]


@dataclass(frozen=True)
class Quarter:
    """One quarter of a plan: the look at it; ``missed``: it is over and nobody looked."""

    number: int
    look: CareLook | None
    missed: bool
    begun: bool


def quarters(plan: CarePlan, day: date) -> list[Quarter]:
    """The four quarters of a plan as they stand on a day."""
    looks = {look.quarter: look for look in plan.looks.select_related("by")}
    return [
        Quarter(
            n,
            looks.get(n),
            n not in looks and _after(plan.year, n) <= day,
            date(plan.year, 3 * n - 2, 1) <= day,
        )
        for n in range(1, 5)
    ]


def _after(year: int, quarter: int) -> date:
    """The first day after a quarter."""
    return date(year + quarter // 4, quarter * 3 % 12 + 1, 1)


def plans_not_looked_at(reach: Bounds, day: date) -> QuerySet[CarePlan]:
    """Adopted plans of the year of which a quarter that is over was never looked at."""
    over = (day.month - 1) // 3
    looked = Count("looks", Q(looks__quarter__lte=over), distinct=True)
    rows = CarePlan.objects.visible_to(reach).adopted().filter(year=day.year, adopted_at__date__lte=day)
    return rows.annotate(looked=looked).filter(looked__lt=over).select_related("unit")


def items_of(plan: CarePlan) -> QuerySet[CareItem]:
    """The items of a plan, the nearest first."""
    return plan.items.select_related("doer__unit")


def payable(reach: Bounds, path: str) -> QuerySet[Help]:
    """Help for single officers below a path that was not given up: what a payment may belong to."""
    rows = Help.objects.visible_to(reach).under(path).exclude(officer=None).exclude(state=Help.State.DROPPED)
    return rows.select_related("officer__unit").order_by("officer__sort_key", "due", "id")


def funds_over(reach: Bounds, given: Help) -> QuerySet[Fund]:
    """The open funds that may pay for a help: of its unit or of one above it."""
    return funds(reach).filter(unit__path__in=up_the_line(given.path), closed_on=None)


def funds(reach: Bounds) -> QuerySet[Fund]:
    """The funds of the units within reach."""
    return Fund.objects.visible_to(reach).select_related("unit")


def payments_of(fund: Fund) -> QuerySet[Payment]:
    """The payments of one fund, the newest first."""
    return fund.payments.select_related("unit")


def paid_sum(rows: QuerySet[Payment]) -> int:
    """What these payments come to, in fen."""
    return rows.aggregate(sum=Sum("amount_fen"))["sum"] or 0
