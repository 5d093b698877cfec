"""The figure of families that nobody visited this year."""

from datetime import timedelta

import pytest

from anxin.care.actions import record_visit
from anxin.ground.access.reach import Reach
from anxin.ground.database.scope import scope
from anxin.ground.figures.registry import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def unvisited(led, monday):
    def count() -> int:
        return get("care.families_unvisited").value(Reach.of(led), monday)

    return count


def test_a_family_counts_until_somebody_was_met_this_year(led, named, monday, unvisited, promised):
    assert unvisited() == 1
    record_visit(by=led, household=named, on=monday)  # nobody met
    assert unvisited() == 1
    met = [link.person for link in named.memberships.all()][:1]
    record_visit(by=led, household=named, on=monday - timedelta(days=330), met=met)  # last year
    assert unvisited() == 1
    promised(led, named, 1)
    assert unvisited() == 0


def test_its_row_opens_the_card(led, named, monday):
    figure = get("care.families_unvisited")
    (row,) = map(figure.row, figure.rows(Reach.of(led), monday))
    assert row.card == named.pk
    assert "周明远" in row.title
    assert row.url == f"/families/{named.pk}/"


def test_it_shows_a_neighbour_nothing(neighbour_clerk, named, monday, tree):
    with scope(tree.neighbour.path):
        assert get("care.families_unvisited").value(Reach.of(neighbour_clerk), monday) == 0
