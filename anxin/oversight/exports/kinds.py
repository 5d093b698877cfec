"""What can be exported: each kind of list with the right it needs, its layout and its rows.

A kind reads through a reach only, like a page: the same filters, the same masks, nothing of its own.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from anxin.ground.access.reach import Reach
from anxin.ground.paper.cells import Value
from anxin.ground.paper.workbook import Column


@dataclass(frozen=True)
class Wish:
    """What is asked for: the filters of the list, whole numbers or masked ones, children under 14 or not."""

    filters: Mapping[str, Any] = field(default_factory=dict)
    numbers: bool = False
    children: bool = False


@dataclass(frozen=True)
class Line:
    """One row of the file, and the card that it shows a piece of."""

    card: uuid.UUID | None
    cells: Sequence[Value]


@dataclass(frozen=True)
class Layout:
    """How the table of a kind looks: title, columns, the id by which an import knows it again."""

    title: str
    columns: tuple[Column, ...]
    template: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of list. ``part`` says which access given outside the subtree brings its rows; ``chinese``
    that the form is an office's own and speaks Chinese whatever the exporter reads."""

    code: str
    name: Promise
    permission: str
    holds: Promise
    order: int
    count: Callable[[Reach, Wish], int]
    layout: Callable[[Wish], Layout]
    rows: Callable[[Reach, Wish], Iterator[Line]]
    part: str = "card"
    chinese: bool = False
    has_numbers: bool = False
    has_children: bool = False


_kinds: dict[str, Kind] = {}


def kind(item: Kind) -> None:
    """Register a kind (once, at start-up)."""
    _kinds[item.code] = item


def get(code: str) -> Kind:
    """The kind of this code (KeyError if there is none)."""
    return _kinds[code]


def all_kinds() -> list[Kind]:
    """Every kind, in order."""
    return sorted(_kinds.values(), key=lambda one: one.order)
