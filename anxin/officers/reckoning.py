"""Annual leave as the law has it (anxin.policy.leave), asked for officers of this house: many in one run.

The law reckons in whole days. Where a unit takes half days, the half that stays over is shown and is never
turned into money: no rule says what it is worth."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from anxin.ground.days.clock import today
from anxin.ground.days.models import OfficeDay
from anxin.ground.days.workdays import is_working_day
from anxin.policy.api import LeaveAnswer, LeaveCase, leave

from .models import HALF, Leave, LeaveYear, Officer

Halves = Mapping[str, int]  # halves of a day by state of leave
NO_FACTS = LeaveYear()


@dataclass(frozen=True)
class Standing:
    """How one officer's leave of a year stands. ``answer`` is the calculation; sums are in halves of a day,
    None where a missing fact keeps them from being told."""

    officer: Officer
    year: int
    facts: LeaveYear
    answer: LeaveAnswer
    carried_over_days: int
    halves: Halves

    @property
    def entitled_days(self) -> int | None:
        """Days of the year by law, without those that came from the year before."""
        return self.answer.days

    @property
    def taken(self) -> int:
        """Halves that were taken."""
        return self.halves.get(Leave.State.TAKEN, 0)

    @property
    def coming(self) -> int:
        """Halves that are approved, asked for or planned."""
        return sum(self.halves.get(one, 0) for one in ("approved", "asked", "planned"))

    @property
    def left(self) -> int | None:
        """Halves still to be taken: of this year and from the last, less those taken."""
        if self.answer.days is None:
            return None
        return max(HALF * (self.answer.days + self.carried_over_days) - self.taken, 0)

    @property
    def open(self) -> int | None:
        """Halves that are neither taken nor on their way to be: what the alarm is about."""
        return None if self.left is None else max(self.left - self.coming, 0)


def standings(officers: Iterable[Officer], year: int, **changes: object) -> dict[UUID, Standing]:
    """How the leave of a year stands, by officer. Each earlier year on record is asked before it, since what
    excluded leave after it was taken falls on the next year (办法 art 4). ``changes``: facts of the case
    to be looked at in place of those on record (LeaveCase)."""
    people = list(officers)
    records = _records(people, year)
    sums = _sums(people, year)
    first = min((one for _who, one in [*records, *sums]), default=year)
    excluded: set[UUID] = set()
    found: dict[UUID, Standing] = {}
    for each in range(min(first, year), year + 1):
        found = _year(people, each, records, sums, excluded, changes if each == year else {})
        excluded = {pk for pk, one in found.items() if one.answer.next_year_none}
    return found


def _year(
    people: Sequence[Officer],
    year: int,
    records: Mapping[tuple[UUID, int], LeaveYear],
    sums: Mapping[tuple[UUID, int], Halves],
    excluded: set[UUID],
    changes: Mapping[str, object],
) -> dict[UUID, Standing]:
    """One year of everybody in one run."""
    rows = [
        (
            one,
            records.get((one.pk, year), NO_FACTS),
            records.get((one.pk, year - 1), NO_FACTS).carried_on_days,
            sums.get((one.pk, year), {}),
        )
        for one in people
    ]
    cases = [
        _case(one, year, facts, over, halves, one.pk in excluded, changes)
        for one, facts, over, halves in rows
    ]
    return {
        one.pk: Standing(one, year, facts, answer, over, halves)
        for (one, facts, over, halves), answer in zip(rows, leave(cases), strict=True)
    }


def _case(
    officer: Officer,
    year: int,
    facts: LeaveYear,
    over: int,
    halves: Halves,
    excluded: bool,
    changes: Mapping[str, object],
) -> LeaveCase:
    """One officer and year as the law wants to hear of it; a half day taken counts as a whole one there."""
    given: dict[str, object] = {
        "on": day_of(year), "started": officer.began_work, "continuous": facts.continuous,
        "vacation_days": facts.vacation_days, "personal_days": facts.personal_days,
        "sick_months": facts.sick, "taken_days": -(-halves.get(Leave.State.TAKEN, 0) // HALF),
        "excluded_by_last_year": excluded, "carried_over_days": over,
        "carried_on_days": facts.carried_on_days,
        "untaken_reason": facts.untaken_reason or None, "annual_pay_fen": facts.annual_pay_fen,
    }  # fmt: skip
    return LeaveCase(**{**given, **changes})  # type: ignore[arg-type]  # named one by one above


def day_of(year: int) -> date:
    """The day on which a year is looked at: today while it runs, else its last day."""
    return today() if year == today().year else date(year, 12, 31)


def _records(people: Sequence[Officer], year: int) -> dict[tuple[UUID, int], LeaveYear]:
    rows = LeaveYear.objects.filter(officer__in=[one.pk for one in people], year__lte=year)
    return {(one.officer_id, one.year): one for one in rows}


def _sums(people: Sequence[Officer], year: int) -> dict[tuple[UUID, int], dict[str, int]]:
    rows = Leave.objects.live().filter(officer__in=[one.pk for one in people], first__year__lte=year)
    # A plan whose days have passed without a request is nothing that is still to come: it stills no alarm.
    rows = rows.exclude(state=Leave.State.PLANNED, last__lt=today())
    found: dict[tuple[UUID, int], dict[str, int]] = defaultdict(dict)
    summed = rows.order_by().values_list("officer", "first__year", "state").annotate(n=Sum("halves"))
    for officer, of, state, halves in summed:
        found[officer, of][state] = halves
    return found


def rise_of(standing: Standing) -> tuple[date, int] | None:
    """The first day of this year on which the days rise, and to how many; None where they do not."""
    year, on = standing.year, day_of(standing.year)
    later = [date(year, month, 1) for month in range(on.month + 1, 13)]
    if not later or standing.answer.days is None:
        return None
    cases = [
        _case(
            standing.officer, year, standing.facts, 0, standing.halves,
            "excluded_by_last_year" in standing.answer.exclusions, {"on": day},
        )
        for day in later
    ]  # fmt: skip
    told = zip(later, leave(cases), strict=True)
    return next(((day, one.days) for day, one in told if one.days and one.days > standing.answer.days), None)


def halves_of(first: date, last: date, *, from_noon: bool = False, until_noon: bool = False) -> int | None:
    """Halves of working days of a leave: holidays and rest days are not counted, make-up days are (条例
    art 3). None where no calendar of that year was published or entered."""
    [answer] = leave([LeaveCase(on=first, first=first, last=last)], _own_years(first, last))
    if answer.counted_days is None:
        return None
    cut = (from_noon and is_working_day(first)) + (until_noon and is_working_day(last))
    return max(HALF * answer.counted_days - cut, 0)


def _own_years(first: date, last: date) -> dict[int, dict[date, bool]]:
    """The office's own days of these years, if it entered any."""
    years: dict[int, dict[date, bool]] = {}
    rows = OfficeDay.objects.filter(day__year__range=(first.year, last.year))
    for day, works in rows.values_list("day", "works"):
        years.setdefault(day.year, {})[day] = works
    return years
