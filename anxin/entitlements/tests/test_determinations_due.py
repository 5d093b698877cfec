"""A determination that is to be applied for stands where the clerk works, with the days the law names."""

import pytest
from django.urls import reverse

from anxin.entitlements.models import Entitlement
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from tests.cast import client_of


@pytest.fixture
def waiting(opened, in_county, settings):
    """A teacher who died on 2026-11-20; nothing is determined."""
    settings.ANXIN_TEST, settings.ANXIN_TODAY = True, "2026-11-28"
    Post.objects.update(since="2026-01-01")  # held on that day, whenever the test runs
    return opened(
        determination="pending",
        channel="work_injury",
        employment="institution",
        died_on=PartialDate(2026, 11, 20),
    )


def shown(name, household, post, language="zh-hans"):
    return (
        client_of(post, language).get(reverse(f"entitlements:{name}", args=[household.pk])).content.decode()
    )


@pytest.mark.parametrize("name", ["card", "claims"])
def test_the_days_stand_on_both_tabs(name, waiting, county_clerk):
    assert today().isoformat() == "2026-11-28"
    page = shown(name, waiting, county_clerk)
    assert page.count("申请工伤认定：周明远") == 1
    assert "单位申请工伤认定期限" in page
    assert "2026-12-20" in page
    assert "2027-11-20" in page


def test_the_tab_of_claims_says_what_comes_first(waiting, county_clerk):
    page = shown("claims", waiting, county_clerk)
    assert "须先申请认定" in page
    assert "尚无可申领的待遇" not in page
    assert "Apply for the determination of work injury" in shown("claims", waiting, county_clerk, "en")


def test_a_determined_death_has_nothing_to_apply_for(family, county_clerk, in_county):
    assert Entitlement.objects.filter(household=family).exists()
    assert "申请工伤认定" not in shown("claims", family, county_clerk)
