"""The pages of the desk: who sees what, what a page says, what a form that was filled in does."""

import pytest

from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.rights import actions
from anxin.rights.forms.requests import MISSING
from anxin.rights.models import REQUEST_MOVES, Assessment, Consent, LegalBasis, NoticeGiven, RightsRequest
from tests.cast import client_of, entrust

pytestmark = pytest.mark.django_db
REQUEST = {
    "kind": "copy", "standing": "self", "asker": "林秀兰", "wording": "想要一份复制件",
}  # fmt: skip


@pytest.fixture
def clerk(county_clerk):
    return client_of(county_clerk)


def entered(client, card, **more):
    """A request entered through the page."""
    data = {**REQUEST, "received_on": today().isoformat(), **more}
    return client.post(f"/rights/{card.pk}/requests/new/", data, follow=True)


def only(model, tree):
    with scope(tree.county.path):
        return model.objects.get()


def test_a_request_is_entered_from_the_card_and_stands_on_the_desk(clerk, household, tree):
    page = entered(clerk, household)
    assert page.status_code == 200
    text = page.content.decode()
    assert "1件权利请求待答复" in text
    assert "已收到" in text
    assert only(RightsRequest, tree).asker == "林秀兰"


def test_what_is_missing_in_the_form_is_said_and_nothing_is_kept(clerk, household, tree):
    page = entered(clerk, household, standing="next_of_kin")
    assert page.status_code == 422
    with scope(tree.county.path):
        assert not RightsRequest.objects.exists()


def test_the_page_offers_only_the_next_steps_the_table_allows(clerk, household, tree):
    entered(clerk, household)
    one = only(RightsRequest, tree)
    address = f"/rights/{household.pk}/requests/{one.pk}/"
    text = clerk.get(address).content.decode()
    assert 'value="checked"' in text
    assert 'value="granted"' not in text
    clerk.post(address, {"step": "checked", "words": "身份证原件"})
    text = clerk.get(address).content.decode()
    assert 'value="granted"' in text
    assert "未留复印件" in text
    forged = clerk.post(address, {"step": "answered", "words": "已告知"})
    assert forged.status_code == 422
    assert only(RightsRequest, tree).state == "checked"


def test_a_responsible_person_enters_one_for_the_own_family_and_follows_it(
    household, county_clerk, township_officer, tree
):
    with scope(tree.county.path):
        entrust(county_clerk, household, township_officer)
    client = client_of(township_officer)
    assert entered(client, household).status_code == 200
    one = only(RightsRequest, tree)
    text = client.get(f"/rights/{household.pk}/requests/{one.pk}/").content.decode()
    assert 'value="checked"' in text
    assert 'value="refused"' not in text


def test_a_request_does_not_exist_outside_its_scope_nor_under_another_card(
    clerk, household, neighbour_clerk, tree
):
    entered(clerk, household)
    one = only(RightsRequest, tree)
    stranger = client_of(neighbour_clerk)
    assert stranger.get(f"/rights/{household.pk}/requests/{one.pk}/").status_code == 404
    assert clerk.get(f"/rights/{one.pk}/requests/{one.pk}/").status_code == 404
    assert one.code not in stranger.get("/rights/requests/").content.decode()


def test_the_page_is_called_by_what_is_asked_and_says_what_to_write(clerk, household, tree):
    entered(clerk, household)
    address = f"/rights/{household.pk}/requests/{only(RightsRequest, tree).pk}/"
    text = clerk.get(address).content.decode()
    assert "<h1>复制请求<small>" in text
    assert "个人信息权利请求" not in text
    empty = clerk.post(address, {"step": "checked", "words": ""})
    assert empty.status_code == 422
    assert "请写明查看了哪些证件。" in empty.content.decode()


def test_every_step_that_needs_words_says_which():
    assert {to for (_now, to), move in REQUEST_MOVES.items() if move.reason} == set(MISSING)


@pytest.mark.parametrize("page", ["erase", "freeze"])
def test_carrying_out_has_no_page_on_a_request_that_does_not_ask_for_it(
    page, clerk, granted, receive, widow, county_clerk
):
    def status(one):
        return clerk.get(f"/rights/{widow.household_id}/requests/{one.pk}/{page}/").status_code

    open_one, closed = granted("deletion", widow), granted("deletion", widow)
    assert status(open_one) == 200
    actions.withdraw(by=county_clerk, request=closed, words="家属撤回")
    for other in (closed, granted("copy", widow), receive("deletion", widow)):
        assert status(other) == 404


def test_the_overdue_stand_first_and_are_counted_at_the_door(clerk, household, tree):
    entered(clerk, household)
    entered(clerk, household, received_on="2026-01-05", kind="access")
    text = clerk.get("/rights/requests/").content.decode()
    assert "1件逾期" in text or "逾期" in text
    with scope(tree.county.path):
        late, fresh = (RightsRequest.objects.get(kind=kind).code for kind in ("access", "copy"))
    assert text.index(late) < text.index(fresh)


def test_basis_notice_and_consent_are_recorded_on_the_card(clerk, household, tree):
    here = f"/rights/{household.pk}"
    assert "尚未告知" in clerk.get(f"{here}/basis/").content.decode()
    day = today().isoformat()
    clerk.post(f"{here}/basis/new/", {"basis": "duty", "document": "组织部通知", "since": day})
    clerk.post(f"{here}/notice/new/", {"on": day, "way": "handed", "told": "林秀兰"})
    clerk.post(
        f"{here}/consents/new/",
        {"purpose": "photo", "wording": "走访合影", "giver": "self", "given_by": "林秀兰", "since": day},
    )
    text = clerk.get(f"{here}/basis/").content.decode()
    assert "尚未告知" not in text
    assert "走访合影" in text
    assert only(LegalBasis, tree).document == "组织部通知"
    assert only(NoticeGiven, tree).told == "林秀兰"
    consent = only(Consent, tree)
    clerk.post(f"{here}/consents/{consent.pk}/", {"on": day})
    assert "有效" not in clerk.get(f"{here}/basis/").content.decode()


def test_families_not_told_yet_are_a_figure_with_its_list(clerk, household, tree):
    page = clerk.get("/figures/rights.untold/")
    assert f"/rights/{household.pk}/basis/" in page.content.decode()
    clerk.post(
        f"/rights/{household.pk}/notice/new/",
        {"on": today().isoformat(), "way": "handed", "told": "林秀兰"},
    )
    assert f"/rights/{household.pk}/basis/" not in clerk.get("/figures/rights.untold/").content.decode()


def test_an_assessment_is_made_kept_and_compared(clerk, tree):
    words = dict.fromkeys(("necessity", "impact", "risks", "conclusion"), "已评估")
    for _version in (1, 2):
        page = clerk.post("/rights/assessments/new/", words, follow=True)
        assert page.status_code == 200
    assert "没有。" in page.content.decode()
    with scope(tree.county.path):
        assert [one.version for one in Assessment.objects.all()] == [2, 1]


@pytest.mark.parametrize("address", ["sharing/", "retention/", "assessments/", "sealed/", "requests/"])
def test_every_page_opens_empty_in_both_languages(address, county_clerk):
    for language in ("zh-hans", "en"):
        page = client_of(county_clerk, language).get(f"/rights/{address}")
        assert page.status_code == 200


def test_the_auditor_reads_givings_and_periods_and_decides_nothing(auditor):
    client = client_of(auditor)
    assert client.get("/rights/sharing/").status_code == 200
    assert client.get("/rights/retention/").status_code == 200
    assert client.get("/rights/requests/").status_code == 403
    assert client.get("/rights/sealed/").status_code == 403
