"""The way of a notice out of the house: a table of moves, two people, and haste that must say why."""

from datetime import date, datetime, time, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anxin.ground.access.lifecycle import check
from anxin.ground.days.clock import SHANGHAI, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from anxin.notices import actions
from anxin.notices.models import MOVES, Notice, NoticeState, NoticeStep, closes_at
from anxin.notices.models import notices as of_notices
from tests.cast import client_of, hire

from .composed import approved, draft, written

EVERY = list(product(NoticeState.values, repeat=2))
S = NoticeState


class Holder:
    """A post that holds exactly these permissions."""

    def __init__(self, *permissions):
        self.permissions = permissions

    def may(self, permission):
        return permission in self.permissions


@pytest.mark.parametrize(("before", "after"), EVERY)
def test_exactly_the_moves_of_the_table_are_allowed(before, after):
    by = Holder("notices.write", "notices.approve")
    if (before, after) in MOVES:
        check(MOVES, before, after, by=by, reason="理由")
    else:
        with pytest.raises(Refused) as no:
            check(MOVES, before, after, by=by, reason="理由")
        assert no.value.code == "lifecycle.moved_on"


@pytest.mark.parametrize("move", MOVES)
def test_every_move_needs_its_permission_and_its_reason(move):
    with pytest.raises(Refused) as no:
        check(MOVES, *move, by=Holder(), reason="理由")
    assert no.value.code == "lifecycle.not_for_this_post"
    if MOVES[move].reason:
        with pytest.raises(Refused) as no:
            check(MOVES, *move, by=Holder(MOVES[move].permission), reason=" ")
        assert no.value.code == "lifecycle.reason_missing"


ACTS = {
    S.HANDED_IN: lambda who, notice: actions.hand_in(by=who["clerk"], notice=notice),
    S.APPROVED: lambda who, notice: actions.approve(by=who["leader"], notice=notice),
    S.RETURNED: lambda who, notice: actions.return_notice(by=who["leader"], notice=notice, why="改"),
    S.DROPPED: lambda who, notice: actions.drop_notice(by=who["clerk"], notice=notice, why="不发"),
    S.ISSUED: lambda who, notice: actions.send_out(by=who["clerk"], notice=notice),
}


@pytest.mark.django_db
@pytest.mark.parametrize("before", S.values)
@pytest.mark.parametrize("after", ACTS)
def test_an_act_makes_its_move_or_leaves_nothing_behind(county_clerk, leader, before, after):
    notice = approved(county_clerk, leader)
    Notice.objects.filter(pk=notice.pk).update(state=before, issued_on=today())
    traces = NoticeStep.objects.count(), JournalEntry.objects.count()
    who = {"clerk": county_clerk, "leader": leader}
    if (before, after) in MOVES:
        assert ACTS[after](who, notice).state == after
        assert Notice.objects.get(pk=notice.pk).state == after
        return
    with pytest.raises(Refused), transaction.atomic():
        ACTS[after](who, notice)
    assert Notice.objects.get(pk=notice.pk).state == before
    assert (NoticeStep.objects.count(), JournalEntry.objects.count()) == traces


@pytest.mark.django_db
def test_whoever_wrote_in_it_never_approves_it_in_another_post_either(county_clerk, leader, tree):
    notice = draft(county_clerk)
    colleague = hire("colleague", tree.county_office, "clerk", "秦岭")
    actions.revise(by=colleague, notice=notice, said=written(title="改过的题目"))
    notice = actions.hand_in(by=county_clerk, notice=notice)
    for writer in (county_clerk, colleague):
        leader.account = writer.account
        leader.save()
        with pytest.raises(Refused) as no:
            actions.approve(by=leader, notice=notice)
        assert no.value.code == "notices.same_person"
    assert Notice.objects.get(pk=notice.pk).state == S.HANDED_IN


@pytest.mark.django_db
def test_the_database_holds_two_people_too(county_clerk, leader):
    notice = approved(county_clerk, leader)
    for same in ({"approved_by": county_clerk}, {"approved_account": county_clerk.account_id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(**same)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(approved_by=None, approved_account=None, approved_at=None)


@pytest.mark.django_db
def test_a_notice_without_words_or_addressees_is_not_handed_in(county_clerk):
    notice = actions.compose(by=county_clerk, said=written())
    with pytest.raises(Refused) as no:
        actions.hand_in(by=county_clerk, notice=notice)
    assert no.value.code == "notices.unfinished"


@pytest.mark.django_db
def test_a_returned_notice_says_why_and_goes_the_same_way_again(county_clerk, leader):
    notice = actions.hand_in(by=county_clerk, notice=draft(county_clerk))
    notice = actions.return_notice(by=leader, notice=notice, why="请写明截止日期")
    url = reverse("notices:drafts:draft", args=[notice.pk])
    assert "请写明截止日期" in client_of(county_clerk).get(url).content.decode()
    actions.revise(by=county_clerk, notice=notice, said=written(title="写明日期的通知"))
    notice = actions.approve(by=leader, notice=actions.hand_in(by=county_clerk, notice=notice))
    told = ["draft", "handed_in", "returned", "draft", "handed_in", "approved"]
    assert list(notice.steps.values_list("to", flat=True)) == told


@pytest.mark.django_db
def test_nobody_writes_in_a_notice_that_is_on_its_way(county_clerk):
    notice = actions.hand_in(by=county_clerk, notice=draft(county_clerk))
    with pytest.raises(Refused) as no:
        actions.revise(by=county_clerk, notice=notice, said=written(title="偷改"))
    assert no.value.code == "notices.not_open"


@pytest.mark.django_db
def test_an_approval_is_gone_once_it_is_returned_after_all(county_clerk, leader):
    notice = actions.return_notice(by=leader, notice=approved(county_clerk, leader), why="有变化")
    assert (notice.approved_by, notice.approved_account, notice.approved_at) == (None, None, None)


# Less than 24 hours


def at(monkeypatch, day, hour):
    """Let it be this day and hour in China."""
    moment = datetime.combine(day, time(hour), SHANGHAI)
    monkeypatch.setattr(of_notices, "now", lambda: moment)


def test_a_day_named_as_a_deadline_ends_at_six_in_the_evening():
    assert closes_at(date(2026, 11, 30)).isoformat() == "2026-11-30T18:00:00+08:00"


@pytest.mark.django_db
@pytest.mark.parametrize(("hour", "hurried"), [(17, False), (18, False), (19, True)])
def test_twenty_four_hours_are_counted_to_the_close_of_the_office(county_clerk, monkeypatch, hour, hurried):
    notice = draft(county_clerk, days=5)
    at(monkeypatch, today() + timedelta(4), hour)
    assert notice.is_hurried() is hurried


@pytest.mark.django_db
def test_the_first_of_all_days_counts(county_clerk):
    assert draft(county_clerk, days=5).is_hurried() is False
    assert draft(county_clerk, days=5, receive_by=today()).is_hurried() is True
    assert actions.compose(by=county_clerk, said=written()).is_hurried() is False


@pytest.mark.django_db
def test_in_haste_it_goes_on_only_with_a_reason_that_the_approver_sees(county_clerk, leader):
    notice = draft(county_clerk, days=0)
    client, url = client_of(county_clerk), reverse("notices:drafts:hand_in", args=[notice.pk])
    assert "urgent_why" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    assert Notice.objects.get(pk=notice.pk).state == S.DRAFT
    assert client.post(url, {"urgent_why": "省里今天下午要数"}).status_code == 302
    page = client_of(leader).get(reverse("notices:drafts:decide", args=[notice.pk])).content.decode()
    assert "省里今天下午要数" in page


@pytest.mark.django_db
def test_a_notice_that_grew_urgent_meanwhile_waits_for_its_reason(county_clerk, leader, monkeypatch):
    notice = actions.hand_in(by=county_clerk, notice=draft(county_clerk, days=5))
    at(monkeypatch, today() + timedelta(5), 9)
    with pytest.raises(Refused) as no:
        actions.approve(by=leader, notice=notice)
    assert no.value.code == "notices.hurried"
    notice = actions.return_notice(by=leader, notice=notice, why="写明紧急理由")
    notice = actions.hand_in(by=county_clerk, notice=notice, urgent_why="名单今天才到")
    assert actions.approve(by=leader, notice=notice).state == S.APPROVED


@pytest.mark.django_db
def test_an_approved_notice_that_grew_urgent_is_not_issued(county_clerk, leader, monkeypatch):
    notice = approved(county_clerk, leader, days=5)
    at(monkeypatch, today() + timedelta(5), 9)
    with pytest.raises(Refused) as no:
        actions.send_out(by=county_clerk, notice=notice)
    assert no.value.code == "notices.hurried"


@pytest.mark.django_db
def test_the_leader_approves_on_the_page_and_the_clerk_does_not_reach_it(county_clerk, leader):
    notice = actions.hand_in(by=county_clerk, notice=draft(county_clerk))
    url = reverse("notices:drafts:decide", args=[notice.pk])
    assert client_of(county_clerk).get(url).status_code == 403
    assert client_of(leader).post(url, {"what": "return", "why": ""}).status_code == 422
    assert client_of(leader).post(url, {"what": "approve"}).status_code == 302
    assert Notice.objects.get(pk=notice.pk).approved_by == leader
