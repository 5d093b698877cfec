"""Entering, transferring, the front, leaving, and the account that opens one's own page."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.officers import actions
from anxin.officers.models import Frontline, Officer, OwnPlace
from anxin.officers.queries import care_by_unit, mine
from anxin.officers.tests.refusing import refused
from tests.cast import client_of, hire


@pytest.mark.django_db
def test_the_clerk_enters_an_officer_and_says_where_the_officer_stands(county_clerk: Any, tree: Any) -> None:
    browser = client_of(county_clerk)
    said = {"name": "韩雪", "sex": "2", "unit": str(tree.town.pk), "began_work": "2016-07", "born": "1993"}
    answer = browser.post(reverse("officers:new"), said, follow=True)
    assert "韩雪" in answer.content.decode()
    with scope(tree.county.path):
        one = Officer.objects.get()
    assert one.began_by_month
    said = {"ground": "village", "place_text": "石桥村", "since": "2026-05-06"}
    browser.post(reverse("officers:front", args=[one.pk]), said)
    assert "石桥村" in browser.get(reverse("officers:officer", args=[one.pk])).content.decode()


@pytest.mark.django_db
def test_a_new_front_ends_the_old_one_on_the_same_day(county_clerk: Any, man: Officer) -> None:
    actions.begin_front(by=county_clerk, officer=man, since=today(), ground="urgent")
    assert Frontline.objects.get(officer=man, ground="village").until == today()


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, -400])
def test_no_front_in_the_future_and_none_before_one_on_record(
    county_clerk: Any, man: Officer, days: int
) -> None:
    with pytest.raises(Refused):
        actions.begin_front(by=county_clerk, officer=man, since=today() + timedelta(days), ground="urgent")


@pytest.mark.django_db
def test_the_front_ends_after_it_began(county_clerk: Any, man: Officer) -> None:
    with refused("front_end"):
        actions.end_front(by=county_clerk, officer=man, until=man.fronts.get().since)
    assert actions.end_front(by=county_clerk, officer=man, until=today()).until == today()


@pytest.mark.django_db
def test_whoever_leaves_keeps_no_front_and_no_own_page(county_clerk: Any, officer: Any, man: Officer) -> None:
    actions.let_go(by=county_clerk, officer=man, on=today(), why="retired")
    assert man.fronts.get().until == today()
    assert not OwnPlace.objects.exists()
    assert mine(officer.account) is None


@pytest.mark.django_db
def test_no_officer_goes_into_a_unit_of_another_county(county_clerk: Any, tree: Any, man: Officer) -> None:
    facts = actions.OfficerFacts(name="许佳")
    with refused("unit_out_of_scope"):
        actions.correct_officer(by=county_clerk, officer=man, unit=tree.neighbour, facts=facts)


@pytest.mark.django_db
def test_a_number_stands_once(county_clerk: Any, tree: Any, in_county: None) -> None:
    facts = actions.OfficerFacts(name="甲", id_number="990101198503011234")
    actions.add_officer(by=county_clerk, unit=tree.town, facts=facts)
    with refused("number_twice"):
        actions.add_officer(by=county_clerk, unit=tree.town, facts=facts)


@pytest.mark.django_db
def test_only_an_officers_account_of_the_same_unit_is_joined(
    county_clerk: Any, officer: Any, man: Officer, tree: Any
) -> None:
    stranger = hire("stranger", tree.health, "officer", "旁人")
    with refused("no_such_account"):
        actions.join_account(by=county_clerk, officer=man, account=stranger.account)
    other = Officer.objects.create(unit=tree.town, name="乙")
    with refused("account_taken"):
        actions.join_account(by=county_clerk, officer=other, account=officer.account)
    actions.join_account(by=county_clerk, officer=man, account=None)
    actions.join_account(by=county_clerk, officer=other, account=officer.account)
    assert mine(officer.account) == other


@pytest.mark.django_db
def test_the_officer_alone_says_whom_to_call(county_clerk: Any, officer: Any, man: Officer) -> None:
    with refused("not_own"):
        actions.note_call(by=county_clerk, officer=man, name="母亲", phone="0000 731 0000")
    browser = client_of(officer)
    browser.post(reverse("officers:call"), {"name": "许母（母亲）", "phone": "0000 731 0001"})
    assert "许母" in browser.get(reverse("officers:mine")).content.decode()
    assert "沈静" in browser.get(reverse("officers:mine")).content.decode()  # the clerk to call
    assert "许母" in client_of(county_clerk).get(reverse("officers:officer", args=[man.pk])).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"phone": "abc"}, "phone"),
        ({"phone": "139****2078"}, "phone"),
        ({"born": "1990-01", "began_work": "1960-01"}, "began_work"),
    ],
)
def test_what_cannot_be_is_not_entered(
    county_clerk: Any, tree: Any, said: dict[str, str], wrong: str
) -> None:
    filled = {"name": "韩雪", "sex": "2", "unit": str(tree.town.pk)}
    answer = client_of(county_clerk).post(reverse("officers:new"), filled | said)
    assert list(answer.context["form"].errors) == [wrong]


@pytest.mark.django_db
@pytest.mark.parametrize("phone", ["0000 731 0001", "（0000）7310001转801", "12356", "+86 000 0000 0001"])
def test_a_telephone_number_may_be_written_as_people_do(officer: Any, man: Officer, phone: str) -> None:
    browser = client_of(officer)
    assert browser.post(reverse("officers:call"), {"name": "许母", "phone": phone}).status_code == 302
    assert browser.post(reverse("officers:call"), {"name": "许母", "phone": "村口"}).status_code != 302


@pytest.mark.django_db
def test_above_the_county_small_numbers_are_hidden(tree: Any, county_clerk: Any, man: Officer) -> None:
    above = hire("city", tree.city_office, "clerk", "市委干事", scope_root=tree.city)
    assert [(one.unit, one.officers) for one in care_by_unit(county_clerk, today())] == [(tree.town, 1)]
    assert [(one.unit, one.officers) for one in care_by_unit(above, today())] == [(tree.county, None)]
    page = client_of(above).get(reverse("officers:list")).content.decode()
    assert "许佳" not in page
