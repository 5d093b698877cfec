"""What access tells upper rooms."""

import uuid
from dataclasses import dataclass

from anxin.ground.jobs.events import Event
from anxin.ground.journal.actions import Actor

from .models import Post


@dataclass(frozen=True)
class PostLeft(Event):
    """Nobody acts in ``post`` any more, from this instant: its day came, it was closed, or its account was
    disabled. Whoever hears it passes on what the post was responsible for, in the same transaction."""

    post: Post
    by: Actor


@dataclass(frozen=True)
class ReviewWaits(Event):
    """A card was opened in an emergency, and ``reviewer`` is to look at it. Whoever hears it tells the
    reviewer, in the same transaction."""

    reviewer: Post
    access: uuid.UUID
