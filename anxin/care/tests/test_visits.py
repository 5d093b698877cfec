"""Visits and promises."""

from datetime import timedelta

import pytest
from django.db import connection

from anxin.care.actions import answer_promise, keep_promise, put_off_promise, record_visit
from anxin.care.actions.visits import Found, NextStep
from anxin.care.models import Met, Need, Promise, PromiseStep, Visit
from anxin.families.models import Person
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from tests.cast import family


@pytest.fixture
def promise(named, township_officer, mother) -> Promise:
    step = NextStep("带瓦工看屋顶", township_officer, today() + timedelta(days=3))
    record_visit(
        by=township_officer, household=named, on=today(), met=[mother], news="老人身体稳定",
        said="盼春节前不漏", promised="三天内看屋顶", steps=[step],
    )  # fmt: skip
    return Promise.objects.get()


def test_a_visit_keeps_three_sentences_and_whom_one_met(promise, mother):
    visit = Visit.objects.get()
    assert (visit.news, visit.said, visit.promised) == ("老人身体稳定", "盼春节前不漏", "三天内看屋顶")
    assert [one.person for one in visit.met.all()] == [mother]
    assert visit.outcome == "made"


def test_a_need_seen_on_a_visit_waits_to_be_verified_with_the_visit_as_its_source(
    named, county_clerk, mother
):
    found = Found("housing", "屋顶漏雨", mother)
    record_visit(by=county_clerk, household=named, on=today(), met=[mother], news="好", needs=[found])
    need = Need.objects.get()
    assert (need.state, need.source, need.person, need.found_on) == ("found", "visit", mother, today())


def test_the_sentences_lie_encrypted(promise):
    with connection.cursor() as cursor:
        cursor.execute("SELECT news, said, promised FROM care_visit")
        assert all("老人" not in text and "屋顶" not in text for text in cursor.fetchone())


def test_nobody_met_is_an_attempt(named, township_officer):
    visit = record_visit(by=township_officer, household=named, on=today())
    assert visit.outcome == "attempted"
    assert not Met.objects.exists()


def test_the_day_is_the_day_of_the_visit(named, township_officer, mother):
    day = today() - timedelta(days=4)
    visit = record_visit(by=township_officer, household=named, on=day, met=[mother], news="好")
    assert visit.on == day
    assert visit.entered_at.date() != day


def test_a_visit_of_tomorrow_is_refused(named, township_officer):
    with pytest.raises(Refused) as refused:
        record_visit(by=township_officer, household=named, on=today() + timedelta(days=1))
    assert refused.value.code == "care.day_ahead"
    assert not Visit.objects.exists()


def test_people_of_another_family_were_not_met(named, township_officer, county_clerk, tree):
    stranger = Person.objects.filter(household=family(county_clerk, tree.county, "何立新")).first()
    with pytest.raises(Refused):
        record_visit(by=township_officer, household=named, on=today(), met=[stranger])


def test_a_promise_is_not_due_before_the_visit(named, township_officer):
    step = NextStep("看屋顶", township_officer, today() - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        record_visit(by=township_officer, household=named, on=today(), steps=[step])
    assert refused.value.code == "care.promise_before_visit"


def test_a_promise_is_a_task_with_a_day(promise, township_officer):
    assert (promise.doer, promise.due, promise.state) == (
        township_officer,
        today() + timedelta(days=3),
        "open",
    )
    assert PromiseStep.objects.get().move == "open"


def test_putting_off_keeps_the_first_day_and_the_reason(promise, township_officer):
    later = promise.due + timedelta(days=5)
    changed = put_off_promise(by=township_officer, promise=promise, due=later, reason="连日下雨")
    assert (changed.due, changed.first_due, changed.state) == (later, promise.first_due, "changed")
    assert changed.steps.first().words == "连日下雨"


def test_a_promise_is_not_put_off_to_an_earlier_day(promise, township_officer):
    with pytest.raises(Refused) as refused:
        put_off_promise(by=township_officer, promise=promise, due=promise.due, reason="忙")
    assert refused.value.code == "care.not_later"


def test_kept_and_answered_are_settled_today(promise, township_officer):
    assert keep_promise(by=township_officer, promise=promise, words="已修好").settled_on == today()
    Promise.objects.update(state="open", settled_on=None)
    assert (
        answer_promise(by=township_officer, promise=promise, words="不符合条件，已说明").state == "answered"
    )
