"""A request for help whose officer is gone: it stays until somebody decides, and never vanishes by itself."""

import pytest
from django.db import transaction
from django.urls import reverse

from anxin.families.models import Fact
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from anxin.officers.actions import (
    Told,
    agree_to_help,
    answer_request,
    close_request,
    decline_help,
    let_go,
    record_death,
    take_leaving_back,
    tell_family,
    withdraw_death,
)
from anxin.officers.models import Help, HelpRequest
from anxin.officers.queries import requests_counted, requests_of, waiting_for
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reach(county_clerk):
    return Reach.of(county_clerk)


@pytest.fixture
def retired(asked, county_clerk):
    let_go(by=county_clerk, officer=asked.officer, on=today(), why="retired")
    return asked


@pytest.fixture
def death(asked, county_clerk):
    return record_death(by=county_clerk, officer=asked.officer, on=today(), event_on=today())


@pytest.fixture
def told(death, county_clerk):
    tell_family(by=county_clerk, death=death, told=Told(today(), "沈静", "李兰", "12"))
    death.refresh_from_db()
    return death


def code(act):
    with pytest.raises(Refused) as no, transaction.atomic():
        act()
    return no.value.code


def of_the_day(post, reach):
    return [one.pk for one in waiting_for(post, reach, today())["requests"].rows]


def test_it_stands_apart_and_on_the_day_of_the_clerk(retired, county_clerk, reach):
    assert requests_counted(reach) == {"ask": 0, "do": 0, "tell": 0, "gone": 1}
    assert [list(requests_of(reach, tab)) for tab in ("ask", "gone", "past")] == [[], [retired], []]
    assert list(HelpRequest.objects.visible_to(reach).waiting()) == [retired]
    assert of_the_day(county_clerk, reach) == [retired.pk]


def test_one_that_was_agreed_to_is_asked_about_too(asked, doing, county_clerk, reach):
    agree_to_help(by=county_clerk, request=asked, decided=doing)
    assert of_the_day(county_clerk, reach) == []
    let_go(by=county_clerk, officer=asked.officer, on=today(), why="moved")
    assert of_the_day(county_clerk, reach) == [asked.pk]


def test_it_is_closed_with_a_reason_and_what_was_planned_falls_with_it(asked, doing, county_clerk, reach):
    given = agree_to_help(by=county_clerk, request=asked, decided=doing)
    let_go(by=county_clerk, officer=asked.officer, on=today(), why="moved")

    closed = close_request(by=county_clerk, request=asked, reason="已调往市里，由新单位接着办")

    given.refresh_from_db()
    assert (closed.state, given.state, given.outcome) == ("closed", "dropped", "已调往市里，由新单位接着办")
    assert list(requests_of(reach, "past")) == [closed]
    assert of_the_day(county_clerk, reach) == []


def test_whoever_retired_may_still_be_told(retired, county_clerk):
    declined = decline_help(by=county_clerk, request=retired, reason="退休后由老干部局接手")
    assert answer_request(by=county_clerk, request=declined, words="电话里说了").state == "answered"


def test_of_somebody_at_work_nothing_is_closed(asked, county_clerk):
    assert (
        code(lambda: close_request(by=county_clerk, request=asked, reason="离开")) == "officers.asker_there"
    )


def test_before_the_family_is_told_nothing_is_asked_and_nothing_decided(asked, death, county_clerk, reach):
    assert of_the_day(county_clerk, reach) == []
    assert code(lambda: close_request(by=county_clerk, request=asked, reason="已故")) == "officers.tell_first"

    withdraw_death(by=county_clerk, death=death)
    assert requests_counted(reach)["ask"] == 1


def test_what_the_family_still_needs_is_handed_on_to_their_card(asked, told, county_clerk):
    close_request(by=county_clerk, request=asked, reason="本人已去世", for_card="老母亲住院，无人陪护")

    fact = Fact.objects.get(household=told.household, code="difficulty")
    assert (fact.value, fact.source, fact.source_text) == ("老母亲住院，无人陪护", "unit", "河东镇")
    entry = JournalEntry.objects.filter(act="officers.help_closed").latest("at")
    assert entry.cards == [told.household_id]


def test_left_empty_nothing_is_handed_on(asked, told, county_clerk):
    before = Fact.objects.filter(household=told.household_id).count()
    close_request(by=county_clerk, request=asked, reason="已由镇里办妥")
    assert Fact.objects.filter(household=told.household_id).count() == before


def test_without_a_card_nothing_can_be_handed_on(retired, county_clerk):
    act = lambda: close_request(by=county_clerk, request=retired, reason="离开", for_card="请关心")  # noqa: E731
    assert code(act) == "officers.no_card"
    retired.refresh_from_db()
    assert retired.state == "asked"


def test_to_somebody_who_died_nobody_agrees_and_nobody_answers(asked, told, county_clerk, doing):
    for act in (
        lambda: agree_to_help(by=county_clerk, request=asked, decided=doing),
        lambda: decline_help(by=county_clerk, request=asked, reason="无法办理"),
    ):
        assert code(act) == "officers.asker_died"
    assert not Help.objects.exists()


def test_a_leaving_that_was_a_mistake_lets_the_request_wait_again(retired, county_clerk, reach):
    close_request(by=county_clerk, request=retired, reason="退休")
    take_leaving_back(by=county_clerk, officer=retired.officer)
    assert requests_counted(reach) == {"ask": 1, "do": 0, "tell": 0, "gone": 0}


def test_what_was_decided_before_stays_decided(asked, doing, county_clerk):
    given = agree_to_help(by=county_clerk, request=asked, decided=doing)
    let_go(by=county_clerk, officer=asked.officer, on=today(), why="moved")
    close_request(by=county_clerk, request=asked, reason="调走")
    take_leaving_back(by=county_clerk, officer=asked.officer)
    asked.refresh_from_db()
    assert (asked.state, given.request_id) == ("declined", asked.pk)


def test_the_page_asks_for_the_decision_and_shows_nothing_else_to_do(asked, told, county_clerk):
    desk, here = client_of(county_clerk), reverse("officers:asked", args=[asked.pk])
    assert "已离开" in desk.get(reverse("officers:asks") + "?show=gone").content.decode()
    page = desk.get(here)
    assert (page.context["form"], "decline" in page.context) == (None, False)

    close = reverse("officers:ask_close", args=[asked.pk])
    assert desk.post(close, {"reason": " "}).context["closing"].errors.keys() == {"reason"}
    desk.post(close, {"reason": "本人已去世", "for_card": "老母亲住院"})

    assert "本人已去世" in desk.get(here).content.decode()
    assert Fact.objects.filter(household=told.household, code="difficulty").exists()


def test_the_page_says_that_the_family_is_told_first(asked, death, county_clerk):
    page = client_of(county_clerk).get(reverse("officers:asked", args=[asked.pk]))
    assert "closing" not in page.context
    assert "先当面告知家属" in page.content.decode()
