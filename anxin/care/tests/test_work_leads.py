"""The unit's person in charge: families without a name are his from the instant he is set."""

import pytest

from anxin.care.actions import name_responsible, set_work_lead
from anxin.care.models import Responsibility, WorkLead
from anxin.care.queries import responsibility_of, units_without_lead, unnamed_households
from anxin.ground.access.reach import Reach
from anxin.ground.jobs.refusals import Refused
from tests.cast import family


def test_setting_a_lead_fills_the_rows_that_had_nobody(county_clerk, tree, household, in_county):
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    row = responsibility_of(household)
    assert row.responsible == county_clerk
    assert row.unassigned
    former = Responsibility.objects.exclude(until=None).get(household=household)
    assert former.until == row.since


def test_changing_the_lead_moves_only_families_without_a_name(
    county_clerk, second_clerk, township_officer, tree, household, in_county
):
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    other = family(county_clerk, tree.county, "何立新")
    name_responsible(by=county_clerk, household=other, responsible=township_officer)
    set_work_lead(by=county_clerk, unit=tree.county, post=second_clerk)
    assert responsibility_of(household).responsible == second_clerk
    assert responsibility_of(other).responsible == township_officer


def test_a_unit_with_a_lead_of_its_own_is_left_alone(county_clerk, second_clerk, tree, in_county):
    set_work_lead(by=county_clerk, unit=tree.town, post=second_clerk)
    household = family(county_clerk, tree.town)
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    assert responsibility_of(household).responsible == second_clerk


def test_the_same_lead_again_changes_no_row(county_clerk, tree, household, in_county):
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    before = Responsibility.objects.count()
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    assert Responsibility.objects.count() == before
    assert WorkLead.objects.count() == 1


def test_a_lead_must_be_a_clerk_whose_scope_covers_the_unit(
    county_clerk, township_officer, neighbour_clerk, tree, in_county
):
    for post in (township_officer, neighbour_clerk):
        with pytest.raises(Refused) as refused:
            set_work_lead(by=county_clerk, unit=tree.county, post=post)
        assert refused.value.code == "care.lead_cannot_see"
    assert not WorkLead.objects.exists()


def test_a_lead_is_not_his_own_deputy(county_clerk, tree, in_county):
    with pytest.raises(Refused) as refused:
        set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk, deputy=county_clerk)
    assert refused.value.code == "care.own_deputy"


def test_a_unit_with_families_and_nobody_up_the_line_is_listed(county_clerk, tree, household, in_county):
    reach = Reach.of(county_clerk)
    assert list(units_without_lead(reach)) == [tree.county]
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    assert not units_without_lead(reach).exists()


def test_families_without_even_a_lead_stand_first(county_clerk, tree, household, in_county):
    set_work_lead(by=county_clerk, unit=tree.town, post=county_clerk)
    with_lead = family(county_clerk, tree.town, "何立新")
    found = [row.household for row in unnamed_households(Reach.of(county_clerk))]
    assert found == [household, with_lead]


def test_a_clerk_sets_nobody_for_a_unit_of_a_neighbour(county_clerk, neighbour_clerk, tree, in_county):
    with pytest.raises(Refused) as refused:
        set_work_lead(by=county_clerk, unit=tree.neighbour, post=neighbour_clerk)
    assert refused.value.code == "care.unit_out_of_scope"
    assert not WorkLead.objects.exists()
