"""One thing to do, as every list of tasks knows it."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, QuerySet

from anxin.ground.ui.parts import Words


@dataclass(frozen=True)
class Task:
    """One thing to do: what kind, what about, its day if it has one, and the page where it is done. ``card``
    is the family it shows, for the journal of looking; a desk's request shows none."""

    kind: str
    kind_words: Words
    title: str
    words: str
    due: date | None
    url: str
    verb: Words
    card: uuid.UUID | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of what waits on cards of one range: its rows, and how they are told. Of all kinds it is asked
    at once whether they have any row (``tasks.tasks_within``); only those that have one are read. ``some``:
    what to ask for instead, where the rows are numbered within a window. ``pressing``: all of them that are
    due today or overdue, a row a task; None for a kind whose tasks have no day."""

    rows: QuerySet[Any]
    tell: Callable[[Iterable[Any]], Iterable[Task]]
    some: QuerySet[Any] | None = None
    pressing: QuerySet[Any] | None = None

    @property
    def is_there(self) -> Exists:
        """Is there any row?"""
        return Exists(self.rows if self.some is None else self.some)
