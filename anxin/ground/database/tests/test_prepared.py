"""A session keeps the plan of a question, never what one reader was answered."""

import pytest
from django.db import connection

from anxin.ground.database import prepared
from anxin.ground.database.scope import everywhere, scope
from tests.cast import family

pytestmark = pytest.mark.django_db
CARDS = "SELECT count(*) FROM families_household WHERE path >= $1 AND path < $2"


@pytest.fixture(autouse=True)
def nothing_known():
    _deallocate()
    yield
    _deallocate()


def _deallocate():
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    prepared.forget()


def _ask(sql=CARDS, lo="", hi="~"):
    types = {"lo": "text", "hi": "text"}
    with connection.cursor() as cursor:
        cursor.execute(*prepared.call(prepared.name_of(sql), lambda: sql, types, {"hi": hi, "lo": lo}))
        return cursor.fetchone()[0]


def _known_to_the_session():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'kept_%'")
        return {name for (name,) in cursor.fetchall()}


def test_a_session_prepares_a_statement_once(django_assert_num_queries):
    assert _ask() == 0
    with django_assert_num_queries(1):
        assert _ask() == 0
    assert _known_to_the_session() == {prepared.name_of(CARDS)}


def test_row_security_holds_with_every_call_whatever_is_asked_for(county_clerk, tree):
    """Ten times within one scope: long enough for a plan that is kept for all calls to come."""
    with everywhere():
        family(county_clerk, tree.county)
        assert [_ask() for _n in range(10)] == [1] * 10
    with scope(tree.neighbour.path):
        assert _ask() == 0
    with scope("", ""):
        assert _ask() == 0
    with scope(tree.county.path):
        assert _ask() == 1


def test_the_statement_longest_unused_goes(monkeypatch):
    monkeypatch.setattr(prepared, "MOST", 2)
    one, two, three = (f"SELECT $1 || '{n}' WHERE $2 > ''" for n in range(3))
    for statement in (one, two, one, three):
        _ask(statement)
    assert _known_to_the_session() == {prepared.name_of(one), prepared.name_of(three)}
    assert _ask(two, "7") == "71"


def test_one_plan_for_many_small_ranges_and_row_security_with_each(county_clerk, tree):
    with everywhere():
        family(county_clerk, tree.county)
    with scope(tree.county.path), prepared.planned_once():
        assert [_ask() for _n in range(3)] == [1] * 3
        assert _plans() == (3, 0)
        with scope(tree.neighbour.path):
            assert _ask() == 0
    with scope(tree.county.path):
        assert _ask() == 1
    assert _plans() == (4, 1), "after the block the database plans as it sees fit"


def _plans():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name LIKE 'kept_%'"
        )
        return cursor.fetchone()
