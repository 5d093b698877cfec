"""Whoever sees to a help has a page for it, a township's officer too, and sees nothing besides."""

from dataclasses import replace

import pytest
from django.urls import reverse

from anxin.ground.access.models import Grant
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.officers.actions import agree_to_help, answer_request, drop_help, finish_help, plan_help
from anxin.officers.queries import helps_to_do
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(asked, doing, county_clerk, township_officer):
    return agree_to_help(by=county_clerk, request=asked, decided=replace(doing, doer=township_officer))


@pytest.fixture
def phone(township_officer):
    return client_of(township_officer)


def page(given):
    return reverse("officers:my_help", args=[given.pk])


def test_it_stands_on_the_day_on_the_own_list_and_at_the_door(given, phone, township_officer):
    home = phone.get("/").content.decode()
    assert page(given) in home
    assert page(given) in phone.get(reverse("officers:my_helps")).content.decode()
    assert [one.pk for one in helps_to_do(township_officer)] == [given.pk]


def test_the_page_tells_what_to_do_and_not_what_was_asked(given, phone):
    text = phone.get(page(given)).content.decode()
    assert "与镇里商量调班" in text
    assert "许佳" in text
    assert "母亲住院" not in text


def test_it_is_done_with_a_word_and_the_office_tells_the_officer(given, phone, asked, county_clerk):
    assert phone.post(page(given), {"words": " "}).context["form"].errors.keys() == {"words"}
    phone.post(page(given), {"words": "已与镇里调好班"})

    given.refresh_from_db()
    asked.refresh_from_db()
    assert (given.state, given.outcome, asked.state) == ("done", "已与镇里调好班", "done")
    assert page(given) not in phone.get("/").content.decode()

    answer_request(by=county_clerk, request=asked, words="当面说了")
    assert phone.get(page(given)).status_code == 404
    assert not Grant.objects.current().filter(record=given.pk).exists()


def test_nobody_else_of_the_township_opens_it(given, tree):
    other = hire("other_township", tree.town, "township", "冯琳", scope_root=tree.town)
    assert client_of(other).get(page(given)).status_code == 404


def test_access_to_one_help_opens_no_other(given, county_clerk, doing, tree, phone):
    other = plan_help(by=county_clerk, unit=tree.town, decided=doing)
    assert phone.get(page(other)).status_code == 404
    assert phone.get(reverse("officers:help", args=[given.pk])).status_code == 403


def test_what_is_given_up_is_no_longer_to_be_seen(given, county_clerk, phone):
    drop_help(by=county_clerk, given=given, reason="镇里已另作安排")
    assert phone.get(page(given)).status_code == 404


def test_a_leader_who_sees_to_it_needs_no_access_and_finds_it_too(asked, doing, county_clerk, leader):
    given = agree_to_help(by=county_clerk, request=asked, decided=replace(doing, doer=leader))
    assert not Grant.objects.filter(record=given.pk).exists()
    browser = client_of(leader)
    assert page(given) in browser.get("/").content.decode()
    browser.post(page(given), {"words": "已办"})
    given.refresh_from_db()
    assert given.state == "done"


def test_only_the_office_and_whoever_sees_to_it_say_that_it_is_done(given, leader):
    with pytest.raises(Refused) as no:
        finish_help(by=leader, given=given, words="办好了")
    assert no.value.code == "officers.not_your_help"


def test_what_is_due_counts_at_the_door_of_every_page(asked, doing, county_clerk, township_officer, phone):
    agree_to_help(by=county_clerk, request=asked, decided=replace(doing, doer=township_officer, due=today()))
    for address in ("/", "/notices/"):
        assert '待办<span class="count">1' in phone.get(address).content.decode()
