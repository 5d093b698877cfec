"""A talk is owed by one: only that one's talk, or the deputy's, closes it; others stand beside it."""

from datetime import timedelta

import pytest

from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.officers.actions import Sentences, Times, note_occasion, record_talk, set_talk_rule
from anxin.officers.models import Frontline, Talk, TalkOccasion, TalkRule
from anxin.officers.queries import mine_to_talk, talk_owed
from anxin.officers.queries.rest import months_later
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db
SAID = Sentences("家里还好")


@pytest.fixture
def deputy(tree):
    return hire("vice_secretary", tree.county_office, "leader", "韩立", scope_root=tree.county)


@pytest.fixture
def rule(county_clerk, leader, deputy, tree, man):
    """Two years old, every six months; 许佳 has been at the front for eight and was talked with never."""
    found = set_talk_rule(by=county_clerk, unit=tree.county, talker=leader, times=Times(6, 7), deputy=deputy)
    TalkRule.objects.filter(pk=found.pk).update(since=months_later(today(), -24))
    Frontline.objects.filter(officer=man).update(since=months_later(today(), -8))
    return found


def talked(by, man, on=None):
    return record_talk(by=by, officer=man, on=on or today(), sentences=SAID)


def line(leader):
    [found] = mine_to_talk(leader, Reach.of(leader), today(), everybody=True)
    return found


def test_a_talk_with_somebody_else_leaves_it_owed_and_is_seen_beside_it(rule, man, leader, county_clerk):
    before = talk_owed(man)
    talk = talked(county_clerk, man)

    assert (talk.closes, talk_owed(man)) == (False, before)
    assert (line(leader).last, line(leader).beside) == (None, today())


def test_an_occasion_waits_for_whoever_owes_the_talk(rule, man, leader, county_clerk):
    note_occasion(by=county_clerk, officer=man, kind="illness", on=today())
    talked(county_clerk, man)
    assert TalkOccasion.objects.open().count() == 1
    talked(leader, man)
    assert not TalkOccasion.objects.open().exists()


@pytest.mark.parametrize("who", ["leader", "deputy"])
def test_the_one_who_owes_it_and_the_deputy_begin_the_cycle_anew(rule, man, leader, who, request):
    talk = talked(request.getfixturevalue(who), man)
    assert (talk.closes, talk_owed(man).due) == (True, months_later(today(), 6))
    assert line(leader).beside is None


def test_a_talk_of_others_before_the_last_one_that_was_owed_is_not_news(rule, man, leader, county_clerk):
    talked(county_clerk, man, today() - timedelta(9))
    talked(leader, man, today() - timedelta(2))
    assert (line(leader).last, line(leader).beside) == (today() - timedelta(2), None)


def test_what_a_former_talker_did_counts_on_when_somebody_else_follows(rule, man, leader, county_clerk, tree):
    talked(leader, man)
    set_talk_rule(by=county_clerk, unit=tree.county, talker=county_clerk, times=Times(6, 7))
    assert talk_owed(man).due == months_later(today(), 6)


def test_where_nobody_owes_a_talk_none_is_closed(man, leader):
    assert not talked(leader, man).closes


def test_nobody_is_the_own_deputy(county_clerk, leader, tree):
    with pytest.raises(Refused) as no:
        set_talk_rule(by=county_clerk, unit=tree.county, talker=leader, times=Times(6, 7), deputy=leader)
    assert no.value.code == "officers.own_deputy"


def test_the_pages_say_whose_talk_it_is(rule, man, leader, county_clerk):
    desk = client_of(county_clerk)
    address = f"/officers/{man.pk}/talks/new/"
    assert f"这次应由{leader.name}来谈" in desk.get(address).content.decode()
    assert "来谈" not in client_of(leader).get(address).content.decode()

    desk.post(address, {"on": today(), "news": "都好", "read_by": "line"})

    assert Talk.objects.get().closes is False
    assert "应谈之外" in desk.get(f"/officers/{man.pk}/talks/").content.decode()
    assert "另有他人谈过" in client_of(leader).get("/officers/talks/").content.decode()


def test_a_clerk_names_the_deputy_with_the_rule(rule, county_clerk, leader, deputy, tree):
    desk = client_of(county_clerk)
    address = f"/officers/talks/rules/{tree.county.pk}/"
    assert desk.get(address).context["form"]["deputy"].value() == deputy.pk
    assert "代谈人 韩立" in desk.get("/officers/talks/rules/").content.decode()

    desk.post(address, {"talker": leader.pk, "deputy": "", "months": 6, "occasion_days": 7})
    assert TalkRule.objects.get().deputy is None
