"""Periods of keeping with the clock moved: people decide about cases, technical data goes by itself."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from anxin.families.actions import shut
from anxin.families.models import Household, Person
from anxin.ground.access.reach import Reach
from anxin.ground.database.scope import everywhere, store
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.rights import actions
from anxin.rights.actions.assessments import Judged
from anxin.rights.due import due_for_appraisal, kept_until
from anxin.rights.models import Appraisal, RightsRequest
from anxin.rights.rules import CONFIDENCE, FROM, GROUND, THEN, WHAT, rule, rules
from anxin.rights.tidying import delete_what_is_over
from anxin.surveys.models import Ledger
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def years(count, monkeypatch):
    """Move the clock on by so many years and a day."""
    day = today()
    monkeypatch.setenv("ANXIN_TODAY", date(day.year + count, day.month, 28).isoformat())
    monkeypatch.setenv("ANXIN_TODAY", (date(day.year + count, day.month, 28) + timedelta(4)).isoformat())


def test_every_rule_has_its_words_and_none_invents_a_legal_period():
    for code, one in rules().items():
        assert code in WHAT
        assert code in GROUND
        assert one.since in FROM
        assert one.then in THEN
        assert one.confidence in CONFIDENCE
        if one.confidence == "internal":
            assert str(GROUND[code]) in ("no law names a period", "法律未规定期限")


def test_what_the_law_asks_for_at_least_is_kept_at_least():
    assert rule("sharing").years >= 3
    assert rule("assessments").years >= 3
    assert rule("journal").months >= 6


def test_a_sealed_card_is_due_after_its_years_and_not_a_day_before(
    household, county_clerk, in_county, monkeypatch
):
    actions.put_away(by=county_clerk, household=household, why="测试")
    reach = Reach.of(county_clerk)
    assert due_for_appraisal(reach) == []
    years(29, monkeypatch)
    assert due_for_appraisal(reach) == []
    years(1, monkeypatch)
    (due,) = due_for_appraisal(reach)
    assert (due.rule, due.record, due.label) == ("case", household.pk, household.number)


def test_a_closed_card_is_kept_from_its_closing_on_sealed_later_or_not(
    household, county_clerk, in_county, monkeypatch
):
    shut(household, by=county_clerk, on=date(2020, 2, 29))
    card = Household.objects.get()
    assert kept_until(card) == date(2050, 2, 28)
    assert str(kept_until(card)) in client_of(county_clerk).get(f"/families/{card.pk}/").content.decode()
    monkeypatch.setenv("ANXIN_TODAY", "2050-02-27")
    reach = Reach.of(county_clerk)
    assert due_for_appraisal(reach) == []
    actions.put_away(by=county_clerk, household=card, why="测试")
    monkeypatch.setenv("ANXIN_TODAY", "2050-02-28")
    assert [one.due_on for one in due_for_appraisal(reach)] == [date(2050, 2, 28)]


def test_a_card_in_use_has_no_last_day(household, in_county):
    assert kept_until(household) is None


def test_an_extension_holds_until_its_day_and_keeping_for_good(
    household, county_clerk, in_county, monkeypatch
):
    actions.put_away(by=county_clerk, household=household, why="测试")
    reach = Reach.of(county_clerk)
    years(31, monkeypatch)
    (due,) = due_for_appraisal(reach)
    actions.appraise(
        by=county_clerk, due=due, decision="extend", why="仍有待遇", until=today() + timedelta(300)
    )
    assert due_for_appraisal(reach) == []
    years(1, monkeypatch)
    (due,) = due_for_appraisal(reach)
    actions.appraise(by=county_clerk, due=due, decision="keep", why="涉及公民权益")
    years(50, monkeypatch)
    assert due_for_appraisal(reach) == []


@pytest.mark.parametrize("until", [None, today()])
def test_an_extension_names_a_day_to_come(household, county_clerk, in_county, monkeypatch, until):
    actions.put_away(by=county_clerk, household=household, why="测试")
    years(31, monkeypatch)
    (due,) = due_for_appraisal(Reach.of(county_clerk))
    with pytest.raises(Refused) as no:
        actions.appraise(by=county_clerk, due=due, decision="extend", why="仍有待遇", until=until)
    assert no.value.code == "rights.until_missing"
    assert not Appraisal.objects.exists()


def test_answered_requests_and_assessments_come_due_too(granted, county_clerk, widow, monkeypatch):
    one = granted("explanation", widow)
    actions.carry_out(by=county_clerk, request=one, words="已说明")
    actions.answer(by=county_clerk, request=one, words="当面")
    actions.make_assessment(by=county_clerk, content={"fields": []}, judged=Judged("一", "二", "三", "四"))
    years(11, monkeypatch)
    assert {due.rule for due in due_for_appraisal(Reach.of(county_clerk))} == {"requests", "assessments"}


def test_no_job_touches_a_case_however_old(household, county_clerk, in_county, granted, widow, monkeypatch):
    granted("copy", widow)
    with everywhere():
        before = Household.objects.count(), Person.objects.count(), RightsRequest.objects.count()
    years(60, monkeypatch)
    delete_what_is_over()
    with everywhere():
        assert (Household.objects.count(), Person.objects.count(), RightsRequest.objects.count()) == before


def ledger(unit, by, age, state):
    return Ledger.objects.create(
        unit=unit, path=unit.path, name="台账.xlsx", digest="0" * 64, kind="survey", state=state,
        content="内容", made_at=now() - timedelta(days=age), made_by=by.id,
    )  # fmt: skip


def test_technical_data_goes_by_itself_and_twice_is_the_same(county_clerk, tree, in_county):
    old = ledger(tree.county, county_clerk, 31, "previewed")
    fresh = ledger(tree.county, county_clerk, 29, "previewed")
    merged = ledger(tree.county, county_clerk, 400, "merged")
    for _twice in (1, 2):
        with transaction.atomic():
            delete_what_is_over()
        for one in (old, fresh, merged):
            one.refresh_from_db()
        assert [one.content != "" for one in (old, fresh, merged)] == [False, True, True]


def test_sealed_cards_stay_out_of_every_job(household, county_clerk, in_county):
    actions.put_away(by=county_clerk, household=household, why="测试")
    delete_what_is_over()
    with store(household.unit.path):
        assert Household.objects.count() == 1
