"""A family's page ends the moment its card goes out of use, and comes back only by being given."""

from anxin.care.actions import approve_closing, ask_closing, reopen
from anxin.families.actions import seal
from anxin.families.models import Household
from anxin.family_page.actions import give_page
from anxin.family_page.models import Pass

WISH = {"reason": "wish", "outcome": "家属不愿再联系"}


def test_it_ends_with_the_care_and_is_given_anew_when_the_care_goes_on(given, named, county_clerk, leader):
    closed = approve_closing(by=leader, closing=ask_closing(by=county_clerk, household=named, **WISH))
    assert not Pass.objects.open().exists()
    reopen(by=county_clerk, closing=closed, why="家里又有困难")
    assert not Pass.objects.open().exists()
    give_page(by=county_clerk, household=Household.objects.get(pk=named.pk), holder="林秀兰")
    assert Pass.objects.open().count() == 1


def test_it_ends_when_the_card_is_sealed(given, named, county_clerk):
    seal(by=county_clerk, household=named, why="家属要求停止使用")
    assert not Pass.objects.open().exists()
