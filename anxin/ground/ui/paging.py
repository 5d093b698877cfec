"""A list in slices. The cursor in the URL is the id of a row, never a name or another personal word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict

SIZES = (20, 50, 100)
DEFAULT_SIZE = 50
Row = TypeVar("Row")
Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """What one page of a list shows. `next` and `back` are query strings, empty at the ends."""

    rows: Sequence[Row]
    size: int
    next: str = ""
    back: str = ""
    total: int | None = None
    sizes: tuple[tuple[int, str], ...] = ()


def keyset(
    queryset: QuerySet[Record],
    request: HttpRequest,
    *,
    order: tuple[str, ...] = ("id",),
    total: int | None = None,
) -> Slice[Record]:
    """The slice after (or before) the row named in the URL, by columns that are never null.

    Costs the same on the first and the ten-thousandth page. A cursor that is not in sight starts again.
    """
    order = order if {"id", "pk"} & {name.lstrip("-") for name in order} else (*order, "pk")
    size = _size(request.GET)
    cursor, backwards = request.GET.get("before") or request.GET.get("after"), "before" in request.GET
    values = _values(queryset, order, cursor)
    steps = tuple(_turned(name) for name in order) if backwards and values else order
    found = queryset.filter(_beyond(steps, values)) if values else queryset
    rows = list(found.order_by(*steps)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards and values:
        rows.reverse()
        return _slice(request, rows, size, has_next=True, has_back=more, total=total)
    return _slice(request, rows, size, has_next=more, has_back=values is not None, total=total)


def pages(things: "QuerySet[Record] | Sequence[Record]", request: HttpRequest) -> Slice[Record]:
    """Numbered pages for short lists (hundreds of rows), with their total."""
    size = _size(request.GET)
    page = Paginator(things, size).get_page(request.GET.get("page"))
    return Slice(
        rows=list(page.object_list),
        size=size,
        next=_query(request, page=page.next_page_number()) if page.has_next() else "",
        back=_query(request, page=page.previous_page_number()) if page.has_previous() else "",
        total=page.paginator.count,
        sizes=_sizes(request),
    )


def _slice(
    request: HttpRequest, rows: list[Record], size: int, *, has_next: bool, has_back: bool, total: int | None
) -> Slice[Record]:
    return Slice(
        rows=rows,
        size=size,
        next=_query(request, after=rows[-1].pk) if rows and has_next else "",
        back=_query(request, before=rows[0].pk) if rows and has_back else "",
        total=total,
        sizes=_sizes(request),
    )


def _values(queryset: QuerySet[Record], order: tuple[str, ...], cursor: str | None) -> tuple[Any, ...] | None:
    """The sort values of the row named by the cursor; None when it names nothing in sight."""
    if not cursor:
        return None
    try:
        return queryset.filter(pk=cursor).values_list(*(name.lstrip("-") for name in order)).first()
    except (ValidationError, ValueError):  # not an id at all
        return None


def _beyond(order: tuple[str, ...], values: tuple[Any, ...]) -> Q:
    """Rows after the given sort values. The first condition repeats the first column, for its index."""
    beyond, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        beyond |= equal & Q((_past(name), value))
        equal &= Q((name.lstrip("-"), value))
    first = order[0]
    return Q((_past(first) + "e", values[0])) & beyond


def _past(name: str) -> str:
    return f"{name[1:]}__lt" if name.startswith("-") else f"{name}__gt"


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _size(given: QueryDict) -> int:
    asked = given.get("size", "")
    return int(asked) if asked in {str(size) for size in SIZES} else DEFAULT_SIZE


def _sizes(request: HttpRequest) -> tuple[tuple[int, str], ...]:
    return tuple((size, _query(request, size=size)) for size in SIZES)


def _query(request: HttpRequest, **changed: object) -> str:
    """The present query with another place or size; filters stay."""
    query = request.GET.copy()
    for name in ("after", "before", "page"):
        query.pop(name, None)
    for name, value in changed.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"
