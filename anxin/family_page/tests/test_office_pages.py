"""The clerk's side: the link is made once and shown once, its state is seen, a desk without contact told."""

import re

import pytest
from django.urls import reverse

from anxin.care.actions import Answer, end_contact, finish
from anxin.care.models import DepartmentContact
from anxin.family_page.models import Pass
from anxin.ground.database.scope import scope
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(county_clerk):
    return client_of(county_clerk, "en")


def page(name, asked):
    return reverse(f"family_page:{name}", args=[asked.household_id, asked.pk])


def measure_page(asked):
    return reverse("care:measure", args=[asked.household_id, asked.measure_id])


def test_link_code_and_picture_are_shown_once_and_kept_nowhere(clerk, asked):
    shown = clerk.post(page("link_make", asked))
    text = shown.content.decode()
    code = re.search(r'class="code">(\d{4} \d{4})<', text)[1]
    token = re.search(r"http://door\.test/p/([\w-]{43})/", text)[1]
    assert '<svg class="qr"' in text or "<svg" in text
    assert shown["Cache-Control"] == "no-store"
    for later in (clerk.get(page("link", asked)), clerk.get(measure_page(asked))):
        assert code not in later.content.decode()
        assert token not in later.content.decode()


def test_the_code_stands_outside_what_is_printed(clerk, asked):
    text = clerk.post(page("link_make", asked)).content.decode()
    letter, apart = text.split('class="stack no-print"')
    assert 'class="code"' not in letter
    assert 'class="code"' in apart


def test_the_measure_says_how_the_link_stands(clerk, asked):
    assert "Send a one-time link" in clerk.get(measure_page(asked)).content.decode()
    clerk.post(page("link_make", asked))
    assert "made, not opened yet" in clerk.get(measure_page(asked)).content.decode()
    clerk.post(page("link_withdraw", asked))
    assert "withdrawn" in clerk.get(measure_page(asked)).content.decode()


def test_a_new_link_ends_the_one_before(clerk, asked):
    for _ in range(2):
        clerk.post(page("link_make", asked))
    with scope(asked.path):
        newest, oldest = Pass.objects.all()
    assert (newest.state, oldest.state, oldest.withdrawn_why) == ("issued", "withdrawn", "newer")


def test_a_desk_without_a_contact_gets_a_warning_and_no_link(clerk, asked, county_clerk):
    end_contact(by=county_clerk, contact=DepartmentContact.objects.get())
    assert "no named contact" in clerk.get(measure_page(asked)).content.decode()
    answer = clerk.post(page("link_make", asked), follow=True)
    assert "has no named contact" in answer.content.decode()
    with scope(asked.path):
        assert not Pass.objects.exists()


def test_an_answered_request_gets_no_link(clerk, asked, health_desk):
    with scope(asked.path):
        finish(by=health_desk, request=asked, answer=Answer("已办"))
    assert "was answered" in clerk.post(page("link_make", asked), follow=True).content.decode()


def test_without_a_door_the_clerk_is_sent_to_paper(clerk, asked, settings):
    settings.ANXIN_DOOR_URL = ""
    assert "on paper" in clerk.post(page("link_make", asked), follow=True).content.decode()


def test_nothing_to_withdraw_is_said(clerk, asked):
    assert "no link to withdraw" in clerk.post(page("link_withdraw", asked), follow=True).content.decode()


@pytest.mark.parametrize("name", ["link", "link_make", "link_withdraw"])
def test_other_posts_and_neighbours_make_no_link(asked, name, neighbour_clerk, health_desk, auditor):
    for post, status in ((neighbour_clerk, 404), (health_desk, 403), (auditor, 403)):
        browser = client_of(post)
        answer = browser.get(page(name, asked)) if name == "link" else browser.post(page(name, asked))
        assert answer.status_code == status
    with scope(asked.path):
        assert not Pass.objects.exists()
