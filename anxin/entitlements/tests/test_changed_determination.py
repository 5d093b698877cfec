"""A determination that was changed: the claim of the former one stands in the way of the new sum."""

import pytest
from django.urls import reverse

from anxin.entitlements.actions import (
    Paid,
    apply_for,
    calculate,
    close_claim,
    note_payment,
    set_aside,
    start_claim,
)
from anxin.entitlements.models import Claim, ClaimState, Entitlement
from anxin.families.models import FallenOfficer
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import get
from anxin.ground.jobs.refusals import Refused
from tests.cast import client_of

S = ClaimState


def change(family, clerk) -> Entitlement:
    """The death is determined anew, as one by illness: the lump sum is another line now."""
    FallenOfficer.objects.filter(person__household=family).update(determination="illness")
    calculate(by=clerk, households=[family])
    return Entitlement.objects.get(household=family, rule="lump_sum")


def value(name, post):
    return get(f"entitlements.{name}").value(Reach.of(post), today())


def test_the_new_sum_waits_until_the_former_claim_is_closed(approved, family, county_clerk):
    note_payment(by=county_clerk, claim=approved, paid=Paid(today(), approved.amount_fen, "回单1号"))
    new = change(family, county_clerk)
    assert new.pk != approved.line
    with pytest.raises(Refused) as no:
        start_claim(by=county_clerk, line=new)
    assert no.value.code == "entitlements.former_alive"
    close_claim(by=county_clerk, claim=approved, reason="改为病故，已付款项由支付单位核减")
    assert start_claim(by=county_clerk, line=new).state == S.OWED


def test_a_claim_without_a_decision_is_set_aside_with_its_reason(applied, family, county_clerk):
    new = change(family, county_clerk)
    applied.refresh_from_db()
    assert set_aside(by=county_clerk, claim=applied, reason="认定已变").state == S.SET_ASIDE
    assert start_claim(by=county_clerk, line=new).state == S.OWED


def test_a_claim_of_the_determination_that_holds_is_not_set_aside_so(applied, county_clerk):
    with pytest.raises(Refused) as no:
        set_aside(by=county_clerk, claim=applied, reason="认定已变")
    assert no.value.code == "entitlements.not_moved"


def test_two_claims_taken_up_before_are_not_both_handed_in(applied, family, county_clerk):
    new = change(family, county_clerk)
    second = Claim.objects.get(pk=applied.pk)
    second.pk, second.line, second.category, second.state = None, new.pk, "illness", S.OWED
    second._state.adding = True
    second.save(force_insert=True)
    with pytest.raises(Refused) as no:
        apply_for(by=county_clerk, claim=second, on=today())
    assert no.value.code == "entitlements.former_alive"


def test_the_finder_shows_the_former_claim_and_does_not_offer_the_new_sum(applied, family, county_clerk):
    assert value("claimed_twice", county_clerk) == 0
    change(family, county_clerk)
    assert value("claimed_twice", county_clerk) == 1
    assert value("owed_unclaimed", county_clerk) == 0


def test_the_pages_say_that_the_determination_has_changed(applied, family, county_clerk):
    new = change(family, county_clerk)
    page = client_of(county_clerk).get(reverse("entitlements:claims", args=[family.pk])).content.decode()
    assert "认定已变" in page
    assert "原申领未办结" in page
    assert reverse("entitlements:claim_start", args=[family.pk, new.pk]) not in page
    close = reverse("entitlements:claim_close", args=[family.pk, applied.pk])
    claim = reverse("entitlements:claim", args=[family.pk, applied.pk])
    assert close in client_of(county_clerk).get(claim).content.decode()
    client_of(county_clerk).post(close, {"reason": "改为病故"})
    assert Claim.objects.get(pk=applied.pk).state == S.SET_ASIDE
