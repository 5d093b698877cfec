"""What of a sum is still to be confirmed stands where it is claimed."""

import pytest
from django.urls import reverse

from anxin.entitlements.actions import start_claim
from anxin.entitlements.models import Entitlement
from tests.cast import client_of


@pytest.fixture
def subsidy(opened, in_county) -> Entitlement:
    """The special subsidy of a police officer's family, with the amounts of 2004."""
    return Entitlement.objects.get(household=opened(employment="police"), rule="police_special")


def shown(post, name, **kwargs):
    return client_of(post).get(reverse(f"entitlements:{name}", kwargs=kwargs)).content.decode()


def test_a_sum_that_is_to_be_confirmed_says_so_before_and_after_it_is_claimed(subsidy, county_clerk):
    card = subsidy.household_id
    assert "<small>待核</small>" in shown(county_clerk, "claims", card=card)
    claim = start_claim(by=county_clerk, line=subsidy)
    assert "<small>待核</small>" in shown(county_clerk, "claims", card=card)
    assert "数额为2004年规定" in shown(county_clerk, "claim", card=card, claim=claim.pk)


def test_a_sum_whose_text_is_only_quoted_is_not_marked_in_the_list_and_told_on_its_page(
    line, county_clerk, family
):
    Entitlement.objects.filter(pk=line.pk).update(
        parameters=[["lump_sum.on_duty.income_multiple", 20, "x", "S"]]
    )
    assert "<small>待核</small>" not in shown(county_clerk, "claims", card=family.pk)
    line.refresh_from_db()
    claim = start_claim(by=county_clerk, line=line)
    assert "：转引，未见原文" in shown(county_clerk, "claim", card=family.pk, claim=claim.pk)


def test_a_sum_whose_texts_were_read_says_nothing(line, county_clerk, family):
    Entitlement.objects.filter(pk=line.pk).update(parameters=[], conventions=[])
    line.refresh_from_db()
    claim = start_claim(by=county_clerk, line=line)
    assert "待核" not in shown(county_clerk, "claim", card=family.pk, claim=claim.pk)
