"""The officers that a post may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from anxin.families.listing import Cell
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.database.models import Bounds
from anxin.ground.units.models import STEP, Unit
from anxin.officers.models import Frontline, Officer, OfficerQuerySet
from anxin.officers.sections import columns


def visible(reach: Bounds) -> OfficerQuerySet:
    """The officers within reach, with their unit and where they stand now."""
    now_at = Prefetch("fronts", Frontline.objects.current(), to_attr="now_at")
    return Officer.objects.visible_to(reach).select_related("unit").prefetch_related(now_at)


@dataclass(frozen=True)
class Asked:
    """A line of a personnel ledger that may speak of an officer on record: where it stands, the unit that it
    names, who is likely, and what the clerk said so far."""

    sheet: str
    row: int
    unit: Unit | None
    officers: Sequence[Officer]
    answer: str

    @property
    def name(self) -> str:
        """The name in the row, which is that of everybody likely."""
        return self.officers[0].name if self.officers else ""


def asked_of(asks: Sequence[Mapping[str, Any]], reach: Bounds) -> list[Asked]:
    """Stored questions (RosterFile.asks) with the people that they are about, as far as they are in sight."""
    people = Officer.objects.visible_to(reach).select_related("unit")
    found = people.in_bulk({UUID(pk) for one in asks for pk in one["officers"]})
    units = Unit.objects.in_bulk({UUID(one["unit"]) for one in asks if one["unit"]})
    return [
        Asked(
            one["sheet"], one["row"], units.get(UUID(one["unit"])) if one["unit"] else None,
            [found[UUID(pk)] for pk in one["officers"] if UUID(pk) in found], one["answer"],
        )
        for one in asks
    ]  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of the list: the officer and the cells of the added columns."""

    officer: Officer
    front: Frontline | None
    cells: Sequence[Cell]


def rows(officers: Sequence[Officer], post: Post) -> list[Row]:
    """The lines of these officers (from ``visible``), every column asked once for all of them."""
    filled = [one.cells(officers) for one in columns(post)]
    return [
        Row(one, next(iter(one.now_at), None), [cells.get(one.pk, Cell()) for cells in filled])  # type: ignore[attr-defined]  # prefetched
        for one in officers
    ]


def office_of(unit: Unit) -> Sequence[Post]:
    """Whom an officer of a unit calls: the clerks of the nearest unit up the line that has any."""
    line = [unit.path[:end] for end in range(len(unit.path), 0, -STEP)]
    clerks = Post.objects.current().filter(role=Role.CLERK, scope_root__path__in=line).exclude(account=None)
    held = list(clerks.select_related("unit", "scope_root").order_by("name", "id"))
    nearest = max((one.scope_root.path for one in held), key=len, default="")
    return [one for one in held if one.scope_root.path == nearest]
