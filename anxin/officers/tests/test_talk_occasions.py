"""What is entered elsewhere asks for a talk by itself: a transfer, long illness, what whoever asks tells."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from anxin.families.identity import with_check_digit
from anxin.ground.days.clock import today
from anxin.ground.journal.models import JournalEntry
from anxin.officers.actions import (
    Asked,
    OfficerFacts,
    Times,
    YearFacts,
    add_officer,
    ask_for_help,
    correct_officer,
    drop_talk_rule,
    note_leave_year,
    record_talk,
    set_talk_rule,
    take_roster,
)
from anxin.officers.models import Frontline, HelpRequest, TalkOccasion
from anxin.officers.queries import talk_owed
from anxin.officers.tests.test_personnel_ledgers import book, kept
from anxin.officers.tests.test_talks import SAID
from tests.cast import client_of

pytestmark = pytest.mark.django_db
WANG = with_check_digit("99010119850301123")


@pytest.fixture(autouse=True)
def rule(county_clerk, leader, tree, in_county):
    return set_talk_rule(by=county_clerk, unit=tree.county, talker=leader, times=Times(6, 7))


def asked():
    return [one.kind for one in TalkOccasion.objects.open()]


def moved(clerk, man, unit):
    return correct_officer(by=clerk, officer=man, unit=unit, facts=OfficerFacts(name=man.name))


def ill(clerk, man, months, year=None):
    note_leave_year(by=clerk, officer=man, year=year or today().year, facts=YearFacts(sick_months=months))


def test_a_transfer_asks_for_a_talk_at_the_new_unit(man, county_clerk, tree):
    moved(county_clerk, man, tree.health)

    only = TalkOccasion.objects.get()
    assert (only.kind, only.path, only.on) == ("transfer", tree.health.path, today())
    assert only.due == today() + timedelta(7)


def test_a_correction_within_the_unit_asks_for_none(man, county_clerk, tree):
    moved(county_clerk, man, man.unit)

    assert asked() == []


def test_a_second_transfer_before_the_talk_asks_once_and_after_it_again(man, county_clerk, leader, tree):
    there = moved(county_clerk, man, tree.health)
    back = moved(county_clerk, there, tree.town)
    assert asked() == ["transfer"]

    record_talk(by=leader, officer=back, on=today(), sentences=SAID)
    moved(county_clerk, back, tree.health)
    assert asked() == ["transfer"]
    assert TalkOccasion.objects.count() == 2


def test_without_a_rule_nothing_is_asked_and_the_transfer_goes_through(man, county_clerk, tree):
    drop_talk_rule(by=county_clerk, unit=tree.county)

    assert moved(county_clerk, man, tree.health).unit == tree.health
    assert asked() == []


def test_a_transfer_by_the_personnel_ledger_asks_too_and_a_new_officer_asks_for_none(
    county_clerk, tree, tmp_path: Path
):
    add_officer(by=county_clerk, unit=tree.town, facts=OfficerFacts(name="王芳", id_number=WANG))
    rows = [("安和县卫生健康局", "王芳", WANG), ("河东镇", "许佳", "")]
    found = kept(county_clerk, tree, book(tmp_path, rows, ("单位", "姓名", "身份证号")))

    take_roster(by=county_clerk, kept=found)

    assert asked() == ["transfer"]


def test_an_occasion_from_before_the_front_is_due_some_days_after_it_began(man, county_clerk, tree):
    TalkOccasion.objects.create(
        officer=man, path=man.path, kind="transfer", on=today() - timedelta(90),
        due=today() - timedelta(83), by=county_clerk,
    )  # fmt: skip
    Frontline.objects.filter(officer=man).update(since=today())

    found = talk_owed(man)

    assert found is not None
    assert (found.due, found.occasion, found.is_late) == (today() + timedelta(7), True, False)


def test_sick_leave_of_the_year_that_runs_asks_for_a_talk_and_tells_nobody_how_long(man, county_clerk):
    ill(county_clerk, man, 0)
    assert asked() == []

    ill(county_clerk, man, 2)
    ill(county_clerk, man, 2)

    assert asked() == ["illness"]
    told = JournalEntry.objects.filter(act="officers.leave_year_noted").values_list("details", flat=True)
    assert {tuple(sorted(one)) for one in told} == {("year",)}


def test_sick_leave_of_an_earlier_year_asks_for_none(man, county_clerk):
    ill(county_clerk, man, 3, year=today().year - 1)

    assert asked() == []


@pytest.mark.parametrize("happened", ["illness", "accident", "bereavement"])
def test_what_whoever_asks_for_help_says_asks_for_a_talk(man, county_clerk, happened):
    ask_for_help(by=county_clerk, officer=man, asked=Asked("self", "想调几天班", happened=happened))

    assert asked() == [happened]


def test_a_request_that_does_not_say_it_is_not_guessed_at(man, county_clerk):
    ask_for_help(by=county_clerk, officer=man, asked=Asked("family", "父亲上月去世，想请几天假"))

    assert asked() == []


def test_the_officer_says_it_on_the_telephone(man, officer):
    phone = client_of(officer)
    assert "最近是否遇到情况" in phone.get(reverse("officers:ask")).content.decode()

    phone.post(reverse("officers:ask"), {"wanted_for": "self", "words": "想谈谈", "happened": "bereavement"})

    assert HelpRequest.objects.get(officer=man).wanted_for == "self"
    assert asked() == ["bereavement"]
