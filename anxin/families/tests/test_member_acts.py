"""Members: added, corrected, ended; each with source and day, each journalled once, refused as a whole."""

from datetime import date

import pytest

from anxin.families.actions import MemberDetails, add_member, correct_officer, correct_person, end_membership
from anxin.families.events import CardsChanged
from anxin.families.models import Membership, Person, SearchToken
from anxin.families.models.households import Ended
from anxin.families.people import members_of
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.refusals import Refused

from .conftest import OWN_NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(county_clerk, household, fallen, paper):
    def one(**details):
        given = {"name": "周子轩", "sex": "1", "birth": PartialDate(2016, 1, 2), "kinship": "20"} | details
        return add_member(
            by=county_clerk, household=household, officer=fallen, details=MemberDetails(**given), origin=paper
        )

    return one


def membership(person):
    return Membership.objects.get(person=person)


# adding


def test_an_added_member_stands_on_the_card_with_kinship_and_source(add, household, paper):
    person = add()

    member = next(one for one in members_of(household) if one.person == person)
    assert (member.kin.kind, member.is_head) == ("20", False)
    assert (person.source, person.source_on) == (paper.text, paper.on)
    assert SearchToken.objects.filter(person=person, token="周子轩").exists()


def test_an_added_head_takes_the_place_of_the_former(add, household):
    person = add(is_head=True)

    household.refresh_from_db()
    assert household.head == person


def test_a_number_that_the_card_already_holds_is_refused_and_nothing_is_written(add, census):
    add(id_number=OWN_NUMBER)
    before = census()

    with pytest.raises(Refused) as refused:
        add(name="周子涵", id_number=OWN_NUMBER.lower())

    assert refused.value.code == "duplicate_person"
    assert OWN_NUMBER not in str(refused.value)
    assert census() == before


def test_a_number_corrected_to_one_the_card_already_holds_is_refused(add, county_clerk, wife, paper, census):
    add(id_number=OWN_NUMBER)
    before = census()

    with pytest.raises(Refused):
        correct_person(by=county_clerk, person=wife, values={"id_number": OWN_NUMBER}, origin=paper)

    assert census() == before
    assert Person.objects.get(pk=wife.pk).id_number == ""


# correcting


def test_a_corrected_name_is_found_by_both_names(county_clerk, wife, paper):
    correct_person(by=county_clerk, person=wife, values={"name": "林秀岚"}, origin=paper)

    wife.refresh_from_db()
    assert (wife.name, wife.former_names) == ("林秀岚", ["林秀兰"])
    assert {"林秀岚", "林秀兰"} <= set(wife.tokens.values_list("token", flat=True))
    assert "lan2" in wife.sort_key


def test_a_corrected_number_is_found_by_its_digest(county_clerk, wife, paper):
    from anxin.ground.database.fields import digest  # noqa: PLC0415

    correct_person(by=county_clerk, person=wife, values={"id_number": OWN_NUMBER}, origin=paper)

    assert Person.objects.get(id_digest=digest(OWN_NUMBER)) == wife
    correct_person(by=county_clerk, person=wife, values={"sex": "2"}, origin=paper)
    assert Person.objects.get(id_digest=digest(OWN_NUMBER)) == wife


def test_only_named_columns_can_be_corrected(county_clerk, wife, fallen, paper):
    with pytest.raises(ValueError, match="path"):
        correct_person(by=county_clerk, person=wife, values={"path": "0"}, origin=paper)
    with pytest.raises(ValueError, match="source"):
        correct_officer(by=county_clerk, officer=fallen, values={"source": "0"}, origin=paper)


def test_the_officers_record_and_day_of_death_are_corrected_in_one_act(county_clerk, fallen, paper, journal):
    values = {"died_on": PartialDate(2024, 7, 3), "post_text": "镇长", "determined_on": date(2025, 1, 9)}
    with journal() as entries:
        correct_officer(by=county_clerk, officer=fallen, values=values, origin=paper)

    fallen.refresh_from_db()
    assert (fallen.post_text, fallen.determined_on) == ("镇长", date(2025, 1, 9))
    assert fallen.person.died_on == PartialDate(2024, 7, 3)
    assert [one.act for one in entries] == ["families.officer_corrected"]
    assert entries[0].details["columns"] == ["determined_on", "died_on", "post_text"]


# ending


@pytest.mark.parametrize("because", Ended.values)
def test_a_membership_ends_for_every_reason_and_the_person_stays_on_the_card(
    because, county_clerk, wife, household, paper
):
    end_membership(by=county_clerk, membership=membership(wife), because=because, on=paper.on, origin=paper)

    assert wife not in [one.person for one in members_of(household)]
    former = members_of(household, ended=True)
    assert [(one.person, one.membership.ended, one.membership.until) for one in former] == [
        (wife, because, paper.on)
    ]
    household.refresh_from_db()
    assert household.head is None
    assert (Person.objects.get(pk=wife.pk).died_on is not None) is (because == Ended.DEATH)


def test_an_ended_membership_does_not_end_again(county_clerk, wife, paper, census):
    end_membership(by=county_clerk, membership=membership(wife), because="moved", on=paper.on, origin=paper)
    before = census()

    with pytest.raises(Refused) as refused:
        end_membership(
            by=county_clerk, membership=membership(wife), because="death", on=paper.on, origin=paper
        )

    assert refused.value.code == "already_ended"
    assert census() == before
    assert membership(wife).ended == "moved"


@pytest.mark.parametrize(
    ("since", "on", "code"),
    [
        (date(2020, 1, 1), date(2019, 12, 31), "ends_before_it_begins"),
        (None, date(1983, 3, 8), "ends_before_birth"),
    ],
)
def test_an_end_that_cannot_be_is_refused(since, on, code, county_clerk, wife, paper, census):
    Membership.objects.filter(person=wife).update(since=since)
    before = census()

    with pytest.raises(Refused) as refused:
        end_membership(by=county_clerk, membership=membership(wife), because="moved", on=on, origin=paper)

    assert refused.value.code == code
    assert census() == before
    assert membership(wife).until is None


# telling and noting


ACTS = {
    "families.member_added": lambda act: act["add"](),
    "families.person_corrected": lambda act: correct_person(
        by=act["by"], person=act["wife"], values={"phone": "0000 731 4457"}, origin=act["paper"]
    ),
    "families.officer_corrected": lambda act: correct_officer(
        by=act["by"], officer=act["fallen"], values={"channel": "neither"}, origin=act["paper"]
    ),
    "families.membership_ended": lambda act: end_membership(
        by=act["by"],
        membership=membership(act["wife"]),
        because="moved",
        on=act["paper"].on,
        origin=act["paper"],
    ),
}


@pytest.fixture
def act(add, county_clerk, household, wife, fallen, paper):
    return {"add": add, "by": county_clerk, "wife": wife, "fallen": fallen, "paper": paper, "card": household}


@pytest.mark.parametrize("name", ACTS)
def test_each_act_is_journalled_once_and_told_of_once(name, act, journal, heard):
    with journal() as entries:
        ACTS[name](act)

    assert [(one.act, one.by, one.path) for one in entries] == [(name, act["by"].pk, act["card"].path)]
    assert [(type(one), list(one.households)) for one in heard] == [(CardsChanged, [act["card"]])]


@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_cannot_be_journalled_does_not_happen(name, act, census, monkeypatch):
    before = census()

    def fails(*_args: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("anxin.families.actions.people.record", fails)
    with pytest.raises(RuntimeError):
        ACTS[name](act)

    assert census() == before
    assert Person.objects.get(pk=act["wife"].pk).phone == ""


@pytest.mark.parametrize("name", ACTS)
def test_each_act_stamps_the_card_with_who_and_when(name, act, township_officer):
    act["card"].refresh_from_db()
    before = act["card"].changed_at

    ACTS[name](act | {"by": township_officer} if name != "families.member_added" else act)

    act["card"].refresh_from_db()
    assert act["card"].changed_at > before
