"""Choosing an officer by typing: name, pinyin, unit; nobody is taken for somebody else or out of reach."""

import re

import pytest
from django.urls import reverse

from anxin.ground.days.clock import today
from anxin.ground.journal.models import JournalEntry
from anxin.officers.actions import OfficerFacts, add_officer
from anxin.officers.models import HelpRequest, Officer
from anxin.officers.queries import answering
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(county_clerk, tree, in_county):
    """张伟 of the town and 张伟 of the health bureau, and 章文 of the town, whose initials are the same."""
    places = (("张伟", tree.town), ("张伟", tree.health), ("章文", tree.town))
    return [add_officer(by=county_clerk, unit=unit, facts=OfficerFacts(name=name)) for name, unit in places]


@pytest.fixture
def desk(county_clerk):
    return client_of(county_clerk)


def told(desk, who, **more):
    said = {
        "officer": who,
        "wanted_for": "self",
        "words": "宿舍漏雨",
        "channel": "phone",
        "asked_on": today(),
    }
    return desk.post(reverse("officers:ask_new"), said | more)


def offered(page):
    return [one.name for one in page.context["form"].offered]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("张伟", ["张伟", "张伟"]),
        ("伟", ["张伟", "张伟"]),
        ("zw", ["张伟", "章文", "张伟"]),
        ("zhangwe", ["张伟", "章文", "张伟"]),
        ("ZHANGWEN", ["章文"]),
        ("wen", ["章文"]),
        ("zw 卫生", ["张伟"]),
        ("河东　张伟", ["张伟"]),
        ("ang", []),
        ("张飞", []),
        ("  ", []),
        ("z.*", []),
    ],
)
def test_a_name_is_found_by_its_signs_its_pinyin_and_its_unit(two, typed, names):
    assert [one.name for one in answering(Officer.objects.all(), typed)] == names


def test_a_whole_name_that_one_officer_has_is_taken_at_its_word(desk, two):
    assert told(desk, "章文").status_code == 302
    assert HelpRequest.objects.get().officer == two[2]


def test_of_two_of_one_name_the_page_asks_which_and_takes_the_one_chosen(desk, two):
    page = told(desk, "张伟")
    assert (offered(page), HelpRequest.objects.count()) == (["张伟", "张伟"], 0)
    text = re.sub(r"\s+", " ", page.content.decode())
    assert "请选定是哪一位" in text
    assert "安和县 安和县卫生健康局" in text

    assert told(desk, "张伟", which=two[1].pk).status_code == 302
    assert HelpRequest.objects.get().officer == two[1]


def test_initials_are_never_taken_at_their_word(desk, two):
    page = told(desk, "zw 卫生")
    assert (offered(page), HelpRequest.objects.count()) == (["张伟"], 0)


def test_who_was_chosen_must_answer_to_what_is_typed(desk, two):
    page = told(desk, "章文 章", which=two[0].pk)
    assert page.status_code == 302
    assert HelpRequest.objects.get().officer == two[2]


def test_the_neighbours_officers_are_not_found(desk, tree, two, request):
    there = request.getfixturevalue("neighbour_clerk")
    from anxin.ground.database.scope import everywhere  # noqa: PLC0415

    with everywhere():
        hidden = add_officer(by=there, unit=tree.neighbour, facts=OfficerFacts(name="邹望"))
    page = told(desk, "邹望")
    assert "没有查到" in page.content.decode()
    assert told(desk, "zw", which=hidden.pk).context["form"].errors.keys() == {"which"}
    assert not HelpRequest.objects.exists()


def test_whom_the_page_offered_is_noted(desk, two):
    told(desk, "张伟")
    entry = JournalEntry.objects.filter(act="officers.looked_up").latest("at")
    assert entry.details["officers"] == sorted(str(one.pk) for one in two[:2])


def test_too_many_are_not_listed(desk, county_clerk, tree, in_county):
    for _n in range(9):
        add_officer(by=county_clerk, unit=tree.town, facts=OfficerFacts(name="王芳"))
    page = told(desk, "王芳")
    assert offered(page) == []
    assert "符合的超过8人" in page.content.decode()


def test_the_page_holds_no_list_of_people(desk, two):
    assert "张伟" not in desk.get(reverse("officers:ask_new")).content.decode()
