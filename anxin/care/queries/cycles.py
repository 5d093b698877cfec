"""How often a family is to be visited, and which families are due: the rule has its home here.

Any visit at which somebody was met counts for the family's own cycle, whoever went: nobody is sent to a
family a second time for the sake of a list. The contact leader's cycle counts visits on which he went.
"""

import uuid
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import (
    Case,
    DateField,
    Exists,
    Max,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Collate, Greatest
from django.db.models.lookups import IsNull, LessThan

from anxin.care.models import ContactLeader, Occasion, Visit, VisitCycle
from anxin.families.age_lines import AgeLine, with_birth
from anxin.families.models import Bereavement, Household, Person
from anxin.families.people import ADULT, ELDER
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.ui.parts import Words
from anxin.ground.units.models import STEP, Unit

Rules = Sequence[tuple[str, "Rule"]]
NEVER = date(1, 1, 1)  # a family that was never visited counts as visited before all memory
YEAR = 12  # months
# The rules of one reading, by the ranges they were asked for; None outside of a reading (see rules_kept).
_kept: ContextVar[dict[frozenset[tuple[str, str]], Rules] | None] = ContextVar("rules", default=None)
_given: ContextVar[Rules | None] = ContextVar("given", default=None)


@dataclass(frozen=True)
class Rule:
    """One cycle as it holds somewhere: months between visits (None: none set), the festivals, and the unit
    that set it (None: the house's default, limits.toml)."""

    months: int | None
    leader_months: int | None
    first_year_months: int | None
    alone_months: int | None
    festivals: tuple[str, ...]
    unit: Unit | None = None

    @classmethod
    def of(cls, cycle: VisitCycle | None) -> "Rule":
        """A unit's own cycle, or the house's default."""
        if cycle is None:
            limits = settings.LIMITS["visits"]
            return cls(limits["months"], None, None, None, tuple(limits["festivals"]))
        every = (cycle.months, cycle.leader_months, cycle.first_year_months, cycle.alone_months)
        return cls(*every, tuple(cycle.festivals), cycle.unit)

    @property
    def festival_words(self) -> list[Words]:
        """The festivals in the reader's language."""
        return [Occasion(one).label for one in self.festivals]

    def interval(self, *, first_year: bool, alone: bool) -> int | None:
        """The months between two visits to a family of this kind: the shortest that holds for it."""
        special = (self.first_year_months if first_year else None, self.alone_months if alone else None)
        return min((one for one in (self.months, *special) if one is not None), default=None)


@contextmanager
def rules_kept() -> Iterator[None]:
    """Around a page that only reads: several figures and lists need the same rules, which are asked once."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def rules_given(rules: Rules) -> Iterator[None]:
    """While a kept question is made (ground.access.kept): these rules hold, and nobody is asked for them."""
    token = _given.set(rules)
    try:
        yield
    finally:
        _given.reset(token)


def rules_within(*reaches: Bounds) -> Rules:
    """The rules that hold within reach: path of the unit and rule, the deepest first, so that the first whose
    unit lies above a card is the card's. The last one, of path "", holds for all that is left. Of several
    ranges the rules of all that lies between them, which are more than they need and none too few."""
    given, kept = _given.get(), _kept.get()
    if given is not None or kept is None:
        return _rules(reaches) if given is None else given
    key = frozenset((reach.lo, reach.hi) for reach in reaches)
    if key not in kept:
        kept[key] = _rules(reaches)
    return kept[key]


def _rules(reaches: Sequence[Bounds]) -> Rules:
    lo, hi = min(reach.lo for reach in reaches), max(reach.hi for reach in reaches)
    above = {one.lo[:end] for one in reaches for end in range(STEP, len(one.lo) + 1, STEP)}
    found = VisitCycle.objects.filter(Q(unit__path__gte=lo, unit__path__lt=hi) | Q(unit__path__in=above))
    rules = [(one.unit.path, Rule.of(one)) for one in found.select_related("unit")]
    return [*sorted(rules, key=lambda pair: -len(pair[0])), ("", Rule.of(None))]


def rule_for(path: str, rules: Rules) -> Rule:
    """The rule of the card or unit at ``path``."""
    return next(rule for top, rule in rules if path.startswith(top))


def later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_in_time(day: date, months: int) -> date:
    """The first day on which a visit is recent enough on ``day``: ``later`` of it is not before ``day``."""
    found = later(day, -months)
    while later(found, months) < day:
        found += timedelta(1)
    return found


def last_visit(household: str = "pk") -> Subquery:
    """The day of the last visit at which somebody was met, for an outer row."""
    made = Visit.objects.filter(household=OuterRef(household), outcome=Visit.Outcome.MADE).order_by()
    return Subquery(made.values("household").annotate(day=Max("on")).values("day"))


def last_leader_visit(household: str = "pk") -> Subquery:
    """The day on which the family's contact leader last met somebody there."""
    made = Visit.objects.filter(household=OuterRef(household), outcome=Visit.Outcome.MADE).order_by()
    leader = ContactLeader.objects.filter(household=OuterRef("household"), until=None).values("post")
    with_leader = made.filter(visitors__post__in=leader)
    return Subquery(with_leader.values("household").annotate(day=Max("on")).values("day"))


def in_first_year(day: date) -> Exists:
    """Did the officer whom the family mourns die within the year before ``day``?"""
    mourned = Bereavement.objects.filter(household=OuterRef("pk")).alias(
        died=Collate(Cast("officer__person__died_on", TextField()), "C")
    )
    return Exists(mourned.filter(died__gte=later(day, -YEAR).isoformat(), died__lt="L"))


def alone_or_young(reach: Bounds, day: date) -> Q:
    """Do only people of 60 and over live there, or does anybody under 18?"""
    people = Person.objects.visible_to(reach).filter(died_on=None, fallen=None)
    here = with_birth(Person.objects.filter(household=OuterRef("pk"), died_on=None, fallen=None))
    living = here.filter(memberships__until=None, memberships__isnull=False)
    young, elder = AgeLine(ADULT, day), AgeLine(ELDER, day)
    not_old = elder.not_reached(people) | elder.left_open(people)
    return Q(Exists(living.filter(young.not_reached(people)))) | (
        Q(Exists(living)) & ~Q(Exists(living.filter(not_old)))
    )


def _by_rule(rules: Rules, months: Callable[[Rule], int | None], day: date) -> Case:
    """For each card the first day that is recent enough on ``day``, by its own rule; NULL if none is set."""
    whens = [
        When(path__gte=top, path__lt=f"{top}~", then=Cast(Value(_limit(months(rule), day)), DateField()))
        for top, rule in rules
    ]
    return Case(*whens, output_field=DateField())


def _limit(months: int | None, day: date) -> date | None:
    return None if months is None else first_in_time(day, months)


def due_before(reach: Bounds, day: date, rules: Rules) -> Q:
    """Which families (rows of Household) were to be visited before ``day`` by their cycle."""
    limits: list[Combinable] = [_by_rule(rules, lambda rule: rule.months, day)]
    if any(rule.first_year_months for _top, rule in rules):
        special = _by_rule(rules, lambda rule: rule.first_year_months, day)
        limits.append(Case(When(in_first_year(day), then=special), output_field=DateField()))
    if any(rule.alone_months for _top, rule in rules):
        special = _by_rule(rules, lambda rule: rule.alone_months, day)
        limits.append(Case(When(alone_or_young(reach, day), then=special), output_field=DateField()))
    limit = Greatest(*limits) if len(limits) > 1 else limits[0]
    last = Coalesce(last_visit(), Case(When(opened_on__lt=day - first_visit(), then=Value(NEVER))))
    return Q(LessThan(last, limit))


def leader_due_before(day: date, rules: Rules) -> Q:
    """To which families (rows of Household) the contact leader was to go before ``day``. Where he has not
    been yet, a first visit is due some weeks after he was named, whatever the interval. Nobody is looked at
    where no rule asks it of leaders."""
    if not any(rule.leader_months for _top, rule in rules):
        return Q(pk__in=[])
    limit = _by_rule(rules, lambda rule: rule.leader_months, day)
    named = Subquery(ContactLeader.objects.filter(household=OuterRef("pk"), until=None).values("since"))
    been = last_leader_visit()
    awaited = Q(IsNull(been, True)) & Q(LessThan(named, Value(day - first_visit())))
    last = Case(When(awaited, then=Value(NEVER)), default=Greatest(named, been), output_field=DateField())
    return Q(LessThan(last, limit))


def leader_due(since: date, last: date | None, months: int | None) -> date | None:
    """The day by which a contact leader named ``since`` is to go; None where no interval is set."""
    if months is None:
        return None
    return later(max(last, since), months) if last else min(later(since, months), since + first_visit())


def first_visit() -> timedelta:
    """How long after a card was opened the first visit is due (limits.toml, [visits] first_days)."""
    return timedelta(settings.LIMITS["visits"]["first_days"])


def is_near(day: date) -> bool:
    """Is a day by which a family is to be visited past, or within the next weeks (limits.toml)?"""
    return day <= today() + timedelta(settings.LIMITS["visits"]["soon_days"])


def due_days(rows: Iterable[Household], reach: Bounds, day: date) -> Mapping[uuid.UUID, date]:
    """The day by which each of these families is to be visited next; left out where no interval is set. A
    first visit is due some weeks after the card was opened."""
    ids = [row.pk for row in rows]
    rules = rules_within(reach)
    found = Household.objects.filter(pk__in=ids).annotate(
        last=last_visit(),
        first_year=in_first_year(day),
        alone=Case(When(alone_or_young(reach, day), then=Value(True)), default=Value(False)),
    )
    days: dict[uuid.UUID, date] = {}
    for row in found:
        told = vars(row)
        months = rule_for(row.path, rules).interval(first_year=told["first_year"], alone=told["alone"])
        if months is not None:
            days[row.pk] = later(told["last"], months) if told["last"] else row.opened_on + first_visit()
    return days
