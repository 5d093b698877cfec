"""What packages carry of a cascade: how many below a unit have signed for a notice, told to where the notice
came from by number alone (decision 0046)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anxin.ground.days.clock import now
from anxin.ground.units.models import Unit

from .models import Carried, Delivery, Notice
from .tallying import counts


def told_below(delivery: Delivery) -> list[Carried]:
    """How many of each level have signed for the notice with which the delivery's unit passed it down, as
    counted now; not saved. Empty before it was passed down."""
    child = delivery.passed_on
    if child is None:
        return []
    counted, moment = counts(child.pk, delivery.path), now()
    below = sorted(
        (level, one) for (path, level), one in counted.items() if path == delivery.path and one.due
    )
    return [
        Carried(
            notice=delivery.notice, unit=delivery.unit, level=level, due=one.due, signed=one.signed,
            document=child.document, as_of=moment,
        )
        for level, one in below
    ]  # fmt: skip


@dataclass(frozen=True)
class ToldBelow:
    """What one unit of another network told, for the page of the cascade: its levels in their order."""

    unit: Unit
    document: str
    as_of: datetime
    levels: Sequence[Carried]


def carried_below(notice: Notice, place: Unit) -> list[ToldBelow]:
    """What was told by package of units at a place and below it, in the order of the tree."""
    within = {"unit__path__gte": place.path, "unit__path__lt": f"{place.path}~"}
    told: dict[Unit, list[Carried]] = {}
    for one in Carried.objects.filter(notice=notice, **within).select_related("unit"):
        told.setdefault(one.unit, []).append(one)
    return [ToldBelow(unit, rows[0].document, rows[0].as_of, rows) for unit, rows in told.items()]
