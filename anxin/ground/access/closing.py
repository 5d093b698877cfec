"""What must be handed over before a post may be closed: upper rooms tell it, access only asks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from .models import Post


@dataclass(frozen=True)
class Open:
    """One kind of thing that a post still has in hand, and how many: numbers, never names. ``words`` holds
    %(n)d and knows its plural (ngettext_lazy with "n")."""

    n: int
    words: Promise

    def __str__(self) -> str:
        return str(self.words % {"n": self.n})


Check = Callable[[Post], Iterable[Open]]
_checks: list[Check] = []


def before_close(check: Check) -> Check:
    """Register a check, once, at start-up. It opens the scope it needs itself."""
    if check not in _checks:
        _checks.append(check)
    return check


def in_hand(post: Post) -> list[Open]:
    """Everything that this post still has in hand; empty when it may be closed."""
    return [one for check in _checks for one in check(post) if one.n]
