"""Acts on the organisation tree."""

from django.db import transaction

from anxin.ground.journal.actions import Actor, record

from .models import STEP, Kind, Level, Unit
from .paths import number, step


def _next_step(parent: Unit | None) -> str:
    siblings = Unit.objects.filter(parent=parent).order_by("-path").values_list("path", flat=True)
    last = siblings.first()
    return step(number(last[-STEP:]) + 1 if last else 1, STEP)


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
