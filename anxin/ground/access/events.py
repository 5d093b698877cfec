"""What access tells upper rooms."""

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
