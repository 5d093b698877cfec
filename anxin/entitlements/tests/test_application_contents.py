"""Whom an application lists, what is left to apply for, until when, and how its file is called."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from anxin.entitlements.actions import apply_for, calculate, choose, start_claim
from anxin.entitlements.models import Entitlement
from anxin.families.actions import MemberDetails, record_standing
from anxin.families.models import Person
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.policy.packs.reading import read
from tests.cast import client_of

from .conftest import ORIGIN
from .test_applications import address, words_of
from .test_every_kind import PACK
from .test_sheet_states import PENDING, WORK_INJURY

pytestmark = pytest.mark.usefixtures("in_county")

OTHERS = "其他家庭成员"
MEMBERS = (
    MemberDetails(name="陈桂香", sex="2", birth=PartialDate(1951, 2, 20), kinship="52", is_head=True),
    MemberDetails(name="王大海", sex="1", birth=PartialDate(1988, 2, 20), kinship="73"),
)


@pytest.fixture
def at_work(opened, county_clerk, monkeypatch, tree):
    """A death at work: the mother relied on the officer, the brother did not."""
    told = (read(PACK),)
    for place in ("actions.calculating", "reading", "standards", "upkeep"):
        monkeypatch.setattr(f"anxin.entitlements.{place}.packs_in_force", lambda: told)
    tree.county.region_code = "990102"
    tree.county.save()
    household = opened(members=MEMBERS, **WORK_INJURY, wage_fen=960_000, died_on=PartialDate(2024, 8, 10))
    mother = Person.objects.get(household=household, name="陈桂香")
    record_standing(
        by=county_clerk, household=household, person=mother, origin=ORIGIN,
        values={"relied": "yes", "lone": "no", "incapable": "no", "monthly_income": "0"},
    )  # fmt: skip
    calculate(by=county_clerk, households=[household])
    return household


def form_of(post, household, form) -> str:
    return words_of(client_of(post).get(address(household, form)).content)


def offered(post, household) -> str:
    shown = client_of(post).get(reverse("entitlements:applications", kwargs={"card": household.pk}))
    return shown.content.decode()


def test_only_those_of_the_lines_are_dependants(county_clerk, at_work):
    shown = form_of(county_clerk, at_work, "dependants")
    dependants, others = shown.split(OTHERS, 1)

    assert "陈桂香" in dependants
    assert "王大海" not in dependants
    assert "王大海" in others


def test_the_report_on_benefits_lists_no_dependant_where_no_line_has_one(county_clerk, family):
    shown = form_of(county_clerk, family, "death_benefits")
    dependants, others = shown.split(OTHERS, 1)

    assert "林秀兰" not in dependants
    assert "林秀兰" in others


def test_a_form_on_application_has_neither_sum_nor_the_mark_in_its_title(county_clerk, family):
    shown = form_of(county_clerk, family, "general.social_assistance")

    assert "最低生活保障申请表" in shown
    assert "（可申请）" not in shown
    for words in ("0.00", "零元整", "依申请"):
        assert words not in shown


def test_the_list_shows_no_sum_of_what_is_decided_on_application(county_clerk, family):
    shown = offered(county_clerk, family)

    assert "最低生活保障" in shown
    assert "依申请" not in shown
    assert "（可申请）" not in shown


def test_what_was_handed_in_is_not_offered_again_but_can_be_printed_again(county_clerk, family, line):
    claim = start_claim(by=county_clerk, line=line)
    assert "837,720.00" in offered(county_clerk, family)

    apply_for(by=county_clerk, claim=claim, on=today())

    assert "837,720.00" not in offered(county_clerk, family)
    assert "837,720.00" in form_of(county_clerk, family, "death_benefits")


def test_of_rivals_only_the_chosen_one_is_applied_for(county_clerk, family, line, rival):
    choose(by=county_clerk, line=line, why="家属选择")

    assert "10,000.00" not in offered(county_clerk, family)
    assert client_of(county_clerk).get(address(family, "martyr")).status_code == 404


def test_the_determination_is_asked_for_before_it_is_made_with_both_last_days(county_clerk, opened, at_work):
    pending = opened(name="叶勇", **PENDING)

    shown = words_of(client_of(county_clerk).get(address_of(pending)).content)
    assert "2026年12月20日" in shown
    assert "2027年11月20日" in shown
    assert "工伤认定申请表" not in offered(county_clerk, at_work)
    assert client_of(county_clerk).get(address_of(at_work)).status_code == 404


def address_of(household) -> str:
    officer = Entitlement.objects.filter(household=household).values_list("officer", flat=True).first()
    place = {"card": household.pk, "officer": officer, "form": "work_injury"}
    return reverse("entitlements:application", kwargs=place)


def test_every_file_has_a_chinese_name_of_its_own_that_names_nobody(county_clerk, family):
    names = set()
    for form in ("death_benefits", "general.social_assistance", "general.temporary_aid"):
        told = client_of(county_clerk).get(address(family, form))["Content-Disposition"]
        assert told.isascii()
        names.add(unquote(told.partition("filename*=UTF-8''")[2]))

    assert names == {
        f"{family.number}-{name}.docx"
        for name in ("机关事业单位工作人员死亡待遇呈报表", "最低生活保障申请表", "临时救助申请表")
    }
