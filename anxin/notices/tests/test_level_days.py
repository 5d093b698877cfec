"""A day for each level: counted back in working days, given on a page, seen as each level's own light."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days, is_working_day, working_days_between
from anxin.ground.jobs.refusals import Refused
from anxin.ground.units.models import Level
from anxin.notices import actions
from anxin.notices.level_days import days_of, suggested
from anxin.notices.models import Notice
from tests.cast import client_of, hire

from .composed import draft, sent, signed_for, written

MONDAY = date(2026, 11, 23)
LAST = timedelta(20)


@pytest.fixture
def city_leader(tree):
    return hire("city_leader", tree.city_office, "leader", "高原")


def test_each_level_has_an_equal_share_of_the_working_days():
    """From Monday to the Tuesday of the week after: six working days for three levels."""
    days = suggested([2, 3, 4], date(2026, 12, 1), MONDAY)
    assert days == {2: date(2026, 11, 25), 3: date(2026, 11, 27), 4: date(2026, 12, 1)}


def test_what_does_not_divide_is_given_to_those_above():
    days = suggested([2, 3, 4], date(2026, 11, 27), MONDAY)
    assert days == {2: date(2026, 11, 25), 3: date(2026, 11, 26), 4: date(2026, 11, 27)}
    assert set(suggested([2, 3, 4], MONDAY, MONDAY).values()) == {MONDAY}


@given(
    start=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    length=st.integers(0, 200),
    levels=st.lists(st.integers(0, 5), min_size=1, unique=True).map(sorted),
)
def test_days_stand_in_order_end_with_the_last_and_fall_on_working_days(start, length, levels):
    last = start + timedelta(length)
    days = list(suggested(levels, last, start).values())
    assert days[-1] == last
    assert all(above <= below for above, below in pairwise(days))
    assert all(one == last or is_working_day(one) for one in days)
    if working_days_between(start, last):
        assert all(one > start for one in days)


def refused(code, act, **said):
    with pytest.raises(Refused) as no, transaction.atomic():
        act(**said)
    assert no.value.code == f"notices.{code}"


@pytest.fixture
def of_city(city_clerk):
    """A draft of the city to everybody below: counties, townships and what stands beside them."""
    return draft(city_clerk, receive_by=today() + LAST)


def test_the_levels_that_it_addresses_are_proposed(of_city, tree):
    assert list(days_of(of_city)) == [Level.COUNTY, Level.TOWNSHIP]
    assert days_of(of_city)[Level.TOWNSHIP] == today() + LAST
    assert today() < days_of(of_city)[Level.COUNTY] < today() + LAST
    without = Notice.objects.get(pk=of_city.pk)
    without.receive_by = None
    assert days_of(without) == {}


def test_days_are_given_in_order_and_within_the_notices_own(of_city, city_clerk):
    give = {"act": actions.give_days, "by": city_clerk, "notice": of_city}
    near, far = today() + timedelta(3), today() + timedelta(9)
    refused("days_out_of_order", **give, days={3: far, 4: near})
    refused("days_out_of_order", **give, days={3: near, 4: today() + LAST + timedelta(1)})
    refused("due_has_passed", **give, days={3: today() - timedelta(1)})
    actions.give_days(by=city_clerk, notice=of_city, days={3: near})
    held = Notice.objects.get(pk=of_city.pk)
    assert (held.sign_by(3), held.sign_by(4), held.first_deadline()) == (near, today() + LAST, near)
    actions.revise(by=city_clerk, notice=held, said=written(receive_by=None))
    refused("no_last_day", **give, days={3: near})


def test_a_day_behind_the_last_one_gives_way_to_it(of_city, city_clerk):
    actions.give_days(by=city_clerk, notice=of_city, days={3: today() + timedelta(9)})
    sooner = today() + timedelta(5)
    actions.revise(by=city_clerk, notice=of_city, said=written(receive_by=sooner))
    assert Notice.objects.get(pk=of_city.pk).sign_by(3) == sooner
    assert not of_city.days.exists()


def test_less_than_a_day_for_the_first_level_is_haste_too(of_city, city_clerk):
    actions.give_days(by=city_clerk, notice=of_city, days={3: today()})
    refused("hurried", actions.hand_in, by=city_clerk, notice=of_city)


def test_they_are_written_on_their_page_and_read_on_the_notice(of_city, city_clerk):
    client = client_of(city_clerk)
    url = reverse("notices:drafts:level_days", args=[of_city.pk])
    page = reverse("notices:drafts:draft", args=[of_city.pk])
    assert url in client.get(page).content.decode()
    proposed = days_of(of_city)[Level.COUNTY]
    assert str(proposed) in client.get(url).content.decode()
    wrong = client.post(url, {"level3": str(today() + LAST + timedelta(1)), "level4": ""})
    assert wrong.status_code == 422
    assert "不得早于上级" in wrong.content.decode()
    assert client.post(url, {"level3": str(proposed), "level4": ""}).status_code == 302
    assert [(one.level, one.day) for one in of_city.days.all()] == [(3, proposed)]
    assert "县（区）" in client.get(page).content.decode()


def test_before_anybody_is_addressed_it_says_so_and_leads_to_the_addressees(city_clerk):
    client = client_of(city_clerk)
    fresh = actions.compose(by=city_clerk, said=written(receive_by=today() + LAST))
    url = reverse("notices:drafts:level_days", args=[fresh.pk])
    for answer in (client.get(url, follow=True), client.post(url, {"level3": str(today())}, follow=True)):
        assert answer.redirect_chain == [(reverse("notices:drafts:addressee_new", args=[fresh.pk]), 302)]
        assert "请先确定发给哪些单位，再定各级期限" in answer.content.decode()


def test_without_a_last_day_it_says_so_and_leads_to_the_words(city_clerk):
    url = reverse("notices:drafts:level_days", args=[draft(city_clerk).pk])
    answer = client_of(city_clerk).get(url, follow=True)
    assert answer.redirect_chain == [(reverse("notices:drafts:words", args=[Notice.objects.get().pk]), 302)]
    assert "请先在" in answer.content.decode()


def test_each_level_is_late_by_its_own_day(city_clerk, city_leader, county_clerk, neighbour_clerk, tree):
    notice = sent(city_clerk, city_leader, receive_by=today() + LAST)
    signed_for(county_clerk, notice)
    notice.days.create(level=Level.COUNTY, day=add_working_days(today(), -1))
    notice.days.create(level=Level.TOWNSHIP, day=add_working_days(today(), 2))
    city = client_of(city_clerk).get(reverse("notices:cascade:own", args=[notice.pk]))
    terms = {one.level: (one.day, one.late) for one, _words in city.context["terms"]}
    assert terms[Level.COUNTY] == (add_working_days(today(), -1), 1)
    assert terms[Level.TOWNSHIP] == (add_working_days(today(), 2), 0)
    assert {one.level: one.light for one, _row, _may in city.context["stuck"]} == {3: "late", 4: "soon"}
    mine = client_of(neighbour_clerk).get(reverse("notices:cascade:mine")).content.decode()
    assert "light--late" in mine


def test_the_days_of_those_below_come_along_when_it_is_passed_down(
    city_clerk, city_leader, county_clerk, tree
):
    notice = sent(city_clerk, city_leader, receive_by=today() + LAST)
    notice.days.create(level=Level.COUNTY, day=today() + timedelta(5))
    notice.days.create(level=Level.TOWNSHIP, day=today() + timedelta(9))
    child = actions.pass_down(by=county_clerk, delivery=signed_for(county_clerk, notice))
    assert child.receive_by == today() + LAST
    assert [(one.level, one.day) for one in child.days.all()] == [(4, today() + timedelta(9))]
