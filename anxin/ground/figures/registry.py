"""Figures (指标): each statistic defined once: its name, its definition in words, the rows behind it.

A figure is the number of its rows, or the sum of one thing over them (``measure``: days, for instance), so it
can always open its list. Nothing here ranks or scores anybody.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today


@dataclass(frozen=True)
class Row:
    """One line of the list behind a figure: what it is called, words beside it, where it opens, and the
    id of the card that it shows a piece of (for the journal of looking)."""

    title: str
    words: str
    url: str
    card: uuid.UUID | None = None


@dataclass(frozen=True)
class Figure:
    """One statistic. ``rows(reach, day)`` are the records counted; ``row`` tells one of them in a line.
    ``measure``, if there is one, sums what each of these rows brings; its rows carry what it sums."""

    code: str
    name: Promise
    words: Promise
    unit: Promise
    version: int
    order: int
    rows: Callable[[Bounds, date], QuerySet[Any]]
    row: Callable[[Any], Row]
    measure: Callable[[QuerySet[Any]], int] | None = None

    def value(self, reach: Bounds, day: date) -> int:
        """The figure itself: how many rows stand behind it, or what they come to together."""
        rows = self.rows(reach, day)
        return self.measure(rows) if self.measure else rows.count()

    def kept(self, ids: Iterable[uuid.UUID], reach: Bounds) -> QuerySet[Any]:
        """The records that were counted once, as far as ``reach`` shows them now; whether they would still
        be counted plays no part. What ``rows`` brings along (select_related, prefetch_related) comes along
        here too; ``row`` must need no annotation of ``rows``."""
        counted = self.rows(reach, today())
        kept: QuerySet[Any] = counted.model._default_manager.filter(
            pk__in=list(ids), path__gte=reach.lo, path__lt=reach.hi
        )
        kept.query.select_related = counted.query.select_related
        brought: tuple[Any, ...] = counted._prefetch_related_lookups  # type: ignore[attr-defined]  # nowhere public
        return kept.prefetch_related(*brought)


_figures: dict[str, Figure] = {}


def figure(
    code: str,
    *,
    name: Promise,
    words: Promise,
    unit: Promise,
    row: Callable[[Any], Row],
    order: int = 100,
    version: int = 1,
    measure: Callable[[QuerySet[Any]], int] | None = None,
) -> Callable[[Callable[[Bounds, date], QuerySet[Any]]], Callable[[Bounds, date], QuerySet[Any]]]:
    """Register the function that gives a figure's rows. ``version`` rises when the definition changes."""

    def register(
        rows: Callable[[Bounds, date], QuerySet[Any]],
    ) -> Callable[[Bounds, date], QuerySet[Any]]:
        _figures[code] = Figure(code, name, words, unit, version, order, rows, row, measure)
        return rows

    return register


def get(code: str) -> Figure:
    """The figure of this code (KeyError if there is none)."""
    return _figures[code]


def all_figures() -> Iterable[Figure]:
    """Every figure, in the order in which they are read."""
    return sorted(_figures.values(), key=lambda one: (one.order, one.code))
