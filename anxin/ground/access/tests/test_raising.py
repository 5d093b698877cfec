"""Appointments that take two people: nobody raises himself; none above the county is given alone (O10)."""

import pytest

from anxin.ground.access.actions import appoint, ask_to_appoint, decide, make_account
from anxin.ground.access.models import Approval, Post
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from tests.cast import PASSWORD, client_of, hire

pytestmark = pytest.mark.django_db


def _state(approval):
    with everywhere():
        return Approval.objects.get(pk=approval.pk).state


def test_nobody_raises_the_own_scope_alone_and_no_post_above_the_county_is_given_alone(tree, leader):
    guard = hire("guard", tree.city_office, "security", "石磊")
    own = {"account": guard.account, "unit": tree.city_office, "role": "clerk", "scope_root": tree.city}
    city_leader = hire("city_leader", tree.city_office, "leader", "周正")
    for agreed in (
        None,
        decide(by=city_leader, approval=ask_to_appoint(by=guard, reason="x", **own), agree=True),
    ):
        with pytest.raises(Refused) as no:
            appoint(by=guard, name="石磊", agreed=agreed, **own)
        assert no.value.code == "access.not_oneself"
    account = make_account(by=OPERATOR, login="stranger", password=PASSWORD)
    city = {"account": account, "unit": tree.city_office, "role": "clerk", "scope_root": tree.city}
    with pytest.raises(Refused) as no:
        appoint(by=guard, name="孙立", **city)
    assert no.value.code == "access.takes_two"
    asked = ask_to_appoint(by=guard, reason="上级任命", **city)
    with pytest.raises(Refused):
        decide(by=leader, approval=asked, agree=True)  # a county's leader does not answer for a city
    agreed = decide(by=city_leader, approval=asked, agree=True)
    with pytest.raises(Refused):
        appoint(by=guard, name="孙立", agreed=agreed, **{**city, "role": "leader"})
    assert appoint(by=guard, name="孙立", agreed=agreed, **city).scope_root == tree.city
    with pytest.raises(Refused):
        appoint(by=guard, name="孙立", agreed=agreed, **city)
    town = {"account": account, "unit": tree.town, "role": "township"}
    assert appoint(by=guard, name="孙立", **town).scope_root == tree.town


def test_the_page_of_appointing_asks_and_takes_the_agreement(tree):
    guard = hire("guard", tree.city_office, "security", "石磊")
    account = make_account(by=OPERATOR, login="stranger", password=PASSWORD, home=tree.city_office)
    place, client = f"/access/accounts/{account.pk}/appoint/", client_of(guard)
    told = {
        "unit": tree.city_office.code,
        "role": "clerk",
        "name": "孙立",
        "since": today().isoformat(),
        "reason": "上级任命",
    }
    assert client.post(place, told).url == "/access/requests/"
    client.post(place, told)
    with everywhere():
        one = Approval.objects.get(kind="access.scope")
    head = client_of(hire("head", tree.city_office, "leader", "周正"))
    assert head.post(f"/access/decisions/{one.pk}/", {"agree": "yes"}).status_code == 302
    assert client.post(place, told).url == f"/access/accounts/{account.pk}/"
    assert Post.objects.get(account=account).scope_root == tree.city
    assert _state(one) == "used"
