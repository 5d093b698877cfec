"""What entitlements depend on: codes with source and date, asked by relation, never guessed from words."""

import re

import pytest
from django.urls import reverse

from anxin.families.actions import correct_officer, record_fact, record_standing
from anxin.families.dictionary import FIELDS, STANDING, WITHDRAWN, Kind
from anxin.families.forms.standing import asked_about
from anxin.families.models import Fact, Person
from anxin.families.people import told
from tests.cast import client_of

SOURCE = {"source": "paper", "source_text": "在校证明", "on": "2026-11-01"}


def url(household, person, name="standing"):
    return reverse(f"families:{name}", kwargs={"card": household.pk, "person": person.pk})


def facts(person):
    return {fact.code: fact.value for fact in Fact.objects.filter(person=person).current()}


def test_every_coded_fact_is_asked_of_somebody():
    asked = {
        code for kind in ("12", "20", "52", "62") for codes in asked_about(kind).values() for code in codes
    }
    assert {field.code for field in STANDING} <= asked


def test_a_child_is_asked_about_school_and_a_mother_is_not(county_clerk, household, daughter, people):
    client = client_of(county_clerk)
    child = client.get(url(household, daughter)).content.decode()
    mother = client.get(url(household, people["陈桂香"])).content.decode()
    assert "就读阶段" in child
    assert "就读阶段" not in mother
    assert "抚养殉职干部的人" in mother


def test_what_is_filled_in_becomes_facts_with_one_source(county_clerk, household, daughter, journal):
    with journal() as entries:
        answer = client_of(county_clerk).post(
            url(household, daughter),
            {**SOURCE, "study": "junior", "boarding": "yes", "monthly_income": "0", "employed_on": ""},
        )
    assert answer.status_code == 302
    assert facts(daughter) == {"study": "junior", "boarding": "yes", "monthly_income": "0"}
    assert {fact.source_text for fact in Fact.objects.filter(person=daughter)} == {"在校证明"}
    [entry] = [one for one in entries if one.act == "families.standing_recorded"]
    assert entry.details["codes"] == ["boarding", "monthly_income", "study"]
    assert "junior" not in str(entry.details)


def test_the_page_says_the_codes_in_words(county_clerk, household, daughter):
    client = client_of(county_clerk)
    client.post(url(household, daughter), {**SOURCE, "study": "junior", "boarding": "yes"})
    shown = client.get(url(household, daughter, "person")).content.decode()
    assert "初中" in shown
    assert "住校" in shown
    assert ">junior<" not in shown


def test_an_emptied_box_takes_back_what_was_told_and_the_rest_stays(county_clerk, household, daughter):
    client = client_of(county_clerk)
    client.post(url(household, daughter), {**SOURCE, "study": "junior", "boarding": "yes"})
    client.post(url(household, daughter), {**SOURCE, "study": "", "boarding": "yes"})
    assert facts(daughter) == {"study": WITHDRAWN, "boarding": "yes"}
    assert Fact.objects.filter(person=daughter, code="boarding").count() == 1


def test_a_hidden_value_is_not_shown_in_its_box_and_stays_when_left_empty(county_clerk, household, daughter):
    client = client_of(county_clerk)
    client.post(url(household, daughter), {**SOURCE, "disabled": "yes"})
    assert 'value="yes" selected' not in client.get(url(household, daughter)).content.decode()
    client.post(url(household, daughter), {**SOURCE, "disabled": "", "study": "junior"})
    assert facts(daughter)["disabled"] == "yes"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"study": "kindergarden"}, "aria-invalid"),
        ({"employed_on": "2999-01-01"}, "aria-invalid"),
        ({"prison_from": "2025-03-01", "prison_until": "2025-02-01"}, "结束日期早于开始日期"),
        ({}, "没有改动"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    county_clerk, household, daughter, given, words, census
):
    client = client_of(county_clerk)
    before = census()
    answer = client.post(url(household, daughter), {**SOURCE, **given})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert census() == before


def test_a_neighbour_and_a_reader_are_kept_out(neighbour_clerk, leader, household, daughter):
    assert client_of(neighbour_clerk).get(url(household, daughter)).status_code == 404
    assert client_of(leader).get(url(household, daughter)).status_code == 403


def test_words_told_by_a_ledger_stay_words(county_clerk, household, daughter, paper):
    said = {"by": county_clerk, "household": household, "person": daughter, "origin": paper}
    record_fact(code="schooling", value="初三", **said)
    assert facts(daughter) == {"schooling": "初三"}


def test_a_day_is_stored_as_a_day_and_shown_as_one(county_clerk, household, daughter, paper):
    said = {"by": county_clerk, "household": household, "person": daughter, "origin": paper}
    [fact] = record_standing(values={"employed_on": "2026-09-01"}, **said)
    assert FIELDS["employed_on"].kind is Kind.DAY
    assert told(fact).value == "2026-09-01"


def test_the_officers_pay_and_insurance_are_corrected_like_the_rest(county_clerk, household, fallen, tree):
    here = reverse("families:officer", kwargs={"card": household.pk, "officer": fallen.pk})
    client = client_of(county_clerk)
    page = client.get(here)
    form = {name: box.value() or "" for name, box in ((b.name, b) for b in page.context["form"])}
    told_ = {"insured": "yes", "insured_wage_fen": "9,600", "wage_fen": "8,000.50", "region": "990102"}
    assert client.post(here, form | SOURCE | told_).status_code == 302
    fallen.refresh_from_db()
    assert (fallen.insured, fallen.insured_wage_fen, fallen.wage_fen) == (True, 960000, 800050)
    assert (fallen.region, fallen.pension_insured, fallen.hardship) == ("990102", None, None)


def test_an_answer_already_given_is_no_change(county_clerk, household, fallen, paper, census):
    correct_officer(by=county_clerk, officer=fallen, values={"insured": False}, origin=paper)
    here = reverse("families:officer", kwargs={"card": household.pk, "officer": fallen.pk})
    client = client_of(county_clerk)
    form = {box.name: box.value() or "" for box in client.get(here).context["form"]}
    before = census()
    assert client.post(here, form | SOURCE).status_code == 200
    assert census() == before


def test_a_division_code_has_six_digits(county_clerk, household, fallen):
    here = reverse("families:officer", kwargs={"card": household.pk, "officer": fallen.pk})
    client = client_of(county_clerk)
    form = {box.name: box.value() or "" for box in client.get(here).context["form"]}
    assert "六位数字" in client.post(here, form | SOURCE | {"region": "99010"}).content.decode()


def test_a_clerk_who_came_from_entitlements_goes_back_there(county_clerk, household, daughter):
    answer = client_of(county_clerk).post(
        url(household, daughter) + "?next=entitlements", {**SOURCE, "study": "junior"}
    )
    assert answer.url == reverse("entitlements:card", kwargs={"card": household.pk})


def test_an_address_of_somewhere_else_is_no_place_to_go_back_to(county_clerk, household, daughter):
    answer = client_of(county_clerk).post(
        url(household, daughter) + "?next=https://example.org", {**SOURCE, "study": "junior"}
    )
    assert answer.url == url(household, daughter, "person")


def test_the_next_person_of_the_card_is_offered_and_the_way_back_kept(county_clerk, household, people):
    client, first = client_of(county_clerk), people["林秀兰"]
    here = url(household, first) + "?next=entitlements"
    shown = client.get(here).content.decode()
    [key] = re.findall(r'name="then" value="(\w+)"', shown)
    answer = client.post(here, {**SOURCE, "relied": "yes", "then": key})
    assert answer.url == url(household, Person.objects.get(pk=key)) + "?next=entitlements"
