"""Check-ups: who is invited, who went; never what was found."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import get
from anxin.ground.jobs.refusals import Refused
from anxin.officers.actions import (
    Mark,
    arrange_check_up,
    drop_rest_rule,
    note_check_ups,
    set_rest_rule,
    withdraw_check_up,
)
from anxin.officers.models import CheckUp, CheckUpBatch, Officer, rest_at
from anxin.officers.queries import due_for_check_up, next_check_up, rest_by_unit
from tests.cast import client_of

from .cast_leave import officer_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_county")]
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _on(settings):
    settings.ANXIN_TODAY = DAY


@pytest.fixture
def xu(tree):
    return officer_at(tree.town)


def batch_of(clerk, tree, *officers, first=DAY) -> CheckUpBatch:
    return arrange_check_up(
        by=clerk, unit=tree.town, hospital="安和县人民医院", first=first, last=first + timedelta(4),
        officers=officers,
    )  # fmt: skip


def note(clerk, batch, officer, state, **said) -> int:
    one = CheckUp.objects.get(batch=batch, officer=officer)
    return note_check_ups(by=clerk, batch=batch, marks=[Mark(one, CheckUp.State(state), **said)])


def due() -> list[Officer]:
    return list(due_for_check_up(Officer.objects.at_work(), today()))


def refused(act, *args, **said) -> str:
    with pytest.raises(Refused) as no, transaction.atomic():
        act(*args, **said)
    return no.value.code


def figure(code, post) -> int:
    return get(code).value(Reach.of(post), today())


def test_from_nothing_on_record_to_the_next_one_a_year_later(xu, tree, county_clerk):
    assert due() == [xu]
    batch = batch_of(county_clerk, tree, xu)
    assert (next_check_up(xu).day, due()) == (DAY, [])
    note(county_clerk, batch, xu, "attended", on=DAY)
    told = next_check_up(xu)
    assert (told.day, told.last, told.overdue) == (date(2027, 11, 23), DAY, False)
    assert figure("officers.check_ups_due", county_clerk) == 0


def test_the_interval_is_the_units_own_and_ends_with_its_rule(xu, tree, county_clerk):
    note(county_clerk, batch_of(county_clerk, tree, xu), xu, "attended", on=DAY)
    set_rest_rule(by=county_clerk, unit=tree.county, check_up_months=24, half_days=False, carry_over=True)
    assert next_check_up(xu).day == date(2028, 11, 23)
    set_rest_rule(by=county_clerk, unit=tree.town, check_up_months=6, half_days=False, carry_over=True)
    assert next_check_up(xu).day == date(2027, 5, 23)
    drop_rest_rule(by=county_clerk, unit=tree.town)
    assert rest_at(tree.town.path).check_up_months == 24
    assert refused(drop_rest_rule, by=county_clerk, unit=tree.town) == "officers.no_rule_here"


def test_a_rule_outside_the_scope_is_refused(tree, county_clerk):
    said = {"check_up_months": 6, "half_days": False, "carry_over": True}
    outside = {"by": county_clerk, "unit": tree.neighbour}
    assert refused(set_rest_rule, **outside, **said) == "officers.unit_out_of_scope"
    assert refused(drop_rest_rule, **outside) == "officers.unit_out_of_scope"
    inside = {"by": county_clerk, "unit": tree.town}
    assert (
        refused(set_rest_rule, **inside, **said | {"check_up_months": 40}) == "officers.months_out_of_range"
    )


def test_one_that_was_put_off_comes_back_on_its_day(xu, tree, county_clerk):
    batch = batch_of(county_clerk, tree, xu)
    later = DAY + timedelta(60)
    note(county_clerk, batch, xu, "deferred", until=later, why="duty")
    assert next_check_up(xu).day == later
    assert figure("officers.check_ups_due", county_clerk) == 0
    note(county_clerk, batch, xu, "attended", on=DAY)
    assert next_check_up(xu).last == DAY


def test_one_had_elsewhere_counts_and_one_not_wished_does_not(xu, tree, county_clerk):
    other = officer_at(tree.town, "梁文")
    batch = batch_of(county_clerk, tree, xu, other)
    note(county_clerk, batch, xu, "excused", why="elsewhere")
    note(county_clerk, batch, other, "excused", why="own")
    assert (next_check_up(xu).last, next_check_up(other).last) == (DAY, None)


@pytest.mark.parametrize(
    ("state", "said", "code"),
    [
        ("attended", {}, "officers.check_up_day"),
        ("attended", {"on": DAY + timedelta(1)}, "officers.check_up_day"),
        ("attended", {"on": DAY - timedelta(1)}, "officers.check_up_day"),
        ("deferred", {"why": "duty"}, "officers.check_up_until"),
        ("deferred", {"until": DAY + timedelta(9), "why": "elsewhere"}, "officers.check_up_why"),
        ("excused", {"why": "duty"}, "officers.check_up_excused"),
        ("invited", {}, "lifecycle.moved_on"),
    ],
)
def test_a_note_says_what_it_needs_or_nothing_is_noted(xu, tree, county_clerk, state, said, code):
    batch = batch_of(county_clerk, tree, xu)
    assert refused(note, county_clerk, batch, xu, state, **said) == code
    assert CheckUp.objects.get().state == "invited"


def test_a_batch_needs_somebody_and_its_days_in_order(xu, tree, county_clerk):
    said = {"by": county_clerk, "unit": tree.town, "hospital": "县医院", "first": DAY, "last": DAY}
    assert refused(arrange_check_up, **said, officers=[]) == "officers.nobody_invited"
    assert (
        refused(arrange_check_up, **said | {"last": date(2026, 1, 1)}, officers=[xu]) == "officers.batch_days"
    )


def test_invitations_of_a_batch_that_is_over_are_asked_about(xu, tree, county_clerk, settings):
    batch = batch_of(county_clerk, tree, xu)
    settings.ANXIN_TODAY = batch.last + timedelta(1)
    assert figure("officers.check_ups_unnoted", county_clerk) == 1


def test_the_picture_by_unit_counts_each_officer_once(xu, tree, county_clerk):
    officer_at(tree.county_office, "郑国平")
    for _again in range(2):
        note(county_clerk, batch_of(county_clerk, tree, xu, first=DAY - timedelta(3)), xu, "attended", on=DAY)
    told = {one.unit.pk: (one.officers, one.covered) for one in rest_by_unit(county_clerk, 2026)}
    assert told == {tree.town.pk: (1, 1), tree.county_office.pk: (1, 0)}


def test_no_column_of_a_check_up_could_hold_a_result():
    """What a check-up keeps is exactly this; whoever adds a column has to change this list, and may not."""
    columns = {
        name: {field.name for field in apps.get_model("officers", name)._meta.concrete_fields}
        for name in ("CheckUp", "CheckUpBatch")
    }
    assert columns == {
        "CheckUp": {"id", "path", "officer", "batch", "state", "on", "until", "why"},
        "CheckUpBatch": {"id", "path", "unit", "hospital", "first", "last", "by", "entered_at"},
    }


def test_a_batch_by_mistake_is_taken_back_until_something_is_noted(xu, tree, county_clerk):
    wrong = batch_of(county_clerk, tree, xu, first=date(2020, 12, 20))
    back, browser = reverse("officers:batch_withdraw", args=[wrong.pk]), client_of(county_clerk)
    assert back in browser.get(reverse("officers:batch", args=[wrong.pk])).content.decode()
    assert browser.get(back).status_code == 200
    browser.post(back)
    assert not CheckUp.objects.exists()
    held = batch_of(county_clerk, tree, xu)
    note(county_clerk, held, xu, "attended", on=DAY)
    assert refused(withdraw_check_up, by=county_clerk, batch=held) == "officers.batch_noted"
    assert CheckUpBatch.objects.get() == held


def test_a_refused_note_says_at_whose_line_it_is_wrong(xu, tree, county_clerk):
    batch = batch_of(county_clerk, tree, xu, officer_at(tree.town, name="韩雪"))
    one = CheckUp.objects.get(batch=batch, officer=xu)
    said = {f"{one.pk.hex}-what": "attended", f"{one.pk.hex}-day": "2030-01-01"}
    answer = client_of(county_clerk).post(reverse("officers:batch", args=[batch.pk]), said)
    assert answer.status_code == 422
    wrong = [line.check_up for line in answer.context["lines"] if line.non_field_errors()]
    assert wrong == [one]
