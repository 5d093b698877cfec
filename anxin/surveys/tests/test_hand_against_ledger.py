"""What a clerk made by hand outlives every later import of an older or undated paper."""

from datetime import date
from pathlib import Path

import pytest

from anxin.families.actions import (
    Origin,
    add_member,
    correct_officer,
    correct_person,
    end_membership,
    record_fact,
)
from anxin.families.actions.details import MemberDetails
from anxin.families.models import Fact, FallenOfficer, Household, Membership, Person, Source
from anxin.families.models.households import Ended
from anxin.ground.days.partial import PartialDate

from .conftest import SAMPLES
from .ledger.books import SURVEY, TODAY, member, number, xlsx

pytestmark = pytest.mark.django_db
BY_HAND = Origin(Source.PAPER, "户口簿", date(2026, 11, 22))
MOTHER = number("19520403")


@pytest.fixture
def paper(tmp_path):
    """A survey of one officer's family: rows of members, and the day the form says, if any."""

    def written(*rows: list, day: str = "", name: str = "ledger.xlsx") -> Path:
        heading = [[f"填报时间：{day}"]] if day else []
        return xlsx(tmp_path / name, [*heading, SURVEY, *(rows or [member()])])

    return written


@pytest.fixture
def mother(bring, paper):
    """李桂兰, brought in by an undated paper with 230 yuan a month."""
    bring(paper())
    return Person.objects.get(name="李桂兰")


def income(person: Person) -> list[tuple[str, str]]:
    """Every monthly income that was told, and by whom."""
    facts = Fact.objects.filter(person=person, code="monthly_income").order_by("-on", "-entered_at")
    return [(fact.value, fact.source) for fact in facts]


def by_hand(clerk, person: Person, value: str, on: date = BY_HAND.on) -> None:
    record_fact(
        by=clerk, household=person.household, person=person, code="monthly_income", value=value,
        origin=Origin(Source.FAMILY, "家属口述", on),
    )  # fmt: skip


def test_an_undated_paper_never_replaces_a_fact_made_by_hand(bring, paper, mother, county_clerk):
    by_hand(county_clerk, mother, "99900")

    done = bring(paper(member(income=4000))).done

    assert done.kept == 1
    assert set(income(mother)) == {("99900", "family"), ("23000", "ledger")}
    assert Fact.objects.current().get(person=mother, code="monthly_income").value == "99900"


def test_an_older_dated_paper_never_replaces_a_fact_made_by_hand(bring, paper, mother, county_clerk):
    by_hand(county_clerk, mother, "99900")

    bring(paper(member(income=4000), day="2026年11月1日"))

    assert Fact.objects.current().get(person=mother, code="monthly_income").value == "99900"


def test_a_paper_of_the_same_day_does_not_outrank_the_hand(bring, paper, mother, county_clerk):
    by_hand(county_clerk, mother, "99900", date(2026, 11, 20))

    done = bring(paper(member(income=4000), day="2026年11月20日")).done

    assert (done.facts, done.kept) == (0, 1)


def test_a_clearly_newer_paper_does_add_a_fact_and_the_older_one_stays_told(
    bring, paper, mother, county_clerk
):
    by_hand(county_clerk, mother, "99900", date(2026, 10, 1))

    done = bring(paper(member(income=4000), day="2026年11月20日")).done

    assert (done.changed, done.facts, done.kept) == (1, 1, 0)
    assert Fact.objects.current().get(person=mother, code="monthly_income").value == "400000"
    assert {value for value, _ in income(mother)} == {"23000", "99900", "400000"}


def test_the_same_paper_again_after_a_fact_by_hand_is_still_no_news(
    bring, paper, mother, county_clerk, census
):
    by_hand(county_clerk, mother, "99900")
    before = census()

    done = bring(paper()).done

    assert census() == before
    assert (done.changed, done.facts) == (0, 0)


@pytest.mark.parametrize("day", ["", "2026年11月1日", "2026年11月23日"])
def test_a_name_corrected_by_hand_stays_and_is_found_again(bring, paper, mother, county_clerk, day):
    correct_person(by=county_clerk, person=mother, values={"name": "李桂岚"}, origin=BY_HAND)

    done = bring(paper(member(), day=day)).done

    assert done.people == 0
    assert Person.objects.get(pk=mother.pk).name == "李桂岚"
    assert Person.objects.count() == 2


def test_a_corrected_name_is_found_again_where_nobody_has_a_number(bring, paper, county_clerk):
    bring(paper(member(number="", born="1952")))
    person = Person.objects.get(name="李桂兰")
    correct_person(by=county_clerk, person=person, values={"name": "李桂岚"}, origin=BY_HAND)

    done = bring(paper(member(number="", born="1952"), name="again.xlsx")).done

    assert (done.opened, done.people) == (0, 0)


def test_a_number_and_a_birth_date_corrected_by_hand_double_nobody(bring, paper, mother, county_clerk):
    values = {"id_number": number("19530403"), "birth": PartialDate(1953, 4, 3)}
    correct_person(by=county_clerk, person=mother, values=values, origin=BY_HAND)

    done = bring(paper()).done

    assert (done.opened, done.people) == (0, 0)
    assert Person.objects.get(pk=mother.pk).birth == PartialDate(1953, 4, 3)
    assert Person.objects.get(pk=mother.pk).id_number == number("19530403")


def test_an_officer_corrected_by_hand_is_still_the_same(bring, paper, county_clerk):
    bring(paper())
    officer = FallenOfficer.objects.select_related("person").get()
    correct_officer(
        by=county_clerk, officer=officer, values={"died_on": PartialDate(2018, 5, 8)}, origin=BY_HAND
    )
    correct_person(by=county_clerk, person=officer.person, values={"name": "王政平"}, origin=BY_HAND)

    done = bring(paper()).done

    assert (done.opened, done.people, Household.objects.count()) == (0, 0, 1)
    officer.person.refresh_from_db()
    assert (officer.person.name, officer.person.died_on) == ("王政平", PartialDate(2018, 5, 8))


@pytest.mark.parametrize("because", [Ended.DEATH, Ended.REMARRIAGE, Ended.ADOPTION, Ended.MISTAKE])
def test_a_membership_ended_by_hand_is_not_reopened(bring, paper, mother, county_clerk, because):
    membership = Membership.objects.get(person=mother)
    end_membership(
        by=county_clerk, membership=membership, because=because, on=date(2026, 11, 1), origin=BY_HAND
    )

    done = bring(paper(member(), day="2026年11月23日")).done

    assert done.people == 0
    assert not Membership.objects.filter(until=None).exists()
    assert Membership.objects.get(person=mother).ended == because


def test_a_head_who_left_does_not_become_head_again(bring, tmp_path, county_clerk):

    bring(SAMPLES / "register.xlsx")
    household = Household.objects.exclude(head=None).order_by("path").first()
    head = household.head
    membership = Membership.objects.get(person=head)
    end_membership(by=county_clerk, membership=membership, because=Ended.MOVED, on=TODAY, origin=BY_HAND)

    done = bring(SAMPLES / "register.xlsx").done

    household.refresh_from_db()
    assert household.head is None
    assert done.changed == 0


def test_a_blank_head_is_filled_and_a_known_one_kept(bring, paper, mother, county_clerk):
    register = (*SURVEY, "户主姓名")
    with_head = [[*member(), "李桂兰"]]

    bring(xlsx(paper().with_name("heads.xlsx"), [register, *with_head]))

    household = Household.objects.get()
    assert household.head_id == mother.pk
    other = add_member(
        by=county_clerk, household=household, officer=FallenOfficer.objects.get(),
        details=MemberDetails(name="王小满", kinship="20", is_head=True), origin=BY_HAND,
    )  # fmt: skip
    bring(xlsx(paper().with_name("heads.xlsx"), [register, *with_head]))
    household.refresh_from_db()
    assert household.head_id == other.pk


def test_a_known_value_is_never_overwritten_and_a_blank_one_is_filled(bring, paper, county_clerk):
    bring(paper(member(sex="", number="", born="1952")))
    person = Person.objects.get(name="李桂兰")
    assert (person.sex, person.id_number) == ("0", "")

    bring(paper(member(), name="fuller.xlsx"))

    person.refresh_from_db()
    assert (person.sex, person.id_number, str(person.birth)) == ("2", MOTHER, "1952")
    assert Person.objects.count() == 2
