"""What lies near becomes a duty, follows the register, and is settled by people alone."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from anxin.care.actions import (
    confirm_decision,
    decide_duty,
    decide_measure,
    finish_duty,
    look_ahead,
    plan_duty,
    record_need,
    send_decision_back,
    set_duty_aside,
)
from anxin.care.models import Duty, DutyStep, Lookahead, Measure
from anxin.care.queries import Task, quiet_families, tasks_of, tasks_within
from anxin.care.upkeep import keep_duties
from anxin.entitlements.models import Claim, Entitlement
from anxin.families.actions import correct_person, end_membership, record_standing
from anxin.families.actions.details import Origin
from anxin.families.models import Membership, Person, Source
from anxin.ground.access.models import Grant, Post
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from tests.cast import family

pytestmark = pytest.mark.django_db
ORIGIN = Origin(Source.PAPER, "户口簿", date(2026, 11, 20))


@pytest.fixture(autouse=True)
def _on_a_day(settings):
    settings.ANXIN_TODAY = "2030-03-10"  # 周雨桐, born on 1 June 2012, is 17; her mother turns 47


@pytest.fixture
def clock(settings):
    """Move the day."""

    def to(day: str) -> None:
        settings.ANXIN_TODAY = day

    return to


@pytest.fixture
def rain(household, in_county) -> Person:
    return Person.objects.get(household=household, name="周雨桐")


@pytest.fixture
def eighteen(rain) -> Duty:
    """Her 18th birthday, as the register brought it when the card was opened."""
    return Duty.objects.get(household=rain.household_id, kind="age_18")


@pytest.fixture
def to_school(household, in_county, clock) -> Duty:
    """That she goes to university or to work: a date that decides nothing."""
    clock("2030-06-10")
    keep_duties()
    return Duty.objects.get(household=household, kind="study_college")


def born(county_clerk, person, *parts):
    correct_person(
        by=county_clerk, person=person, values={"birth": parts and PartialDate(*parts) or None}, origin=ORIGIN
    )


def duties(household):
    return {duty.kind: duty for duty in Duty.objects.filter(household=household)}


def test_a_card_has_its_duties_from_the_first_instant(eighteen):
    assert (eighteen.day, eighteen.state, eighteen.n) == (date(2030, 6, 1), "open", 18)


def test_what_lies_beyond_ninety_days_is_not_stored_yet(household, in_county, clock):
    assert "study_college" not in duties(household)
    clock("2030-06-02")
    keep_duties()
    assert "study_college" not in duties(household)
    clock("2030-06-03")
    keep_duties()
    assert duties(household)["study_college"].day == date(2030, 9, 1)


def test_the_night_again_changes_nothing_and_notes_nothing(household, in_county):
    before = list(Duty.objects.order_by("pk").values()), JournalEntry.objects.count()
    assert keep_duties() == 0
    assert (list(Duty.objects.order_by("pk").values()), JournalEntry.objects.count()) == before


def test_the_night_reads_only_families_for_whom_a_day_has_come(household, in_county, monkeypatch, clock):
    looked = []
    monkeypatch.setattr(
        "anxin.care.upkeep.look_ahead", lambda *, by, households: looked.extend(households) or 0
    )
    keep_duties()
    assert looked == []
    clock(str(Lookahead.objects.get(household=household).again_on))
    keep_duties()
    assert looked == [household.pk]


def test_a_night_that_was_cut_short_goes_on(household, in_county):
    Lookahead.objects.all().delete()
    Duty.objects.all().delete()
    assert keep_duties() > 0
    assert keep_duties() == 0


def test_a_calculation_made_again_is_looked_at(household, in_county, clock):
    line = Entitlement.objects.filter(household=household, person__isnull=False).first()
    clock("2030-03-11")
    later = Lookahead.objects.get(household=household).looked_at + timedelta(hours=1)
    Entitlement.objects.filter(pk=line.pk).update(
        ends=date(2030, 5, 1), review="yearly_check", pending=False, calculated_at=later
    )
    keep_duties()
    found = duties(household)["review_yearly_check"]
    assert (found.day, found.person_id) == (date(2030, 5, 1), None)  # one check for the whole family


def test_a_corrected_birth_date_moves_what_is_open(county_clerk, rain, eighteen):
    born(county_clerk, rain, 2012, 5, 20)
    eighteen.refresh_from_db()
    assert (eighteen.day, eighteen.state) == (date(2030, 5, 20), "open")
    assert Duty.objects.filter(kind="age_18").count() == 1


def test_a_corrected_birth_date_keeps_what_is_settled(county_clerk, leader, rain, eighteen):
    decided = decide_duty(by=county_clerk, duty=eighteen, decision="go_on", reason="在校，继续发放")
    confirm_decision(by=leader, duty=decided)
    born(county_clerk, rain, 2012, 5, 20)
    eighteen.refresh_from_db()
    assert (eighteen.day, eighteen.state) == (date(2030, 6, 1), "confirmed")
    assert Duty.objects.filter(kind="age_18").count() == 1


def test_a_date_far_off_after_a_correction_waits_for_its_time(county_clerk, rain, eighteen, leader):
    born(county_clerk, rain, 2014, 6, 1)
    eighteen.refresh_from_db()
    assert eighteen.day == date(2032, 6, 1)
    assert not any(str(eighteen.pk) in task.url for task in tasks_of(county_clerk, today()))


def test_only_a_month_of_birth_makes_a_window(county_clerk, rain, eighteen):
    born(county_clerk, rain, 2012, 6)
    eighteen.refresh_from_db()
    assert (eighteen.day, eighteen.until) == (date(2030, 6, 1), date(2030, 6, 30))


def test_without_a_birth_date_a_date_ahead_no_longer_applies_and_comes_back_with_it(
    county_clerk, rain, eighteen
):
    born(county_clerk, rain)
    eighteen.refresh_from_db()
    assert eighteen.state == "gone"
    born(county_clerk, rain, 2012, 6, 1)
    eighteen.refresh_from_db()
    assert (eighteen.state, eighteen.day) == ("open", date(2030, 6, 1))


def test_a_date_that_asks_for_nothing_of_itself_moves_too_once_it_was_made_a_task(
    county_clerk, rain, household
):
    birthday = Duty.objects.create(
        household=household, path=household.path, kind="birthday", person=rain, n=20, day=date(2032, 6, 1),
        state="planned",
    )  # fmt: skip
    born(county_clerk, rain, 2012, 6, 4)
    birthday.refresh_from_db()
    assert (birthday.day, birthday.state) == (date(2032, 6, 4), "planned")


def test_nothing_falls_due_for_somebody_who_died(county_clerk, rain, eighteen):
    membership = Membership.objects.get(person=rain)
    end_membership(by=county_clerk, membership=membership, because="death", on=today(), origin=ORIGIN)
    eighteen.refresh_from_db()
    assert eighteen.state == "gone"
    assert not Duty.objects.filter(person=rain).under_way().exists()


def test_schooling_that_is_told_moves_the_school_dates(county_clerk, household, rain, to_school):
    record_standing(
        by=county_clerk, household=household, person=rain, values={"study": "none"}, origin=ORIGIN
    )
    to_school.refresh_from_db()
    assert to_school.state == "gone"


def test_a_decision_that_nobody_made_stays_open_and_overdue_for_good(household, eighteen, clock):
    clock("2031-06-01")
    keep_duties()
    eighteen.refresh_from_db()
    assert eighteen.state == "open"
    assert eighteen in Duty.objects.overdue(today())


def test_nothing_ends_at_eighteen_by_itself(county_clerk, tree, household, rain, eighteen, clock):
    """A measure for her and everything calculated or claimed stand the day after as they stood before."""
    need = record_need(
        by=county_clerk, household=household, person=rain, theme="schooling", words="助学", source="family",
        found_on=today(), how="asked",
    )  # fmt: skip
    decide_measure(
        by=county_clerk,
        need=need,
        unit=tree.civil,
        words="按月补助",
        case_by_case="目录尚无此项",
        due=date(2031, 1, 1),
        ground="通知第三条",
    )
    before = [
        list(model.objects.order_by("pk").values())
        for model in (Measure, Claim, Entitlement, Grant, Membership)
    ]
    for day in ("2030-05-31", "2030-06-01", "2030-06-02", "2030-12-31"):
        clock(day)
        keep_duties()
    after = [
        list(model.objects.order_by("pk").values())
        for model in (Measure, Claim, Entitlement, Grant, Membership)
    ]
    assert before == after


@pytest.mark.parametrize("decision", ["go_on", "change", "end"])
def test_a_decision_changes_nothing_but_the_date_itself(decision, county_clerk, leader, household, eighteen):
    before = list(Entitlement.objects.order_by("pk").values())
    decided = decide_duty(by=county_clerk, duty=eighteen, decision=decision, reason="核对后决定")
    confirm_decision(by=leader, duty=decided)
    assert list(Entitlement.objects.order_by("pk").values()) == before
    eighteen.refresh_from_db()
    assert (eighteen.state, eighteen.decision, eighteen.settled_on) == ("confirmed", decision, today())


@pytest.mark.parametrize("act", [finish_duty, set_duty_aside])
def test_what_decides_is_not_done_or_set_aside(act, county_clerk, eighteen):
    words = {"reason" if act is set_duty_aside else "words": "已电话告知"}
    with pytest.raises(Refused) as refused:
        act(by=county_clerk, duty=eighteen, **words)
    assert refused.value.code == "lifecycle.moved_on"
    assert not DutyStep.objects.exists()


def test_who_decided_does_not_look_a_second_time(county_clerk, eighteen):
    decided = decide_duty(by=county_clerk, duty=eighteen, decision="end", reason="已就业")
    for act in (confirm_decision, lambda **told: send_decision_back(reason="再看", **told)):
        with pytest.raises(Refused) as refused:
            act(by=county_clerk, duty=decided)
        assert refused.value.code == "care.own_decision"
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=eighteen.pk).update(
            state="confirmed", confirmed_by=county_clerk, settled_on=today()
        )


def test_a_decision_sent_back_is_open_again_and_both_steps_are_kept(county_clerk, leader, eighteen):
    decided = decide_duty(by=county_clerk, duty=eighteen, decision="end", reason="已就业")
    sent_back = send_decision_back(by=leader, duty=decided, reason="就业证明未见")
    assert (sent_back.state, sent_back.decision, sent_back.decided_by) == ("open", "", None)
    steps = DutyStep.objects.filter(duty=eighteen)
    assert [(step.move, step.decision, step.words) for step in steps] == [
        ("open", "", "就业证明未见"),
        ("decided", "end", "已就业"),
    ]


def test_a_decision_needs_its_reason(county_clerk, eighteen):
    with pytest.raises(Refused) as refused:
        decide_duty(by=county_clerk, duty=eighteen, decision="go_on", reason=" ")
    assert refused.value.code == "lifecycle.reason_missing"


def test_what_is_planned_leaves_the_desk_until_its_day(county_clerk, household, to_school, clock):
    plan_duty(by=county_clerk, duty=to_school, words="8月走访时问志愿", on=date(2030, 8, 10))
    kinds = {task.url for task in tasks_of(county_clerk, today())}
    assert not any(str(to_school.pk) in url for url in kinds)
    clock("2030-09-01")
    assert any(str(to_school.pk) in task.url for task in tasks_of(county_clerk, today()))


def test_done_and_not_needed_settle_it(county_clerk, to_school):
    done = finish_duty(by=county_clerk, duty=to_school, words="录取，助学金已申请")
    assert (done.state, done.settled_on) == ("done", today())
    with pytest.raises(Refused):
        set_duty_aside(by=county_clerk, duty=done, reason="不用了")


def test_a_measure_of_this_family_may_be_named_and_no_other(county_clerk, to_school, tree, measure):
    planned = plan_duty(by=county_clerk, duty=to_school, words="见措施", measure=measure)
    assert planned.measure_id == measure.pk
    other = Duty.objects.filter(household=family(county_clerk, tree.county, officer="李建国")).first()
    with pytest.raises(Refused) as refused:
        plan_duty(by=county_clerk, duty=other, words="见措施", measure=measure)
    assert refused.value.code == "care.not_of_this_family"


def duties_before(post: Post) -> list[Task]:
    return [task for task in tasks_within(post, Reach.of(post)) if task.kind in ("duty", "second_look")]


def test_the_responsible_person_has_the_to_do_and_the_clerk_where_nobody_is_named(
    county_clerk, township_officer, household, eighteen, request
):
    assert [task.kind for task in duties_before(county_clerk)] == ["duty"]
    request.getfixturevalue("named")
    assert duties_before(county_clerk) == []
    assert [task.due for task in tasks_of(township_officer, today()) if task.kind == "duty"] == [eighteen.day]


def test_a_second_look_is_a_to_do_of_whoever_may_take_it_but_not_of_who_decided(
    county_clerk, second_clerk, leader, named, eighteen
):
    decide_duty(by=county_clerk, duty=eighteen, decision="go_on", reason="在校")
    looks = {
        post.name: [task.kind for task in tasks_of(post, today()) if task.kind == "second_look"]
        for post in (county_clerk, second_clerk, leader)
    }
    assert looks == {county_clerk.name: [], second_clerk.name: ["second_look"], leader.name: ["second_look"]}


def test_prompts_fall_silent_on_quiet_days(county_clerk, household, eighteen, clock):
    clock("2030-04-05")
    keep_duties()
    assert list(quiet_families(Reach.of(county_clerk), today())) == [household]
    assert duties_before(county_clerk) == []
    clock("2030-04-10")
    assert not quiet_families(Reach.of(county_clerk), today())
    assert len(duties_before(county_clerk)) == 1


def test_a_ledger_of_many_cards_waits_for_a_job(county_clerk, household, in_county, monkeypatch, eighteen):
    asked = []
    monkeypatch.setattr("anxin.care.subscribers.AT_ONCE", 0)
    monkeypatch.setattr("anxin.care.subscribers.soon.defer", lambda: asked.append(True))
    born(county_clerk, Person.objects.get(pk=eighteen.person_id), 2012, 5, 20)
    assert asked == [True]
    assert not Lookahead.objects.filter(household=household).exists()
    keep_duties()
    eighteen.refresh_from_db()
    assert eighteen.day == date(2030, 5, 20)


def test_one_look_at_many_families_is_one_journal_entry(county_clerk, household, in_county):
    Duty.objects.all().delete()
    before = JournalEntry.objects.count()
    look_ahead(by=county_clerk, households=[household.pk])
    entry = JournalEntry.objects.order_by("-at", "-pk").first()
    assert JournalEntry.objects.count() == before + 1
    assert (entry.act, entry.cards) == ("care.looked_ahead", [household.pk])


def test_a_date_is_stored_once(eighteen):
    eighteen.pk = None
    eighteen._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(
            household_id=eighteen.household_id, path=eighteen.path, kind="age_18",
            person_id=eighteen.person_id, n=18, day=today(),
        )  # fmt: skip
