"""The first page of a department's desk, a leader, an officer and an auditor."""

import pytest
from django.utils import translation

from anxin.care.actions import name_contact_leader
from anxin.exemplars.actions import publish_liao_junbo
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from anxin.notices.actions import issue_first_notice
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db


def test_a_desk_without_requests_is_told_what_will_stand_there(health_desk, page):
    text = page(health_desk)
    assert "<h1>没有待办来件</h1>" in text
    assert "会连同依据和期限列在这里" in text


def test_a_desk_sees_its_requests_with_their_lights_and_no_family(health_desk, named, asked, page, settings):
    late, later = asked(named, 1, "甲", sent=True), asked(named, 9, "乙", sent=True)
    settings.ANXIN_TODAY = "2026-11-25"
    text = page(health_desk)
    assert "<h1>已逾期1件</h1>" in text
    assert f'href="/care/requests/{late.pk}/"' in text
    assert f'href="/care/requests/{later.pk}/"' in text
    assert text.index("甲") < text.index("乙")
    assert "周明远" not in text


def test_a_desk_with_time_left_is_told_how_many_wait(health_desk, named, asked, page):
    asked(named, 9, sent=True)
    assert "<h1>1件来件待答复</h1>" in page(health_desk)


def test_requests_and_tables_are_two_numbers_in_the_title():
    from anxin.desk.views import _of_desk  # noqa: PLC0415  # after Django is set up

    with translation.override("zh-hans"):
        assert _of_desk(7, 2) == "5件来件待答复、2份会商单待填报"
        assert _of_desk(2, 2) == "2份会商单待填报"


def test_a_leader_sees_the_area_its_gaps_and_the_families_he_keeps_in_touch_with(leader, led, named, page):
    text = page(leader)
    assert "<h1>安和县：1户家庭</h1>" in text
    assert "还没有为您安排联系的家庭" in text
    name_contact_leader(by=led, household=named, leader=leader)
    text = page(leader)
    assert "周明远家庭" in text
    assert "/figures/care.families_unvisited/" in text
    assert "还没有情况报告" in text


def test_a_leaders_page_costs_at_most_twenty_four_questions(leader, led, named, promised, questions):
    name_contact_leader(by=led, household=named, leader=leader)
    promised(leader, named, 0)
    client = client_of(leader)
    client.get("/")  # the session notes its use once a minute
    with questions(24):
        client.get("/")


def test_an_officer_reads_the_notice_and_the_exemplar_and_is_not_counted(officer, led, named, page):
    text = page(officer)
    assert "还没有收到通知" in text
    issue_first_notice(by=OPERATOR)
    publish_liao_junbo(by=OPERATOR)
    text = page(officer)
    assert "廖俊波" in text
    assert "不打卡" in text
    assert "沈静" in text
    assert "周明远" not in text
    assert not JournalEntry.objects.filter(act="desk.opened").exists()


def test_an_officer_of_a_unit_without_a_lead_is_told_whom_to_ask(officer, page):
    assert "本单位还没有专责人" in page(officer)


def test_an_auditor_is_told_how_much_was_written_today(auditor, led, named, page):
    count = JournalEntry.objects.filter(at__date="2026-11-23").count()
    text = page(auditor)
    count += 1  # signing in is noted too
    assert f"<h1>今天留痕{count}条</h1>" in text
    assert "周明远" not in text


def test_the_first_page_has_its_name(client):
    from django.urls import reverse  # noqa: PLC0415

    assert reverse("home") == reverse("desk:home") == "/"


def test_a_post_that_sees_numbers_only_is_offered_no_planner_of_visits(led, named, tree, page):
    text = page(hire("province", tree.province, "clerk", "陆远"))
    assert "今年已走访" in text
    assert "安排走访" not in text
    assert "安排走访" in page(led)
