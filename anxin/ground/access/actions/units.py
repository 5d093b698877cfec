"""Adding units: the system administrator's act on the tree of his own place."""

from django.db import transaction

from anxin.ground.journal.actions import Actor
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level, Unit

from .accounts import check_administers


@transaction.atomic
def found_unit(
    *,
    by: Actor,
    parent: Unit,
    code: str,
    name: str,
    kind: Kind | str,
    level: Level | int,
    name_en: str = "",
    domain: str = "",
) -> Unit:
    """Add a unit below one of the administrator's own place."""
    check_administers(by, "access.units", parent)
    return add_unit(
        by=by, code=code, name=name, kind=kind, level=level, parent=parent, name_en=name_en, domain=domain
    )
