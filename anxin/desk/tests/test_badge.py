"""The number beside the first door of every page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anxin.care.actions import Why, plan_visit
from anxin.care.models import Occasion, VisitPlan
from anxin.desk import badge
from anxin.ground.access.actions import give, withdraw
from anxin.officers.tests.cast_leave import officer_at
from tests.cast import client_of

from .conftest import MONDAY, door

pytestmark = pytest.mark.django_db


def badge_on(post, url: str) -> str:
    """The number at the door of one's own day, as a page shows it."""
    return door(client_of(post).get(url).content.decode())


def test_it_counts_what_is_due_or_overdue_the_same_on_every_page(led, named, asked, promised):
    asked(named, 0)
    asked(named, -1)
    asked(named, 4)
    promised(led, named, 0)
    assert badge_on(led, "/") == "3"
    assert badge_on(led, "/notices/") == "3"


def test_the_head_of_the_day_and_every_door_say_the_same(
    led, leader, named, asked, promised, township_officer, tree
):
    """A measure, promises, a planned visit whose day has passed, check-ups to arrange."""
    asked(named, -2)
    promised(township_officer, named, 0)
    promised(led, named, -1)
    plan_visit(by=led, household=named, on=MONDAY + timedelta(1), visitors=[led], why=Why(Occasion.CYCLE))
    VisitPlan.objects.filter(household=named).update(on=MONDAY - timedelta(1))
    officer_at(tree.town)
    told = {
        post.role: (badge_on(post, "/"), badge_on(post, "/notices/"))
        for post in (led, leader, township_officer)
    }
    assert all(first == elsewhere for first, elsewhere in told.values()), told
    assert "4" in told["clerk"]


def test_it_counts_on_the_cards_that_were_given(named, township_officer, promised):
    promised(township_officer, named, 0)
    promised(township_officer, named, 5)
    assert badge_on(township_officer, "/") == "1"
    assert badge_on(township_officer, "/notices/") == "1"


def test_it_stays_away_from_pages_where_it_would_cost_too_much(
    named, township_officer, promised, county_clerk, monkeypatch
):
    promised(township_officer, named, 0)
    monkeypatch.setattr(badge, "RANGES", 0)
    assert badge_on(township_officer, "/notices/") == ""
    assert badge_on(township_officer, "/") == "1"


@pytest.mark.parametrize("role", ["officer", "auditor", "health_desk"])
def test_it_is_nobody_elses(role, request, named):
    assert badge_on(request.getfixturevalue(role), "/notices/") == ""


def test_a_clerks_badge_costs_one_question(led, named, asked, questions, rf):
    asked(named, 0)
    request = rf.get("/")
    request.post = led
    with questions(1):
        assert badge.due_now(request) == 1


def test_a_visitor_without_a_post_has_none(rf):
    assert badge.due_now(rf.get("/")) is None


def test_access_given_twice_is_counted_once(named, township_officer, promised, county_clerk, in_county):
    promised(township_officer, named, 0)
    give(by=county_clerk, holder=township_officer.pk, record_id=named.pk, path=named.path, part="card",
         purpose="responsible")  # fmt: skip
    assert badge_on(township_officer, "/notices/") == "1"


def test_a_page_asks_nothing_of_what_was_given_twice_and_the_next_one_asks_anew(
    named, township_officer, promised, county_clerk
):
    promised(township_officer, named, 0)
    client = client_of(township_officer)
    for url in ("/", "/notices/", f"/families/{named.pk}/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        given = [one["sql"] for one in asked if 'FROM "access_grant"' in one["sql"]]
        assert 0 < len(given) == len(set(given)), url  # cards, helps, the gate's one record: each once
    withdraw(by=county_clerk, record_id=named.pk, holder=township_officer.pk, part="card")
    assert client.get(f"/families/{named.pk}/").status_code == 404
    assert badge_on(township_officer, "/notices/") == ""
