"""O1: every address × every caller × every method × every position of the object.

What each cell must answer stands in two tables that are document and test input alike:
``anxin/ground/access/rights.csv`` (role × permission) and ``positions.csv`` (role × position of the object).
What lies outside answers as what does not exist: same status, same body, same headers, same length.
"""

import csv
from collections.abc import Iterator
from itertools import product

import pytest

from anxin.ground.access.rights import FIGURES, PERSONS, Role, matrix, positions
from anxin.ground.access.rights import POSITIONS as FILE

from .expected import NOWHERE, REFUSED, Cell, expected, nowhere, subject
from .filling import BUTTONS
from .routes import Route, all_routes
from .samples import UNKNOWN, sample_of
from .world import ANYBODY, POSITIONS, Answer, Place, World

pytestmark = pytest.mark.long

ROUTES = all_routes()
ASKED = ("GET", "POST")
ONE_OF_EACH = (
    ANYBODY, "clerk", "responsible", "desk", "leader", "officer", "auditor", "system", "security"
)  # fmt: skip
# Pages of something of one's own that nobody of this world has yet: no argument names it, so it is not there.
NOT_YET = {"mfa_deactivate_totp": "no code app", "mfa_view_recovery_codes": "no recovery codes"}
# A leader above the county may take lists out and sees figures only: the page says that names need access.
SAYS_WHY_NOT = {("exports/new/<slug:what>/", "parent leader"): 422}
OPEN = {"GET": (200, 302, 405), "POST": (200, 302, 405, 422)}


def holds(cell: Cell, want: str, answer: Answer) -> bool:
    """Did the answer keep to what was expected?"""
    if want == "open":
        missing = answer.status == 404 and cell.route.name in NOT_YET
        reasoned = SAYS_WHY_NOT.get((cell.route.pattern, cell.caller)) == answer.status
        return missing or reasoned or answer.status in OPEN[cell.method]
    if want == "public":
        return answer.status < 500
    if want == "sign-in":
        return answer.status == 302 and dict(answer.headers)["Location"].startswith("/access/sign-in/")
    if want == "404":
        return answer.status in (404, 405)  # 405: this method is refused here, whatever is asked for
    return answer.status == int(want)


def ask(world: World, cell: Cell, values: dict[str, object]) -> Answer:
    data = BUTTONS.get(cell.route.name, {}) if cell.method == "POST" else None
    address = cell.route.address(values)
    return world.ask(cell.caller, cell.method, address, data).without(address, *values.values())


def compare(world: World, cell: Cell, answer: Answer, none: Answer) -> Iterator[str]:
    """Whatever is wrong with one cell; ``none`` is what does not exist."""
    want = expected(world, cell)
    if not holds(cell, want, answer):
        yield f"{cell}: expected {want}, answered {answer.status}"
    elif want not in ("open", "public") and answer != none:
        yield f"{cell}: can be told from one that does not exist"


def cells_of(
    world: World, route: Route, methods: tuple[str, ...], every: bool
) -> Iterator[tuple[Cell, dict[str, object]]]:
    """The cells of one address: callers × methods × positions, ``every`` one of them or the few that tell the
    most. What is nowhere comes first."""
    for caller, method in product(world.callers if every else ONE_OF_EACH, methods):
        yield Cell(route, caller, method, NOWHERE), nowhere(route)
        if route.arguments:
            lying = [Cell(route, caller, method, position) for position in world.positions(caller, route)]
            for cell in lying if every else telling(world, lying):
                yield cell, world.values(route, world.positions(caller, route)[cell.position])


def telling(world: World, cells: list[Cell]) -> list[Cell]:
    """Of the positions of an address one for each answer they must get: in sight, outside, turned away."""
    return list({expected(world, cell): cell for cell in cells}.values())


def walk(world: World, methods: tuple[str, ...], every: bool = False) -> tuple[int, list[str]]:
    """Every cell of every address: how many, and the wrong ones."""
    count, wrong, none = 0, [], None
    for route in ROUTES:
        for cell, values in cells_of(world, route, methods, every):
            answer, count = ask(world, cell, values), count + 1
            none = answer if cell.position == NOWHERE else none
            assert none is not None
            wrong += compare(world, cell, answer, none)
    return count, wrong


def foreign_children(world: World, route: Route) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Addresses whose child belongs to another parent: one in sight of the caller, and one outside."""
    nested = [name for name in route.arguments if (one := sample_of(route.room, name)) and one.within]
    for caller, name in product(world.callers, nested):
        if caller == ANYBODY:
            continue
        for place, other in _pairs(world, caller, route):
            values, foreign = world.values(route, place), world.values(route, other)[name]
            if foreign != values[name]:  # a number within the parent names a child of one's own
                yield caller, name, values | {name: foreign}


def _pairs(world: World, caller: str, route: Route) -> Iterator[tuple[Place, Place]]:
    """A place that is open to the caller, with every other place."""
    lying = world.positions(caller, route)
    for position, place in lying.items():
        if expected(world, Cell(route, caller, "GET", position)) == "open":
            yield from ((place, other) for other in lying.values() if other is not place)


def told(wrong: list[str]) -> str:
    """The first of what is wrong, one a line."""
    return "\n".join([f"{len(wrong)} wrong", *wrong[:40]])


def test_every_argument_of_every_address_has_a_sample():
    unknown = [
        UNKNOWN.format(pattern=route.pattern, name=name)
        for route in ROUTES
        for name in route.arguments
        if sample_of(route.room, name) is None
    ]
    assert unknown == []


def test_the_positions_are_told_for_known_roles_in_known_words():
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert set(rows[0]) == {"subject", "role", "depth", *POSITIONS, "words"}
    subjects = {subject(route) for route in ROUTES} | set(matrix())
    for row in rows:
        assert row["role"] in Role.values
        assert row["depth"] in (PERSONS, FIGURES)
        assert row["subject"] in subjects, f"positions.csv: no address has an object {row['subject']}"
        assert {row[place] for place in POSITIONS} <= {"yes", "404"}, row
    assert len(positions()) == len(rows)


def test_every_role_is_asked_in_the_quick_part_too(world):
    posts = [world.callers[caller] for caller in ONE_OF_EACH]
    assert {post.role for post in posts if post} == set(Role.values)


def test_every_position_is_asked_for(world):
    """A matrix in which a position never occurs proves nothing about it."""
    card = next(route for route in ROUTES if route.name == "families:card")
    seen = {position for caller in world.callers for position in world.positions(caller, card)}
    assert set(POSITIONS) <= seen


def test_every_route_answers_each_role_as_the_tables_say(world, record_property):
    """The quick part: every address, one caller of each role, in sight, outside and nowhere."""
    count, wrong = walk(world, ASKED)
    assert not wrong, told(wrong)
    record_property(
        "O1", f"{len(ROUTES)} of {len(all_routes())} routes, {count} cells by GET and POST, 0 wrong"
    )


def test_a_child_of_another_parent_answers_as_one_that_does_not_exist(world, record_property):
    """The child that does not exist is asked for once a parent, and compared with all the foreign ones."""
    count, wrong = 0, []
    for route in ROUTES:
        none: dict[tuple[str, ...], Answer] = {}
        for caller, name, values in foreign_children(world, route):
            for method in ASKED:
                cell, count = Cell(route, caller, method, f"{name} of another"), count + 1
                parents = (caller, method, name, route.address(values | {name: ""}))
                if parents not in none:
                    none[parents] = ask(world, cell, values | {name: nowhere(route)[name]})
                there = ask(world, cell, values)
                if there.status not in (404, 405) or there != none[parents]:
                    wrong.append(str(cell))
    assert not wrong, told(wrong)
    record_property("O1 nested", f"{count} foreign children, 0 opened or told apart")


def test_methods_that_no_page_uses_are_refused_everywhere(world, record_property):
    """Whoever asks and whatever for: the gate refuses them before it knows who asks. OPTIONS too: a view that
    does not know it would show its page, and no look would be noted."""
    count, wrong = 0, []
    for route, caller, method in product(ROUTES, (ANYBODY, "clerk"), (*REFUSED, "OPTIONS", "TRACE")):
        count += 1
        if (status := world.ask(caller, method, route.address(nowhere(route))).status) != 405:
            wrong.append(f"{method} {route.pattern} by {caller}: {status}")
    assert not wrong, told(wrong)
    record_property("O1 methods", f"{count} cells by unused methods, all 405")


@pytest.mark.slow
def test_every_cell_of_every_caller_at_every_position(world, record_property):
    """The whole product of the scoreboard, by methods that no page uses too."""
    count, wrong = walk(world, (*ASKED, *REFUSED), every=True)
    assert not wrong, told(wrong)
    record_property("O1 whole", f"{len(ROUTES)} routes, {count} cells by five methods, 0 wrong")
