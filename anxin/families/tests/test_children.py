"""The file of a child under 14: who may open it, what stands before it, what is noted."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from anxin.families.actions import (
    approve_standing,
    ask_for_child,
    correct_person,
    decide_child_access,
    open_child,
    record_fact,
)
from anxin.families.models import ChildAccess
from anxin.families.people import is_child, members_of
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.refusals import Refused
from tests.cast import client_of, entrust, hire

pytestmark = pytest.mark.django_db
SCHOOL = "澜川市实验小学"


@pytest.fixture
def child(daughter, county_clerk, paper):
    """The daughter, six years old, with a school."""
    values = {"birth": PartialDate(2020, 6, 1)}
    correct_person(by=county_clerk, person=daughter, values=values, origin=paper)
    record_fact(by=county_clerk, household=daughter.household, person=daughter, code="school", value=SCHOOL,
                origin=paper)  # fmt: skip
    return daughter


@pytest.fixture
def page(child):
    return reverse("families:person", kwargs={"card": child.household_id, "person": child.pk})


@pytest.fixture
def approved(child, township_officer, county_clerk, leader):
    """The township officer, responsible for the family, with the leader's standing approval."""
    entrust(county_clerk, child.household, township_officer)
    return approve_standing(
        by=leader, household=child.household, holder=township_officer, until=today() + timedelta(days=90)
    )


def test_somebody_else_finds_the_interruption_page_and_no_fact(county_clerk, page, journal):
    with journal("families.person_opened") as looks:
        text = client_of(county_clerk).get(page).content.decode()

    assert "不满14周岁" in text.replace(" ", "")
    assert "2020-06-01" not in text
    assert "学校" not in text
    assert looks == []


@pytest.mark.parametrize("name", ["person_pdf", "correct", "fact", "end"])
def test_no_other_page_of_the_child_opens_either(county_clerk, child, name):
    url = reverse(f"families:{name}", kwargs={"card": child.household_id, "person": child.pk})
    response = client_of(county_clerk).get(url)

    assert response["Content-Type"].startswith("text/html")
    assert "不满14周岁" in response.content.decode().replace(" ", "")


def test_the_card_and_its_paper_tell_no_fact_of_the_child(county_clerk, child):
    client = client_of(county_clerk)
    for name in ("card", "people"):
        url = reverse(f"families:{name}", kwargs={"card": child.household_id})
        assert SCHOOL not in client.get(url).content.decode()
    assert next(one for one in members_of(child.household) if one.person.pk == child.pk).facts == []


def test_the_responsible_person_passes_with_one_button_for_fifteen_minutes(
    approved, township_officer, page, journal
):
    client = client_of(township_officer)
    with journal("families.child_entered") as entries:
        assert "查看档案" in client.get(page).content.decode()
        client.post(f"{page}child/", {"purpose": "care"})
        assert "2020-06-01" in client.get(page).content.decode()
    assert [one.details["standing"] for one in entries] == [True]
    with time_machine.travel(timedelta(minutes=16)):
        assert "2020-06-01" not in client.get(page).content.decode()


def test_the_passage_is_of_one_session(approved, township_officer, page):
    client_of(township_officer).post(f"{page}child/", {"purpose": "care"})

    assert "2020-06-01" not in client_of(township_officer).get(page).content.decode()


def test_without_approval_the_button_opens_nothing(county_clerk, page, journal):
    client = client_of(county_clerk)
    with journal("families.child_entered") as entries:
        client.post(f"{page}child/", {"purpose": "care"})

    assert "2020-06-01" not in client.get(page).content.decode()
    assert entries == []


def test_asked_approved_and_open_for_so_many_hours(county_clerk, leader, child, page):
    client = client_of(county_clerk)
    client.post(f"{page}child/ask/", {"why": "核对入学补助"})
    asked = ChildAccess.objects.get(state="asked")
    assert "核对入学补助" in client_of(leader).get(reverse("care:children")).content.decode()
    assert "4 hours</option>" in client_of(leader, "en").get(reverse("care:children")).content.decode()
    url = reverse("care:child_decide", kwargs={"card": child.household_id, "access": asked.pk})
    client_of(leader).post(url, {"agree": "yes", "hours": "4"})
    client.post(f"{page}child/", {"purpose": "application"})

    assert "2020-06-01" in client.get(page).content.decode()
    with time_machine.travel(timedelta(hours=5)):
        client.post(f"{page}child/", {"purpose": "application"})
        assert "2020-06-01" not in client.get(page).content.decode()


def test_a_refusal_needs_a_reason_which_the_one_who_asked_reads(county_clerk, leader, child, page):
    asked = ask_for_child(by=county_clerk, person=child, why="核对入学补助")
    url = reverse("care:child_decide", kwargs={"card": child.household_id, "access": asked.pk})
    deciding = client_of(leader)
    assert "不同意的，须写明理由。" in deciding.post(url, {"agree": "no"}, follow=True).content.decode()
    assert ChildAccess.objects.get(pk=asked.pk).state == "asked"
    deciding.post(url, {"agree": "no", "why": "请责任人代办"})
    assert ChildAccess.objects.get(pk=asked.pk).state == "refused"
    assert "请责任人代办" in client_of(county_clerk).get(page).content.decode()


def test_the_leader_approves_a_naming_with_its_end(county_clerk, township_officer, leader, child):
    entrust(county_clerk, child.household, township_officer)
    client, here = client_of(leader), reverse("care:children")
    assert "1项指派待批准" in client.get(here).content.decode().replace(" ", "")
    url = reverse("care:child_standing", kwargs={"card": child.household_id, "holder": township_officer.pk})
    client.post(url, {"until": (today() + timedelta(days=30)).isoformat()})

    assert ChildAccess.objects.current().get(standing=True).holder == township_officer
    assert "待批准" not in client.get(here).content.decode()


def test_nobody_else_than_the_units_leader_approves(county_clerk, neighbour_clerk, leader, child, tree):
    asked = ask_for_child(by=county_clerk, person=child, why="核对")
    with scope(tree.neighbour.path):
        other = hire("other_leader", tree.neighbour_office, "leader", "邻县领导")
    for by in (county_clerk, other):
        with pytest.raises(Refused):
            decide_child_access(by=by, access=asked, agree=True, hours=4)
    own = ask_for_child(by=leader, person=child, why="看望")
    with pytest.raises(Refused, match="本人|himself"):
        decide_child_access(by=leader, access=own, agree=True, hours=4)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_standing_approval_ends_within_a_year(days, county_clerk, township_officer, leader, child):
    entrust(county_clerk, child.household, township_officer)
    with pytest.raises(Refused):
        approve_standing(by=leader, household=child.household, holder=township_officer,
                         until=today() + timedelta(days=days))  # fmt: skip


def test_whoever_is_no_longer_responsible_loses_it_in_the_same_act(
    approved, county_clerk, township_officer, child, tree
):
    entrust(county_clerk, child.household, hire("next", tree.town, "township", "接手人"))

    with pytest.raises(Refused):
        open_child(by=township_officer, person=child, purpose="care")


def test_a_refused_request_opens_nothing(county_clerk, leader, child, page):
    asked = ask_for_child(by=county_clerk, person=child, why="核对")
    decide_child_access(by=leader, access=asked, agree=False, why="请责任人代办")

    with pytest.raises(Refused):
        open_child(by=county_clerk, person=child, purpose="care")
    with pytest.raises(Refused):
        decide_child_access(by=leader, access=asked, agree=True, hours=4)
    assert "未获批准" in client_of(county_clerk).get(page).content.decode()


def test_the_auditor_counts_looks_without_a_childs_name(approved, township_officer, auditor, page):
    client = client_of(township_officer)
    client.post(f"{page}child/", {"purpose": "care"})
    client.get(page)
    text = client_of(auditor).get(reverse("families:child_looks")).content.decode()

    assert "吴晓峰" in text
    assert "周雨桐" not in text
    assert "共2次" in text.replace(" ", "")


def test_a_birth_date_that_leaves_it_open_is_protected_too(county_clerk, daughter, paper):
    correct_person(
        by=county_clerk, person=daughter, values={"birth": PartialDate(today().year - 14)}, origin=paper
    )
    assert is_child(daughter)
