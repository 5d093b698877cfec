"""``anxin routes``: every address of the house and the permission it needs. No database is asked."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from rich.table import Table

from .options import AsJson, DataDir
from .ready import prepare
from .screen import out, show_json


@dataclass(frozen=True)
class Route:
    """One address. ``public`` needs nobody signed in; neither public nor permission: the gate refuses it."""

    route: str
    name: str
    permission: str | None
    public: bool
    record: str | None


def routes(data_dir: DataDir, as_json: AsJson = False) -> None:
    prepare(data_dir)
    found = sorted(walk(get_resolver()), key=lambda each: each.route)
    if as_json:
        show_json([asdict(each) for each in found])
        return
    table = Table("route", "name", "needs")
    for each in found:
        table.add_row(each.route, each.name, "public" if each.public else each.permission or "—")
    out.print(table)


def walk(resolver: URLResolver, before: str = "/", space: str = "") -> Iterator[Route]:
    """Yield every address under ``resolver``."""
    for part in resolver.url_patterns:
        route = before + str(part.pattern)
        if isinstance(part, URLResolver):
            inner = f"{space}{part.namespace}:" if part.namespace else space
            yield from walk(part, route, inner)
        elif isinstance(part, URLPattern):
            yield _route(part, route, space)


def _route(part: URLPattern, route: str, space: str) -> Route:
    needs = getattr(part.callback, "needs", None)
    permission, record = getattr(needs, "permission", None), getattr(needs, "record", None)
    name = f"{space}{part.name}" if part.name else ""
    return Route(route, name, permission, needs is not None and permission is None, record)
