"""Study kept counted always says what the records say, whatever is recorded, corrected, struck or founded."""

from datetime import date
from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anxin.exemplars import actions
from anxin.exemplars.models import STAFF, STUDY, Activity, Establishment, Form, StudyTally, StudyTallyChange
from anxin.exemplars.queries import coverage, total_of
from anxin.exemplars.queries.coverage import counted_live
from anxin.ground.database.scope import range_of
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import NewUnit, add_units
from anxin.ground.units.models import Level, Unit
from anxin.ground.units.numbers import TALLIES

from .told import held

pytestmark = pytest.mark.django_db
YEAR = today().year - 1
KINDS = STUDY, STAFF, TALLIES


@pytest.fixture
def units(tree):
    """Places of every level, two villages and a school among them; a village right below the county."""
    villages = [NewUnit(f"99010210120{n}", f"{n}村", "region", Level.VILLAGE) for n in (1, 2)]
    school = NewUnit("990102101-XX", "河东小学", "institution", Level.TOWNSHIP)
    farm = NewUnit("990102888", "林场村", "region", Level.VILLAGE)
    below = add_units(by=OPERATOR, parent=tree.town, units=[*villages, school])
    below += add_units(by=OPERATOR, parent=tree.county, units=[farm])
    return [*below, tree.town, tree.county, tree.health]


def assert_counts_are_live():
    """For every place of the tree, in all forms and in one, of two years."""
    units = list(Unit.objects.all())
    for year, form in ((YEAR, ""), (YEAR, "film"), (YEAR - 1, "")):
        rows = [total_of(units[0], year, form)]
        for unit in units:
            rows += coverage([one for one in units if one.parent_id == unit.pk], year, form)
        assert {row.unit for row in rows} == set(units)
        for row in rows:
            assert row == counted_live(row.unit, *range_of(row.unit.path), year, form), (row.unit.name, year)


def record(by, unit, number, form, on=None):
    said = held(
        on=on or date(YEAR, 1 + number % 12, 5), form=form, subject=f"第{number}次", people=1 + number
    )
    return actions.record_activity(by=by, unit=unit, held=said)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["record", "record", "record", "last year", "correct", "strike", "staff", "fold"]),
        st.integers(0, 6),
        st.sampled_from(Form.values[:2] + ["film"]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_every_count_is_the_live_count(units, county_clerk, steps):
    with transaction.atomic():
        for number, (what, place, form) in enumerate(steps):
            do(what, county_clerk, units[place], number, form)
        assert_counts_are_live()
        for kind in KINDS:
            kind.fold()
        assert_counts_are_live()
        transaction.set_rollback(True)


def do(what, by, unit, number, form):
    standing = Activity.objects.held().filter(unit=unit).order_by("entered_at", "id").first()
    if what == "record":
        record(by, unit, number, form)
    elif what == "last year":
        record(by, unit, number, form, on=date(YEAR - 1, 3, 1 + number))
    elif what == "staff":
        actions.enter_establishment(by=by, unit=unit, people=10 + number)
    elif what == "fold":
        STUDY.fold()
    elif standing and what == "strike":
        actions.strike_activity(by=by, activity=standing, reason="改期")
    elif standing:
        said = held(on=date(YEAR, 7, 1), form=form, subject=f"改第{number}次", people=50)
        actions.correct_activity(by=by, activity=standing, held=said)


def test_a_unit_that_held_two_counts_once_until_both_are_struck_out(units, county_clerk, tree):
    first, second = (record(county_clerk, units[0], number, "film") for number in (1, 2))
    assert total_of(tree.county, YEAR).active == 1
    actions.strike_activity(by=county_clerk, activity=first, reason="改期")
    assert total_of(tree.county, YEAR).active == 1
    actions.strike_activity(by=county_clerk, activity=second, reason="改期")
    assert total_of(tree.county, YEAR).active == 0
    assert_counts_are_live()


def test_many_rows_in_one_statement_and_rows_that_move_or_go(units, county_clerk, tree):
    one = record(county_clerk, units[0], 1, "film")
    said = {"on": one.on, "people": 12, "entered_by": county_clerk, "entered_at": one.entered_at}
    Activity.objects.bulk_create(
        Activity(unit=unit, path=unit.path, form="reading", subject=f"第{number}次", **said)
        for number in range(3)
        for unit in units
    )
    assert_counts_are_live()
    Activity.objects.filter(unit=units[0]).update(unit=tree.neighbour, path=tree.neighbour.path)
    assert_counts_are_live()
    Activity.objects.filter(form="reading").delete()
    Establishment.objects.all().delete()
    assert_counts_are_live()


def test_a_tally_gone_wrong_is_counted_afresh(units, county_clerk, tree):
    for number, unit in enumerate(units):
        record(county_clerk, unit, number, "film")
        actions.enter_establishment(by=county_clerk, unit=unit, people=20)
    STUDY.fold()
    StudyTally.objects.filter(path=tree.county.path).update(active=99, people=99)
    with pytest.raises(AssertionError):
        assert_counts_are_live()
    for kind in KINDS:
        kind.rebuild()
    assert not StudyTallyChange.objects.exists()
    assert_counts_are_live()


@pytest.mark.django_db(transaction=True)
def test_two_who_strike_out_the_last_two_of_a_unit_at_once_leave_none(county_clerk, tree):
    pair = [record(county_clerk, tree.town, number, "film") for number in (1, 2)]
    begun = Event()

    def strike(activity, then):
        try:
            with transaction.atomic():
                begun.set()
                actions.strike_activity(by=county_clerk, activity=activity, reason="改期")
                then()
        finally:
            connection.close()

    other = Thread(target=strike, args=(pair[1], lambda: None))

    def meanwhile():
        begun.clear()
        other.start()
        begun.wait()
        sleep(0.3)  # the other now stands before the unit that this one holds

    first = Thread(target=strike, args=(pair[0], meanwhile))
    first.start()
    first.join()
    other.join()
    assert Activity.objects.held().count() == 0
    assert total_of(tree.county, YEAR) == counted_live(tree.county, *range_of(tree.county.path), YEAR)
