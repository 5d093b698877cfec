"""Whoever looks at a list of officers leaves an entry that names each of them, and no other."""

import pytest
from django.urls import reverse

from anxin.ground.days.clock import today
from anxin.ground.journal.models import JournalEntry
from anxin.officers.actions import Span, arrange_check_up, ask_leave
from anxin.officers.models import Officer
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(man, tree):
    return Officer.objects.create(unit=tree.health, name="韩雪", sort_key="hanxue")


def named(act):
    return JournalEntry.objects.filter(act=act).latest("at").details["officers"]


def test_the_year_and_the_plan_of_a_unit_name_its_officers(county_clerk, man, other):
    desk, year = client_of(county_clerk), today().year
    for name, act in (("leave_unit", "leave_listed"), ("leave_plan", "leave_plan_opened")):
        desk.get(reverse(f"officers:{name}", args=[man.unit_id, year]))
        assert named(f"officers.{act}") == [str(man.pk)]


def test_a_month_names_those_on_leave_in_it_and_nobody_else_of_the_unit(county_clerk, man, other):
    desk, day = client_of(county_clerk), today().replace(month=6, day=15)
    address = reverse("officers:leave_month", args=[man.unit_id, day.year, day.month])
    desk.get(address)
    assert named("officers.leave_month_opened") == []

    ask_leave(by=county_clerk, officer=man, span=Span(day, day.replace(day=19)))
    desk.get(address)
    assert named("officers.leave_month_opened") == [str(man.pk)]


def test_a_batch_names_whom_it_invites_and_the_form_whom_it_offers(county_clerk, man, other):
    desk = client_of(county_clerk)
    desk.get(reverse("officers:batch_new", args=[man.unit_id]))
    assert named("officers.check_ups_listed") == [str(man.pk)]

    batch = arrange_check_up(
        by=county_clerk, unit=man.unit, hospital="安和县医院", first=today(), last=today(), officers=[man]
    )
    desk.get(reverse("officers:batch", args=[batch.pk]))
    assert named("officers.check_up_batch_opened") == [str(man.pk)]


def test_the_list_of_requests_names_who_asks(county_clerk, asked, other):
    client_of(county_clerk).get(reverse("officers:asks"))

    assert named("officers.asks_listed") == [str(asked.officer_id)]
