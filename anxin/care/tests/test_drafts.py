"""Drafts of visits: one's own, versioned, sent once, forgotten after 90 days."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from anxin.care.actions import Crossed, drop_draft, forget_drafts, keep_draft, record_visit, send_visit
from anxin.care.models import Visit, VisitDraft
from anxin.ground.database.scope import holder, scope
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused

KEY = uuid.uuid4()


@pytest.fixture
def keep(named, township_officer):
    def act(news="老人身体稳定", seen=0, key=KEY):
        said = {"news": [news], "met": ["a", "b"]}
        return keep_draft(by=township_officer, household=named, key=key, seen=seen, said=said)

    return act


@pytest.fixture
def send(named, township_officer):
    def act(words="一", key=KEY, household=None):
        home = household or named
        write = lambda: record_visit(by=township_officer, household=home, on=today())  # noqa: E731
        return send_visit(by=township_officer, household=home, key=key, words=words, write=write)

    return act


def test_a_draft_is_kept_and_its_version_grows_only_with_a_change(keep):
    assert keep().version == 1
    assert keep(seen=1).version == 1
    assert keep("屋顶漏雨", seen=1).version == 2
    assert VisitDraft.objects.get().said == {"news": ["屋顶漏雨"], "met": ["a", "b"]}


def test_a_draft_changed_elsewhere_is_not_overwritten(keep):
    keep()
    keep("电脑上写的", seen=1)
    with pytest.raises(Crossed) as crossed:
        keep("手机上写的", seen=1)
    assert crossed.value.draft.said["news"] == ["电脑上写的"]
    assert VisitDraft.objects.get().version == 2


def test_the_words_lie_encrypted(keep):
    keep()
    with connection.cursor() as cursor:
        cursor.execute("SELECT fields_json FROM care_visitdraft")
        assert "老人" not in cursor.fetchone()[0]


def test_nobody_else_sees_a_draft_not_even_past_the_query(keep, county_clerk, township_officer, tree):
    keep()
    with scope(tree.county.path):
        holder(str(county_clerk.pk), str(county_clerk.unit_id))
        assert not VisitDraft.objects.exists()
        holder(str(township_officer.pk), str(township_officer.unit_id))
        assert VisitDraft.objects.exists()
        holder("", "")


def test_the_key_of_another_family_s_draft_is_refused(keep, county_clerk, named):
    keep()
    with pytest.raises(Refused) as refused:
        keep_draft(by=county_clerk, household=named, key=KEY, seen=0, said={"news": ["x"]})
    assert refused.value.code == "care.draft_key_taken"


def test_a_draft_too_long_is_refused(keep):
    with pytest.raises(Refused) as refused:
        keep("长" * 50_000)
    assert refused.value.code == "care.draft_too_long"
    assert not VisitDraft.objects.exists()


def test_sent_once_and_the_draft_goes_with_it(keep, send):
    keep()
    first, second = send(), send()
    assert (first.result, second.again) == (second.result, True)
    assert Visit.objects.count() == 1
    assert not VisitDraft.objects.exists()


def test_what_is_written_after_sending_becomes_a_draft_of_its_own(keep, send):
    keep()
    send()
    after = keep("还有一件事")
    assert after.key != KEY
    assert send("二", key=after.key).again is False


def test_saying_again_what_was_sent_keeps_no_draft(keep, named, township_officer):
    from anxin.ground.jobs.keys import words_of  # noqa: PLC0415

    said = {"news": ["好"]}
    send_visit(
        by=township_officer, household=named, key=KEY, words=words_of(said.items()),
        write=lambda: record_visit(by=township_officer, household=named, on=today()),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        keep_draft(by=township_officer, household=named, key=KEY, seen=0, said=said)
    assert refused.value.code == "care.draft_sent"


def test_a_card_no_longer_in_use_takes_no_visit_and_the_draft_stays(keep, send, named):
    keep()
    named.status = "closed"
    with pytest.raises(Refused) as refused:
        send(household=named)
    assert refused.value.code == "care.card_not_in_use"
    assert VisitDraft.objects.exists()
    assert not Visit.objects.exists()


def test_one_throws_one_s_own_draft_away(keep, township_officer):
    drop_draft(by=township_officer, draft=keep())
    assert not VisitDraft.objects.exists()


def test_drafts_nobody_touched_for_ninety_days_are_deleted(keep):
    old, young = keep(), keep(key=uuid.uuid4())
    VisitDraft.objects.filter(pk=old.pk).update(changed_at=now() - timedelta(days=91))
    assert (forget_drafts(), forget_drafts()) == (1, 0)
    assert VisitDraft.objects.get().pk == young.pk
