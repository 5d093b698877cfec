"""A calculation that changed after a claim: the claim says so, and the difference can be claimed."""

import pytest
from django.urls import reverse

from anxin.entitlements.actions import approve, calculate, make_top_ups
from anxin.entitlements.claim_reading import claims_of
from anxin.entitlements.models import Claim, ClaimState, Entitlement
from anxin.families.models import FallenOfficer
from anxin.ground.days.clock import today
from tests.cast import client_of

MORE = 100000 * 40  # 1,000.00 yuan of basic pay more, forty months of it


def correct_pay(family, clerk, fen=513500):
    FallenOfficer.objects.filter(person__household=family).update(basic_pay_fen=fen)
    calculate(by=clerk, households=[family])


def page_of(claim, post):
    address = reverse("entitlements:claim", args=[claim.household_id, claim.pk])
    return client_of(post).get(address).content.decode()


def test_a_claim_that_follows_its_line_is_not_marked(owed, approved, family, county_clerk):
    assert claims_of(family)[0].difference == 0
    assert "现测算与申领数额不同" not in page_of(approved, county_clerk)


def test_a_corrected_pay_marks_the_claim_and_the_difference_is_claimed_on_its_page(
    approved, family, county_clerk
):
    correct_pay(family, county_clerk)
    assert claims_of(family)[0].difference == MORE
    page = page_of(approved, county_clerk)
    assert "现测算与申领数额不同" in page
    assert "申领差额" in page
    client_of(county_clerk).post(reverse("entitlements:top_ups"), {"line": str(approved.line)})
    top_up = Claim.objects.get(top_up_of=approved)
    assert (top_up.amount_fen, top_up.state) == (MORE, ClaimState.OWED)
    assert [one.difference for one in claims_of(family)] == [0, 0]


def test_a_line_asked_for_alone_tops_up_no_other(approved, family, county_clerk):
    correct_pay(family, county_clerk)
    client_of(county_clerk).post(reverse("entitlements:top_ups"), {"line": str(family.pk)})
    assert not Claim.objects.filter(top_up_of=approved).exists()


def test_a_lower_calculation_is_marked_and_nothing_is_claimed(approved, family, county_clerk):
    correct_pay(family, county_clerk, fen=313500)
    assert claims_of(family)[0].difference == -MORE
    assert "现测算较低" in page_of(approved, county_clerk)
    assert make_top_ups(by=county_clerk, entitlements=list(Entitlement.objects.all())) == []


def test_before_a_decision_the_claim_is_marked_and_not_topped_up(applied, family, county_clerk):
    correct_pay(family, county_clerk)
    assert "现测算与申领数额不同" in page_of(applied, county_clerk)
    assert "申领差额" not in page_of(applied, county_clerk)


@pytest.mark.parametrize("approved_fen", [80000000, 90000000])
def test_another_sum_by_the_payer_is_no_difference_of_the_calculation(
    approved_fen, applied, family, county_clerk
):
    approve(by=county_clerk, claim=applied, on=today(), approved_fen=approved_fen, reason="按核定")
    assert claims_of(family)[0].difference == 0
