"""What each cell of the matrix must answer, from the two tables of rights and the address itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from anxin.ground.access.rights import is_open, matrix

from .routes import Route, all_routes
from .samples import sample_of
from .world import Place, World

REFUSED = ("PUT", "DELETE", "PATCH")  # by the gate itself, before it knows who asks
NOWHERE = "nowhere"


@dataclass(frozen=True)
class Cell:
    """One question of the matrix."""

    route: Route
    caller: str
    method: str
    position: str

    def __str__(self) -> str:
        return f"{self.method} {self.route.pattern} by {self.caller}, object: {self.position}"


def subject(route: Route) -> str:
    """What rules an address: the first of its objects that is not open to everybody."""
    samples = [sample_of(route.room, name) for name in route.arguments]
    return next((one.subject for one in samples if one and one.subject != "public"), "public")


def nowhere(route: Route) -> dict[str, object]:
    """Arguments that name nothing."""
    return {name: one.nowhere() for name in route.arguments if (one := sample_of(route.room, name))}


def expected(world: World, cell: Cell) -> str:
    """What the two tables say: public, 405, sign-in, 403, 404 or open."""
    needs, post = cell.route.needs, world.callers[cell.caller]
    if cell.method in REFUSED:
        return "405"
    if needs is None:
        return "403"
    if needs.permission is None:
        return "public"
    if post is None:
        return "sign-in"
    if post.role not in matrix()[needs.permission]:
        return "403"
    if cell.position == NOWHERE:
        return "404" if cell.route.arguments else "open"
    kind = subject(cell.route)
    if kind == "public":
        return "open"
    if kind == "personal":
        return "open" if cell.position == "own" else "404"
    return "open" if is_open(post.role, post.depth, needs.permission, kind, cell.position) else "404"


def openings(world: World) -> Iterator[tuple[Route, str, Place]]:
    """Every address that needs somebody, once for each caller to whom it is open, with a place."""
    for route in all_routes():
        if route.needs is None or route.is_public:
            continue
        for caller in world.callers:
            if place := opening(world, route, caller):
                yield route, caller, place


def opening(world: World, route: Route, caller: str) -> Place | None:
    """A place at which this address is open to this caller, if there is one."""
    if route.needs is None or route.is_public:
        return None
    for position, place in world.positions(caller, route).items():
        if expected(world, Cell(route, caller, "GET", position)) == "open":
            return place
    return None
