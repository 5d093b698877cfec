"""Consents: one matter each, the guardian's for a child, withdrawn without undoing the past."""

from datetime import timedelta

import pytest

from anxin.families.actions import MemberDetails, Origin, add_member
from anxin.families.models import FallenOfficer, Source
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.refusals import Refused
from anxin.rights import actions
from anxin.rights.actions.basis import Given
from anxin.rights.models import Consent

pytestmark = pytest.mark.django_db


def given(giver="self", **more):
    told = {"purpose": "photo", "wording": "合影", "given_by": "林秀兰", "since": today(), **more}
    return Given(giver=giver, **told)


@pytest.fixture
def child(household, county_clerk, in_county):
    return add_member(
        by=county_clerk, household=household, officer=FallenOfficer.objects.get(),
        details=MemberDetails(name="周小宝", birth=PartialDate(today().year - 6, 5, 1), kinship="20"),
        origin=Origin(Source.FAMILY, "家属", today()),
    )  # fmt: skip


def test_for_a_child_under_14_only_the_guardian_agrees(household, county_clerk, child):
    with pytest.raises(Refused) as no:
        actions.give_consent(by=county_clerk, household=household, given=given(), person=child)
    assert no.value.code == "rights.guardian_needed"
    kept = actions.give_consent(by=county_clerk, household=household, given=given("guardian"), person=child)
    assert kept.giver == "guardian"


def test_where_the_age_is_not_known_the_birth_date_is_asked_for(household, county_clerk, child):
    child.birth = None
    child.save(update_fields=["birth"])
    with pytest.raises(Refused) as no:
        actions.give_consent(by=county_clerk, household=household, given=given(), person=child)
    assert no.value.code == "rights.age_unknown"


def test_the_dead_agree_to_nothing(household, county_clerk, deceased):
    with pytest.raises(Refused) as no:
        actions.give_consent(by=county_clerk, household=household, given=given(), person=deceased)
    assert no.value.code == "rights.deceased"


def test_a_withdrawal_ends_it_from_its_day_and_deletes_nothing(household, county_clerk, widow):
    since = today() - timedelta(10)
    one = actions.give_consent(by=county_clerk, household=household, given=given(since=since), person=widow)
    actions.note_withdrawal(by=county_clerk, consent=one, on=today() - timedelta(3))
    assert not Consent.objects.current(today()).exists()
    assert Consent.objects.current(today() - timedelta(5)).count() == 1
    with pytest.raises(Refused) as no:
        actions.note_withdrawal(by=county_clerk, consent=one, on=today())
    assert no.value.code == "rights.withdrawn_already"


def test_a_withdrawal_before_it_began_is_refused(household, county_clerk, widow):
    one = actions.give_consent(by=county_clerk, household=household, given=given(), person=widow)
    with pytest.raises(Refused) as no:
        actions.note_withdrawal(by=county_clerk, consent=one, on=today() - timedelta(1))
    assert no.value.code == "rights.before_it_began"


def test_a_basis_without_a_document_is_refused(household, county_clerk, in_county):
    with pytest.raises(Refused) as no:
        actions.record_basis(by=county_clerk, household=household, basis="duty", document=" ", since=today())
    assert no.value.code == "rights.document_missing"
