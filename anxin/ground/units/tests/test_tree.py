"""The tree: a subtree is a range, siblings never collide, a unit's line is its breadcrumb."""

import pytest

from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import NewUnit, add_unit, add_units
from anxin.ground.units.models import Kind, Level, Unit
from anxin.ground.units.paths import number, step


def test_a_step_is_read_back():
    assert [number(step(n, 4)) for n in (0, 1, 35, 36, 36**4 - 1)] == [0, 1, 35, 36, 36**4 - 1]


def test_a_step_that_does_not_fit_is_refused():
    with pytest.raises(OverflowError):
        step(36**4, 4)


def test_steps_sort_as_their_numbers():
    assert sorted(step(n, 4) for n in range(0, 5000, 7)) == [step(n, 4) for n in range(0, 5000, 7)]


@pytest.mark.django_db
def test_a_subtree_is_a_range(tree):
    names = set(Unit.objects.under(tree.county.path).values_list("name", flat=True))
    assert {"安和县", "河东镇", "安和县卫生健康局"} <= names
    assert "邻水县" not in names


@pytest.mark.django_db
def test_a_line_leads_from_the_top_to_the_unit(tree):
    assert [unit.name for unit in tree.town.line()] == ["澜江省", "澜川市", "安和县", "河东镇"]


@pytest.mark.django_db
def test_many_children_follow_those_that_are_there(tree):
    new = [NewUnit(f"9901022{n:02d}", f"第{n}镇", Kind.REGION, Level.TOWNSHIP) for n in range(3)]
    added = add_units(by=OPERATOR, parent=tree.county, units=new)
    single = add_unit(
        by=OPERATOR, code="990102299", name="末镇", kind=Kind.REGION, level=Level.TOWNSHIP, parent=tree.county
    )
    paths = [unit.path for unit in [tree.health, *added, single]]
    assert paths == sorted(paths)
    assert len(set(paths)) == len(paths)
