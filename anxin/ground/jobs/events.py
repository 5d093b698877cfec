"""Typed events: how a lower room tells upper rooms, without importing them.

Subscribers run in the same transaction as the act that published, in the order of registration, so an
event and what it causes stand or fall together.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar


class Event:
    """Base of all events; each is a frozen dataclass in the room that publishes it."""


E = TypeVar("E", bound=Event)
_subscribers: dict[type[Event], list[Callable[[Event], None]]] = defaultdict(list)


def subscriber(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a function to be called for every published event of ``kind``."""

    def register(function: Callable[[E], None]) -> Callable[[E], None]:
        if function not in _subscribers[kind]:
            _subscribers[kind].append(function)  # type: ignore[arg-type]  # called with its own kind only
        return function

    return register


def publish(event: Event) -> None:
    """Call every subscriber of this event's kind, here and now, in the caller's transaction."""
    for function in _subscribers[type(event)]:
        function(event)
