"""Facts are added with source and day, and never taken back; values that must be shown are asked for."""

from datetime import date, timedelta

import pytest

from anxin.families.actions import Origin, record_fact, reveal
from anxin.families.events import CardsChanged
from anxin.families.models import Fact, Source
from anxin.families.people import by_theme
from anxin.ground.days.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell(county_clerk, household, wife, paper):
    def one(value="260000", code="monthly_income", person=wife, on=None):
        origin = Origin(paper.source, paper.text, on or paper.on)
        return record_fact(
            by=county_clerk, household=household, person=person, code=code, value=value, origin=origin
        )

    return one


def test_a_fact_keeps_who_told_it_and_for_which_day(tell, county_clerk, paper):
    fact = Fact.objects.get(pk=tell().pk)

    assert (fact.value, fact.source, fact.source_text, fact.on) == (
        "260000",
        Source.PAPER,
        "户口簿",
        paper.on,
    )
    assert (fact.entered_by, fact.ledger) == (county_clerk.pk, None)


def test_the_newest_day_is_current_and_all_that_was_told_stays(tell, wife):
    tell("100", on=date(2025, 1, 1))
    tell("300", on=date(2026, 1, 1))
    tell("200", on=date(2025, 6, 1))

    assert [fact.value for fact in Fact.objects.filter(person=wife).current()] == ["300"]
    assert Fact.objects.filter(person=wife).count() == 3


def test_of_one_day_the_last_entered_is_current(tell, wife):
    tell("100")
    tell("200")

    assert [fact.value for fact in Fact.objects.filter(person=wife).current()] == ["200"]


def test_facts_of_the_household_and_of_people_stand_apart(tell, household, wife):
    tell("自建房", "housing", None)
    tell("健康", "health")

    assert [one.code for one in Fact.objects.filter(household=household, person=None).current()] == [
        "housing"
    ]
    assert [one.code for one in Fact.objects.filter(person=wife).current()] == ["health"]


def test_facts_stand_by_theme_in_the_order_of_the_card(tell, wife):
    for code in ("schooling", "health", "monthly_income"):
        tell("1", code)

    themes = [str(group.theme) for group in by_theme(Fact.objects.filter(person=wife).current())]
    assert themes == ["income", "medical", "schooling"]


def test_a_fact_is_journalled_once_by_code_and_told_of(tell, journal, heard, household):
    with journal() as entries:
        tell()

    assert [(one.act, one.details["code"]) for one in entries] == [
        ("families.fact_recorded", "monthly_income")
    ]
    assert [(type(one), list(one.households)) for one in heard] == [(CardsChanged, [household])]


def test_a_value_is_shown_for_a_purpose_and_the_journal_notes_it(
    county_clerk, wife, household, paper, journal
):
    from anxin.families.actions import correct_person  # noqa: PLC0415

    correct_person(by=county_clerk, person=wife, values={"phone": "0000 731 4457"}, origin=paper)
    with journal() as entries:
        assert reveal(by=county_clerk, person=wife, column="phone", purpose="contact") == "0000 731 4457"

    assert [(one.act, one.record, one.cards, one.details) for one in entries] == [
        ("families.revealed", wife.pk, [household.pk], {"column": "phone", "purpose": "contact"})
    ]


def test_only_masked_columns_are_revealed(county_clerk, wife, journal):
    with journal() as entries, pytest.raises(ValueError, match="name"):
        reveal(by=county_clerk, person=wife, column="name", purpose="contact")

    assert entries == []


def test_a_fact_may_hold_for_an_earlier_day(tell):
    assert tell(on=today() - timedelta(days=900)).on < today()
