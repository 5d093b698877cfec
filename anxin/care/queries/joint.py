"""The joint measures table as its pages and papers read it."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from anxin.care.models import (
    COLUMN,
    CatalogueEntry,
    DepartmentContact,
    JointCell,
    JointColumn,
    JointRow,
    JointTable,
    Need,
)
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.units.models import Domain, Kind, Unit

from .contacts import contacts_of

COMPARED = ("kind", "words", "amount_fen", "ground", "handler", "due", "proof", "entry_id", "case_by_case")


def desks_within(by: Post) -> QuerySet[Unit]:
    """Departments in the clerk's scope that serve one of the five fields."""
    lo, hi = by.bounds
    return Unit.objects.filter(path__gte=lo, path__lt=hi).exclude(domain="").order_by("path")


def five_desks(by: Post) -> dict[str, Unit | None]:
    """For each of the five fields the clerk's own department: of several the highest in the tree."""
    found = sorted(desks_within(by), key=lambda unit: (len(unit.path), unit.path))
    return {domain.value: next((unit for unit in found if unit.domain == domain), None) for domain in Domain}


def guests(by: Post, household: Household) -> QuerySet[Unit]:
    """Who may take part beside the five: the former unit, people's organisations (union, women's federation)
    and whoever has a named contact (a township, a school)."""
    lo, hi = by.bounds
    near = Unit.objects.filter(path__gte=lo, path__lt=hi, domain="")
    known = DepartmentContact.objects.current().values("desk")
    wanted = near.filter(kind=Kind.PEOPLES) | near.filter(pk__in=known) | near.filter(pk=household.unit_id)
    return wanted.distinct().order_by("path")


def partners(by: Post) -> QuerySet[Unit]:
    """Whose contact the clerk keeps: the departments, people's organisations, and whoever had a contact."""
    lo, hi = by.bounds
    near = Unit.objects.filter(path__gte=lo, path__lt=hi)
    known = DepartmentContact.objects.values("desk")
    return (near.exclude(domain="") | near.filter(kind=Kind.PEOPLES) | near.filter(pk__in=known)).distinct()


def entries_for(path: str) -> QuerySet[CatalogueEntry]:
    """The entries of the standing catalogue that may be cited at a place today."""
    found = CatalogueEntry.objects.in_force(today()).for_path(path)
    return found.select_related("desk", "unit").order_by("theme", "number")


@dataclass(frozen=True)
class Field:
    """One cell as it is read: itself, what the version before said, and whether that was something else."""

    cell: JointCell
    before: JointCell | None

    @property
    def changed(self) -> bool:
        """Does it say something else than the version before? A cell that is new counts as changed."""
        return self.before is None or any(
            getattr(self.cell, name) != getattr(self.before, name) for name in COMPARED
        )


@dataclass(frozen=True)
class Line:
    """One need with its cells in the order of the columns."""

    row: JointRow
    fields: Sequence[Field]


@dataclass(frozen=True)
class Matrix:
    """A whole table: columns, lines, and whether there is a version before to compare with."""

    table: JointTable
    columns: Sequence[JointColumn]
    lines: Sequence[Line]
    before: JointTable | None

    @property
    def fields(self) -> list[Field]:
        """Every cell, row by row."""
        return [field for line in self.lines for field in line.fields]

    @property
    def changes(self) -> int:
        """How many cells say something else than the version before."""
        return sum(field.changed for field in self.fields) if self.before else 0

    @property
    def empty(self) -> int:
        """How many cells nobody has filled yet."""
        return sum(field.cell.kind == JointCell.Kind.EMPTY for field in self.fields)

    @property
    def unsigned(self) -> list[JointColumn]:
        """The columns that are still to be signed."""
        return [column for column in self.columns if not column.is_signed]


def matrix_of(table: JointTable) -> Matrix:
    """The table with all its cells, in five queries however large."""
    columns = list(table.columns.select_related("unit", "contact", "signed_by"))
    rows = list(table.rows.select_related("need__person"))
    cells = {(cell.row_id, cell.column_id): cell for cell in cells_of(table)}
    before = before_of(table)
    old = {} if before is None else {_key(cell): cell for cell in cells_of(before)}
    lines = [
        Line(row, [Field(cell, old.get(_key(cell))) for cell in _in_order(cells, row, columns)])
        for row in rows
    ]
    return Matrix(table, columns, lines, before)


def cells_of(table: JointTable) -> QuerySet[JointCell]:
    """Every cell of a table with what is read of it."""
    found = JointCell.objects.filter(column__table=table)
    return found.select_related("column__unit", "row", "entry", "measure", "filled_by")


def _in_order(
    cells: dict[tuple[uuid.UUID, uuid.UUID], JointCell], row: JointRow, columns: Sequence[JointColumn]
) -> Iterator[JointCell]:
    return (cells[row.pk, column.pk] for column in columns)


def _key(cell: JointCell) -> tuple[object, ...]:
    """What makes two cells of two versions the same one: the need, and whose column."""
    return cell.row.need_id, cell.column.domain or cell.column.unit_id


def before_of(table: JointTable) -> JointTable | None:
    """The version that was in force before this one, if there was one."""
    approved = JointTable.objects.filter(household=table.household_id, approved_at__isnull=False)
    return approved.filter(version__lt=table.version).order_by("-version").first()


def table_of(household: Household) -> JointTable | None:
    """The table to show first: the one under way, else the one in force."""
    found = JointTable.objects.filter(household=household).select_related("started_by", "approved_by")
    return found.under_way().first() or found.in_force().first()


def next_version(household: Household) -> int:
    """The number of the version that a new table takes."""
    return (JointTable.objects.filter(household=household).aggregate(n=Max("version"))["n"] or 0) + 1


def without_contact(table: JointTable) -> list[JointColumn]:
    """The columns that block sending out: no desk entered, or no named contact today."""
    columns = list(table.columns.select_related("unit"))
    held = contacts_of([column.unit_id for column in columns if column.unit_id])
    return [column for column in columns if column.unit_id not in held]


def columns_of_desk(reach: Reach) -> list[JointColumn]:
    """The column that this access was given for."""
    if reach.grant is None or reach.grant.part != COLUMN:
        return []
    rows = JointColumn.objects.visible_to(reach).filter(pk=reach.grant.record)
    return list(rows.select_related("table__started_by__unit", "unit"))


def needs_for_table(household: Household) -> QuerySet[Need]:
    """The needs that a table is made of: verified and not met yet."""
    return Need.objects.filter(household=household).open().select_related("person")
