"""How often a family is visited: the rule of the nearest unit, shorter where it is needed, and who is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxin.care.actions import (
    Intervals,
    drop_visit_cycle,
    name_contact_leader,
    record_visit,
    set_visit_cycle,
)
from anxin.care.models import VisitCycle
from anxin.care.queries import leaders_and_families, rule_for, rules_kept, rules_within
from anxin.care.queries.cycles import due_days, first_in_time, later
from anxin.families.models import Household, Person
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import get
from anxin.ground.jobs.refusals import Refused


def number(figure: str, reach: Reach, day: date) -> int:
    return get(figure).value(reach, day)


@pytest.fixture
def reach(county_clerk) -> Reach:
    return Reach.of(county_clerk)


def set_cycle(by, unit, festivals=(), **months):
    return set_visit_cycle(by=by, unit=unit, every=Intervals(**months), festivals=festivals)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 24))
def test_the_first_day_in_time_is_the_first_whose_interval_reaches_the_day(day, months):
    first = first_in_time(day, months)
    assert later(first, months) >= day > later(first - timedelta(1), months)


def test_without_a_cycle_the_house_asks_for_a_visit_a_year_and_two_festivals(reach, in_county):
    rule = rule_for("0001", rules_within(reach))
    assert (rule.months, rule.leader_months, rule.festivals, rule.unit) == (
        12,
        None,
        ("spring", "party_day"),
        None,
    )


def test_a_unit_follows_the_nearest_above_until_it_sets_its_own(county_clerk, tree, reach, in_county):
    set_cycle(county_clerk, tree.county, months=6)
    assert rule_for(tree.town.path, rules_within(reach)).months == 6
    set_cycle(county_clerk, tree.town, months=3)
    assert rule_for(tree.town.path, rules_within(reach)).months == 3
    assert rule_for(tree.county.path, rules_within(reach)).months == 6
    drop_visit_cycle(by=county_clerk, unit=tree.town)
    assert rule_for(tree.town.path, rules_within(reach)).months == 6


def test_a_page_asks_for_the_rules_once_and_the_next_page_anew(
    county_clerk, tree, reach, in_county, django_assert_num_queries
):
    set_cycle(county_clerk, tree.county, months=6)
    with django_assert_num_queries(1), rules_kept():
        assert rules_within(reach) == rules_within(reach)
    set_cycle(county_clerk, tree.county, months=3)
    with rules_kept():
        assert rule_for(tree.county.path, rules_within(reach)).months == 3


@pytest.mark.parametrize(
    ("months", "code"),
    [
        ({"months": 0}, "care.months_out_of_range"),
        ({"months": 25}, "care.months_out_of_range"),
        ({"months": 3, "alone_months": 6}, "care.special_cycle_longer"),
    ],
)
def test_a_cycle_that_makes_no_sense_is_refused(months, code, county_clerk, tree, in_county):
    with pytest.raises(Refused) as refused:
        set_cycle(county_clerk, tree.county, **months)
    assert refused.value.code == code
    assert not VisitCycle.objects.exists()


def test_a_neighbours_unit_and_an_unknown_festival_are_refused(county_clerk, tree, in_county):
    with pytest.raises(Refused) as refused:
        set_cycle(county_clerk, tree.neighbour, months=6)
    assert refused.value.code == "care.unit_out_of_scope"
    with pytest.raises(Refused) as refused:
        set_cycle(county_clerk, tree.county, months=6, festivals=["qingming"])
    assert refused.value.code == "care.not_a_festival"


def test_a_family_is_due_when_its_interval_has_passed(county_clerk, tree, reach, named, mother):
    set_cycle(county_clerk, tree.county, months=6)
    on = today() - timedelta(20)
    record_visit(by=county_clerk, household=named, on=on, met=[mother], news="好")
    due = later(on, 6)
    assert due_days([named], reach, today())[named.pk] == due
    assert number("care.visits_overdue", reach, due) == 0
    assert number("care.visits_due_soon", reach, due) == 1
    assert number("care.visits_overdue", reach, due + timedelta(1)) == 1
    assert number("care.visits_due_soon", reach, due + timedelta(1)) == 0


def test_a_first_visit_is_due_some_weeks_after_the_card_was_opened(named, reach):
    opened = Household.objects.get(pk=named.pk).opened_on
    assert due_days([named], reach, today())[named.pk] == opened + timedelta(30)
    assert number("care.visits_overdue", reach, opened + timedelta(30)) == 0
    assert number("care.visits_overdue", reach, opened + timedelta(31)) == 1


def test_an_attempt_is_not_a_visit(named, reach, county_clerk):
    record_visit(by=county_clerk, household=named, on=today())
    opened = Household.objects.get(pk=named.pk).opened_on
    assert due_days([named], reach, today())[named.pk] == opened + timedelta(30)


def test_where_children_live_the_shorter_interval_holds(county_clerk, tree, reach, named, mother):
    set_cycle(county_clerk, tree.county, months=12, alone_months=3)
    record_visit(by=county_clerk, household=named, on=today(), met=[mother], news="好")
    assert due_days([named], reach, today())[named.pk] == later(today(), 3)
    assert number("care.visits_overdue", reach, later(today(), 3) + timedelta(1)) == 1
    Person.objects.filter(household=named, name="周雨桐").update(birth="1990-06-01")
    assert due_days([named], reach, today())[named.pk] == later(today(), 12)
    assert number("care.visits_overdue", reach, later(today(), 3) + timedelta(1)) == 0


def test_in_the_first_year_after_the_death_the_shorter_interval_holds(
    county_clerk, tree, reach, named, mother
):
    set_cycle(county_clerk, tree.county, months=12, first_year_months=1)
    record_visit(by=county_clerk, household=named, on=today(), met=[mother], news="好")
    assert due_days([named], reach, today())[named.pk] == later(today(), 12)  # he died in 2024
    died = (today() - timedelta(30)).isoformat()
    Person.objects.filter(household=named, fallen__isnull=False).update(died_on=died)
    assert due_days([named], reach, today())[named.pk] == later(today(), 1)


def test_the_leaders_cycle_counts_visits_on_which_the_leader_went(
    county_clerk, tree, reach, named, mother, leader
):
    set_cycle(county_clerk, tree.county, leader_months=6)
    name_contact_leader(by=county_clerk, household=named, leader=leader)
    record_visit(by=county_clerk, household=named, on=today(), met=[mother], news="好")
    (line,) = leaders_and_families(reach, today())
    first = today() + timedelta(30)  # never there yet: a first visit is due soon, not after the interval
    assert (line.post, line.families[0].last, line.families[0].due) == (leader, None, first)
    assert number("care.leader_visits_overdue", reach, first) == 0
    assert number("care.leader_visits_overdue", reach, first + timedelta(1)) == 1
    record_visit(
        by=county_clerk, household=named, on=today(), visitors=[county_clerk, leader], met=[mother], news="好"
    )
    (line,) = leaders_and_families(reach, today(), only=leader)
    assert (line.families[0].last, line.families[0].due) == (today(), later(today(), 6))
    assert number("care.leader_visits_overdue", reach, first + timedelta(1)) == 0
    assert number("care.leader_visits_overdue", reach, later(today(), 6) + timedelta(1)) == 1
