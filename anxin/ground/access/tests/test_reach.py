"""Posts, grants and the switcher: what a person sees is what the one post at work may see."""

from datetime import timedelta

import pytest

from anxin.ground.access.actions import appoint, give, withdraw
from anxin.ground.access.models import Grant
from anxin.ground.access.reach import gather, ranges
from anxin.ground.database.scope import as_guest, everywhere, scope
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def given(clerk, household, holder, until=None):
    with scope(household.path):
        return give(by=clerk, holder=holder, record_id=household.pk, path=household.path, part="card",
                    purpose="responsible", until=until)  # fmt: skip


def reached(post):
    with everywhere():
        return [(reach.lo, reach.grant is not None) for reach in ranges(post)]


def test_a_clerk_reaches_the_subtree_of_the_region_the_office_serves(county_clerk, tree):
    assert county_clerk.bounds == (tree.county.path, tree.county.path + "~")


def test_a_township_officer_reaches_nothing_without_a_grant(township_officer):
    assert township_officer.bounds == ("", "")
    assert reached(township_officer) == []


def test_a_grant_opens_one_card(county_clerk, township_officer, household):
    given(county_clerk, household, township_officer.pk)
    assert reached(township_officer) == [(household.path, True)]
    page = client_of(township_officer).get(f"/families/{household.pk}/")
    assert page.status_code == 200


def test_a_grant_to_a_unit_serves_whoever_holds_a_post_there(county_clerk, health_desk, household):
    given(county_clerk, household, health_desk.unit_id)
    assert reached(health_desk) == [(household.path, True)]


def test_a_grant_that_has_run_out_opens_nothing(county_clerk, township_officer, household):
    given(county_clerk, household, township_officer.pk, until=today() - timedelta(days=1))
    assert client_of(township_officer).get(f"/families/{household.pk}/").status_code == 404


def test_a_withdrawn_grant_ends_at_once_and_stays_on_record(county_clerk, township_officer, household):
    grant = given(county_clerk, household, township_officer.pk)
    with scope(household.path):
        assert withdraw(by=county_clerk, holder=township_officer.pk, record_id=household.pk, part="card") == 1
        assert Grant.objects.get(pk=grant.pk).ended_at is not None
    assert client_of(township_officer).get(f"/families/{household.pk}/").status_code == 404


def test_giving_the_same_access_twice_gives_it_once(county_clerk, township_officer, household):
    assert given(county_clerk, household, township_officer.pk) == given(
        county_clerk, household, township_officer.pk
    )


def test_nobody_gives_access_to_what_lies_outside_their_scope(
    neighbour_clerk, tree, household, township_officer
):
    with pytest.raises(Refused), scope(tree.neighbour.path):
        give(by=neighbour_clerk, holder=township_officer.pk, record_id=household.pk, path=household.path,
             part="card", purpose="responsible")  # fmt: skip


def test_gathering_leaves_the_scope_as_it_was(county_clerk, township_officer, household):
    given(county_clerk, household, township_officer.pk)
    with everywhere():
        found = gather(township_officer, lambda reach: [reach.lo])
    assert found == [household.path]


def test_a_person_with_two_posts_acts_in_one_and_may_switch(county_clerk, tree, household):
    other = appoint(
        by=OPERATOR, account=county_clerk.account, unit=tree.neighbour_office, role="clerk", name="沈静"
    )
    client = client_of(county_clerk)
    client.post("/access/post/", {"post": county_clerk.pk})
    assert client.get(f"/families/{household.pk}/").status_code == 200
    client.post("/access/post/", {"post": other.pk})
    assert client.get(f"/families/{household.pk}/").status_code == 404


def test_somebody_elses_post_cannot_be_chosen(county_clerk, neighbour_clerk):
    assert client_of(county_clerk).post("/access/post/", {"post": neighbour_clerk.pk}).status_code == 404


def test_a_post_that_has_ended_opens_nothing(county_clerk, household):
    client = client_of(county_clerk)
    type(county_clerk).objects.filter(pk=county_clerk.pk).update(
        until=today(), since=today() - timedelta(days=3)
    )
    assert client.get(f"/families/{household.pk}/").status_code == 403


def test_a_disabled_account_is_signed_out_at_once(county_clerk, household):
    client = client_of(county_clerk)
    type(county_clerk.account).objects.filter(pk=county_clerk.account_id).update(is_active=False)
    assert client.get(f"/families/{household.pk}/").status_code == 302


def test_a_request_id_is_taken_in_and_given_back(county_clerk):
    response = client_of(county_clerk).get("/families/", headers={"X-Request-ID": "check-42"})
    assert response["X-Request-ID"] == "check-42"


def test_a_request_id_with_other_signs_is_replaced(county_clerk):
    response = client_of(county_clerk).get("/families/", headers={"X-Request-ID": "张三  x"})
    assert response["X-Request-ID"].isalnum()


def test_access_that_was_given_is_not_given_on(county_clerk, neighbour_clerk, township_officer, household):
    given(county_clerk, household, neighbour_clerk.pk)
    with pytest.raises(Refused), scope(household.path):
        give(by=neighbour_clerk, holder=township_officer.pk, record_id=household.pk, path=household.path,
             part="card", purpose="responsible")  # fmt: skip


def test_the_database_lets_a_guest_change_no_grant(county_clerk, neighbour_clerk, household):
    grant = given(county_clerk, household, neighbour_clerk.pk, until=today())
    with scope(household.path):
        as_guest(True)
        assert Grant.objects.filter(pk=grant.pk).update(until=None) == 0
        as_guest(False)


def test_a_page_of_a_card_without_an_act_of_its_own_is_noted(county_clerk, household):
    client_of(county_clerk).get(f"/families/{household.pk}/people/add/")
    with scope(household.path):
        acts = JournalEntry.objects.filter(path=household.path).values_list("act", flat=True)
        assert "access.page_opened" in acts


def test_other_methods_than_those_of_forms_are_refused(county_clerk, household):
    assert client_of(county_clerk).put(f"/families/{household.pk}/people/add/").status_code in (403, 405)


def test_a_body_larger_than_a_form_is_refused_unread(client):
    answer = client.post(
        "/access/sign-in/", data=b"x", content_type="text/plain", CONTENT_LENGTH=str(600 * 2**20)
    )
    assert answer.status_code == 413
