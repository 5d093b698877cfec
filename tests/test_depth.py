"""Above the county a post sees figures, not families: every page, as a city's leader and a city's clerk."""

import re
import uuid

import pytest
from django.urls import get_resolver, reverse

from anxin.families.models import Household
from anxin.ground.access.models import Grant
from anxin.ground.access.reach import cells, counting
from anxin.ground.access.rights import FIGURES, PERSONS
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.notices.actions import draft_report, issue_first_notice, send_report, sign_report
from tests.cast import client_of, family, hire
from tests.test_gate import address, walk

NAMES = ("周明远", "林秀兰", "周雨桐", "陈桂香", "李建国", "沿河路")


@pytest.fixture(params=["leader", "clerk"])
def city_post(request, tree):
    """Somebody of the city's organisation department."""
    return hire(f"city-{request.param}", tree.city_office, request.param, "周以宁")


@pytest.fixture
def families(household, county_clerk, leader, neighbour_clerk, tree):
    """Two families in one county, one in the other; the county has reported."""
    with scope(tree.county.path):
        family(county_clerk, tree.county, officer="李建国")
        issue_first_notice(by=county_clerk)
        report = draft_report(by=county_clerk)
        sign_report(by=leader, report=report)
        send_report(by=county_clerk, report=report)
    with scope(tree.neighbour.path):
        family(neighbour_clerk, tree.neighbour, officer="张立群")
    return report


def read(client, name, *args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_a_post_above_the_county_is_of_depth_figures(city_post, county_clerk, township_officer, auditor):
    assert (city_post.depth, city_post.bounds) == (FIGURES, ("", ""))
    assert [post.depth for post in (county_clerk, township_officer, auditor)] == [PERSONS] * 3


def test_the_citys_own_unit_is_no_region_and_its_families_are_seen_by_a_post_for_them(tree):
    post = hire("own", tree.city_office, "clerk", "周以宁", scope_root=tree.city_office)
    assert (post.depth, post.has_subtree) == (PERSONS, True)


@pytest.mark.django_db
def test_no_page_shows_a_name_and_none_breaks(city_post, families, household):
    client = client_of(city_post)
    for route, one in walk(get_resolver().url_patterns):
        if one.callback.needs.permission is None or route == "gallery/":  # its people are samples
            continue
        for other in (uuid.uuid4(), families.pk):
            response = client.get(address(route, household.pk, other))
            assert response.status_code < 500, route
            if not response.streaming:
                page = response.content.decode(errors="ignore")
                assert [name for name in NAMES if name in page] == [], route


def test_the_numbers_are_those_of_the_whole_city(city_post, families):
    page = read(client_of(city_post), "oversight:figures")
    value = re.search(r"figures/families\.households/\"><b>(\d+)", page)
    assert value is not None
    assert value.group(1) == "3"
    assert "3" in read(client_of(city_post), "home")
    assert "3" in read(client_of(city_post), "oversight:figure", "families.households")


def test_a_list_says_in_one_sentence_that_names_need_access(city_post, families):
    for name, args in (
        ("families:list", ()),
        ("care:rounds", ()),
        ("entitlements:gaps", ()),
        ("oversight:figure", ("families.people",)),
    ):
        assert "姓名" in read(client_of(city_post), name, *args), name


def test_access_given_for_a_purpose_opens_one_card_and_no_other(city_post, families, household, tree):
    with everywhere():
        other = Household.objects.exclude(pk=household.pk).first()
        Grant.objects.create(
            holder=city_post.pk, record=household.pk, path=household.path, part="card", purpose="visit"
        )
    client = client_of(city_post)
    assert "周明远" in read(client, "families:card", household.pk)
    assert "周明远" in read(client, "families:list")
    assert client.get(reverse("families:card", args=[other.pk])).status_code == 404


def test_a_signed_report_of_a_county_is_read_and_the_list_behind_its_number_is_not(city_post, families):
    client = client_of(city_post)
    assert families.number in read(client, "notices:reports:list")
    assert "李建国" not in read(client, "notices:reports:report", families.pk)
    page = read(client, "notices:reports:figure", families.pk, "families.households")
    assert "李建国" not in page
    assert "2" in page


def test_the_citys_own_report_counts_the_whole_city(families, tree):
    hire("above", hire_office(tree), "clerk", "上级")
    clerk = hire("city-clerk", tree.city_office, "clerk", "周以宁")
    report = draft_report(by=clerk)
    with scope(tree.city.path):
        assert report.figures.get(code="families.households").value == 3


def hire_office(tree):
    """The province's organisation department, to which the city reports."""
    return add_unit(
        by=OPERATOR,
        code="99-ZZB",
        name="中共澜江省委组织部",
        kind="organisation",
        level=1,
        parent=tree.province,
    )


def test_only_numbers_and_ids_come_out_of_counting(city_post, families):
    assert counting(city_post, lambda area: Household.objects.count()) == 3
    for leak in (
        lambda area: Household.objects.all(),
        lambda area: list(Household.objects.values_list("number", flat=True)),
        lambda area: {"names": "周明远"},
    ):
        with pytest.raises(TypeError):
            counting(city_post, leak)
    with scope(*city_post.bounds):
        assert Household.objects.count() == 0


def test_small_cells_are_hidden_above_the_county_and_a_single_one_takes_another_along(
    city_post, county_clerk
):
    a, b, c = (uuid.uuid4() for _ in range(3))
    assert cells(county_clerk, {a: 1, b: 7}) == {a: 1, b: 7}
    assert cells(city_post, {a: 4, b: 0, c: 3}) == {a: None, b: 0, c: None}
    assert cells(city_post, {a: 4, b: 6, c: 9}) == {a: None, b: None, c: 9}


def test_the_page_of_who_is_in_charge_hides_small_cells(tree, families):
    clerk = hire("city-clerk", tree.city_office, "clerk", "周以宁")
    page = read(client_of(clerk), "care:leads")
    assert tree.county.name in page
    assert "不予显示" in page
