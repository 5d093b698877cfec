"""The number beside the first door of every page."""

import re

import pytest

from anxin.desk import badge
from anxin.ground.access.actions import give
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def badge_on(post, url: str) -> str:
    """The number at the door of one's own day, as a page shows it."""
    text = client_of(post).get(url).content.decode()
    found = re.search(r'<a href="/"[^>]*>待办(?:<span class="count">(\d+))?', text)
    return found.group(1) or ""


def test_it_counts_what_is_due_or_overdue_the_same_on_every_page(led, named, asked, promised):
    asked(named, 0)
    asked(named, -1)
    asked(named, 4)
    promised(led, named, 0)
    assert badge_on(led, "/") == "3"
    assert badge_on(led, "/notices/") == "3"


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
