"""关爱时间轴 of a household: its people, what was done for them, and the dates that the years ahead bring."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Exists, OuterRef, Subquery, UUIDField, Value
from django.utils.translation import gettext, pgettext

from anxin.entitlements import claim_words
from anxin.entitlements.models import Claim, Entitlement
from anxin.entitlements.owing import unclaimed
from anxin.families.models import FallenOfficer, Household, Person
from anxin.families.people import Member
from anxin.ground.days.ages import anniversary
from anxin.ground.days.clock import local_day, today
from anxin.ground.days.lunar import lunar_text
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.pictures.shapes import State
from anxin.ground.ui.pictures.spans import Bar, Dot, Flag, Gone, Lane, Timeline
from anxin.ground.ui.pictures.spans import Mark as Sign
from anxin.ground.ui.templatetags.ui import yuan

from .calendar import KINDS, DutyDay, days_between, missing_of
from .calendar.kinds import Mark
from .models import Duty, Measure, Met, Need, Visit, VisitPlan
from .queries import family_days, family_title, needs_of

BACK, AHEAD = 2, 10  # years
SIGNS: dict[Mark, Sign] = {Mark.REVIEW: "review", Mark.STUDY: "study", Mark.AGE: "age"}
EVERY_YEAR = frozenset({"school_starts"})  # said once by the stages of schooling
Owner = uuid.UUID | None  # a person; None: the family as a whole
T = TypeVar("T")


def timeline_of(
    household: Household, officers: Iterable[FallenOfficer], members: Sequence[Member], *, law: bool,
    doors: Callable[[DutyDay], str] | None = None, needs: Iterable[Need] | None = None,
) -> Timeline:  # fmt: skip
    """The whole picture, from the records as they stand. ``law``: may the reader see what is calculated;
    ``doors``: where a date leads to on its own page; ``needs``: where a page has read them already."""
    day = today()
    start, end = anniversary(day, day.year - BACK), anniversary(day, day.year + AHEAD)
    family = family_days(household)
    living = [one.person for one in members if not one.person.died_on]
    ahead = days_between(family, day + timedelta(1), end)
    flags = list(_flags(ahead, doors or (lambda one: "")))
    known = needs_of(household) if needs is None else needs
    bars = [*_measures(known, day), *(_benefits(household, start) if law else ())]
    dots, planned = _dots(household, start)
    unknown = {one.person for one in missing_of(family) if one.code == "birth"}
    kin = {one.person.pk: one.kin_words for one in members}
    lanes = [
        Lane(
            person.name, _who(kin[person.pk], person.age), _of(flags, person.pk),
            _of(dots, person.pk) + planned,
            _of(bars, person.pk), _birthday(person, ahead),
            (gettext("birth date to be confirmed"),) if person.pk in unknown else (),
        )
        for person in living
    ]  # fmt: skip
    whole = Lane(gettext("the whole family"), "", _of(flags, None), _of(dots, None), _of(bars, None))
    if whole.flags or whole.dots or whole.bars:
        lanes.append(whole)
    title = gettext("Care timeline of the %(family)s") % {"family": family_title(household)}
    return Timeline(title, tuple(lanes), start, day, end, tuple(_gone(officers)))


def _of(owned: Iterable[tuple[Owner, T]], owner: Owner) -> tuple[T, ...]:
    return tuple(one for whose, one in owned if whose == owner)


def _who(kin: str, age: int | None) -> str:
    if age is None:
        return kin
    return gettext("%(kin)s, aged %(age)d") % {"kin": kin, "age": age}


def _gone(officers: Iterable[FallenOfficer]) -> Iterator[Gone]:
    for officer in officers:
        died = officer.person.died_on
        if died and died.precision == "day":
            yield Gone(died.first(), pgettext("beside a day", "died on duty"))


# — What lies ahead —


def to_take_up(household: Household) -> list[DutyDay]:
    """The dates of the picture that are no task yet, and ask for something."""
    day = today()
    stored = {duty.key for duty in Duty.objects.filter(household=household)}
    ahead = days_between(family_days(household), day + timedelta(1), anniversary(day, day.year + AHEAD))
    return [one for one in ahead if KINDS[one.kind].asks and one.key not in stored]


def _flags(ahead: Iterable[DutyDay], doors: Callable[[DutyDay], str]) -> Iterator[tuple[Owner, Flag]]:
    """Ages, schooling and reviews. Festivals come back every year and have their planner; birthdays are a
    hint in the margin; a quiet day is no event."""
    for one in ahead:
        kind = KINDS[one.kind]
        if one.quiet or kind.mark not in SIGNS or one.kind in EVERY_YEAR:
            continue
        flag = Flag(
            one.day, words_of_day(one), SIGNS[kind.mark], one.expected or one.until is not None, doors(one)
        )
        yield one.person, flag


def words_of_day(one: DutyDay) -> str:
    """What a date brings; a date on which something is decided or reviewed says so."""
    kind = KINDS[one.kind]
    if kind.mark is Mark.REVIEW and one.kind.startswith("age_"):
        return gettext("%(what)s, %(mark)s") % {"what": kind.words, "mark": kind.mark.label}
    return str(kind.words)


def _birthday(person: Person, ahead: Iterable[DutyDay]) -> tuple[str, ...]:
    """When a lunar birthday is kept next: nobody reads that off a solar calendar."""
    if person.birth is None or person.birth.calendar != "lunar":
        return ()
    found = next((one.day for one in ahead if one.kind == "birthday" and one.person == person.pk), None)
    if found is None:
        return ()
    return (gettext("birthday %(lunar)s, next on %(day)s") % {"lunar": lunar_text(found), "day": found},)


# — What was done and what is under way —


def _dots(household: Household, start: date) -> tuple[list[tuple[Owner, Dot]], tuple[Dot, ...]]:
    """Visits that were made, with whom they met; and those still to come, to everybody of the family, as
    nobody knows yet whom one will meet. One question."""
    met = Met.objects.filter(household=household, visit__on__gte=start, visit__outcome=Visit.Outcome.MADE)
    plans = VisitPlan.objects.filter(household=household, on__gte=today()).open()
    made = met.order_by().values_list("person_id", "visit__on", Value(False))
    nobody = Value(None, output_field=UUIDField())
    rows = list(made.union(plans.order_by().values_list(nobody, "on", Value(True)), all=True))
    dots: list[tuple[Owner, Dot]] = [(person, Dot(on)) for person, on, planned in rows if not planned]
    return dots, tuple(Dot(on, planned=True) for _nobody, on, planned in rows if planned)


def _measures(needs: Iterable[Need], day: date) -> Iterator[tuple[Owner, Bar]]:
    """A measure from its decision to its day; a need without one is missing from the day it was found."""
    for need in needs:
        measures = [one for one in need.measures.all() if one.state != Measure.State.NONE]
        for one in measures:
            yield need.person_id, _measure(one, day)
        if need.state == Need.State.OPEN and not need.measures.all():
            words = gettext("%(need)s: no measure yet") % {"need": need.shown}
            yield need.person_id, Bar(words, need.found_on, day, "gap", waits=True)


def _measure(measure: Measure, day: date) -> Bar:
    words = masked_text(measure.words.splitlines()[0]) if measure.words else ""
    said = gettext("%(words)s (%(who)s)") % {"words": words, "who": measure.who}
    began = local_day(measure.decided_at)
    if measure.done_on:
        return Bar(said, min(began, measure.done_on), measure.done_on, "done")
    return Bar(said, began, max(began, day, measure.due or day), "way")


def _benefits(household: Household, start: date) -> Iterator[tuple[Owner, Bar]]:
    """What is paid by the month or year: paid, asked for, or owed and not asked for."""
    lines = Entitlement.objects.filter(household=household).calculated().exclude(period="once")
    owed = unclaimed(Entitlement.objects.filter(pk=OuterRef("pk")))
    claims = Claim.objects.filter(household=household, line=OuterRef("pk")).alive().reverse()
    for line in lines.annotate(owed=Exists(owed), claim=Subquery(claims.values("state")[:1])):
        began = line.starts or line.as_of
        if line.ends and line.ends < start:
            continue
        words = gettext("%(rule)s, calculated %(sum)s yuan %(period)s") % {
            "rule": claim_words.rule(line.rule),
            "sum": yuan(line.amount_fen),
            "period": claim_words.period(line.period),
        }
        told = vars(line)
        if told["owed"]:
            yield line.person_id, Bar(words, began, line.ends, "gap")
        elif told["claim"]:
            yield line.person_id, Bar(words, began, line.ends, _state(told["claim"]))


def _state(claim: str) -> State:
    return "done" if claim in ("paying", "paid") else "way"
