"""A kept question answers each reader as one written for him alone would."""

import re

import pytest
import time_machine

from anxin.care.actions import name_contact_leader
from anxin.ground.access import kept as keeping
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now
from tests.cast import client_of, entrust, family, hire

pytestmark = pytest.mark.django_db
ONCE = re.compile(  # what is new with every request or session: tokens and marks
    r'csrf-token" content="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|nonce-[^"]*'
    r'|X-CSRFToken[^}]*|data-session="[^"]*'
)


@pytest.fixture(autouse=True)
def one_minute():
    """A page tells the minute at which it was made; nothing else of it may differ."""
    with time_machine.travel(now(), tick=False):
        yield


@pytest.fixture
def two_counties(tree):
    """Everybody of two counties, each with families of its own, and the city above them."""
    readers = {}
    for n, (unit, office, officer) in enumerate(
        [(tree.county, tree.county_office, "周明远"), (tree.neighbour, tree.neighbour_office, "郑家豪")]
    ):
        clerk = hire(f"kept-clerk-{n}", office, "clerk", "沈静", scope_root=unit)
        leader = hire(f"kept-leader-{n}", office, "leader", "韩立", scope_root=unit)
        town = hire(f"kept-town-{n}", unit, "township", "吴晓峰")
        with everywhere():
            homes = [family(clerk, unit, officer) for _n in range(n + 1)]
            for home in homes:
                entrust(clerk, home, town)
            name_contact_leader(by=clerk, household=homes[0], leader=leader)
        readers |= {f"clerk {n}": clerk, f"leader {n}": leader, f"township {n}": town}
    readers["city"] = hire("kept-city", tree.city_office, "clerk", "何敏", scope_root=tree.city)
    return readers


def _body(post, language):
    response = client_of(post, language).get("/")
    assert response.status_code == 200
    return ONCE.sub("", response.content.decode())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_reader_of_two_counties_reads_what_is_written_for_him_alone(
    two_counties, language, monkeypatch
):
    kept = {name: _body(post, language) for name, post in two_counties.items()}
    again = {name: _body(post, language) for name, post in reversed(two_counties.items())}
    monkeypatch.setattr(keeping, "_shape", lambda *_args: keeping.Unkept("for comparison"))
    keeping.forget()
    fresh = {name: _body(post, language) for name, post in two_counties.items()}

    assert kept == fresh
    assert again == fresh
    assert "郑家豪" in fresh["township 1"]
    assert "郑家豪" not in kept["township 0"] + kept["clerk 0"] + kept["leader 0"]


def test_the_questions_of_a_day_are_kept_and_shared_by_whoever_does_the_same(two_counties):
    for post in two_counties.values():
        _body(post, "zh-hans")
    shapes = list(keeping._shelf._things.values())
    assert shapes
    assert not [one for one in shapes if isinstance(one, keeping.Unkept)]
    _body(two_counties["clerk 1"], "zh-hans")
    assert len(keeping._shelf._things) == len(shapes)


def test_at_midnight_another_day_is_asked_about(two_counties, settings):
    clerk = two_counties["clerk 0"]
    _body(clerk, "zh-hans")
    before = set(keeping._shelf._things)
    settings.ANXIN_TODAY = "2026-11-24"
    _body(clerk, "zh-hans")
    assert {key[3].isoformat() for key in set(keeping._shelf._things) - before} == {"2026-11-24"}
