"""What other rooms ask of care."""

from datetime import timedelta

import pytest

from anxin.care.actions import finish, hand_back, record_visit, set_work_lead
from anxin.care.actions.requests import Answer
from anxin.care.actions.visits import NextStep
from anxin.care.listing import overdue, responsible_cells, step_cells, undecided, unnamed, visit_cells
from anxin.care.papers import measures_part, responsible_part
from anxin.care.picture import picture_of
from anxin.care.queries import (
    contact_leader_of,
    needs_of,
    responsibility_of,
    support_ring,
    tasks_of,
    waiting_on_others,
)
from anxin.care.screens import SHOWN, missing
from anxin.families.listing import Page
from anxin.families.models import Household
from anxin.families.people import members_of
from anxin.families.views.card import officers_of
from anxin.ground.access.reach import Reach
from anxin.ground.database.scope import holder, scope
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import all_figures, get


def tasks(post) -> list:
    """The tasks of a post, as its own session would find them."""
    with scope(*post.bounds):
        holder(str(post.pk), str(post.unit_id))
        return tasks_of(post, today())


def ring_of(household) -> list:
    """The ring of a family as its card shows it."""
    return support_ring(
        household, responsibility_of(household), contact_leader_of(household), needs_of(household)
    )


def promised(by, household, days=3):
    step = NextStep("看屋顶", by, today() + timedelta(days=days))
    return record_visit(by=by, household=household, on=today() - timedelta(days=20), steps=[step])


def test_a_promise_stands_on_the_desk_of_whoever_made_it(named, township_officer, county_clerk):
    promised(township_officer, named)
    (task,) = tasks(township_officer)
    assert (task.kind, task.due) == ("promise", today() + timedelta(days=3))
    assert "周明远" in task.title
    assert tasks(county_clerk) == []


def test_a_need_without_a_measure_stands_on_the_clerks_desk(need, county_clerk):
    (task,) = tasks(county_clerk)
    assert (task.kind, task.due) == ("need", None)


def test_a_planned_measure_waits_to_be_sent_and_a_returned_one_to_be_mended(
    measure, county_clerk, health_desk, letter, in_county
):
    from anxin.care.actions import send  # noqa: PLC0415

    assert [task.kind for task in tasks(county_clerk)] == ["measure"]
    request = send(by=county_clerk, measure=measure, letter=letter)
    assert tasks(county_clerk) == []
    hand_back(by=health_desk, request=request, reason="缺证明")
    (task,) = tasks(county_clerk)
    assert task.kind == "returned"
    assert "缺证明" in task.words


def test_a_request_stands_on_the_desk_it_was_sent_to(sent, health_desk, civil_desk):
    assert [task.kind for task in tasks(health_desk)] == ["request"]
    assert tasks(civil_desk) == []


def test_what_others_owe_is_told_with_how_long_it_waits(sent, county_clerk, health_desk):
    (waiting,) = waiting_on_others(Reach.of(county_clerk), today())
    assert (waiting.who, waiting.days) == (health_desk.unit.name, 0)
    finish(by=health_desk, request=sent, answer=Answer("已签约"))
    assert waiting_on_others(Reach.of(county_clerk), today()) == []


def test_the_ring_has_five_departments_and_three_more(household, in_county):
    ring = ring_of(household)
    assert len(ring) == 8
    assert {support.state for support in ring} == {"gap"}


def test_the_ring_follows_what_happens(sent, named, township_officer, health_desk, county_clerk, tree):
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    ring = ring_of(named)
    assert (ring[3].name, ring[3].state) == (health_desk.unit.name, "way")
    assert township_officer.name in ring[5].name
    assert (ring[5].state, ring[7].state) == ("done", "done")
    finish(by=health_desk, request=sent, answer=Answer("已签约"))
    assert ring_of(named)[3].state == "done"


def test_the_picture_shows_generations_and_ties(household, in_county):
    picture = picture_of(household, officers_of(household), members_of(household), ring_of(household))
    rows = {kin.name: kin.row for kin in picture.people}
    assert rows == {"陈桂香": 0, "周明远": 1, "林秀兰": 1, "周雨桐": 2}
    child = next(kin for kin in picture.people if kin.name == "周雨桐")
    assert len(child.parents) == 2
    assert next(kin for kin in picture.people if kin.name == "周明远").gone


def test_the_list_of_families_shows_who_and_the_six_steps(named, measure, township_officer, in_county):
    assert responsible_cells(Page([named]))[named.pk].words == township_officer.name
    assert step_cells(Page([named]))[named.pk].steps[1:4] == ("done", "half", "done")
    assert visit_cells(Page([named]))[named.pk].words == ""


def test_the_filters_find_what_is_open(household, need, county_clerk, in_county):
    assert list(unnamed(Household.objects.all())) == [household]
    assert list(undecided(Household.objects.all())) == [household]
    assert not overdue(Household.objects.all()).exists()
    promised(county_clerk, household, days=-5)
    assert list(overdue(Household.objects.all())) == [household]


def test_the_printed_card_tells_who_and_what(named, measure, township_officer, in_county):
    assert responsible_part(named).body.panels[0].name == township_officer.name
    assert measures_part(named).body.rows[0][2] == measure.words


def test_the_card_shows_what_is_missing_first(rf, county_clerk, household, need, measure, in_county):
    request = rf.get("/")
    request.post = county_clerk
    found = missing(request, household)
    assert found["total"] == 1
    assert found["missing"][0].measure == measure
    assert len(found["missing"]) <= SHOWN


FIGURES = {
    "care.unnamed": 1,
    "care.units_without_lead": 1,
    "care.needs_open": 1,
    "care.needs_undecided": 0,
    "care.measures_proposed.health": 1,
    "care.measures_done.health": 0,
    "care.measures_proposed.civil": 0,
    "care.requests_waiting": 1,
    "care.visits_year": 0,
    "care.promises_open": 1,
    "care.promises_overdue": 0,
}


@pytest.mark.parametrize(("code", "value"), FIGURES.items())
def test_a_figure_is_the_number_of_the_rows_of_its_list(code, value, sent, household, county_clerk):
    promised(county_clerk, household)
    figure, reach = get(code), Reach.of(county_clerk)
    assert figure.value(reach, today()) == value
    rows = [figure.row(one) for one in figure.rows(reach, today())]
    assert len(rows) == value
    assert all(row.title and row.url for row in rows)


def test_visits_of_this_year_count_only_those_that_were_made(named, mother, township_officer, county_clerk):
    record_visit(by=township_officer, household=named, on=today(), met=[mother], news="好")
    record_visit(by=township_officer, household=named, on=today())
    assert get("care.visits_year").value(Reach.of(county_clerk), today()) == 1


def test_a_neighbour_counts_nothing_of_this_county(sent, neighbour_clerk, tree):
    with scope(tree.neighbour.path):
        reach = Reach.of(neighbour_clerk)
        mine = [figure for figure in all_figures() if figure.code.startswith("care.")]
        assert [figure.code for figure in mine if figure.value(reach, today())] == []
