"""Whom one speaks to in a department."""

import uuid
from collections.abc import Iterable

from anxin.care.models import DepartmentContact
from anxin.ground.units.models import Unit


def contact_of(desk: Unit) -> DepartmentContact | None:
    """The named contact of a department today."""
    return contacts_of([desk.pk]).get(desk.pk)


def contacts_of(desks: Iterable[uuid.UUID]) -> dict[uuid.UUID, DepartmentContact]:
    """The named contact of each of these desks today; a desk without one is missing. One query."""
    found = DepartmentContact.objects.current().filter(desk__in=list(desks))
    return {one.desk_id: one for one in found.select_related("desk", "post")}
