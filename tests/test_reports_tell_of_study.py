"""A report to the level above states sums too: how many came to study, with what stands behind the number."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from anxin.exemplars.actions import Held, correct_activity, record_activity, strike_activity
from anxin.ground.database.scope import papers
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR
from anxin.notices.actions import draft_report, issue_first_notice, sign_report
from anxin.notices.composing import compose, plain
from anxin.notices.models import Part
from tests.cast import client_of

pytestmark = pytest.mark.django_db
SUM, NUMBER = "exemplars.attendances", "exemplars.activities"
DAY = today()


def held(**said):
    return Held(**{"on": DAY, "form": "reading", "subject": "学习先进事迹", "people": 12, **said})


@pytest.fixture
def studied(tree, county_clerk, neighbour_clerk):
    """Twelve and eight people in the town; as many next door, and the town a year and more ago."""
    issue_first_notice(by=OPERATOR)
    record_activity(by=neighbour_clerk, unit=tree.neighbour, held=held(people=100))
    record_activity(by=county_clerk, unit=tree.town, held=held(on=DAY - timedelta(400), people=40))
    few = held(subject="专题讨论", form="discussion", people=8)
    return [record_activity(by=county_clerk, unit=tree.town, held=one) for one in (held(), few)]


@pytest.fixture
def signed(studied, county_clerk, leader, in_county):
    return sign_report(by=leader, report=draft_report(by=county_clerk))


def shown(post, name, *args):
    page = client_of(post).get(reverse(f"notices:reports:{name}", args=args))
    assert page.status_code == 200
    return re.sub(r"<[^>]*>", "", page.content.decode())


def test_a_sum_is_stated_with_the_rows_behind_it(signed, studied, county_clerk):
    kept = {one.code: one for one in signed.figures.filter(code__in=[SUM, NUMBER])}
    assert (kept[NUMBER].value, kept[SUM].value) == (2, 20)
    assert set(kept[SUM].row_ids) == {one.pk for one in studied}
    assert f"{DAY.year}年以来登记学习活动2次，参加20人次。" in shown(county_clerk, "report", signed.pk)
    behind = shown(county_clerk, "figure", signed.pk, SUM)
    assert "参加12人次" in behind
    assert "参加8人次" in behind
    assert "权限范围内" not in behind


def test_it_stays_when_a_head_count_is_corrected_and_the_difference_is_told(signed, studied, county_clerk):
    correct_activity(by=county_clerk, activity=studied[0], held=held(people=30))
    assert signed.figures.get(code=SUM).value == 20
    page = shown(county_clerk, "figure", signed.pk, SUM)
    assert "现为38，报告为20" in page
    assert "新增0条，减少0条" in page
    strike_activity(by=county_clerk, activity=studied[1], reason="改期")
    assert "减少1条" in shown(county_clerk, "figure", signed.pk, SUM)
    assert "参加20人次" in shown(county_clerk, "report", signed.pk)


def test_a_report_from_before_study_was_stated_stays_without_it(studied, county_clerk, in_county):
    old = draft_report(by=county_clerk)
    with papers(*county_clerk.area):
        old.figures.filter(code__in=[SUM, NUMBER]).delete()
        assert [one.part for one in compose(old).sections] == [part for part in Part if part != Part.STUDY]


def test_where_nothing_was_recorded_the_report_says_so(tree, county_clerk, in_county):
    issue_first_notice(by=OPERATOR)
    sections = compose(draft_report(by=county_clerk)).sections
    study = next(one for one in sections if one.part == Part.STUDY)
    assert plain(study.pieces) == f"{DAY.year}年以来尚未登记学习活动。"
