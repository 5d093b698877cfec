"""The start of school (开学) has a round of visits: to the families in which somebody may go to school."""

from datetime import date

import pytest
from django.urls import reverse

from anxin.care.actions import Intervals, Planned, Why, plan_round, set_visit_cycle
from anxin.care.models import VisitPlan
from anxin.care.queries import concerned_by, festivals_ahead, slug_of, unplanned
from anxin.families.models import Person
from anxin.ground.access.reach import Reach
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.refusals import Refused
from tests.cast import client_of, family

pytestmark = pytest.mark.django_db
DAY = date(2027, 9, 1)


@pytest.fixture(autouse=True)
def _summer(settings):
    settings.ANXIN_TODAY = date(2027, 7, 20)


@pytest.fixture
def school():
    return next(one for one in festivals_ahead(date(2027, 7, 20)) if one.code == "school")


@pytest.fixture
def reach(county_clerk):
    return Reach.of(county_clerk)


@pytest.fixture
def without_children(county_clerk, tree, in_county):
    found = family(county_clerk, tree.county, "何立新")
    born(found, "1990-06-01")
    return found


def born(household, text):
    Person.objects.filter(household=household, name="周雨桐").update(birth=PartialDate.parse(text))


def test_its_day_is_the_first_of_september_and_its_address_names_the_year(school):
    assert (school.day, slug_of(school)) == (DAY, "school-2027")


def test_it_is_about_families_in_which_somebody_may_go_to_school(household, without_children, reach, school):
    assert list(concerned_by(reach, school)) == [household]


@pytest.mark.parametrize(
    ("birth", "goes"),
    [
        ("2021-12-31", True), ("2022-01-01", False), ("2021", True), ("2005-01-01", True),
        ("2004-12-31", False),
        ("L2021-11-20", True), ("L2004-05-01", False),
    ],
)  # fmt: skip
def test_whoever_turns_six_to_twenty_two_in_the_year_counts(household, in_county, reach, school, birth, goes):
    born(household, birth)
    assert concerned_by(reach, school).exists() is goes


def test_a_unit_that_visits_before_school_sees_what_is_not_planned(
    household, without_children, county_clerk, tree, reach, school
):
    assert list(unplanned(reach, school)) == []
    set_visit_cycle(by=county_clerk, unit=tree.county, every=Intervals(6, 12, 3, 3), festivals=["school"])
    assert list(unplanned(reach, school)) == [household]

    line = Planned(household, date(2027, 8, 26), [county_clerk])
    assert plan_round(by=county_clerk, why=Why("school", DAY), lines=[line]) == 1

    assert list(unplanned(reach, school)) == []
    assert VisitPlan.objects.get().get_occasion_display() == "开学"


def test_no_other_day_is_the_start_of_school(household, county_clerk, in_county):
    line = Planned(household, date(2027, 8, 26), [county_clerk])
    with pytest.raises(Refused):
        plan_round(by=county_clerk, why=Why("school", date(2027, 9, 2)), lines=[line])


def test_the_planner_has_a_page_for_it(household, without_children, county_clerk):
    page = client_of(county_clerk).get(reverse("care:round", args=["school-2027"])).content.decode()
    assert "开学" in page
    assert "周明远" in page
    assert "何立新" not in page
