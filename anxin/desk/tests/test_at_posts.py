"""Care for officers at their posts, as lines of the day of whoever must act."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anxin.care.models import Lookahead
from anxin.desk import at_posts, badge
from anxin.desk.lines import CAP
from anxin.ground.access import kept as keeping
from anxin.ground.days.clock import now
from anxin.ground.journal.models import JournalEntry
from anxin.officers.actions import (
    AfterVisit,
    Asked,
    Decided,
    Hours,
    Item,
    Promised,
    Sentences,
    Span,
    Times,
    Told,
    add_item,
    adopt_plan,
    agree_to_help,
    ask_for_help,
    ask_leave,
    book_hour,
    draft_plan,
    keep_contact,
    name_counsellor,
    note_occasion,
    offer_hours,
    record_contact_visit,
    record_death,
    record_talk,
    set_talk_rule,
    tell_family,
)
from anxin.officers.models import Frontline, HelpRequest, TalkRule
from anxin.officers.tests.cast_leave import officer_at
from tests.cast import client_of, hire

from .conftest import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_county")]


@pytest.fixture
def xu(tree):
    """许佳 of the town, at the front since spring."""
    return at_the_front(tree.town, "许佳")


def at_the_front(unit, name):
    one = officer_at(unit, name)
    one.refresh_from_db()
    Frontline.objects.create(officer=one, path=one.path, since=date(2026, 3, 1), ground="village")
    return one


def talks_with(leader, clerk, tree, months):
    """The leader talks with the county's officers so often, by a rule that stands since last year."""
    rule = set_talk_rule(by=clerk, unit=tree.county, talker=leader, times=Times(months, 7))
    TalkRule.objects.filter(pk=rule.pk).update(since=date(2025, 1, 1))


def ask(officer, by):
    return ask_for_help(by=by, officer=officer, asked=Asked("family", "母亲住院，想调几天班"))


def row(text, title):
    """The row of the line with this title."""
    rows = re.findall(r"<tr[ >].*?</tr>", text, re.S)
    return next(one for one in rows if title in one)


def test_a_request_for_help_waits_for_the_clerk_until_it_is_answered(xu, county_clerk, page):
    request = ask(xu, county_clerk)
    text = row(page(county_clerk), "许佳：请求帮助")
    assert f"/officers/requests/{request.pk}/" in text
    assert "个工作日" in text
    assert "母亲住院" not in page(county_clerk)

    decided = Decided("work", "与镇里商量调班", county_clerk, MONDAY, case_by_case="目录尚无此项")
    given = agree_to_help(by=county_clerk, request=request, decided=decided)
    text = page(county_clerk)
    assert "请求帮助" not in text
    assert f"/officers/help/{given.pk}/" in row(text, "许佳：工作上支持")

    HelpRequest.objects.update(state="done")
    assert "许佳：求助的结果待答复" in page(county_clerk)


def test_leave_waits_for_the_leader_who_decides_it_and_for_nobody_else(xu, county_clerk, leader, page):
    leave = ask_leave(by=county_clerk, officer=xu, span=Span(MONDAY + timedelta(2), MONDAY + timedelta(4)))
    text = row(page(leader), "许佳：申请休假，2026-11-25至2026-11-27")
    assert f"/officers/leave/one/{leave.pk}/" in text
    assert "11-25" in text
    assert "申请休假" not in page(county_clerk)


def test_a_talk_waits_for_whoever_the_rule_names(xu, county_clerk, leader, tree, page):
    talks_with(leader, county_clerk, tree, 6)
    at_the_front(tree.town, "陈明")
    text = page(leader)
    assert "09-01" in row(text, "您该与2名干部谈心谈话")
    assert 'href="/officers/talks/"' in row(text, "您该与2名干部谈心谈话")
    assert "许佳" not in text
    assert "名干部谈心谈话" not in page(county_clerk)

    note_occasion(by=county_clerk, officer=xu, kind="bereavement", on=MONDAY)
    record_talk(by=leader, officer=xu, on=MONDAY, sentences=Sentences("家里还好"))
    assert "您该与1名干部谈心谈话" in page(leader)


def test_what_happened_to_an_officer_is_not_told_on_the_day(xu, county_clerk, leader, tree, page):
    talks_with(leader, county_clerk, tree, 12)
    assert "名干部谈心谈话" not in page(leader)
    note_occasion(by=county_clerk, officer=xu, kind="bereavement", on=MONDAY)
    text = page(leader)
    assert "11-30" in row(text, "许佳：近期有情况，该谈心谈话了")
    assert "亲人去世" not in text


def test_a_promise_of_a_talk_waits_for_its_doer_without_its_words(xu, county_clerk, leader, page):
    promised = [Promised("帮孩子联系学校", county_clerk, MONDAY + timedelta(3))]
    record_talk(by=leader, officer=xu, on=MONDAY, sentences=Sentences("好"), promises=promised)
    text = page(county_clerk)
    assert "11-26" in row(text, "许佳：谈话中答应的事")
    assert "帮孩子" not in text
    assert "谈话中答应的事" not in page(leader)


def test_check_ups_stand_as_one_line_and_name_nobody(xu, county_clerk, leader, tree, page):
    officer_at(tree.town, "陈明")
    text = page(county_clerk)
    assert 'href="/officers/check-ups/"' in row(text, "有2名干部待安排体检")
    assert "许佳" not in text
    assert "待安排体检" not in page(leader)


def test_an_item_of_an_adopted_plan_waits_for_its_doer(county_clerk, leader, tree, page):
    plan = draft_plan(by=county_clerk, unit=tree.town, year=2026)
    for doer, words in ((county_clerk, "安排一次体检"), (leader, "走访三个村")):
        add_item(by=county_clerk, plan=plan, item=Item("check_up", words, MONDAY, doer))
    assert "安排一次体检" not in page(county_clerk)

    adopt_plan(by=leader, plan=plan)

    text = page(county_clerk)
    assert "/items/" in row(text, "河东镇：安排一次体检")
    assert "走访三个村" not in text
    assert f'href="/officers/plans/{plan.pk}/"' in row(page(leader), "河东镇：走访三个村")


def told(death, clerk):
    return tell_family(by=clerk, death=death, told=Told(MONDAY, "吴晓峰、沈静", "王梅", "12", "13900000000"))


def test_after_a_death_the_family_is_told_first_then_every_step_has_its_day(xu, county_clerk, page):
    death = record_death(by=county_clerk, officer=xu, on=MONDAY, event_on=MONDAY)
    text = page(county_clerk)
    assert f"/officers/deaths/{death.pk}/" in row(text, "许佳：当面告知家属")
    assert "丧葬" not in text

    told(death, county_clerk)

    assert "许佳：治丧" in page(county_clerk)


def test_on_a_day_of_mourning_nothing_is_asked_for_but_what_the_law_sets_a_day_for(xu, county_clerk, page):
    household = told(record_death(by=county_clerk, officer=xu, on=MONDAY, event_on=MONDAY), county_clerk)
    Lookahead.objects.update_or_create(
        household=household, defaults={"path": household.path, "quiet": [MONDAY], "looked_at": now()}
    )
    text = page(county_clerk)
    assert "许佳：治丧" not in text
    assert "许佳：申请工伤认定" in text


def test_a_contact_leader_reads_where_nobody_was_yet_and_what_was_promised(
    xu, county_clerk, leader, tree, page
):
    point = keep_contact(by=county_clerk, leader=leader, whom=tree.town)
    text = row(page(leader), "河东镇：由您联系，还没有去过")
    assert f"/officers/contacts/{point.pk}/" in text
    assert "尚未走访" in text

    after = AfterVisit(promised="修村部的灯", due=MONDAY + timedelta(1))
    record_contact_visit(by=leader, point=point, on=MONDAY, met=True, sentences=after)

    text = page(leader)
    assert "还没有去过" not in text
    assert "11-24" in row(text, "河东镇：走访中答应的事")
    assert "走访中答应" not in page(county_clerk)


@pytest.fixture
def booking(county_clerk, health_desk, officer, tree):
    named = name_counsellor(by=county_clerk, post=health_desk, unit=tree.county)
    hours = Hours(now() + timedelta(days=2), 1, 50, "县医院三楼")
    (slot,) = offer_hours(by=health_desk, counsellor=named, hours=hours)
    return book_hour(by=officer, slot_id=slot.pk)


def test_an_hour_of_counselling_stands_on_the_counsellors_own_day_alone(
    booking, county_clerk, leader, health_desk, officer, township_officer, page
):
    text = page(health_desk)
    assert f"/officers/counsel/{booking.pk}/" in row(text, "您的咨询时段已约")
    assert booking.number not in text
    for post in (county_clerk, leader, officer, township_officer):
        assert str(booking.pk) not in page(post)
        assert "咨询时段" not in page(post)


def test_whoever_stands_in_for_a_counsellor_reads_of_no_hour(booking, health_desk, leader):
    assert len(at_posts.hours(health_desk)) == 1
    health_desk.stand_in = leader.account
    assert at_posts.hours(health_desk) == []


def test_colleagues_of_another_county_read_nothing_of_it(xu, county_clerk, tree, page):
    ask(xu, county_clerk)
    other = hire("other-clerk", tree.neighbour_office, "clerk", "何敏", scope_root=tree.neighbour)
    assert "许佳" not in page(other)


def test_the_look_at_an_officer_is_noted(xu, county_clerk, page):
    ask(xu, county_clerk)
    page(county_clerk)
    (entry,) = JournalEntry.objects.filter(act="desk.opened")
    assert entry.details["officers"] == [str(xu.pk)]


def test_the_badge_counts_what_is_due(xu, county_clerk, leader, tree, rf, questions):
    talks_with(leader, county_clerk, tree, 6)
    ask_leave(by=county_clerk, officer=xu, span=Span(MONDAY, MONDAY))
    ask(xu, county_clerk)
    request = rf.get("/")
    request.post = leader
    with questions(1):
        assert badge.due_now(request) == 2
    request.post = county_clerk
    assert badge.due_now(request) == 1  # the line of check-ups to arrange


def test_more_than_a_page_shows_is_counted_under_its_group(county_clerk, tree, page):
    people = [officer_at(tree.town, f"干部{n:02}") for n in range(CAP + 5)]
    for one in people:
        ask(one, county_clerk)
    text = page(county_clerk)
    assert text.count("：请求帮助</a>") == CAP
    assert f"{CAP + 5}件" in text


def test_a_line_costs_no_question(xu, county_clerk, leader, tree):
    """The same number of questions with one line of every kind as with many; the questions are kept."""
    talks_with(leader, county_clerk, tree, 6)
    ask(xu, county_clerk)
    ask_leave(by=county_clerk, officer=xu, span=Span(MONDAY, MONDAY))
    for post in (county_clerk, leader):
        client_of(post).get("/")
    asked = {post.pk: count_of(post) for post in (county_clerk, leader)}
    for n in range(4):
        one = at_the_front(tree.town, f"干部{n}")
        ask(one, county_clerk)
        ask_leave(by=county_clerk, officer=one, span=Span(MONDAY + timedelta(2), MONDAY + timedelta(3)))
    assert {post.pk: count_of(post) for post in (county_clerk, leader)} == asked
    assert not [one for one in keeping._shelf._things.values() if isinstance(one, keeping.Unkept)]


def count_of(post) -> int:
    client = client_of(post)
    client.get("/")  # the session notes its use once a minute
    with CaptureQueriesContext(connection) as caught:
        assert client.get("/").status_code == 200
    return len(caught)


def test_the_page_is_complete_in_english(xu, county_clerk, page):
    ask(xu, county_clerk)
    text = page(county_clerk, "en")
    assert "许佳: asks for help" in text
    assert "check-up to arrange for 1 officer" in text
