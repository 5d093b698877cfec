"""The page of figures and the list behind each: within reach, with a trace."""

import pytest
from django.urls import reverse

from anxin.ground.database.scope import everywhere, scope
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, family

pytestmark = pytest.mark.django_db
FIGURES = "oversight:figures"
HOUSEHOLDS = ("oversight:figure", ["families.households"])


def behind(name, args):
    return reverse(name, args=args)


def test_every_figure_stands_with_its_definition_and_value(household, county_clerk):
    page = client_of(county_clerk).get(reverse(FIGURES)).content.decode()
    assert "未满18周岁" in page
    assert f'href="{behind(*HOUSEHOLDS)}"><b>1户</b>' in page


def test_a_neighbour_counts_nothing(household, neighbour_clerk):
    page = client_of(neighbour_clerk).get(reverse(FIGURES)).content.decode()
    assert f'href="{behind(*HOUSEHOLDS)}"><b>0户</b>' in page
    listed = client_of(neighbour_clerk).get(behind(*HOUSEHOLDS)).content.decode()
    assert "周明远" not in listed
    assert "没有对应的记录" in listed


def test_the_list_behind_a_number_opens_the_cards(household, county_clerk):
    page = client_of(county_clerk).get(behind(*HOUSEHOLDS)).content.decode()
    assert "周明远" in page
    assert reverse("families:card", args=[household.pk]) in page


def test_looking_behind_a_number_is_journalled_with_the_cards_shown(household, county_clerk):
    client_of(county_clerk).get(reverse("oversight:figure", args=["families.people"]))
    with everywhere():
        entry = JournalEntry.objects.get(act="figures.opened")
    assert entry.cards == [household.pk]
    assert entry.details == {"code": "families.people", "total": 3}
    assert entry.by == county_clerk.pk


def test_a_long_list_comes_in_slices(household, county_clerk, tree):
    with scope(tree.county.path):
        for number in range(8):
            family(county_clerk, tree.county, officer=f"李建国{number}")
    client = client_of(county_clerk)
    first = client.get(reverse("oversight:figure", args=["families.people"]) + "?size=20")
    assert len(first.context["lines"]) == 20
    second = client.get(reverse("oversight:figure", args=["families.people"]) + first.context["slice"].next)
    assert len(second.context["lines"]) == 7


def test_a_line_leads_whoever_may_not_do_the_work_to_its_family(household, county_clerk, leader):
    unnamed = reverse("oversight:figure", args=["care.unnamed"])
    naming = reverse("care:responsible", args=[household.pk])
    assert naming in client_of(county_clerk).get(unnamed).content.decode()
    page = client_of(leader).get(unnamed).content.decode()
    assert naming not in page
    assert reverse("families:card", args=[household.pk]) in page


def test_a_figure_that_does_not_exist_is_not_found(county_clerk):
    assert (
        client_of(county_clerk).get(reverse("oversight:figure", args=["families.score"])).status_code == 404
    )


@pytest.mark.parametrize("role", ["township_officer", "health_desk", "officer", "auditor"])
def test_other_roles_see_no_figures(household, request, role):
    client = client_of(request.getfixturevalue(role))
    assert client.get(reverse(FIGURES)).status_code == 403
    assert client.get(behind(*HOUSEHOLDS)).status_code == 403


def test_the_page_reads_in_english(household, leader):
    page = client_of(leader, "en").get(reverse(FIGURES)).content.decode()
    assert "What is counted" in page
    assert "<b>1 families</b>" in page
    assert "certainly under 18" in page
