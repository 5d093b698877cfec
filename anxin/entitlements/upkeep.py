"""The nightly work of entitlements. Cheap, as only what is due is read; each batch is a transaction of its
own and notes what it did, so that a night that was cut short goes on where it stopped."""

import gc
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from anxin.families.models import Bereavement, Household
from anxin.families.models.households import Status
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR

from .actions import calculate, calculate_again
from .actions.calculating import BATCH
from .models import Calculation, Sweep, packs_in_force
from .models.calculations import CalculationQuerySet
from .standards import rules_digest, standards_digest

AT_ONCE = 8_000  # from what was stated: nothing is read but the rows themselves
BEFORE_ALL = uuid.UUID(int=0)
Done = tuple[int, uuid.UUID] | None  # how many were made and the last id; None: nothing is left
Stage = Callable[[uuid.UUID], Done]


def keep_current() -> int:
    """Calculate again whatever may come out differently today; returns how many calculations were made."""
    with _uncollected():
        return sum(_through(stage) for stage in (_due, _swept, _anew, _first))


def _through(stage: Stage) -> int:
    """One stage from id to id: what cannot be calculated (an officer whose own card lies sealed) is passed
    over, never asked for without end."""
    made, after = 0, BEFORE_ALL
    while True:
        with everywhere():
            done = stage(after)
        gc.collect()  # a simulation and its variables hold each other: a hundred megabytes of arrays a batch
        if done is None:
            return made
        made, after = made + done[0], done[1]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cyclic collector but between batches: a batch makes hundreds of thousands of objects that
    end with it, and looking through them again and again is a fifth of the whole work."""
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _due(after: uuid.UUID) -> Done:
    """A day has come, or standards are others where the sweep does not look: from what was stated before."""
    come = Q(again_on__lte=today()) | _sweep().outside
    due = _standing().filter(come, pk__gt=after).order_by("pk")[:AT_ONCE].standing("stated")
    if not due:
        return None
    calculate_again(by=OPERATOR, calculations=due)
    return len(due), due[-1].pk


def _swept(_after: uuid.UUID) -> Done:
    """Standards are others: from what was stated before. How far it is stands with the sweep itself."""
    sweep = _sweep()
    if sweep.ended_at:
        return None
    due = _standing().filter(sweep.left).order_by("pk")[:AT_ONCE].standing("stated")
    last = due[-1].pk if due else None
    if due:
        calculate_again(by=OPERATOR, calculations=due, marked=False)
    sweep.reached(last)
    return (len(due), last) if last else None


def _standing() -> CalculationQuerySet:
    return Calculation.objects.in_use().filter(rules=rules_digest())


def _sweep() -> Sweep:
    return Sweep.objects.under(standards_digest(packs_in_force()))


def _anew(after: uuid.UUID) -> Done:
    """The rules are others: from the register, as they may ask what was not stated before."""
    return _calculate(Calculation.objects.in_use().exclude(rules=rules_digest()), after)


def _first(after: uuid.UUID) -> Done:
    """Families that were never calculated."""
    made = Calculation.objects.filter(household=OuterRef("household"), officer=OuterRef("officer"))
    return _calculate(Bereavement.objects.filter(~Exists(made), household__status=Status.OPEN), after)


def _calculate(rows: QuerySet[Any], after: uuid.UUID) -> Done:
    """The next batch of the households that these rows name."""
    cards = (
        rows.filter(household_id__gt=after).order_by("household_id").values_list("household_id", flat=True)
    )
    batch = list(cards.distinct()[:BATCH])
    if not batch:
        return None
    return calculate(by=OPERATOR, households=list(Household.objects.filter(pk__among=batch))), batch[-1]
