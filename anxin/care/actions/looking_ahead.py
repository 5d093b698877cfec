"""Keeping what lies near: dates of the next 90 days become duties, and follow the register.

Nothing here ends anything: a date whose ground falls away before its day (a death, a corrected birth date)
no longer applies; one whose day has come stays until somebody settles it.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from anxin.care.calendar import DutyDay, FamilyDays, asking_of, days_between, quiet_days_of
from anxin.care.calendar.rules import version
from anxin.care.models import Duty, Lookahead
from anxin.care.queries.calendar import families_days
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.database.bulk import insert
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import Operator, record

YEAR = timedelta(366)
KEPT = frozenset({Duty.State.DONE, Duty.State.NOT_NEEDED, Duty.State.DECIDED, Duty.State.CONFIRMED})
FIELDS = ("day", "until", "expected", "state")


@dataclass
class Changes:
    """What a look at many families comes to."""

    new: list[Duty] = field(default_factory=list)
    moved: list[Duty] = field(default_factory=list)
    looked: list[Lookahead] = field(default_factory=list)

    @property
    def cards(self) -> set[uuid.UUID]:
        """The families of which something changed."""
        return {duty.household_id for duty in (*self.new, *self.moved)}


@transaction.atomic
def look_ahead(*, by: Post | Operator, households: Iterable[uuid.UUID]) -> int:
    """Bring the duties of these families up to date, as of today; the same again changes nothing.

    Returns how many duties were added, moved or fell away. A few questions however many families."""
    paths = dict(
        Household.objects.in_use().filter(pk__among=list(households)).values_list("pk", "path").order_by()
    )
    changes = _changes(paths, today())
    insert(changes.new)
    Duty.objects.bulk_update(changes.moved, FIELDS, batch_size=500)
    _note(changes.looked)
    if changes.cards:
        path = by.scope_root.path if isinstance(by, Post) else ""
        cards, count = sorted(changes.cards), len(changes.new) + len(changes.moved)
        record("care.looked_ahead", by=by, path=path, cards=cards, count=count)
    return len(changes.new) + len(changes.moved)


def _changes(paths: dict[uuid.UUID, str], day: date) -> Changes:
    standing: dict[uuid.UUID, list[Duty]] = defaultdict(list)
    for duty in Duty.objects.filter(household__pk__among=list(paths)).order_by():
        standing[duty.household_id].append(duty)
    changes = Changes()
    for card, family in families_days(paths).items():
        # what is stored may have moved anywhere; of what is not, only what lies near or ahead is asked
        ahead = asking_of(family, date.min if standing[card] else day - _ahead())
        added, moved = _differences(family, ahead, standing[card], day)
        changes.new += [_duty(card, paths[card], one) for one in added]
        changes.moved += moved
        changes.looked.append(_looked(card, paths[card], family, ahead, day))
    return changes


def _differences(
    family: FamilyDays, ahead: Sequence[DutyDay], standing: Sequence[Duty], day: date
) -> tuple[list[DutyDay], list[Duty]]:
    """The dates that came near and are not stored, and the stored ones that are others now."""
    wanted = {one.key: one for one in ahead}
    people = {one.key for one in family.people}
    moved = []
    for duty in standing:
        one = wanted.pop(duty.key, None)
        if duty.state in KEPT:
            continue
        one = one or _taken_up(family, duty)
        before = [getattr(duty, name) for name in FIELDS]
        if one is not None:
            duty.day, duty.until, duty.expected = one.day, one.until, one.expected
            duty.state = Duty.State.OPEN if duty.state == Duty.State.GONE else duty.state
        elif duty.day > day or (duty.person_id is not None and duty.person_id not in people):
            duty.state = Duty.State.GONE
        if before != [getattr(duty, name) for name in FIELDS]:
            moved.append(duty)
    return [one for one in wanted.values() if _is_near(one, day)], moved


def _taken_up(family: FamilyDays, duty: Duty) -> DutyDay | None:
    """Where a date lies now that asks for nothing of itself and that somebody made a task (a birthday)."""
    if duty.kind_of.asks:
        return None
    around = days_between(family, duty.day - YEAR, duty.day + YEAR)
    return next((one for one in around if one.key == duty.key), None)


def _ahead() -> timedelta:
    return timedelta(settings.LIMITS["care"]["ahead_days"])


def _is_near(one: DutyDay, day: date) -> bool:
    """Within 90 days; of what decides also 90 days back, for a card that comes late."""
    first = day - _ahead() if one.decides else day
    return first <= (one.until or one.day) and one.day <= day + _ahead()


def _duty(card: uuid.UUID, path: str, one: DutyDay) -> Duty:
    return Duty(
        household_id=card, path=path, kind=one.kind, person_id=one.person, n=one.n, day=one.day,
        until=one.until, expected=one.expected,
    )  # fmt: skip


def _looked(card: uuid.UUID, path: str, family: FamilyDays, ahead: Sequence[DutyDay], day: date) -> Lookahead:
    later = [one.day - _ahead() for one in ahead if one.day > day + _ahead()]
    quiet = quiet_days_of(family, day, day + YEAR, settings.LIMITS["care"]["quiet_around"])
    return Lookahead(
        household_id=card, path=path, again_on=min([*later, day + YEAR]), looked_at=now(), rules=version(),
        quiet=sorted(quiet),
    )  # fmt: skip


def _note(looked: Sequence[Lookahead]) -> None:
    Lookahead.objects.bulk_create(
        looked, batch_size=1000, update_conflicts=True, unique_fields=["household"],
        update_fields=["again_on", "looked_at", "rules", "quiet"],
    )  # fmt: skip
