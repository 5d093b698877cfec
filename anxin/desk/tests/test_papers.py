"""Rounds, answers, notices on their way and requests for more time are lines of whoever does them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from anxin.desk import badge
from anxin.ground.database.scope import everywhere
from anxin.ground.units.choosing import Choice
from anxin.notices import actions as notices
from anxin.notices.tests import composed
from anxin.surveys import actions as surveys
from anxin.surveys.tests.test_rounds import asks
from tests.cast import client_of, hire

from .conftest import MONDAY
from .test_badge import badge_on

pytestmark = pytest.mark.django_db
TOWNSHIPS, OFFICES = Choice(kind="region", level=4), Choice(kind="organisation", level=3)


@pytest.fixture
def city_clerk(tree):
    return hire("city_clerk", tree.city_office, "clerk", "何敏")


@pytest.fixture
def city_leader(tree):
    return hire("city_leader", tree.city_office, "leader", "韩立")


def opened(unit, path, *lines, days=30):
    """A round with its day so many days from this Monday."""
    with everywhere():
        round_ = asks(unit, path, *lines)
        round_.due = MONDAY + timedelta(days)
        round_.save()
    return round_


def answered(by, round_, unit, **more):
    with everywhere():
        return surveys.send(by=by, round_=round_, unit=unit, signatory="郑国平", nil=True)


def rows(text):
    """The lines of the page: the address of each, and its row."""
    found = re.findall(r'<th scope="row"><a href="([^"]+)">.*?</tr>', text, re.DOTALL)
    whole = re.findall(r'<th scope="row"><a href="[^"]+">.*?</tr>', text, re.DOTALL)
    return dict(zip(found, whole, strict=True))


def at(round_, unit, name="answer", *more):
    return reverse(f"surveys:rounds:{name}", args=[round_.pk, unit.pk, *more])


def test_a_round_to_answer_is_a_line_with_its_day_until_it_is_sent(county_clerk, tree, page):
    round_ = opened(tree.city_office, tree.city.path, OFFICES, days=2)
    line = rows(page(county_clerk))[at(round_, tree.county)]
    assert "填报调查摸底：开展调查摸底" in line
    assert "11-25" in line
    with everywhere():
        surveys.begin(by=county_clerk, round_=round_, unit=tree.county)
    assert at(round_, tree.county) in rows(page(county_clerk))
    answered(county_clerk, round_, tree.county)
    assert at(round_, tree.county) not in rows(page(county_clerk))


def test_a_returned_answer_is_back_on_the_day(county_clerk, city_clerk, tree, page):
    round_ = opened(tree.city_office, tree.city.path, OFFICES)
    answer = answered(county_clerk, round_, tree.county)
    with everywhere():
        surveys.give_back(by=city_clerk, answer=answer, why="请复核")
    assert "填报被退回补正" in rows(page(county_clerk))[at(round_, tree.county)]


def test_a_township_finds_its_own_round_and_no_other(township_officer, county_clerk, tree, page):
    mine = opened(tree.county_office, tree.county.path, TOWNSHIPS)
    others = opened(tree.county_office, tree.county.path, Choice(kind="department"))
    lines = rows(page(township_officer))
    assert at(mine, tree.town) in lines
    assert str(others.pk) not in "".join(lines)
    assert str(mine.pk) not in "".join(rows(page(county_clerk)))


def test_answers_wait_for_whoever_asked_and_for_the_level_above(
    county_clerk, city_clerk, township_officer, tree, page
):
    round_ = opened(tree.city_office, tree.city.path, TOWNSHIPS)
    assert "待审核" not in page(county_clerk)
    answer = answered(township_officer, round_, tree.town)
    for post, place in ((county_clerk, tree.county), (city_clerk, tree.city)):
        assert "1份摸底填报待审核" in rows(page(post))[at(round_, place, "places", "sent")]
    with everywhere():
        surveys.accept(by=county_clerk, answer=answer)
    assert "待审核" not in page(county_clerk) + page(city_clerk)


def test_nobody_is_asked_to_accept_what_he_sent_in_himself(county_clerk, tree, page):
    round_ = opened(tree.county_office, tree.county.path, TOWNSHIPS)
    answered(county_clerk, round_, tree.town)
    assert "待审核" not in page(county_clerk)


def test_above_the_county_a_round_to_answer_stands_on_the_day(city_clerk, tree, page):
    round_ = opened(tree.province, tree.province.path, Choice(kind="region", level=2))
    assert at(round_, tree.city) in rows(page(city_clerk))


def test_a_notice_waits_for_the_leader_then_for_the_clerk(county_clerk, leader, page):
    notice = notices.hand_in(by=county_clerk, notice=composed.draft(county_clerk))
    url = reverse("notices:drafts:draft", args=[notice.pk])
    assert "通知待审批：关于开展调查摸底的通知" in rows(page(leader))[url]
    assert url not in rows(page(county_clerk))
    notices.approve(by=leader, notice=notice)
    assert url not in rows(page(leader))
    assert "待发出" in rows(page(county_clerk))[url]


def test_a_returned_draft_is_the_clerks_again(county_clerk, leader, page):
    notice = notices.hand_in(by=county_clerk, notice=composed.draft(county_clerk))
    notices.return_notice(by=leader, notice=notice, why="时限太紧")
    assert "退回修改" in rows(page(county_clerk))[reverse("notices:drafts:draft", args=[notice.pk])]


def test_a_notice_to_sign_for_and_a_request_for_time_are_lines_of_either_side(
    county_clerk, city_clerk, city_leader, page
):
    notice = composed.sent(city_clerk, city_leader)
    signing = reverse("notices:cascade:mine")
    assert "1份通知待签收" in rows(page(county_clerk))[signing]
    composed.signed_for(county_clerk, notice)
    assert signing not in rows(page(county_clerk))
    with everywhere():
        notices.ask_relief(by=county_clerk, notice=notice, why="防汛")
    for post in (city_clerk, city_leader):
        assert "1个单位申请延期或者免报" in rows(page(post))[reverse("notices:reliefs")]


@pytest.mark.parametrize("days", [0, -1])
def test_a_round_that_is_due_counts_at_the_door(county_clerk, township_officer, city_clerk, tree, days):
    opened(tree.city_office, tree.city.path, Choice(), days=days)
    opened(tree.city_office, tree.city.path, Choice(kind="institution"), days=days)
    opened(tree.city_office, tree.city.path, Choice(), days=9)
    for post, number in ((county_clerk, "1"), (township_officer, "1"), (city_clerk, "")):
        assert badge_on(post, "/") == number
        assert badge_on(post, "/notices/") == number


def test_a_badge_looks_through_rounds_only_where_one_may_be_due(led, tree, questions, rf):
    opened(tree.city_office, tree.city.path, Choice(), days=9)
    request = rf.get("/")
    request.post = led
    with questions(1):
        assert badge.due_now(request) == 0


@pytest.mark.parametrize("role", ["desk", "officer", "auditor", "security"])
def test_other_posts_are_asked_nothing(tree, role):
    opened(tree.county_office, tree.county.path, Choice())
    text = client_of(hire("other", tree.town, role, "许佳")).get("/").content.decode()
    assert "调查摸底" not in text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_lines_read_in_both_languages(county_clerk, tree, page, language):
    opened(tree.city_office, tree.city.path, OFFICES)
    words = {"zh-hans": "填报调查摸底", "en": "Answer the survey round"}
    assert words[language] in page(county_clerk, language)
