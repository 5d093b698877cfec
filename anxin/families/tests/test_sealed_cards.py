"""A sealed card is in storage only: no list, no search, no figure, no page, no ledger meets it."""

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from anxin.families.actions import open_card, seal, unseal
from anxin.families.actions.details import CardDetails, OfficerDetails, Origin
from anxin.families.models import Fact, Household, Kinship, Membership, Person, SearchToken, Source
from anxin.families.sealed import sealed_cards
from anxin.ground.access.actions import open_in_emergency
from anxin.ground.access.models import EmergencyAccess, Grant
from anxin.ground.access.reach import Reach
from anxin.ground.database.scope import everywhere, scope, store
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import all_figures
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, entrust, family

NUMBER = "990102198105020033"  # invented, sound check digit
TABLES = (
    *(Household, Person, Membership, Kinship, Fact, SearchToken),
    apps.get_model("care.Responsibility"),  # rooms above: this one knows them by name only
    apps.get_model("entitlements.Entitlement"),
)


@pytest.fixture
def sealed(household, county_clerk, tree):
    with scope(tree.county.path):
        return seal(by=county_clerk, household=household, why="家属要求停止使用")


@pytest.mark.django_db
def test_a_sealed_card_lies_outside_every_range_with_all_that_hangs_on_it(household, county_clerk, tree):
    with everywhere():
        before = {model: model.objects.count() for model in TABLES}
    with scope(tree.county.path):
        seal(by=county_clerk, household=household, why="测试")
    with everywhere():
        assert {model.__name__: model.objects.count() for model in TABLES} == {
            model.__name__: 0 for model in TABLES
        }
    with store(""):
        assert {model: model.objects.count() for model in TABLES} == before


@pytest.mark.django_db
def test_every_figure_of_the_house_loses_it(household, county_clerk, tree):
    with scope(tree.county.path):
        reach = Reach.of(county_clerk)
        before = {one.code: one.value(reach, today()) for one in all_figures()}
        assert before["families.households"] == 1
        seal(by=county_clerk, household=household, why="测试")
        after = {one.code: one.value(reach, today()) for one in all_figures()}
    about_families = {code for code, number in before.items() if code.startswith(("families", "entitle"))}
    assert {code: after[code] for code in about_families} == dict.fromkeys(about_families, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "people/", "looks/"])
def test_its_pages_say_in_one_sentence_that_it_is_sealed_and_name_nobody(page, sealed, county_clerk):
    response = client_of(county_clerk).get(f"/families/{sealed.pk}/{page}")
    assert response.status_code == 423
    text = response.content.decode()
    assert sealed.number in text
    assert "已封存" in text
    assert "周明远" not in text
    assert "林秀兰" not in text


@pytest.mark.django_db
def test_pages_of_other_rooms_answer_the_same(sealed, county_clerk):
    client = client_of(county_clerk)
    for address in (f"/care/{sealed.pk}/needs/", f"/care/{sealed.pk}/visits/", f"/entitlements/{sealed.pk}/"):
        assert client.get(address).status_code == 423, address


@pytest.mark.django_db
def test_to_a_neighbour_it_does_not_exist(sealed, neighbour_clerk):
    assert client_of(neighbour_clerk).get(f"/families/{sealed.pk}/").status_code == 404


@pytest.mark.django_db
def test_the_person_responsible_meets_the_same_sentence(household, county_clerk, township_officer, tree):
    with scope(tree.county.path):
        entrust(county_clerk, household, township_officer)
        seal(by=county_clerk, household=household, why="测试")
    client = client_of(township_officer)
    assert client.get(f"/families/{household.pk}/").status_code == 423
    assert "周明远" not in client.get("/families/").content.decode()


@pytest.mark.django_db
def test_lists_and_searches_do_not_find_it(sealed, county_clerk):
    client = client_of(county_clerk)
    assert "周明远" not in client.get("/families/").content.decode()
    for text in ("周明远", "林秀", "zmy", sealed.number):
        found = client.post("/families/find/", {"text": text}, follow=True).content.decode()
        assert f"/families/{sealed.pk}/" not in found


@pytest.mark.django_db
def test_a_new_card_does_not_take_its_number(sealed, county_clerk, tree):
    with scope(tree.county.path):
        other = family(county_clerk, tree.county, officer="另一人")
    assert other.number != sealed.number


@pytest.mark.django_db
def test_an_identity_number_on_it_is_not_entered_again(county_clerk, tree):
    details = CardDetails(officer=OfficerDetails(name="甲某", id_number=NUMBER))
    origin = Origin(Source.PAPER, "测试", today())
    with scope(tree.county.path):
        seal(
            by=county_clerk,
            household=open_card(by=county_clerk, unit=tree.county, details=details, origin=origin),
            why="测试",
        )
        with pytest.raises(Refused) as no:
            open_card(by=county_clerk, unit=tree.county, details=details, origin=origin)
    assert no.value.code == "number_sealed"


@pytest.mark.django_db
def test_sealing_leaves_one_entry_in_the_journal_without_the_reason(sealed, tree):
    with scope(tree.county.path):
        (entry,) = JournalEntry.objects.filter(act="families.sealed")
    assert entry.cards == [sealed.pk]
    assert "家属" not in str(entry.details)


@pytest.mark.django_db
def test_sealed_twice_is_refused_and_so_is_no_reason(household, county_clerk, tree):
    with scope(tree.county.path):
        with pytest.raises(Refused):
            seal(by=county_clerk, household=household, why=" ")
        seal(by=county_clerk, household=household, why="测试")
        with pytest.raises(Refused) as no:
            seal(by=county_clerk, household=household, why="再来")
    assert no.value.code == "families.sealed_already"


@pytest.mark.django_db
def test_nobody_seals_another_units_card(household, neighbour_clerk, tree):
    with scope(tree.city.path), pytest.raises(Refused) as no:
        seal(by=neighbour_clerk, household=household, why="测试")
    assert no.value.code == "families.not_yours_to_seal"


@pytest.mark.django_db
def test_opened_again_everything_stands_where_it_stood(sealed, county_clerk, tree):
    with scope(tree.county.path):
        opened = unseal(by=county_clerk, household=sealed, why="家属同意")
        assert opened.path.startswith(tree.county.path)
        assert Person.objects.filter(household=opened).count() == 4
        assert SearchToken.objects.exists()
        with pytest.raises(Refused):
            unseal(by=county_clerk, household=opened, why="再来")
    assert client_of(county_clerk).get(f"/families/{sealed.pk}/").status_code == 200


@pytest.mark.django_db
def test_the_database_holds_state_and_place_together(household, tree):
    with pytest.raises(DatabaseError), transaction.atomic(), scope(tree.county.path):
        Household.objects.filter(pk=household.pk).update(status="sealed", sealed_at="2026-01-01T00:00Z")


@pytest.mark.django_db
def test_storage_shows_only_the_range_that_is_asked_for(sealed, tree):
    with store(tree.neighbour.path):
        assert not Household.objects.exists()
    with store("", ""):
        assert not Household.objects.exists()
    with store(tree.county.path):
        assert sealed_cards(*[tree.county.path, tree.county.path + "~"]).count() == 1


@pytest.mark.django_db
def test_sealing_ends_emergency_access_and_its_review_stays_due(
    household, county_clerk, township_officer, auditor, tree
):
    opened = open_in_emergency(
        by=township_officer, number=household.number, reason="ill", words="家属突发疾病，须立即联系"
    )
    assert isinstance(opened, EmergencyAccess)
    with scope(tree.county.path):
        seal(by=county_clerk, household=household, why="家属要求停止使用")
    with everywhere():
        assert not Grant.objects.held_by(township_officer).current().exists()
        assert EmergencyAccess.objects.open().filter(pk=opened.pk).exists()
        assert JournalEntry.objects.get(act="families.sealed").details["emergencies"] == 1


@pytest.mark.django_db
def test_a_search_that_finds_nothing_says_where_sealed_cards_are_to_who_may_ask_for_them(
    household, county_clerk, township_officer, tree
):
    def searched(post):
        return client_of(post).post("/families/find/", {"text": "赵无此"}, follow=True).content.decode()

    assert "/rights/sealed/" in searched(county_clerk)  # whether or not a card is sealed
    assert "/rights/sealed/" not in searched(township_officer)
