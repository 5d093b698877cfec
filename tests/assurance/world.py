"""The world of the assurance tests: the cast in their places, one of everything at every place, and a way to
ask any address as anybody. Built once a file; whatever a question changes is taken back at once."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import product
from typing import Any

from django.db import transaction
from django.test import Client

from anxin.care.actions import name_responsible
from anxin.exemplars.actions import publish_liao_junbo
from anxin.ground.access.models import Grant, Post
from anxin.ground.access.rights import Role
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level
from anxin.notices.actions import issue_first_notice
from anxin.notices.models import Notice
from tests.cast import Tree, client_of, hire, plant_tree

from .places import Place, furnish
from .routes import Route, all_routes
from .samples import Sample, sample_of

POSITIONS = ("own", "below", "above", "sibling", "given")
# What differs between two answers to the same question although nothing of them does: tokens against forgery.
TOKEN = re.compile(rb"[A-Za-z0-9]{64}")
ANYBODY = "anonymous"
FRESH = 300  # seconds after which a caller proves again who he is: the house asks for it after ten minutes


@dataclass(frozen=True)
class Answer:
    """What came back: everything that a caller could tell two answers apart by."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    context: Any = field(default=None, compare=False, repr=False)

    def without(self, *texts: object) -> "Answer":
        """The same, blind to these texts: what the caller typed himself says nothing."""
        body, headers = self.body, self.headers
        for text in (one for one in map(str, texts) if len(one) > 5):  # a short number stands in many words
            body = body.replace(text.encode(), b"#")
            headers = tuple((name, value.replace(text, "#")) for name, value in headers)
        return Answer(self.status, body, headers, self.context)


@dataclass(repr=False)
class World:
    """The tree, its places from the top down, and everybody who may call, by what they are."""

    tree: Tree
    places: dict[str, Place]
    callers: dict[str, Post | None]
    notice: Notice
    _clients: dict[str, Client] = field(default_factory=dict)
    _proved: dict[str, float] = field(default_factory=dict)
    _made: dict[tuple[str, str], object] = field(default_factory=dict)
    _held: dict[str, frozenset[object]] = field(default_factory=dict)

    def ask(self, caller: str, method: str, address: str, data: Any = None, **more: Any) -> Answer:
        """One question and its answer; whatever it changed is taken back. ``more``: content_type, headers."""
        self.freshen(caller)
        with transaction.atomic():
            answer = self.tell(caller, method, address, data, **more)
            transaction.set_rollback(True)
        return answer

    def tell(
        self, caller: str, method: str, address: str, data: Any = None, forged: bool = False, **more: Any
    ) -> Answer:
        """The same, and what it changed stays. ``forged``: no token is waived, as for a real browser."""
        client = self.signed_in(caller)
        client.handler.enforce_csrf_checks = forged
        kept = {name: one.value for name, one in client.cookies.items()}
        try:
            response = getattr(client, method.lower())(address, data if data is not None else {}, **more)
            body = b"".join(response) if response.streaming else response.content
        finally:
            client.cookies = SimpleCookie(kept)
        headers = tuple(sorted((n, v) for n, v in response.items() if n not in ("X-Request-ID", "Expires")))
        return Answer(response.status_code, TOKEN.sub(b"#", body), headers, response.context)

    def signed_in(self, caller: str) -> Client:
        """The browser of a caller."""
        if caller not in self._clients:
            post = self.callers[caller]
            client = Client() if post is None else client_of(post)
            client.raise_request_exception = False
            client.cookies["django_language"] = "zh-hans"
            self._clients[caller], self._proved[caller] = client, time.time()
        return self._clients[caller]

    def freshen(self, caller: str) -> None:
        """Let a caller whose proof grows old show it again, in the same session. Call it where what is
        written stays: a test that takes back what it asks does so before."""
        client = self.signed_in(caller)
        if self.callers[caller] is None or time.time() - self._proved[caller] < FRESH:
            return
        session = client.session
        for proof in session["account_authentication_methods"]:
            proof["at"] = time.time()
        session.save()
        self._proved[caller] = time.time()

    def thing(self, sample: Sample, key: str, place: Place) -> object:
        """The id of the sample object at a place; made when first asked for. None: there is none here."""
        if (key, place.name) not in self._made:
            with scope(place.unit.path):
                self._made[key, place.name] = sample.make(self, place)
        return self._made[key, place.name]

    def once(self, name: str, make: Callable[[], object]) -> object:
        """Something that exists once, whatever the place it is asked for at."""
        if ("", name) not in self._made:
            with everywhere():
                self._made["", name] = make()
        return self._made["", name]

    def values(self, route: Route, place: Place) -> dict[str, object]:
        """The arguments of an address at a place."""
        return {
            name: self.thing(sample, f"{route.room}:{name}", place)
            for name in route.arguments
            if (sample := sample_of(route.room, name))
        }

    def positions(self, caller: str, route: Route) -> dict[str, Place]:
        """Where places lie for a caller: one place for each position that exists for this address."""
        found: dict[str, Place] = {}
        for place in self.places.values():
            values = self.values(route, place)
            if None not in values.values():
                found.setdefault(self._position(caller, route, place, values), place)
        return found

    def _position(self, caller: str, route: Route, place: Place, values: Mapping[str, object]) -> str:
        post = self.callers[caller]
        if post is None:
            return place.name
        owned = [
            one.open_to for name in values if (one := sample_of(route.room, name)) and one.open_to is not None
        ]
        if owned and route.needs:
            return "own" if caller in owned[0].get(route.needs.permission or "", ()) else "sibling"
        if caller not in self._held:
            self._held[caller] = _records_given_to(post)
        mine, its = post.scope_root.path, place.unit.path
        if self._held[caller] & set(values.values()):
            return "given"
        if mine == its:
            return "own"
        if its.startswith(mine):
            return "below"
        return "above" if mine.startswith(its) else "sibling"


def _records_given_to(post: Post) -> frozenset[object]:
    with everywhere():
        return frozenset(Grant.objects.held_by(post).current().values_list("record", flat=True))


def build(*only: str) -> World:
    """The whole world, or these of its places alone; needs an open transaction."""
    tree = plant_tree()
    town2, city2 = (
        add_unit(by=OPERATOR, code=code, name=name, kind=Kind.REGION, level=level, parent=parent)
        for code, name, level, parent in (
            ("990102102", "河西镇", Level.TOWNSHIP, tree.county),
            ("9902", "泽阳市", Level.CITY, tree.province),
        )
    )
    far = add_unit(
        by=OPERATOR, code="990201", name="明湖县", kind=Kind.REGION, level=Level.COUNTY, parent=city2
    )
    notice = issue_first_notice(by=OPERATOR)
    publish_liao_junbo(by=OPERATOR)
    homes = {
        "town": (tree.town, tree.town, tree.civil),
        "town2": (town2, town2, tree.civil),
        "county": (tree.county, tree.county_office, tree.health),
        "neighbour": (tree.neighbour, tree.neighbour_office, tree.civil),
        "far": (far, far, tree.civil),
    }
    places = {name: furnish(name, *home) for name, home in homes.items() if not only or name in only}
    callers = _hire(tree)
    with scope(tree.county.path):
        county = places["county"]
        name_responsible(by=county.clerk, household=county.household, responsible=callers["responsible"])  # type: ignore[arg-type]
    world = World(tree, places, callers, notice)
    for caller in callers:
        world.signed_in(caller)
    for route, place in product(all_routes(), places.values()):
        world.values(route, place)  # everything stands before the first question
    return world


def _hire(tree: Tree) -> dict[str, Post | None]:
    """Whoever may call: at least one of each role, and clerks in the places around."""
    posts: dict[str, Post | None] = {ANYBODY: None}
    for name, unit, role in (
        ("clerk", tree.county_office, Role.CLERK),
        ("responsible", tree.town, Role.TOWNSHIP),
        ("sibling clerk", tree.neighbour_office, Role.CLERK),
        ("child clerk", tree.town, Role.CLERK),
        ("parent leader", tree.city_office, Role.LEADER),
        ("leader", tree.county_office, Role.LEADER),
        ("desk", tree.health, Role.DESK),
        ("officer", tree.town, Role.OFFICER),
        ("auditor", tree.county_office, Role.AUDITOR),
        ("system", tree.county_office, Role.SYSTEM),
        ("security", tree.county_office, Role.SECURITY),
    ):
        posts[name] = hire(f"caller-{name}", unit, role, "试用人")
    return posts
