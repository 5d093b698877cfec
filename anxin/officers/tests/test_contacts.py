"""Which leader keeps contact with which frontline unit or officer; the visits and what was promised."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from anxin.ground.access.closing import in_hand
from anxin.ground.access.events import PostLeft
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.officers.actions import (
    AfterVisit,
    end_contact,
    keep_contact,
    keep_contact_promise,
    record_contact_visit,
)
from anxin.officers.models import ContactPoint, ContactVisit, Officer
from anxin.officers.queries import contact_leader_of, units_without_contact
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(county_clerk: Post, leader: Post, tree: Any, man: Officer) -> ContactPoint:
    return keep_contact(by=county_clerk, leader=leader, whom=tree.town)


@pytest.fixture
def mayor(tree: Any) -> Post:
    return hire("mayor", tree.town, "leader", "赵立")


def test_the_units_leader_is_the_officers_until_the_officer_has_one(
    county_clerk: Post, point: ContactPoint, man: Officer, mayor: Post
) -> None:
    assert contact_leader_of(man) == point
    own = keep_contact(by=county_clerk, leader=mayor, whom=man)
    assert contact_leader_of(man) == own
    end_contact(by=county_clerk, point=own)
    assert contact_leader_of(man) == point


def test_a_new_leader_follows_the_former_who_stays_in_the_history(
    county_clerk: Post, point: ContactPoint, tree: Any, mayor: Post
) -> None:
    after = keep_contact(by=county_clerk, leader=mayor, whom=tree.town)
    point.refresh_from_db()
    assert (point.until, point.is_held) == (today(), False)
    assert after.is_held
    assert ContactPoint.objects.count() == 2


def test_a_frontline_unit_without_a_leader_is_a_gap(
    county_clerk: Post, leader: Post, man: Officer, tree: Any
) -> None:
    assert list(units_without_contact(Reach.of(county_clerk))) == [tree.town]
    keep_contact(by=county_clerk, leader=leader, whom=tree.town)
    assert not units_without_contact(Reach.of(county_clerk))


def test_only_a_leaders_post_within_the_scope_keeps_contact(
    county_clerk: Post, leader: Post, tree: Any, township_officer: Post
) -> None:
    with pytest.raises(Refused):
        keep_contact(by=county_clerk, leader=township_officer, whom=tree.town)
    with pytest.raises(Refused):
        keep_contact(by=county_clerk, leader=leader, whom=tree.neighbour)
    assert not ContactPoint.objects.exists()


def test_a_visit_is_three_sentences_and_a_promise_with_a_day(leader: Post, point: ContactPoint) -> None:
    said = AfterVisit("防汛连轴转", "想调两天休", "安排轮休", today() + timedelta(7))
    visit = record_contact_visit(by=leader, point=point, on=today(), met=True, sentences=said)
    assert visit.is_promise_open
    keep_contact_promise(by=leader, visit=visit)
    visit.refresh_from_db()
    assert visit.kept_on == today()
    with pytest.raises(Refused):
        keep_contact_promise(by=leader, visit=visit)


@pytest.mark.parametrize(
    ("said", "on"),
    [
        (AfterVisit(promised="安排轮休"), date.today()),
        (AfterVisit(due=date(2999, 1, 1)), date.today()),
        (AfterVisit(), date(2999, 1, 1)),
        (AfterVisit(), date(2020, 1, 1)),
    ],
    ids=["no day", "no promise", "ahead", "before the contact"],
)
def test_what_cannot_be_is_refused(leader: Post, point: ContactPoint, said: AfterVisit, on: date) -> None:
    with pytest.raises(Refused):
        record_contact_visit(by=leader, point=point, on=min(on, date(2999, 1, 1)), met=True, sentences=said)
    assert not ContactVisit.objects.exists()


def test_whoever_leaves_keeps_no_contact_and_a_post_is_not_closed_meanwhile(
    leader: Post, county_clerk: Post, point: ContactPoint
) -> None:
    assert [one.n for one in in_hand(leader)] == [1]
    publish(PostLeft(leader, county_clerk))
    point.refresh_from_db()
    assert not point.is_held
    assert in_hand(leader) == []


def test_the_officer_sees_the_own_contact_leader_with_a_telephone(
    officer: Post, leader: Post, point: ContactPoint
) -> None:
    page = client_of(officer).get(reverse("officers:mine")).content.decode()
    assert leader.name in page
    assert leader.phone in page


def test_another_countys_clerk_finds_no_contact(neighbour_clerk: Post, point: ContactPoint) -> None:
    browser = client_of(neighbour_clerk)
    assert browser.get(reverse("officers:contact", args=[point.pk])).status_code == 404
    assert "郑国平" not in browser.get(reverse("officers:contacts")).content.decode()


def test_a_transfer_takes_the_contact_and_its_visits_along(
    county_clerk: Post, leader: Post, man: Officer, tree: Any
) -> None:
    own = keep_contact(by=county_clerk, leader=leader, whom=man)
    visit = record_contact_visit(by=leader, point=own, on=today(), met=False)
    man.unit = tree.health
    man.save()
    for row in (own, visit):
        row.refresh_from_db()
        assert row.path == tree.health.path


def test_clerk_and_leader_do_it_all_on_their_pages(
    county_clerk: Post, leader: Post, man: Officer, tree: Any
) -> None:
    clerk = client_of(county_clerk)
    clerk.post(reverse("officers:contact_of_unit"), {"unit": tree.town.pk, "leader": leader.pk})
    point = ContactPoint.objects.get()
    page = reverse("officers:contact", args=[point.pk])
    theirs = client_of(leader)
    assert "河东镇" in theirs.get(reverse("officers:contacts")).content.decode()
    due = today() + timedelta(3)
    theirs.post(page, {"on": str(today()), "news": "忙", "promised": "安排轮休", "due": str(due)})
    visit = ContactVisit.objects.get()
    assert "安排轮休" in theirs.get(page).content.decode()
    theirs.post(reverse("officers:contact_kept", args=[visit.pk]))
    visit.refresh_from_db()
    assert visit.kept_on == today()
    assert theirs.get(reverse("officers:contact_of_unit")).status_code == 403
