"""Work that a paper from above asks of units, as the room of papers tells the room that does such work.

The two may not import each other, so the event stands here, below both (docs/decisions/0044)."""

import uuid
from dataclasses import dataclass
from datetime import date

from anxin.ground.jobs.events import Event

from .choosing import Choice


@dataclass(frozen=True)
class WorkAsked(Event):
    """That ``unit`` asked the units that ``lines`` choose below ``path`` for a piece of work.

    ``item`` names the thing asked for good, ``above`` the one of the paper above that it passes down;
    ``kind`` is the code of the work ("survey"), ``since`` the first year it asks about. ``paper`` and
    ``words`` are what the paper is called and what it asks, as written."""

    item: uuid.UUID
    kind: str
    unit: uuid.UUID
    path: str
    lines: tuple[Choice, ...]
    paper: str
    words: str
    due: date | None = None
    since: int | None = None
    above: uuid.UUID | None = None
