"""What the tracks of this room and the rooms above hang on an officer's page, the own page and the list.

Filled once at start-up. A part is left out where its permission is missing or its context is None.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from anxin.families.listing import Cell
from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.ui.parts import Link, Words

from .models import Officer

READ, OWN = "officers.read", "officers.own"
Context = Callable[[Officer, Post], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Part:
    """One panel: its template, what it shows, and where it stands."""

    code: str
    template: str
    context_of: Context
    order: int
    permission: str


@dataclass(frozen=True)
class Column:
    """One column of the list; ``cells`` answers for all rows of a page at once, never row by row."""

    code: str
    head: Words
    order: int
    permission: str
    cells: Callable[[Sequence[Officer]], Mapping[uuid.UUID, Cell]]


@dataclass(frozen=True)
class Door:
    """A button on 我的关爱."""

    url_name: str
    label: Words
    order: int
    main: bool


_doors: dict[str, Door] = {}
_parts: dict[tuple[bool, str], Part] = {}
_columns: dict[str, Column] = {}


def register(
    code: str,
    template: str,
    context_of: Context,
    *,
    order: int = 50,
    permission: str = READ,
    own: bool = False,
) -> None:
    """Add a panel to an officer's page; ``own``: to 我的关爱 instead (permission ``officers.own``). The file
    is one {% panel %}; it gets what ``context_of(officer, post)`` gives, and ``officer``."""
    _parts[own, code] = Part(code, template, context_of, order, OWN if own else permission)


def column(item: Column) -> None:
    """Add a column to the list of officers."""
    _columns[item.code] = item


def rendered(request: Request, officer: Officer, *, own: bool = False) -> list[str]:
    """The panels of an officer's page, or of the own page, that the post at work may see, in order."""
    held = [part for (for_own, _code), part in _parts.items() if for_own == own]
    held = [part for part in held if request.post.may(part.permission)]
    found: list[str] = []
    for part in sorted(held, key=lambda one: (one.order, one.code)):
        context = part.context_of(officer, request.post)
        if context is not None:
            found.append(render_to_string(part.template, {**context, "officer": officer}, request))
    return found


def columns(post: Post) -> list[Column]:
    """The columns of the list that a post may see, in order."""
    held = (one for one in _columns.values() if post.may(one.permission))
    return sorted(held, key=lambda one: (one.order, one.code))


def door(url_name: str, label: Words, *, order: int = 50, main: bool = False) -> None:
    """Add a button to 我的关爱, for instance "Ask for help"; one of them is ``main``."""
    _doors[url_name] = Door(url_name, label, order, main)


def doors(post: Post) -> list[Link]:
    """The buttons of 我的关爱, in order."""
    held = sorted(_doors.values(), key=lambda one: (one.order, one.url_name)) if post.may(OWN) else []
    return [Link(one.label, reverse(one.url_name), main=one.main) for one in held]
