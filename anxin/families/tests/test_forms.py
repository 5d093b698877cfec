"""Forms of the register in the browser: kept input, one clear sentence, nothing written when refused."""

import pytest

from anxin.families.actions import Origin, correct_officer, correct_person
from anxin.families.models import Fact, FallenOfficer, Household, Membership, Person, Source
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from tests.cast import client_of, family

from .conftest import OTHER_NUMBER, OWN_NUMBER

pytestmark = pytest.mark.django_db
SAID = {"source": "paper", "source_text": "户口簿", "on": today().isoformat()}
MEMBER = {"name": "周子轩", "kinship": "20", "sex": "1", "birth": "2016.1", **SAID}
CARD = {"name": "钱志远", "sex": "1", "died_on": "2025年3月2日", "determination": "pending", **SAID}


@pytest.fixture
def client(county_clerk):
    return client_of(county_clerk)


@pytest.fixture
def urls(household, fallen, wife, tree):
    card = f"/families/{household.pk}/"
    CARD["unit"] = str(tree.county.pk)
    return {
        "new": "/families/new/",
        "member": f"{card}people/add/",
        "person": f"{card}people/{wife.pk}/correct/",
        "officer": f"{card}officers/{fallen.pk}/",
        "fact": f"{card}people/{wife.pk}/facts/",
        "house": f"{card}facts/",
        "end": f"{card}people/{wife.pk}/end/",
    }


GIVEN = {
    "new": CARD,
    "member": MEMBER,
    "person": {"name": "林秀岚", "sex": "2", "birth": "1983-03-09", **SAID},
    "officer": {
        "died_on": "2024-07-03",
        "determination": "martyr",
        "determined_document": "民函〔2024〕7号",
        "determined_on": "2024-08-01",
        "basic_pay_fen": "4,860.00",
        **SAID,
    },  # fmt: skip
    "fact": {"code": "monthly_income", "value": "2,600.50", **SAID},
    "house": {"code": "housing", "value": "自建房漏雨", **SAID},
    "end": {"because": "remarriage", "ended_on": today().isoformat(), **SAID},
}


@pytest.mark.parametrize("form", GIVEN)
def test_every_form_opens_and_its_act_goes_through(client, urls, form):
    assert client.get(urls[form]).status_code == 200
    assert client.post(urls[form], GIVEN[form]).status_code == 302


@pytest.mark.parametrize("missing", SAID)
@pytest.mark.parametrize("form", GIVEN)
def test_source_and_day_are_always_asked(client, urls, census, form, missing):
    before = census()
    page = client.post(urls[form], GIVEN[form] | {missing: ""})

    assert page.status_code == 200
    assert f"#id_{missing}" in page.content.decode()  # the summary of faults leads there
    assert census() == before


@pytest.mark.parametrize(
    ("form", "box"),
    [*((form, "on") for form in GIVEN), ("new", "died_on"), ("new", "birth"), ("new", "work_start"),
     ("new", "determined_on"), ("member", "birth"), ("officer", "died_on"), ("end", "ended_on")],
)  # fmt: skip
def test_a_day_in_the_future_is_refused(client, urls, census, form, box, tomorrow):
    before = census()
    page = client.post(urls[form], GIVEN[form] | {box: tomorrow.isoformat()})

    assert page.status_code == 200
    assert f"#id_{box}" in page.content.decode()
    assert census() == before


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ("member", {"name": ""}),
        ("member", {"id_number": OWN_NUMBER[:-1] + "1"}),
        ("member", {"id_number": "12345"}),
        ("member", {"id_number": OWN_NUMBER, "birth": "1990-01-01"}),
        ("member", {"birth": "2016-02-30"}),
        ("member", {"kinship": "00"}),
        ("member", {"name": "长" * 51}),
        ("new", {"died_on": "1979", "birth": "1980"}),
        ("new", {"basic_pay_fen": "很多"}),
        ("new", {"unit": "00000000-0000-0000-0000-000000000000"}),
        ("officer", {"died_on": "1980"}),
        ("officer", {"determination": "hero"}),
        ("fact", {"value": "约两千"}),
        ("fact", {"code": "housing"}),
        ("fact", {"value": ""}),
        ("house", {"code": "health"}),
        ("end", {"because": "divorce"}),
        ("end", {"ended_on": "1980-01-01"}),
        ("person", {"birth": "nonsense"}),
    ],
)
def test_what_is_wrong_is_refused_with_the_input_kept(client, urls, census, form, wrong):
    before = census()
    page = client.post(urls[form], GIVEN[form] | wrong)
    text = page.content.decode()

    assert page.status_code == 200
    assert 'aria-invalid="true"' in text or "say--error" in text
    assert "户口簿" in text
    assert census() == before


def test_a_refused_number_is_not_repeated_in_the_sentence(client, urls):
    wrong = OWN_NUMBER[:-1] + "1"
    text = client.post(urls["member"], MEMBER | {"id_number": wrong}).content.decode()

    assert text.count(wrong) == 1  # in its box only


@pytest.mark.parametrize("form", ["member", "person"])
def test_a_number_the_card_already_holds_is_refused_on_the_form(
    client, urls, census, form, people, county_clerk, paper
):
    from anxin.families.actions import correct_person  # noqa: PLC0415

    correct_person(by=county_clerk, person=people["陈桂香"], values={"id_number": OTHER_NUMBER}, origin=paper)
    before = census()

    page = client.post(urls[form], GIVEN[form] | {"id_number": OTHER_NUMBER, "birth": "", "sex": ""})

    assert page.status_code == 200
    assert "#id_id_number" in page.content.decode()
    assert census() == before


def test_a_correction_that_changes_nothing_is_not_written(client, urls, census, wife):
    before = census()
    same = {"name": wife.name, "sex": wife.sex, "birth": str(wife.birth), **SAID}

    page = client.post(urls["person"], same)

    assert page.status_code == 200
    assert census() == before
    wife.refresh_from_db()
    assert wife.source == "认定文书"


def test_sex_and_birth_follow_from_the_number(client, urls):
    client.post(urls["member"], MEMBER | {"id_number": OTHER_NUMBER.lower(), "sex": "", "birth": ""})

    added = Person.objects.get(name="周子轩")
    assert (added.id_number, added.sex, str(added.birth)) == (OTHER_NUMBER, "2", "1951-02-20")


def test_a_rough_birth_date_gives_way_to_the_numbers_whole_one(client, urls):
    client.post(urls["member"], MEMBER | {"id_number": OTHER_NUMBER, "birth": "1951.2"})

    assert str(Person.objects.get(name="周子轩").birth) == "1951-02-20"


def test_a_birth_date_is_held_against_the_number_on_the_card(client, urls, wife, county_clerk, paper, census):
    from anxin.families.actions import correct_person  # noqa: PLC0415

    correct_person(by=county_clerk, person=wife, values={"id_number": OWN_NUMBER}, origin=paper)
    before = census()

    assert client.post(urls["person"], GIVEN["person"] | {"birth": "1990-01-01"}).status_code == 200
    assert census() == before


def test_money_is_kept_in_fen(client, urls, fallen, wife):
    client.post(urls["fact"], GIVEN["fact"])
    client.post(urls["officer"], GIVEN["officer"])

    assert Fact.objects.get(person=wife, code="monthly_income").value == "260050"
    fallen.refresh_from_db()
    assert (fallen.basic_pay_fen, fallen.determination) == (486000, "martyr")


def test_a_new_card_keeps_everything_that_was_filled_in(client, urls, tree):
    more = {
        "unit": str(tree.town.pk), "determined_document": "安组〔2025〕8号", "determined_body": "县委",
        "determined_on": "2025-04-01", "address": "沿河路1号", "phone": "0000 620 0001",
        "work_start": "1999.8", "basic_pay_fen": "3600", "unit_text": "河东镇人民政府", "post_text": "干事",
        "death_cause": "防汛",
    }  # fmt: skip
    address = client.post(urls["new"], CARD | more).url

    household = Household.objects.get(pk=address.split("/")[2])
    officer = household.bereavements.get().officer
    assert (household.unit, household.address, household.phone) == (tree.town, "沿河路1号", "0000 620 0001")
    assert (officer.determined_document, officer.determined_body) == ("安组〔2025〕8号", "县委")
    assert (str(officer.determined_on), str(officer.work_start)) == ("2025-04-01", "1999-08")
    assert (officer.basic_pay_fen, officer.death_cause) == (360000, "防汛")


def test_a_card_cannot_be_opened_in_another_county(client, urls, tree):
    page = client.post(urls["new"], CARD | {"unit": str(tree.neighbour.pk)})

    assert page.status_code == 200
    assert not Household.objects.filter(unit=tree.neighbour).exists()


def test_the_person_form_shows_no_masked_value(client, urls, wife, county_clerk, paper):
    from anxin.families.actions import correct_person  # noqa: PLC0415

    values = {"id_number": OWN_NUMBER, "phone": "0000 731 4457"}
    correct_person(by=county_clerk, person=wife, values=values, origin=paper)
    text = client.get(urls["person"]).content.decode()

    assert OWN_NUMBER not in text
    assert "731 4457" not in text
    client.post(urls["person"], GIVEN["person"])
    wife.refresh_from_db()
    assert (wife.id_number, wife.phone, wife.name) == (OWN_NUMBER, "0000 731 4457", "林秀岚")


def test_hidden_columns_cannot_be_slipped_in(client, urls, wife, household):
    slipped = {
        "path": "0",
        "household": "x",
        "died_on": "2020",
        "source_on": "1999-01-01",
        "id_digest": "0" * 64,
    }
    client.post(urls["person"], GIVEN["person"] | slipped)

    wife.refresh_from_db()
    assert (wife.path, wife.died_on, wife.source_on, wife.id_digest) == (household.path, None, today(), "")


def test_an_ended_membership_has_no_form_to_end_it(client, urls, wife):
    client.post(urls["end"], GIVEN["end"])

    assert Membership.objects.get(person=wife).ended == "remarriage"
    assert client.get(urls["end"]).status_code == 404
    assert client.post(urls["end"], GIVEN["end"]).status_code == 404


def test_a_determination_needs_the_paper_that_made_it(client, urls, fallen):
    given = {name: value for name, value in GIVEN["officer"].items() if name != "determined_document"}
    response = client.post(urls["officer"], given)

    assert "请填写认定文书的文号。" in response.content.decode()
    fallen.refresh_from_db()
    assert fallen.determination == "on_duty"


@pytest.mark.parametrize("kept", ["determined_document", "determined_on"])
def test_a_changed_category_has_a_paper_and_a_day_of_its_own(client, urls, fallen, kept):
    former = {"determined_document": "安组〔2024〕3号", "determined_on": "2024-07-20"}
    FallenOfficer.objects.filter(pk=fallen.pk).update(**former)
    response = client.post(urls["officer"], {**GIVEN["officer"], kept: former[kept]})

    assert "认定类别已变更" in response.content.decode()
    fallen.refresh_from_db()
    assert fallen.determination == "on_duty"
    client.post(urls["officer"], GIVEN["officer"])
    fallen.refresh_from_db()
    assert (fallen.determination, fallen.determined_document) == ("martyr", "民函〔2024〕7号")


def test_the_act_itself_takes_no_changed_category_without_its_paper(fallen, county_clerk, in_county):
    origin = Origin(Source.PAPER, "认定文书", today())
    with pytest.raises(Refused) as no:
        correct_officer(by=county_clerk, officer=fallen, values={"determination": "martyr"}, origin=origin)
    assert no.value.code == "determination_without_paper"


def test_a_number_that_stands_on_another_card_is_refused_with_that_cards_number(
    client, urls, wife, in_county, county_clerk, tree
):
    other = family(county_clerk, tree.town, "罗志强")
    stranger = other.people.get(name="林秀兰")
    correct_person(
        by=county_clerk,
        person=stranger,
        values={"id_number": OTHER_NUMBER},
        origin=Origin(Source.PAPER, "户口簿", today()),
    )
    response = client.post(urls["person"], {**GIVEN["person"], "id_number": OTHER_NUMBER, "birth": ""})

    assert other.number in response.content.decode()
    wife.refresh_from_db()
    assert wife.id_digest != stranger.id_digest
