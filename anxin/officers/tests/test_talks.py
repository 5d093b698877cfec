"""Talks: who owes whom one, what asks for one, who reads what was said, what became of promises."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from anxin.ground.access.closing import in_hand
from anxin.ground.access.rights import Role, matrix
from anxin.ground.database.scope import holder, scope
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from anxin.officers.actions import (
    Promised,
    Sentences,
    Times,
    drop_talk_rule,
    note_occasion,
    record_talk,
    set_talk_rule,
    settle_talk_promise,
)
from anxin.officers.models import (
    TALK_PROMISE_MOVES,
    Frontline,
    ReadBy,
    Talk,
    TalkOccasion,
    TalkPromise,
    TalkRule,
    TalkWords,
)
from anxin.officers.queries import mine_to_talk, talk_owed, talks_overdue, without_talker
from anxin.officers.queries.rest import months_later as later
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db

SAID = Sentences(news="孩子今年高考", said="希望少值几个夜班", promised="排班时照顾")


@pytest.fixture
def rule(county_clerk, leader, tree):
    return of_old(set_talk_rule(by=county_clerk, unit=tree.county, talker=leader, times=Times(6, 7)))


def of_old(rule):
    """The rule stands since two years ago."""
    TalkRule.objects.filter(pk=rule.pk).update(since=later(today(), -24))
    return rule


def owed(man):
    found = talk_owed(man)
    assert found is not None
    return found


def since(man, day):
    Frontline.objects.filter(officer=man).update(since=day)


def refusal(act):
    with pytest.raises(Refused) as no:
        act()
    return no.value.code


def at_work(post):
    holder(str(post.pk), str(post.unit_id))


# Who owes whom


def test_without_a_rule_nobody_owes_a_talk_and_that_is_a_gap(man):
    assert talk_owed(man) is None


def test_a_talk_is_owed_so_many_months_after_the_front_began(man, rule, leader):
    since(man, later(today(), -2))

    assert (owed(man).talker, owed(man).due) == (leader, later(later(today(), -2), 6))


def test_nobody_owed_a_talk_before_there_was_a_rule_and_changing_it_postpones_none(
    man, county_clerk, leader, tree
):
    since(man, later(today(), -30))
    act = lambda times: set_talk_rule(by=county_clerk, unit=tree.county, talker=leader, times=times)  # noqa: E731
    rule = act(Times(6, 7))
    assert owed(man).due == later(today(), 6)
    of_old(rule)
    act(Times(3, 7))
    assert owed(man).due == later(later(today(), -24), 3)


def test_the_nearest_rule_holds(man, rule, county_clerk, tree):
    set_talk_rule(by=county_clerk, unit=tree.town, talker=county_clerk, times=Times(3, 7))

    assert owed(man).talker == county_clerk
    drop_talk_rule(by=county_clerk, unit=tree.town)
    assert owed(man).talker == rule.talker


def test_a_talk_begins_the_cycle_anew(man, rule, leader):
    since(man, later(today(), -8))
    record_talk(by=leader, officer=man, on=today(), sentences=SAID)

    assert owed(man).due == later(today(), 6)


def test_an_occasion_asks_for_a_talk_soon_and_the_next_talk_closes_it(man, rule, county_clerk, leader):
    since(man, today())
    note_occasion(by=county_clerk, officer=man, kind="bereavement", on=today() - timedelta(1))
    assert (owed(man).due, owed(man).occasion) == (today() + timedelta(7), True)

    record_talk(by=leader, officer=man, on=today(), sentences=SAID)

    assert not owed(man).occasion
    assert not TalkOccasion.objects.open().exists()


def test_the_talker_is_talked_with_by_the_talker_above(man, rule, county_clerk, tree):
    own = hire("town_leader", tree.town, "leader", "许佳", scope_root=tree.town)
    set_talk_rule(by=county_clerk, unit=tree.town, talker=own, times=Times(3, 7))
    man.account = own.account
    man.save(update_fields=["account"])

    assert owed(man).talker == rule.talker


def test_who_left_the_front_is_on_no_list(man, rule, leader, in_county, tree):
    since(man, later(today(), -8))
    assert [line.officer for line in mine_to_talk(leader, leader_reach(tree), today())] == [man]

    Frontline.objects.filter(officer=man).update(until=today())

    assert mine_to_talk(leader, leader_reach(tree), today()) == []


def leader_reach(tree):
    from types import SimpleNamespace  # noqa: PLC0415

    return SimpleNamespace(lo=tree.county.path, hi=tree.county.path + "~")


def test_the_list_of_another_talker_is_empty(man, rule, county_clerk, tree):
    since(man, later(today(), -8))

    assert mine_to_talk(county_clerk, leader_reach(tree), today(), everybody=True) == []


# Rules


@pytest.mark.parametrize(("months", "days"), [(0, 7), (25, 7), (6, 0), (6, 61)])
def test_a_rule_keeps_to_its_bounds(county_clerk, leader, tree, months, days):
    act = lambda: set_talk_rule(  # noqa: E731
        by=county_clerk, unit=tree.county, talker=leader, times=Times(months, days)
    )

    assert refusal(act) == "officers.talk_times"


def test_no_rule_is_set_outside_the_scope(county_clerk, leader, tree):
    act = lambda: set_talk_rule(  # noqa: E731
        by=county_clerk, unit=tree.neighbour, talker=leader, times=Times(6, 7)
    )

    assert refusal(act) == "officers.unit_out_of_scope"


def test_a_desk_holds_no_talks(county_clerk, health_desk, tree):
    act = lambda: set_talk_rule(  # noqa: E731
        by=county_clerk, unit=tree.county, talker=health_desk, times=Times(6, 7)
    )

    assert refusal(act) == "officers.not_a_talker"


def test_no_role_both_holds_talks_and_counsels():
    assert matrix()["officers.talk"] & matrix()["officers.counsel"] == set()
    assert matrix()["officers.talk"] == {Role.CLERK, Role.LEADER}


# Talking


def test_a_day_ahead_is_no_day_of_a_talk(man, leader):
    act = lambda: record_talk(  # noqa: E731
        by=leader, officer=man, on=today() + timedelta(1), sentences=SAID
    )

    assert refusal(act) == "officers.day_ahead"


def test_nobody_holds_a_talk_with_themselves(man, officer):
    act = lambda: record_talk(by=officer, officer=man, on=today(), sentences=SAID)  # noqa: E731

    assert refusal(act) == "officers.talk_with_oneself"


READERS = {
    ReadBy.LINE: {"leader", "county_clerk", "second_leader"},
    ReadBy.LEADER: {"leader", "second_leader"},
    ReadBy.TALKER: {"leader"},
}


@pytest.mark.parametrize("read_by", list(ReadBy))
def test_a_talk_is_read_as_far_as_its_class_says(man, leader, county_clerk, tree, read_by):
    second = hire("second_leader", tree.county_office, "leader", "高山")
    at_work(leader)
    record_talk(by=leader, officer=man, on=today(), sentences=SAID, read_by=read_by)
    posts = {"leader": leader, "county_clerk": county_clerk, "second_leader": second}

    readers = set()
    for name, post in posts.items():
        page = client_of(post).get(f"/officers/{man.pk}/talks/").content.decode()
        assert f"{today():%Y-%m-%d}" in page  # that a talk took place all of them see
        if SAID.said in page:
            readers.add(name)

    assert readers == READERS[read_by]


def test_words_for_the_talker_alone_the_database_keeps_from_everybody_else(man, leader, county_clerk):
    at_work(leader)
    record_talk(by=leader, officer=man, on=today(), sentences=SAID, read_by=ReadBy.TALKER)
    at_work(county_clerk)

    assert Talk.objects.count() == 1
    assert TalkWords.objects.count() == 0


def test_a_row_cannot_be_hung_on_an_officer_out_of_sight(man, county_clerk, tree):
    with pytest.raises(DatabaseError), transaction.atomic(), scope(tree.neighbour.path):
        Talk.objects.create(
            officer=man, path=tree.neighbour.path, on=today(), by=county_clerk, entered_at=now()
        )


def test_no_word_of_a_talk_stands_in_the_journal(man, leader):
    at_work(leader)
    record_talk(by=leader, officer=man, on=today(), sentences=SAID)

    entry = JournalEntry.objects.get(act="officers.talked")
    assert set(entry.details) == {"day", "promises", "occasions", "closes"}


# Promises


@pytest.fixture
def promise(man, leader, county_clerk):
    at_work(leader)
    step = Promised("排班时照顾", county_clerk, today() + timedelta(10))
    record_talk(by=leader, officer=man, on=today(), sentences=SAID, promises=[step])
    return TalkPromise.objects.get()


def test_whoever_is_to_keep_a_promise_reads_it_and_not_the_talk(promise, county_clerk):
    page = client_of(county_clerk).get("/officers/talks/").content.decode()

    assert "排班时照顾" in page
    assert (
        SAID.said
        not in client_of(county_clerk).get(f"/officers/{promise.officer_id}/talks/").content.decode()
    )


@pytest.mark.parametrize("start", [state.value for state in TalkPromise.State])
@pytest.mark.parametrize("to", [state.value for state in TalkPromise.State])
def test_promises_move_as_the_table_says_and_not_otherwise(promise, leader, start, to):
    TalkPromise.objects.update(state=start, settled_on=None if start == "open" else today())
    act = lambda: settle_talk_promise(by=leader, promise=promise, to=to, answer="已同意")  # noqa: E731

    if (start, to) in TALK_PROMISE_MOVES:
        assert act().state == to
    else:
        assert refusal(act) == "lifecycle.moved_on"
        assert TalkPromise.objects.get().state == start


def test_what_cannot_be_kept_says_why(promise, leader):
    act = lambda: settle_talk_promise(by=leader, promise=promise, to="answered")  # noqa: E731

    assert refusal(act) == "lifecycle.reason_missing"


# Pages


def test_a_leader_records_a_talk_from_the_list(man, rule, leader):
    since(man, later(today(), -8))
    browser = client_of(leader)
    assert f"/officers/{man.pk}/talks/new/" in browser.get("/officers/talks/").content.decode()

    said = {"on": today(), "news": "一切都好", "read_by": "line", "step": "找人替班", "due": today()}
    answer = browser.post(f"/officers/{man.pk}/talks/new/", said)

    assert answer.status_code == 302
    assert TalkWords.objects.get().news == "一切都好"
    assert TalkPromise.objects.get().doer == leader


def test_a_promise_without_a_day_comes_back_with_its_mistake(man, leader):
    said = {"on": today(), "news": "一切都好", "read_by": "line", "step": "找人替班"}

    page = client_of(leader).post(f"/officers/{man.pk}/talks/new/", said)

    assert not Talk.objects.exists()
    assert "请写明承诺何时兑现" in page.content.decode()


def test_the_own_page_says_who_talks_with_one_and_where_to_turn(man, rule, officer, leader):
    page = client_of(officer).get("/officers/mine/").content.decode()

    assert leader.name in page
    assert "12356" in page
    assert "/officers/self-check/" in page


def test_a_clerk_sets_who_talks_with_whom(county_clerk, leader, tree):
    answer = client_of(county_clerk).post(
        f"/officers/talks/rules/{tree.county.pk}/", {"talker": leader.pk, "months": 6, "occasion_days": 7}
    )

    assert answer.status_code == 302
    assert "郑国平" in client_of(county_clerk).get("/officers/talks/rules/").content.decode()


def test_a_post_closes_once_somebody_else_talks(rule, leader, county_clerk, tree):
    assert [one.n for one in in_hand(leader)] == [1]

    set_talk_rule(by=county_clerk, unit=tree.county, talker=county_clerk, times=Times(6, 7))

    assert in_hand(leader) == []


def test_the_figures_count_talks_overdue_and_officers_without_a_talker(man, leader, county_clerk, tree):
    reach = leader_reach(tree)
    since(man, later(today(), -8))
    assert (list(talks_overdue(reach, today())), list(without_talker(reach, today()))) == ([], [man])

    of_old(set_talk_rule(by=county_clerk, unit=tree.county, talker=leader, times=Times(6, 7)))

    assert (list(talks_overdue(reach, today())), list(without_talker(reach, today()))) == ([man], [])
