"""The list of families: its rows, and the columns and filters that upper rooms add to it."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from anxin.ground.access.reach import Reach
from anxin.ground.ui.parts import Words

from . import search
from .models import Bereavement, Household, Membership
from .models.households import Status
from .people import is_elder, is_minor

T = TypeVar("T")
CLOSED = "closed"  # the chip that shows the families whose care is closed, and only those


@dataclass(frozen=True)
class Cell:
    """One cell that an upper room fills: words, a light beside them, or the six steps."""

    words: Words = ""
    light: str = ""
    small: Words = ""
    steps: tuple[str, ...] = ()


class Page(list[Household]):
    """The families of one page of the list, and what several columns ask about them, asked once."""

    def once(self, question: Callable[[Sequence[Household]], T]) -> T:
        """The answer to a question about all families of the page."""
        known = self.__dict__.setdefault("known", {})
        if question not in known:
            known[question] = question(self)
        answer: T = known[question]
        return answer


@dataclass(frozen=True)
class Column:
    """A column of the list; ``cells`` answers for all rows of a page at once, never row by row."""

    code: str
    head: Words
    order: int
    cells: Callable[[Page], dict[uuid.UUID, Cell]]


@dataclass(frozen=True)
class Filter:
    """A chip above the list that narrows it."""

    code: str
    label: Words
    order: int
    narrow: Callable[[QuerySet[Household]], QuerySet[Household]]


@dataclass(frozen=True)
class Choice:
    """What narrows the list: the two boxes, a chip, and what was typed (never in a URL)."""

    determination: str = ""
    year: int | None = None
    show: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One family as the list shows it."""

    household: Household
    names: str
    post: str
    unit: str
    died_on: object
    count: int
    elders: int
    minors: int
    cells: list[Cell] = field(default_factory=list)


_columns: dict[str, Column] = {}
_filters: dict[str, Filter] = {}


def column(item: Column) -> None:
    """Add a column (once, at start-up)."""
    _columns[item.code] = item


def filter_chip(item: Filter) -> None:
    """Add a filter (once, at start-up)."""
    _filters[item.code] = item


def columns() -> list[Column]:
    """Every column, in order."""
    return sorted(_columns.values(), key=lambda one: one.order)


def filters() -> list[Filter]:
    """Every filter, in order."""
    return sorted(_filters.values(), key=lambda one: one.order)


def households(reach: Reach) -> QuerySet[Household]:
    """The families within reach, with what a row needs, in three queries however many they are."""
    mourned = Bereavement.objects.select_related("officer__person")
    present = Membership.objects.filter(until=None).select_related("person")
    return (
        Household.objects.visible_to(reach)
        .select_related("unit")
        .prefetch_related(Prefetch("bereavements", mourned), Prefetch("memberships", present))
        .order_by("path")
    )


def chosen(reach: Reach, choice: Choice) -> QuerySet[Household]:
    """The families within reach that a choice leaves, each once: what the list shows and an export holds.
    Closed ones stand behind their own chip; whoever searches finds them too."""
    found = search.narrow(households(reach), reach, choice.text)
    if choice.show == CLOSED:
        return found.filter(status=Status.CLOSED)
    if not choice.text:
        found = found.filter(status=Status.OPEN)
    mourned = Bereavement.objects.filter(household=OuterRef("pk"))  # two officers: still one family
    if choice.determination:
        found = found.filter(Exists(mourned.filter(officer__determination=choice.determination)))
    if choice.year:
        found = found.filter(Exists(mourned.filter(officer__person__died_on__startswith=str(choice.year))))
    for chip in filters():
        if chip.code == choice.show:
            found = chip.narrow(found)
    return found


def rows(found: Sequence[Household]) -> list[Row]:
    """The rows of these families, with the cells of every added column."""
    page = Page(found)
    filled = [one.cells(page) for one in columns()]
    return [_row(household, [cells.get(household.pk, Cell()) for cells in filled]) for household in found]


def _row(household: Household, cells: list[Cell]) -> Row:
    officers = [link.officer for link in household.bereavements.all()]
    people = [membership.person for membership in household.memberships.all()]
    first = officers[0] if officers else None
    return Row(
        household=household,
        names="、".join(officer.person.name for officer in officers),
        post=first.post_text if first else "",
        unit=(first.unit_text if first else "") or household.unit.label,
        died_on=first.person.died_on if first else None,
        count=len(people),
        elders=sum(map(is_elder, people)),
        minors=sum(map(is_minor, people)),
        cells=cells,
    )
