"""How a round stands is told from what is kept counted, and is what its places and answers say one by one."""

from collections import Counter
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anxin.ground.database.scope import END, papers
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import NewUnit, add_unit, add_units
from anxin.ground.units.choosing import Choice
from anxin.ground.units.models import Kind, Level, Unit
from anxin.ground.units.numbers import TALLIES, how_many
from anxin.surveys.models import ANSWERS, Answer, AnswerState, Round
from anxin.surveys.standing import ASKED, NIL, NOT_STARTED, stands

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(tree):
    """Of every kind: villages, a village right below the county, and a second office in one county, as while
    two counties are being merged."""
    villages = [NewUnit(f"99010210120{n}", f"{n}村", Kind.REGION, Level.VILLAGE) for n in (1, 2)]
    beside = [
        NewUnit("990102888", "林场村", Kind.REGION, Level.VILLAGE),
        NewUnit("990102-ZB2", "中共旧县委组织部", Kind.ORGANISATION, Level.COUNTY),
        NewUnit("990102-DX", "县党校", Kind.INSTITUTION, Level.COUNTY),
    ]
    add_units(by=OPERATOR, parent=tree.town, units=villages)
    add_units(by=OPERATOR, parent=tree.county, units=beside)
    add_unit(by=OPERATOR, code="99-DX", name="省属大学", kind=Kind.UNIVERSITY, level=1, parent=tree.province)
    return list(Unit.objects.all())


def asks(unit, path, lines):
    return Round.objects.create(
        id=uuid4(), path=path, unit=unit, paper="通知", words="摸底", since=2012, due=today(),
        lines=[line.stored() for line in lines],
    )  # fmt: skip


def live(round_, unit):
    """How the places within a unit stand, asked of each of them."""
    places = round_.places().under(unit.path).count()
    found = Counter({ASKED: places, NOT_STARTED: places})
    for state, nil in Answer.objects.filter(round=round_).under(unit.path).values_list("state", "nil"):
        found.update([state, *([NIL] if nil else [])])
        found[NOT_STARTED] -= 1
    return found


def assert_it_stands_as_its_places_do(round_):
    units = list(Unit.objects.all())
    told = stands(round_, units[:1])
    for unit in units:
        told |= stands(round_, [one for one in units if one.parent_id == unit.pk])
    assert {unit.name: told[unit.path] for unit in units} == {unit.name: live(round_, unit) for unit in units}


def answer(round_, unit, state, post):
    sent = {"sent_at": now(), "sent_by": post, "signatory": "郑国平", "officers": 0}
    said = {} if state == AnswerState.AT_WORK else sent | {"nil": len(unit.name) % 2 == 0}
    return Answer(round=round_, unit=unit, path=unit.path, state=state, **said)


LINE = st.tuples(
    st.sampled_from(["", "region", "organisation", "department", "university"]),
    st.sampled_from([None, 1, 2, 3, 4, 5]),
    st.one_of(st.none(), st.integers(0, 20)),  # below which unit
    st.one_of(st.none(), st.none(), st.integers(0, 20)),  # or which unit alone
)


def choice(units, line):
    kind, level, below, picked = line
    if picked is not None:
        return Choice(picked=units[picked % len(units)].pk)
    return Choice(kind, level, units[below % len(units)].path if below is not None else "")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(LINE, min_size=1, max_size=4), asker=st.integers(0, 20),
    states=st.lists(st.sampled_from(AnswerState.values), max_size=12),
)  # fmt: skip
def test_whoever_is_asked_and_answers_every_count_is_the_live_count(
    units, county_clerk, lines, asker, states
):
    with papers("", END):
        unit = units[asker % len(units)]
        path = unit.parent.path if unit.parent and unit.kind == Kind.ORGANISATION else unit.path
        round_ = asks(unit, path, [choice(units, line) for line in lines])
        places = round_.places()
        Answer.objects.bulk_create(
            answer(round_, place, state, county_clerk) for place, state in zip(places, states, strict=False)
        )
        assert_it_stands_as_its_places_do(round_)
        ANSWERS.fold()
        TALLIES.fold()
        assert_it_stands_as_its_places_do(round_)
        transaction.set_rollback(True)


def test_a_unit_founded_later_is_asked_and_one_that_goes_is_not(units, tree):
    round_ = asks(tree.city_office, tree.city.path, [Choice(kind="region", level=4)])
    with papers("", END):
        new = add_unit(
            by=OPERATOR, code="990102102", name="新设镇", kind=Kind.REGION, level=4, parent=tree.county
        )
        TALLIES.fold()
        assert stands(round_, [tree.county])[tree.county.path][ASKED] == 2
        new.delete()
        assert_it_stands_as_its_places_do(round_)


def test_the_numbers_of_units_can_be_counted_afresh(units, tree):
    before = how_many([tree.province])
    TALLIES.rebuild()
    assert how_many([tree.province]) == before
    assert before[tree.province.path].total() == len(units)


def test_answers_can_be_counted_afresh(units, tree, county_clerk):
    round_ = asks(tree.city_office, tree.city.path, [Choice()])
    with papers("", END):
        given = [answer(round_, one, AnswerState.SENT, county_clerk) for one in round_.places()]
        Answer.objects.bulk_create(given)
        ANSWERS.rebuild()
        assert_it_stands_as_its_places_do(round_)
        Answer.objects.filter(round=round_, unit=tree.town).delete()
        Answer.objects.filter(round=round_, unit=tree.health).update(state="returned")
        assert_it_stands_as_its_places_do(round_)
