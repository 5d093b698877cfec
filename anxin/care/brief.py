"""What to know before a visit, on one page: the same on screen, without signal and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings

from anxin.families.dictionary import WITHDRAWN
from anxin.families.models import Fact, Household, Source
from anxin.families.people import Member, is_elder, members_of, told
from anxin.ground.days.clock import today
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.parts import Words

from .advice import Advice, addressed, not_to_do, to_do
from .calendar import KINDS, FamilyDays, KindOf, days_between, quiet_days_of
from .models import DepartmentRequest, Need, Promise, Visit, VisitNote, VisitPlan
from .queries.calendar import family_days
from .queries.handovers import Away, away_of
from .queries.plans import with_visitors
from .queries.responsibility import responsibility_of

# What one line beside a name may tell at the door, the first that is known: never money, health or ability.
KNOWN = ("schooling", "study", "employment")
NEAR = timedelta(60)  # so far ahead quiet days are told


@dataclass(frozen=True)
class Quiet:
    """A day of mourning ahead, and what day it is."""

    day: date
    kind: KindOf


@dataclass(frozen=True)
class AtHome:
    """Somebody of the family as a visitor needs to know him: what is known, in one line."""

    member: Member
    known: str


@dataclass(frozen=True)
class Asked:
    """Something the family itself asked for: in whose words it is kept, since when."""

    words: str
    what: Words
    since: date


@dataclass(frozen=True)
class Brief:
    """The visit planned next, the last one, promises and how they stand, the people, what is under way, what
    to do and not to do, and the days on which nobody goes there."""

    last: Visit | None
    plan: VisitPlan | None
    promises: Sequence[Promise]
    people: Sequence[AtHome]
    needs: Sequence[Need]
    requests: Sequence[DepartmentRequest]
    asked: Sequence[Asked]
    quiet: Sequence[Quiet] = ()
    quiet_plan: Quiet | None = None  # the mourning on, or beside, the day of the planned visit
    quiet_today: bool = False
    do: Sequence[Advice] = ()
    avoid: Sequence[Advice] = ()
    call: Sequence[Advice] = field(default=())
    away: Away | None = None  # is the responsible person away today, and who covers

    @property
    def at_home(self) -> int:
        """How many belong to the family today."""
        return len(self.people)

    @property
    def is_first(self) -> bool:
        """Has nobody met anybody of this family on a visit yet?"""
        return self.last is None


def brief_of(household: Household) -> Brief:
    """The brief as it stands today."""
    last = Visit.objects.filter(household=household, outcome=Visit.Outcome.MADE).select_related("by").first()
    needs = list(Need.objects.filter(household=household).open().select_related("person"))
    members, promises = members_of(household), _promises(household, last)
    notes = list(VisitNote.objects.filter(household=household, until=None))
    themes = [need.theme for need in needs]
    days = family_days(household)
    silent = bool(quiet_days_of(days, today(), today(), _around()))
    plan = _next_plan(household)
    quiet_plan = _mourned_about(days, plan.on) if plan else None
    return Brief(
        last=last,
        plan=plan,
        promises=promises,
        people=[AtHome(one, _known(one)) for one in members],
        needs=needs,
        requests=list(DepartmentRequest.objects.filter(household=household).waiting().select_related("desk")),
        asked=_asked(household, notes),
        quiet=_quiet_ahead(days, quiet_plan),
        quiet_plan=quiet_plan,
        quiet_today=silent,
        do=to_do(
            notes, themes, promised=bool(promises), first=last is None,
            elders=any(is_elder(one.person) for one in members),
        ),
        avoid=not_to_do(notes, themes, quiet=silent),
        call=addressed(notes),
        away=away_of(responsibility_of(household)),
    )  # fmt: skip


def _promises(household: Household, last: Visit | None) -> list[Promise]:
    """What is still to be kept, and what came of the promises of the last visit."""
    promises = Promise.objects.filter(household=household).select_related("doer", "visit")
    open_ones = list(promises.open())
    settled = promises.filter(visit=last).exclude(pk__in=[one.pk for one in open_ones])
    return [*open_ones, *settled] if last else open_ones


def _next_plan(household: Household) -> VisitPlan | None:
    plans = VisitPlan.objects.open().filter(household=household, on__gte=today())
    return with_visitors(plans).first()


def _known(member: Member) -> str:
    """What is known about somebody, as one may say it at the door; empty where nothing of it is told."""
    said = {one.field.code: one.value for one in member.facts if one.fact.value not in (WITHDRAWN, "none")}
    return next((said[code] for code in KNOWN if said.get(code)), "")


def _asked(household: Household, notes: Sequence[VisitNote]) -> list[Asked]:
    """What the family itself said: its wishes, and what it wants done and not done on visits. What a survey
    or a ledger remarked about it is not among them."""
    wishes = Fact.objects.filter(household=household, code="wishes").current()
    found = [Asked(one.value, one.field.label, one.fact.on) for one in map(told, wishes)]
    own = [one for one in notes if one.source == Source.FAMILY]
    return [Asked(masked_text(one.words), one.get_kind_display(), one.since) for one in own] + found


def _mourned_about(family: FamilyDays, day: date) -> Quiet | None:
    """The day of mourning because of which nobody goes there on ``day``, if there is one."""
    near = timedelta(_around())
    days = days_between(family, day - near, day + near)
    return next((Quiet(one.day, KINDS[one.kind]) for one in days if one.quiet), None)


def _quiet_ahead(family: FamilyDays, about: Quiet | None) -> list[Quiet]:
    """The days of mourning that are near within the next weeks, without the days around them; and the one
    ``about`` the planned visit, however far ahead that lies."""
    days = days_between(family, today() - timedelta(_around()), today() + NEAR)
    near = [Quiet(one.day, KINDS[one.kind]) for one in days if one.quiet]
    return near + ([about] if about and about not in near else [])


def _around() -> int:
    return int(settings.LIMITS["care"]["quiet_around"])
