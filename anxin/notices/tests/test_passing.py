"""From the city to the county to the town: passed down with additions, more time, exemption, and a round."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anxin.ground.access.lifecycle import check
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from anxin.notices import actions
from anxin.notices.models import RELIEF_MOVES, Delivery, Notice, Relief, ReliefState, Stand
from tests.cast import client_of, hire

from .composed import approved, draft, sent, signed_for, survey

R = ReliefState


@pytest.fixture
def city_clerk(tree):
    return hire("city_clerk", tree.city_office, "clerk", "市里")


@pytest.fixture
def city_leader(tree):
    return hire("city_leader", tree.city_office, "leader", "市领导")


@pytest.fixture
def from_city(city_clerk, city_leader):
    """A notice of the city to everybody below: a survey in thirty days."""
    return sent(city_clerk, city_leader)


def refused(code, act, **said):
    with pytest.raises(Refused) as no, transaction.atomic():
        act(**said)
    assert no.value.code == code


def at_county(clerk, notice):
    return Delivery.objects.get(notice=notice, unit=clerk.unit)


# Passed down


def test_a_notice_is_passed_down_once_it_is_signed_for(from_city, county_clerk):
    refused(
        "notices.not_signed_for",
        actions.pass_down,
        by=county_clerk,
        delivery=at_county(county_clerk, from_city),
    )
    child = actions.pass_down(by=county_clerk, delivery=signed_for(county_clerk, from_city))
    assert child.parent == from_city
    assert from_city.title in child.title
    item, above = child.items.get(), from_city.items.get()
    assert (item.origin, item.due, item.deaths_since) == (above, above.due, above.deaths_since)
    refused(
        "notices.passed_already", actions.pass_down,
        by=county_clerk, delivery=at_county(county_clerk, from_city),
    )  # fmt: skip


def test_only_the_unit_it_was_sent_to_passes_it_down(from_city, county_clerk, neighbour_clerk):
    signed_for(county_clerk, from_city)
    refused(
        "notices.not_ours", actions.pass_down,
        by=neighbour_clerk, delivery=at_county(county_clerk, from_city),
    )  # fmt: skip


def test_what_is_asked_above_is_asked_earlier_or_besides_never_later_or_less(from_city, county_clerk):
    child = actions.pass_down(by=county_clerk, delivery=signed_for(county_clerk, from_city))
    said = {"by": county_clerk, "notice": child, "order": 1}
    assert actions.ask_for(**said, said=survey(20)).due == today() + timedelta(20)
    refused("notices.later_than_above", actions.ask_for, **said, said=survey(31))
    refused("notices.from_above", actions.ask_no_more, **said)
    more = actions.ask_for(by=county_clerk, notice=child, said=actions.AskedFor("visits", "同时走访每户"))
    assert (more.order, more.origin) == (2, None)


def test_more_time_from_above_may_be_passed_on(from_city, county_clerk, city_clerk):
    until = today() + timedelta(40)
    relief = actions.ask_relief(by=county_clerk, notice=from_city, why="汛期", until=until)
    actions.decide_relief(by=city_clerk, relief=relief, grant=True)
    child = actions.pass_down(by=county_clerk, delivery=signed_for(county_clerk, from_city))
    said = {"by": county_clerk, "notice": child, "order": 1}
    assert actions.ask_for(**said, said=survey(40)).due == until
    refused("notices.later_than_above", actions.ask_for, **said, said=survey(41))


def test_the_delivery_says_with_which_notice_it_was_passed_on(from_city, county_clerk, leader):
    child = actions.pass_down(by=county_clerk, delivery=signed_for(county_clerk, from_city))
    actions.address(by=county_clerk, notice=child, said=actions.Addressed(level=4))
    child = actions.approve(by=leader, notice=actions.hand_in(by=county_clerk, notice=child))
    assert at_county(county_clerk, from_city).passed_on is None
    actions.issue(by=county_clerk, notice=child)
    assert at_county(county_clerk, from_city).passed_on == child
    page = client_of(county_clerk).get(reverse("notices:notice", args=[from_city.pk])).content.decode()
    assert child.document in page


def test_while_it_is_being_passed_down_its_page_leads_there(from_city, county_clerk):
    child = actions.pass_down(by=county_clerk, delivery=signed_for(county_clerk, from_city))
    told = client_of(county_clerk).get(reverse("notices:notice", args=[from_city.pk])).content.decode()
    assert reverse("notices:drafts:draft", args=[child.pk]) in told
    assert reverse("notices:pass_down", args=[from_city.pk]) not in told


def test_a_notice_that_asks_for_a_report_offers_to_draft_it(from_city, city_clerk, county_clerk):
    from_city.items.create(order=9, asks="report", words="报送情况")
    page = reverse("notices:notice", args=[from_city.pk])
    draft = f"{reverse('notices:reports:new')}?notice={from_city.pk}"
    assert draft in client_of(county_clerk).get(page).content.decode()
    assert draft not in client_of(city_clerk).get(page).content.decode()
    told = client_of(county_clerk).get(draft).content.decode()
    assert f'<option value="{from_city.pk}" selected' in told


def test_it_is_passed_down_on_its_page(from_city, county_clerk):
    client, url = client_of(county_clerk), reverse("notices:pass_down", args=[from_city.pk])
    assert client.post(url).status_code == 422  # not signed for
    signed_for(county_clerk, from_city)
    assert url in client.get(reverse("notices:notice", args=[from_city.pk])).content.decode()
    answer = client.post(url)
    child = Notice.objects.get(parent=from_city)
    assert answer.url == reverse("notices:drafts:draft", args=[child.pk])
    assert from_city.title in client.get(answer.url).content.decode()


# More time and exemption


@pytest.mark.parametrize(("before", "after"), list(product(R.values, repeat=2)))
def test_exactly_the_moves_of_the_table_are_allowed(county_clerk, before, after):
    if (before, after) in RELIEF_MOVES:
        check(RELIEF_MOVES, before, after, by=county_clerk, reason="理由")
    else:
        refused("lifecycle.moved_on", check, moves=RELIEF_MOVES, now=before, to=after, by=county_clerk)


@pytest.mark.parametrize("before", R.values)
@pytest.mark.parametrize("after", [R.GRANTED, R.REFUSED, R.WITHDRAWN])
def test_an_act_makes_its_move_or_leaves_nothing_behind(from_city, county_clerk, city_clerk, before, after):
    relief = actions.ask_relief(by=county_clerk, notice=from_city, why="汛期")
    stamp = (
        {"decided_by": city_clerk, "decided_at": relief.asked_at} if before in (R.GRANTED, R.REFUSED) else {}
    )
    Relief.objects.filter(pk=relief.pk).update(state=before, **stamp)
    traces = JournalEntry.objects.count()
    decide = {"by": city_clerk, "relief": relief, "why": "不同意"}
    acts = {
        R.GRANTED: lambda: actions.decide_relief(**decide, grant=True),
        R.REFUSED: lambda: actions.decide_relief(**decide, grant=False),
        R.WITHDRAWN: lambda: actions.withdraw_relief(by=county_clerk, relief=relief),
    }
    if (before, after) in RELIEF_MOVES:
        assert acts[after]().state == after
        return
    with pytest.raises(Refused), transaction.atomic():
        acts[after]()
    assert Relief.objects.get(pk=relief.pk).state == before
    assert at_county(county_clerk, from_city).exempt_why == ""
    assert JournalEntry.objects.count() == traces


def test_what_is_granted_stands_at_the_delivery(from_city, county_clerk, neighbour_clerk, city_clerk):
    until = today() + timedelta(45)
    for by, said in ((county_clerk, {"until": until}), (neighbour_clerk, {})):
        relief = actions.ask_relief(by=by, notice=from_city, why="没有这类情况", **said)
        actions.decide_relief(by=city_clerk, relief=relief, grant=True)
    assert at_county(county_clerk, from_city).extended_to == until
    assert at_county(neighbour_clerk, from_city).stand == Stand.EXEMPT
    page = client_of(city_clerk).get(reverse("notices:notice", args=[from_city.pk]))
    assert page.context["reliefs"] == {R.GRANTED: 2}


def test_an_exempt_unit_lets_the_notice_through_to_those_below(from_city, county_clerk, city_clerk, tree):
    below = Delivery.objects.get(notice=from_city, unit=tree.town)
    assert below.stand == Stand.FAR
    relief = actions.ask_relief(by=county_clerk, notice=from_city, why="机构改革")
    actions.decide_relief(by=city_clerk, relief=relief, grant=True)
    below.refresh_from_db()
    assert below.stand == Stand.WAITING


def test_asking_needs_a_reason_a_later_day_and_a_notice_of_ones_own(from_city, county_clerk):
    said = {"by": county_clerk, "notice": from_city}
    refused("lifecycle.reason_missing", actions.ask_relief, **said, why=" ")
    refused("notices.no_more_time", actions.ask_relief, **said, why="汛期", until=today() + timedelta(30))
    actions.ask_relief(**said, why="汛期")
    refused("notices.relief_waits", actions.ask_relief, **said, why="再问一次")
    first = actions.issue_first_notice(by=OPERATOR)
    refused("notices.not_ours", actions.ask_relief, by=county_clerk, notice=first, why="汛期")


def test_only_the_unit_that_issued_it_decides(from_city, county_clerk, neighbour_clerk, leader):
    relief = actions.ask_relief(by=county_clerk, notice=from_city, why="汛期")
    for by in (neighbour_clerk, leader, county_clerk):
        refused("outside_scope", actions.decide_relief, by=by, relief=relief, grant=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relief.objects.filter(pk=relief.pk).update(
            state=R.GRANTED, decided_by=relief.asked_by, decided_at=relief.asked_at
        )


def test_it_is_asked_and_decided_on_their_pages(from_city, county_clerk, city_clerk):
    county, city = client_of(county_clerk), client_of(city_clerk)
    url = reverse("notices:relief_new", args=[from_city.pk])
    until = today() + timedelta(45)
    assert county.post(url, {"until": str(today()), "why": "汛期"}).status_code == 422
    assert county.post(url, {"until": str(until), "why": "正值汛期"}).status_code == 302
    relief = Relief.objects.get()
    assert (
        reverse("notices:relief_withdraw", args=[relief.pk])
        in county.get(reverse("notices:notice", args=[from_city.pk])).content.decode()
    )
    assert relief.unit.name in city.get(reverse("notices:reliefs")).content.decode()
    page = reverse("notices:relief", args=[relief.pk])
    assert county.get(page).status_code == 404
    assert "正值汛期" in city.get(page).content.decode()
    assert city.post(page, {"what": "refuse", "why": ""}).status_code == 422
    assert city.post(page, {"what": "grant"}).status_code == 302
    assert Relief.objects.get().state == R.GRANTED
    assert city.get(reverse("notices:reliefs") + "?state=granted").status_code == 200
    assert city.get(reverse("notices:reliefs") + "?state=nothing").status_code == 404


def test_a_request_is_taken_back_before_it_is_decided(from_city, county_clerk, neighbour_clerk):
    relief = actions.ask_relief(by=county_clerk, notice=from_city, why="汛期")
    url = reverse("notices:relief_withdraw", args=[relief.pk])
    assert client_of(neighbour_clerk).post(url).status_code == 404
    assert client_of(county_clerk).post(url).status_code == 302
    assert Relief.objects.get().state == R.WITHDRAWN


# Out of the house


def test_it_is_issued_on_its_page_and_read_by_those_below(
    city_clerk, city_leader, county_clerk, township_officer
):
    notice = approved(city_clerk, city_leader)
    url = reverse("notices:drafts:issue", args=[notice.pk])
    read = reverse("notices:notice", args=[notice.pk])
    assert client_of(county_clerk).get(read).status_code == 404
    assert client_of(city_clerk).post(url).status_code == 302
    for post in (county_clerk, township_officer):
        assert client_of(post).get(read).status_code == 200
    assert client_of(city_clerk).post(url).status_code == 422  # once


def test_a_notice_that_is_out_is_not_seen_beside_its_line(
    county_clerk, leader, neighbour_clerk, township_officer
):
    notice = sent(county_clerk, leader)
    url = reverse("notices:notice", args=[notice.pk])
    assert client_of(township_officer).get(url).status_code == 200
    assert client_of(neighbour_clerk).get(url).status_code == 404


def test_a_survey_that_it_asks_for_opens_its_round_and_the_page_leads_there(from_city, county_clerk):
    item = from_city.items.get()
    page = client_of(county_clerk).get(reverse("notices:notice", args=[from_city.pk])).content.decode()
    url = reverse("surveys:rounds:round", args=[item.pk])
    assert url in page
    assert client_of(county_clerk).get(url).status_code == 200


def test_a_figure_that_shows_it_is_one_click_away(city_clerk, city_leader, county_clerk, township_officer):
    notice = draft(city_clerk)
    said = actions.AskedFor("card", "建档立卡", figure="families.households")
    actions.ask_for(by=city_clerk, notice=notice, said=said)
    notice = actions.approve(by=city_leader, notice=actions.hand_in(by=city_clerk, notice=notice))
    actions.issue(by=city_clerk, notice=notice)
    page, figure = (
        reverse("notices:notice", args=[notice.pk]),
        reverse("oversight:figure", args=[said.figure]),
    )
    assert figure in client_of(county_clerk).get(page).content.decode()
    assert figure not in client_of(township_officer).get(page).content.decode()
