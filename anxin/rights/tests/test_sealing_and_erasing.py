"""Freezing, opening again by two, erasing by two: and what is left of each."""

import pytest

from anxin.families.actions import record_fact
from anxin.families.actions.details import Origin
from anxin.families.models import Fact, Household, Kinship, Membership, Person, SearchToken, Source
from anxin.ground.access.actions import decide
from anxin.ground.access.models import Approval
from anxin.ground.database.scope import scope, store
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from anxin.rights import actions
from anxin.rights.models import RightsRequest, Tombstone
from tests.cast import client_of, family

from .conftest import State

pytestmark = pytest.mark.django_db


def test_a_granted_freezing_seals_the_card_and_the_request_can_still_be_answered(granted, county_clerk):
    one = actions.freeze(by=county_clerk, request=granted("freezing"), words="家属要求")
    assert one.state == State.CARRIED_OUT
    assert not Household.objects.exists()
    done = actions.answer(by=county_clerk, request=one, words="当面告知")
    assert done.state == State.ANSWERED
    assert RightsRequest.objects.select_related("household").get().household is None


def test_the_page_of_such_a_request_names_nobody_but_the_one_who_asked(granted, county_clerk, widow):
    one = actions.freeze(by=county_clerk, request=granted("freezing", widow), words="家属要求")
    page = client_of(county_clerk).get(f"/rights/{one.household_id}/requests/{one.pk}/")
    assert page.status_code == 200
    assert "不显示：档案已封存" in page.content.decode()


def test_a_request_that_asks_for_something_else_does_not_seal(granted, county_clerk):
    with pytest.raises(Refused) as no:
        actions.freeze(by=county_clerk, request=granted("copy"), words="家属要求")
    assert no.value.code == "rights.not_to_freeze"
    assert Household.objects.exists()


def sealed_card(county_clerk, household):
    return actions.put_away(by=county_clerk, household=household, why="测试")


def test_a_sealed_card_is_opened_by_the_one_who_asked_after_another_agreed(
    household, county_clerk, in_county, agree
):
    card = sealed_card(county_clerk, household)
    approval = actions.ask_unsealing(by=county_clerk, household=card, why="家属来访")
    with pytest.raises(Refused):
        actions.open_again(by=county_clerk, household=card, approval=approval)
    agree(approval)
    actions.open_again(by=county_clerk, household=card, approval=approval)
    assert Household.objects.get(pk=card.pk).status == "open"
    with pytest.raises(Refused):
        actions.open_again(by=county_clerk, household=card, approval=approval)


def test_nobody_agrees_to_their_own_unsealing(household, county_clerk, in_county):
    card = sealed_card(county_clerk, household)
    approval = actions.ask_unsealing(by=county_clerk, household=card, why="家属来访")
    with pytest.raises(Refused):
        decide(by=county_clerk, approval=approval, agree=True)
    with store(card.unit.path):
        assert Household.objects.filter(pk=card.pk).exists()


def test_an_agreement_about_one_card_opens_no_other(household, county_clerk, in_county, agree, tree):
    other = sealed_card(county_clerk, family(county_clerk, tree.county, officer="另一人"))
    card = sealed_card(county_clerk, household)
    approval = agree(actions.ask_unsealing(by=county_clerk, household=card, why="家属来访"))
    with pytest.raises(Refused) as no:
        actions.open_again(by=county_clerk, household=other, approval=approval)
    assert no.value.code == "access.other_subject"


def test_the_officer_who_died_is_not_erased_and_sealing_is_offered(granted, county_clerk, deceased):
    one = granted("deletion", deceased, standing="next_of_kin", interest="自身利益")
    assert actions.kept_by(deceased) == ["case"]
    with pytest.raises(Refused) as no:
        actions.ask_erasure(by=county_clerk, request=one, why="家属要求")
    assert no.value.code == "rights.must_be_kept"
    assert actions.freeze(by=county_clerk, request=one, words="依法应当保存").state == State.CARRIED_OUT


def erased(granted, county_clerk, widow, agree):
    record_fact(
        by=county_clerk, household=widow.household, code="health", value="慢性病", person=widow,
        origin=Origin(Source.VISIT, "走访", today()),
    )  # fmt: skip
    one = granted("deletion", widow)
    approval = agree(actions.ask_erasure(by=county_clerk, request=one, why="登记错误"))
    return actions.erase(by=county_clerk, request=one, approval=approval)


def test_an_erasure_removes_everything_that_hangs_on_the_person(granted, county_clerk, widow, agree):
    key = widow.pk
    erased(granted, county_clerk, widow, agree)
    assert not Person.objects.filter(pk=key).exists()
    for model in (Fact, Membership, Kinship, SearchToken):
        assert not model.objects.filter(person_id=key).exists()
    assert Person.objects.count() == 3


def test_the_tombstone_says_which_kinds_and_never_what(granted, county_clerk, widow, agree):
    stone = erased(granted, county_clerk, widow, agree)
    assert stone.kinds["families.person"] == 1
    assert stone.kinds["families.fact"] == 1
    told = Tombstone.objects.values().get()
    assert not any(word in str(told["kinds"]) for word in ("林秀兰", "慢性病", "1983"))
    ours = {
        "id",
        "path",
        "household_id",
        "request_id",
        "by_id",
        "at",
        "kinds",
    }  # nowhere else is room for words
    assert set(told) == ours
    (entry,) = JournalEntry.objects.filter(act="rights.erased")
    assert "林秀兰" not in str(entry.details)
    assert RightsRequest.objects.get().person_id is None


def test_an_erasure_without_the_second_person_changes_nothing(granted, county_clerk, widow):
    one = granted("deletion", widow)
    approval = actions.ask_erasure(by=county_clerk, request=one, why="登记错误")
    with pytest.raises(Refused):
        actions.erase(by=county_clerk, request=one, approval=approval)
    assert Person.objects.filter(pk=widow.pk).exists()
    assert RightsRequest.objects.get().state == State.GRANTED
    assert not Tombstone.objects.exists()


def test_only_a_granted_deletion_is_carried_out(receive, county_clerk, widow):
    with pytest.raises(Refused) as no:
        actions.ask_erasure(by=county_clerk, request=receive("deletion", widow), why="登记错误")
    assert no.value.code == "rights.not_to_erase"


def test_the_pages_walk_from_asking_to_opening(household, county_clerk, leader, agree, tree):
    with scope(tree.county.path):
        card = sealed_card(county_clerk, household)
    client = client_of(county_clerk)
    assert card.number in client.get("/rights/sealed/").content.decode()
    asked = client.post(f"/rights/{card.pk}/unseal/", {"why": "家属来访"}, follow=True)
    assert asked.content.decode().count("已请另一人审批") == 1  # said once
    assert "请另一人审批</button>" not in asked.content.decode()
    with scope(tree.county.path):
        agree(Approval.objects.get())
    assert "另一人已同意" in client.get(f"/rights/{card.pk}/unseal/").content.decode()
    opened = client.post(f"/rights/{card.pk}/unseal/", follow=True)
    assert opened.status_code == 200
    assert "周明远" in opened.content.decode()


def test_the_leader_cannot_unseal_alone(household, county_clerk, leader, tree):
    with scope(tree.county.path):
        card = sealed_card(county_clerk, household)
    assert client_of(leader).post(f"/rights/{card.pk}/unseal/", {"why": "看看"}).status_code == 403


def test_the_second_person_reads_which_card_is_to_be_opened_and_why_it_was_sealed(
    household, county_clerk, leader, in_county
):
    card = sealed_card(county_clerk, household)
    approval = actions.ask_unsealing(by=county_clerk, household=card, why="家属来访")
    page = client_of(leader).get(f"/access/decisions/{approval.pk}/").content.decode()
    assert f"档案编号：{card.number}" in page
    assert f"{card.sealed_on.isoformat()}封存，理由：测试" in page
    assert card.unit.label in page
    assert "涉及条数" not in page
    assert "周明远" not in page


def test_the_second_person_reads_whose_data_is_to_be_erased_by_mask_and_request(
    granted, county_clerk, leader, widow
):
    one = granted("deletion", widow)
    approval = actions.ask_erasure(by=county_clerk, request=one, why="登记错误")
    page = client_of(leader).get(f"/access/decisions/{approval.pk}/").content.decode()
    for words in (f"档案编号：{one.number}", "涉及人员：林**", f"请求编号：{one.code}", "涉及条数"):
        assert words in page
    assert "林秀兰" not in page
