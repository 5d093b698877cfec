"""What upper rooms add to every page: doors in the bar, parts of the family card, links on its head.

Filled once at start-up (`AppConfig.ready`); reading never changes it. `ui` itself knows no door.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from anxin.ground.database.counting import CountOf
from anxin.ground.ui.parts import Link, Words

Column = Literal["top", "lead", "main", "side", "wide"]
COLUMNS: tuple[Column, ...] = ("top", "lead", "main", "side", "wide")


# What waits behind a door: a number, or rows that are counted with those of all other doors (ui/context.py).
Waiting = int | QuerySet[Any] | tuple[QuerySet[Any], ...] | None


class Ordered(Protocol):
    """Anything with a place in an order and the permission that opens it."""

    @property
    def order(self) -> int: ...
    @property
    def permission(self) -> str: ...


@dataclass(frozen=True)
class Entry:
    """A door in the bar. `desk=False`: only in the telephone's bottom bar; `badge` counts what waits."""

    url_name: str
    label: Words
    permission: str
    order: int
    phone: bool = False
    badge: Callable[[HttpRequest], Waiting] | None = None
    icon: str = "list"
    desk: bool = True


@dataclass(frozen=True)
class Section:
    """A part of the family card. `context(request, record)` fills `template`, which is one panel."""

    code: str
    order: int
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any]]
    column: Column = "main"
    permission: str = ""


@dataclass(frozen=True)
class CardLink:
    """A tab or a button on the head of a family card; its URL takes `card`. `when(record)`: only then.
    `rows(record)`: what is counted beside it, all tabs in one question; `beneath`: pages that stand under it.
    """

    url_name: str
    label: Words
    order: int
    permission: str = ""
    place: Literal["tab", "act"] = "tab"
    main: bool = False
    rows: Callable[[Any], QuerySet[Any]] | None = None
    when: Callable[[Any], bool] | None = None
    beneath: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListLink:
    """A button on the head of a list (``place``: the list's name); the list's own filters go along, its place
    within the pages does not."""

    code: str
    place: str
    url_name: str
    label: Words
    order: int
    permission: str = ""
    kwargs: tuple[tuple[str, str], ...] = ()


Thing = TypeVar("Thing", bound=Ordered)
R = TypeVar("R")
T = TypeVar("T")


@dataclass
class Registry(Generic[Thing]):
    """Things in their order; the same key registered again replaces the first (reloads of the server)."""

    key: Callable[[Thing], str]
    things: dict[str, Thing] = field(default_factory=dict)

    def add(self, thing: Thing) -> None:
        self.things[self.key(thing)] = thing

    def for_post(self, request: HttpRequest) -> list[Thing]:
        """What the post may open in this request, in order."""
        return [thing for thing in self._ordered() if may(request, thing.permission)]

    def of_role(self, request: HttpRequest) -> list[Thing]:
        """What the post may open by its role, in order, even where this one request leaves it less."""
        post = getattr(request, "post", None)
        holds: Callable[[str], bool] | None = getattr(post, "holds", None)
        if holds is None:
            return self.for_post(request)
        return [thing for thing in self._ordered() if not thing.permission or holds(thing.permission)]

    def _ordered(self) -> list[Thing]:
        return sorted(self.things.values(), key=lambda thing: thing.order)


entries: Registry[Entry] = Registry(key=lambda item: item.url_name)
sections: Registry[Section] = Registry(key=lambda item: item.code)
card_link_registry: Registry[CardLink] = Registry(key=lambda item: item.url_name)
list_links: Registry[ListLink] = Registry(key=lambda item: item.code)


def may(request: HttpRequest, permission: str) -> bool:
    """Whether the request's post holds a permission; no permission asked → yes; no post → no."""
    if not permission:
        return True
    post = getattr(request, "post", None)
    return bool(post is not None and post.may(permission))


def entry(
    url_name: str,
    label: Words,
    permission: str,
    order: int,
    *,
    phone: bool = False,
    badge: Callable[[HttpRequest], Waiting] | None = None,
    icon: str = "list",
    desk: bool = True,
) -> None:
    """Adds a door to the bar (see Entry)."""
    entries.add(Entry(url_name, label, permission, order, phone, badge, icon, desk))


def section(item: Section) -> None:
    """Adds a part to the family card."""
    sections.add(item)


def card_link(item: CardLink) -> None:
    """Adds a tab or a button to the head of the family card."""
    card_link_registry.add(item)


def list_link(item: ListLink) -> None:
    """Adds a button to the head of a list."""
    list_links.add(item)


def links_of_list(request: HttpRequest, place: str, **more: str) -> list[Link]:
    """The buttons of a list that this post may use, with the filters of the list as they stand."""
    query = request.GET.copy()
    for name in ("after", "before", "page", "size"):
        query.pop(name, None)
    query.update(more)
    tail = f"?{query.urlencode()}" if query else ""
    return [
        Link(item.label, reverse(item.url_name, kwargs=dict(item.kwargs)) + tail)
        for item in list_links.for_post(request)
        if item.place == place
    ]


def once(request: HttpRequest, question: Callable[[R], T], record: R) -> T:
    """The answer to a question that several parts of one page ask about a record, asked once."""
    known = request.__dict__.setdefault("answers", {})
    key = question, id(record)
    if key not in known:
        known[key] = question(record)
    answer: T = known[key]
    return answer


def render_sections(request: HttpRequest, record: Any) -> dict[str, list[str]]:
    """The parts of a record's card by column, as HTML, in their order."""
    columns: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for item in sections.for_post(request):
        context = {"record": record, **item.context(request, record)}
        columns[item.column].append(render_to_string(item.template, context, request))
    return columns


def card_links(request: HttpRequest, record: Any, place: str) -> list[Link]:
    """The tabs or buttons of a record's card that this post may open; the page one is on is marked."""
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    items = [
        item
        for item in card_link_registry.for_post(request)
        if item.place == place and (item.when is None or item.when(record))
    ]
    numbers = _counted(record, items)
    return [_link(record, item, numbers.get(item.url_name), here) for item in items]


def _counted(record: Any, items: Iterable[CardLink]) -> dict[str, int]:
    """How much each tab counts, in one question asked beside the record."""
    counts = {item.url_name: CountOf.rows(item.rows(record)) for item in items if item.rows}
    if not counts:
        return {}
    found = type(record).objects.filter(pk=record.pk).values_list(*counts.values()).first()
    return dict(zip(counts, found or (), strict=False))


def _link(record: Any, item: CardLink, number: int | None, here: str) -> Link:
    url = reverse(item.url_name, kwargs={"card": record.pk})
    return Link(item.label, url, number or None, here in (item.url_name, *item.beneath), item.main)
