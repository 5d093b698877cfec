"""Planned visits: made, moved, given up, carried out; a festival's round; exactly the moves of the table."""

from datetime import date, timedelta
from itertools import product

import pytest

from anxin.care.actions import (
    Planned,
    Why,
    cancel_visit,
    plan_round,
    plan_visit,
    record_visit,
    replan_visit,
)
from anxin.care.models import PLAN_MOVES, Occasion, PlanStep, VisitPlan, check
from anxin.care.queries import festivals_ahead, plans_of_round, round_lines, title_of, unplanned
from anxin.care.queries.titles import mourned
from anxin.care.visit_papers import BY_TOWN, round_sheets
from anxin.families.models import Household
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from tests.cast import family

from .test_lifecycles import Holder

STATES = VisitPlan.State.values
VISITING = Holder("care.visit")


def ahead(days: int) -> date:
    return today() + timedelta(days)


@pytest.fixture
def spring(settings) -> object:
    settings.ANXIN_TODAY = date(2026, 11, 23)
    return next(one for one in festivals_ahead(today()) if one.code == "spring")


@pytest.fixture
def plan(named, township_officer) -> VisitPlan:
    why = Why(Occasion.CYCLE, words="半年未走访")
    return plan_visit(by=township_officer, household=named, on=ahead(5), visitors=[township_officer], why=why)


def anniversary() -> date:
    """The next 2 July that is not today: the day on which this family mourns."""
    day = today() + timedelta(2)
    return date(day.year + (day >= date(day.year, 7, 2)), 7, 2)


def test_a_quiet_day_is_planned_only_for_a_reason_of_the_family(named, township_officer, plan):
    said = {"by": township_officer, "household": named, "on": anniversary(), "visitors": [township_officer]}
    for why in (Why(Occasion.NEED), Why(Occasion.NEED, words="家访"), Why(Occasion.NEED, anyway=True)):
        with pytest.raises(Refused) as refused:
            plan_visit(**said, why=why)
        assert refused.value.code == "care.quiet_day"
    move = {"by": township_officer, "plan": plan, "on": anniversary(), "visitors": [township_officer]}
    with pytest.raises(Refused) as refused:
        replan_visit(**move, reason="下雨")
    assert refused.value.code == "care.quiet_day"
    replan_visit(**move, reason="家属要一同扫墓", anyway=True)
    plan_visit(**said, why=Why(Occasion.NEED, words="家属要一同扫墓", anyway=True))
    assert VisitPlan.objects.filter(on=anniversary()).count() == 2


def test_a_round_with_a_quiet_day_is_refused_without_a_reason(named, township_officer, county_clerk, spring):
    lines = [Planned(named, anniversary(), [township_officer])]
    why = Why(spring.code, spring.day)
    with pytest.raises(Refused) as refused:
        plan_round(by=county_clerk, why=why, lines=lines)
    assert refused.value.code == "care.quiet_day"
    assert plan_round(by=county_clerk, why=why, lines=lines, reason="家属希望") == 1


def unplanned_titled(reach, festival):
    return list(unplanned(reach, festival).annotate(mourned=mourned("pk")).select_related("unit"))


def test_the_list_of_a_round_ends_with_the_families_that_have_no_day_yet(named, county_clerk, tree, spring):
    plan_round(by=county_clerk, why=Why(spring.code, spring.day),
               lines=[Planned(named, ahead(60), [county_clerk])])  # fmt: skip
    family(county_clerk, tree.county, "何立新")
    reach = Reach.of(county_clerk)
    rest = unplanned_titled(reach, spring)
    (sheet,) = round_sheets(spring, list(plans_of_round(reach, spring)), BY_TOWN, county_clerk, rest)
    last = sheet.sections[-1]
    assert len(sheet.sections) == 2
    assert [row[0] for row in last.body.rows] == [title_of(one) for one in rest]
    assert "何立新" in last.body.rows[0][0]
    Household.objects.update(address="")
    (sheet,) = round_sheets(spring, [], BY_TOWN, county_clerk, unplanned_titled(reach, spring))
    assert "*" not in sheet.sections[-1].body.rows[0][1]  # an address that is not known is no row of stars


def visit(by, household, met, on=None):
    return record_visit(by=by, household=household, on=on or today(), met=met, news="好")


@pytest.mark.parametrize(("before", "after"), list(product(STATES, STATES)))
def test_exactly_the_moves_of_the_table_are_allowed(before, after):
    if (before, after) in PLAN_MOVES:
        check(PLAN_MOVES, before, after, by=VISITING, reason="理由")
    else:
        with pytest.raises(Refused) as refused:
            check(PLAN_MOVES, before, after, by=VISITING, reason="理由")
        assert refused.value.code == "lifecycle.moved_on"


@pytest.mark.parametrize("move", PLAN_MOVES)
def test_every_move_needs_its_permission_and_its_reason(move):
    with pytest.raises(Refused) as refused:
        check(PLAN_MOVES, *move, by=Holder(), reason="理由")
    assert refused.value.code == "lifecycle.not_for_this_post"
    if PLAN_MOVES[move].reason:
        with pytest.raises(Refused) as refused:
            check(PLAN_MOVES, *move, by=VISITING, reason=" ")
        assert refused.value.code == "lifecycle.reason_missing"


@pytest.mark.parametrize("state", STATES)
def test_a_plan_moves_only_as_the_table_says_and_a_refusal_leaves_nothing(
    state, plan, named, mother, township_officer
):
    done = visit(township_officer, named, [mother])
    acts = {
        "moved": lambda: replan_visit(
            by=township_officer, plan=plan, on=ahead(8), visitors=[township_officer], reason="下雨"
        ),
        "cancelled": lambda: cancel_visit(by=township_officer, plan=plan, reason="家属外出"),
        "done": lambda: record_visit(
            by=township_officer, household=named, on=today(), met=[mother], news="好", plan=plan
        ),
    }
    for to, act in acts.items():
        VisitPlan.objects.filter(pk=plan.pk).update(state=state, visit=done if state == "done" else None)
        before = PlanStep.objects.count(), JournalEntry.objects.count()
        if (state, to) in PLAN_MOVES:
            act()
            assert VisitPlan.objects.get(pk=plan.pk).state == to
        else:
            with pytest.raises(Refused):
                act()
            assert VisitPlan.objects.get(pk=plan.pk).state == state
            assert (PlanStep.objects.count(), JournalEntry.objects.count()) == before


def test_a_visit_closes_the_plan_it_was_made_for(plan, named, mother, township_officer):
    made = record_visit(by=township_officer, household=named, on=today(), met=[mother], news="好", plan=plan)
    plan.refresh_from_db()
    assert (plan.state, plan.visit) == ("done", made)
    assert plan.steps.first().move == "done"


def test_a_visit_closes_every_plan_whose_day_had_come_and_no_other(plan, named, mother, township_officer):
    later = plan_visit(
        by=township_officer, household=named, on=ahead(30), visitors=[township_officer],
        why=Why(Occasion.NEED),
    )  # fmt: skip
    VisitPlan.objects.filter(pk=plan.pk).update(on=ahead(-2))
    visit(township_officer, named, [mother])
    assert VisitPlan.objects.get(pk=plan.pk).state == "done"
    assert VisitPlan.objects.get(pk=later.pk).state == "planned"


def test_an_attempt_leaves_the_plan_open(plan, named, township_officer):
    VisitPlan.objects.filter(pk=plan.pk).update(on=today())
    record_visit(by=township_officer, household=named, on=today())
    assert VisitPlan.objects.get().state == "planned"


def test_nothing_is_planned_for_a_day_that_has_passed_or_without_anybody(named, township_officer):
    for on, who, code in ((ahead(-1), [township_officer], "care.plan_in_the_past"),
                          (ahead(1), [], "care.nobody_goes")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            plan_visit(by=township_officer, household=named, on=on, visitors=who, why=Why(Occasion.CYCLE))
        assert refused.value.code == code
    assert not VisitPlan.objects.exists()


def test_a_festival_has_one_plan_a_family_and_its_own_day(spring, named, county_clerk, leader):
    why = Why(spring.code, spring.day)
    said = {"household": named, "on": ahead(60), "visitors": [leader]}
    plan_visit(by=county_clerk, why=why, **said)
    with pytest.raises(Refused) as refused:
        plan_visit(by=county_clerk, why=why, **said)
    assert refused.value.code == "care.planned_already"
    with pytest.raises(Refused) as refused:
        plan_visit(by=county_clerk, why=Why("spring", date(2027, 2, 1)), **said)
    assert refused.value.code == "care.not_a_festival"


def test_a_round_plans_moves_and_says_how_much_was_new(spring, named, county_clerk, leader, tree):
    other = family(county_clerk, tree.county, "何立新")
    why = Why(spring.code, spring.day)
    lines = [Planned(one, ahead(60), [leader]) for one in (named, other)]
    assert plan_round(by=county_clerk, why=why, lines=lines) == 2
    assert plan_round(by=county_clerk, why=why, lines=lines) == 0
    moved = [Planned(named, ahead(61), [leader]), lines[1]]
    with pytest.raises(Refused) as refused:
        plan_round(by=county_clerk, why=why, lines=moved)
    assert refused.value.code == "lifecycle.reason_missing"
    assert plan_round(by=county_clerk, why=why, lines=moved, reason="领导出差") == 1
    assert VisitPlan.objects.get(household=named).on == ahead(61)


def test_the_planner_knows_who_looks_after_a_family_and_what_is_left(
    spring, named, county_clerk, township_officer, leader
):
    reach = Reach.of(county_clerk)
    assert list(unplanned(reach, spring)) == [named]
    (line,) = round_lines([Household.objects.get(pk=named.pk)], spring, reach)
    assert (line.people, line.plan, line.asked) == ([township_officer], None, True)
    why = Why(spring.code, spring.day)
    plan_visit(by=county_clerk, household=named, on=ahead(60), visitors=[leader], why=why)
    assert not unplanned(reach, spring)
    (line,) = round_lines([Household.objects.get(pk=named.pk)], spring, reach)
    assert line.going == [leader]
