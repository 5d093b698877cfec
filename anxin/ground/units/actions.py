"""Acts on the organisation tree."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from anxin.ground.journal.actions import Actor, record

from .models import STEP, Kind, Level, Unit
from .paths import number, step


def _next_step(parent: Unit | None) -> str:
    siblings = Unit.objects.filter(parent=parent).order_by("-path").values_list("path", flat=True)
    last = siblings.first()
    return step(number(last[-STEP:]) + 1 if last else 1, STEP)


@dataclass(frozen=True)
class NewUnit:
    """A unit to be added: code, names, kind, level."""

    code: str
    name: str
    kind: Kind
    level: Level
    name_en: str = ""
    domain: str = ""


@transaction.atomic
def add_units(*, by: Actor, parent: Unit, units: Sequence[NewUnit]) -> list[Unit]:
    """Add many children of one unit in one go, in the order given; one journal entry for all."""
    parent = Unit.objects.select_for_update().get(pk=parent.pk)
    first = number(_next_step(parent))
    rows = [
        Unit(
            code=unit.code, name=unit.name, name_en=unit.name_en, kind=unit.kind, level=unit.level,
            domain=unit.domain, parent=parent, path=parent.path + step(place, STEP),
        )
        for place, unit in enumerate(units, first)
    ]  # fmt: skip
    Unit.objects.bulk_create(rows)
    record("units.added", by=by, path=parent.path, parent=parent.pk, count=len(rows))
    return rows


@transaction.atomic
def add_unit(
    *,
    by: Actor,
    code: str,
    name: str,
    kind: Kind | str,
    level: Level | int,
    parent: Unit | None = None,
    name_en: str = "",
    domain: str = "",
    region_code: str = "",
) -> Unit:
    """Add a unit under ``parent`` (none: the root). Siblings get rising steps in the order of adding."""
    if parent is not None:
        parent = Unit.objects.select_for_update().get(pk=parent.pk)  # two adders must not share a step
    path = (parent.path if parent else "") + _next_step(parent)
    unit = Unit.objects.create(
        code=code, name=name, name_en=name_en, kind=kind, level=level, domain=domain,
        region_code=region_code, parent=parent, path=path,
    )  # fmt: skip
    record("units.added", by=by, on=unit)
    return unit
