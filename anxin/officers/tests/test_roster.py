"""Who is at the front, who sees it, and one's own page."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation

from anxin.ground.database.scope import everywhere, scope
from anxin.officers.models import Frontline, Officer, OwnPlace
from anxin.officers.queries import mine
from tests.cast import client_of

LIST = reverse("officers:list")


@pytest.mark.django_db
def test_the_clerk_sees_who_stands_at_the_front(county_clerk: Any, man: Officer) -> None:
    page = client_of(county_clerk).get(LIST).content.decode()
    assert "许佳" in page
    assert "驻村" in page


@pytest.mark.django_db
def test_another_countys_clerk_sees_nobody(neighbour_clerk: Any, man: Officer) -> None:
    browser = client_of(neighbour_clerk)
    assert "许佳" not in browser.get(LIST).content.decode()
    assert browser.get(reverse("officers:officer", args=[man.pk])).status_code == 404


@pytest.mark.django_db
def test_whoever_left_stands_behind_a_chip_only(county_clerk: Any, man: Officer) -> None:
    Officer.objects.filter(pk=man.pk).update(left_on="2026-05-01", left_why="retired")
    browser = client_of(county_clerk)
    assert "许佳" not in browser.get(LIST).content.decode()
    assert "许佳" in browser.get(LIST + "?show=left").content.decode()


@pytest.mark.django_db
def test_the_officer_sees_the_own_page_and_no_list(officer: Any, man: Officer) -> None:
    browser = client_of(officer)
    assert "许佳" in browser.get(reverse("officers:mine")).content.decode()
    assert browser.get(LIST).status_code == 403


@pytest.mark.django_db
def test_without_a_record_the_own_page_says_who_can_enter_one(officer: Any) -> None:
    with translation.override("zh-hans"):
        assert "组织部门" in client_of(officer).get(reverse("officers:mine")).content.decode()


@pytest.mark.django_db
def test_a_path_is_the_units_whatever_the_row_says(tree: Any, in_county: None) -> None:
    made = Officer.objects.create(unit=tree.town, path=tree.county.path, name="甲")
    made.refresh_from_db()
    assert made.path == tree.town.path


@pytest.mark.django_db
def test_a_transfer_takes_the_rows_and_the_own_place_along(man: Officer, tree: Any) -> None:
    man.unit = tree.health
    man.save()
    assert Frontline.objects.get(officer=man).path == tree.health.path
    assert OwnPlace.objects.get(account=man.account).path == tree.health.path


@pytest.mark.django_db
def test_ones_own_record_opens_one_unit_and_nothing_below(officer: Any, man: Officer, tree: Any) -> None:
    with everywhere():
        Officer.objects.create(unit=tree.county, name="上级")
    with scope("", ""):
        assert mine(officer.account) == man
        assert list(Officer.objects.values_list("name", flat=True)) == ["许佳"]


@pytest.mark.django_db
def test_nobody_stands_at_two_fronts_at_once(man: Officer) -> None:
    with pytest.raises(Exception, match="at_one_front_at_a_time"), transaction.atomic():
        Frontline.objects.create(officer=man, path=man.path, since="2026-06-01", ground="law")
    assert connection.in_atomic_block


@pytest.mark.django_db
def test_the_list_can_be_that_of_one_unit(county_clerk: Any, man: Officer, tree: Any) -> None:
    browser = client_of(county_clerk)
    assert "许佳" in browser.get(f"{LIST}?unit={tree.town.pk}").content.decode()
    assert "许佳" not in browser.get(f"{LIST}?unit={tree.health.pk}").content.decode()
    assert browser.get(f"{LIST}?unit=nonsense").status_code == 200
