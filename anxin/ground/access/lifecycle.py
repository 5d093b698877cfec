"""Life cycles are tables: which moves are allowed, who may make them, and whether a reason is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from anxin.ground.jobs.refusals import Refused

from .models import Post


@dataclass(frozen=True)
class Move:
    """One allowed move: the permission it needs, and whether a reason must be given."""

    permission: str
    reason: bool = False


Moves = Mapping[tuple[str, str], Move]


def check(moves: Moves, now: str, to: str, *, by: Post, reason: str = "") -> None:
    """Let a move pass, or refuse it: not in the table, not for this post, or without its reason."""
    move = moves.get((now, to))
    if move is None:
        raise Refused(
            "lifecycle.moved_on",
            _("This record has moved on since you opened it. Open it again and see how it stands."),
        )
    if not by.may(move.permission):
        raise Refused("lifecycle.not_for_this_post", _("This step is not for the post you act in."))
    if move.reason and not reason.strip():
        raise Refused("lifecycle.reason_missing", _("Say why: whoever reads this later must understand it."))
