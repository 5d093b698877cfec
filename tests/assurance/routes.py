"""Every address of the house, read from the URL configuration itself: nothing is written down by hand."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from anxin.ground.access.gate import Needs

# <uuid:card> of path(), or (?P<key>[-:\w]+) of re_path().
ARGUMENT = re.compile(
    r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<named>\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)"
)


@dataclass(frozen=True)
class Route:
    """One address: its pattern, its full name ("care:need_settle"), and the view behind it."""

    pattern: str
    name: str
    view: Callable[..., Any]

    @property
    def room(self) -> str:
        """The room (outermost namespace) it belongs to; empty for addresses of the house itself."""
        return self.name.partition(":")[0] if ":" in self.name else ""

    @property
    def needs(self) -> Needs | None:
        """What its view declares to the gate; None: it forgot to."""
        found: Needs | None = getattr(self.view, "needs", None)
        return found

    @property
    def is_public(self) -> bool:
        return self.needs is not None and self.needs.permission is None

    @property
    def arguments(self) -> list[str]:
        """The names of its arguments, in order."""
        return [found["name"] or found["named"] for found in ARGUMENT.finditer(self.pattern)]

    def address(self, values: Mapping[str, object]) -> str:
        """The path with these values in it."""
        filled = ARGUMENT.sub(lambda found: str(values[found["name"] or found["named"]]), self.pattern)
        return "/" + filled.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")


def _walk(patterns: list[Any], prefix: str = "", space: str = "") -> Iterator[Route]:
    for one in patterns:
        pattern = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(
                one.url_patterns, pattern, f"{space}{one.namespace}:" if one.namespace else space
            )
        elif isinstance(one, URLPattern):
            yield Route(pattern, f"{space}{one.name}" if one.name else "", one.callback)


def all_routes() -> list[Route]:
    """Every address once: the resolver's first answer is the one that is served."""
    found: dict[str, Route] = {}
    for route in _walk(get_resolver().url_patterns):
        found.setdefault(route.pattern, route)
    return sorted(found.values(), key=lambda one: one.pattern)
