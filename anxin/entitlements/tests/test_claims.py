"""Taking up, applying, paying, topping up, choosing, agreeing."""

from datetime import date, timedelta

import pytest
from django.apps import apps

from anxin.entitlements.actions import (
    Paid,
    Signed,
    apply_for,
    approve,
    calculate,
    choose,
    close_claim,
    make_top_ups,
    note_payment,
    record_agreement,
    refuse,
    start_claim,
)
from anxin.entitlements.deadlines import last_day
from anxin.entitlements.models import Agreement, Choice, Claim, ClaimEvent, ClaimState, Entitlement, Signatory
from anxin.families.models import FallenOfficer, Person
from anxin.ground.access.models import Grant
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level
from tests.cast import hire

S = ClaimState


def refused(act):
    """The code with which an act is refused; nothing of it stays."""
    before = (Claim.objects.count(), ClaimEvent.objects.count(), JournalEntry.objects.count())
    with pytest.raises(Refused) as no:
        act()
    assert (Claim.objects.count(), ClaimEvent.objects.count(), JournalEntry.objects.count()) == before
    return no.value.code


def test_a_claim_keeps_what_was_calculated_and_finds_its_line_again(owed, line, family, county_clerk):
    assert (owed.amount_fen, owed.payer, owed.state) == (83772000, "unit_of_deceased", S.OWED)
    calculate(by=county_clerk, households=[family])
    assert Entitlement.objects.filter(pk=owed.line).exists()


def test_a_line_is_claimed_once(owed, line, county_clerk):
    assert refused(lambda: start_claim(by=county_clerk, line=line)) == "entitlements.claimed_already"


def test_a_scenario_and_a_gap_cannot_be_claimed(opened, county_clerk, in_county):
    waiting = Entitlement.objects.filter(household=opened(determination="pending"), rule="lump_sum").first()
    lacking = Entitlement.objects.filter(
        household=opened(name="何静", basic_pay_fen=None), rule="lump_sum"
    ).first()
    assert refused(lambda: start_claim(by=county_clerk, line=waiting)) == "entitlements.pending"
    assert refused(lambda: start_claim(by=county_clerk, line=lacking)) == "entitlements.no_sum"


def test_an_application_claims_what_is_calculated_on_its_day(owed, line, county_clerk):
    Entitlement.objects.filter(pk=line.pk).update(amount_fen=90000000)
    assert apply_for(by=county_clerk, claim=owed, on=today()).amount_fen == 90000000


DEADLINES = [
    ["relatives_apply", "2027-03-01"],
    ["unit_applies", "2026-12-01"],
    ["determination", "2026-11-20"],
]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 11, 1), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 12, 2), date(2027, 3, 1)),
        (date(2028, 1, 1), date(2027, 3, 1)),
    ],
)
def test_the_next_day_by_which_to_apply_counts(day, last):
    assert last_day(DEADLINES, day) == last


def test_without_a_day_in_the_law_there_is_none():
    assert last_day([], today()) is None


def pay(by, claim, fen, **more):
    return note_payment(by=by, claim=claim, paid=Paid(today(), fen, f"银行回单{fen}", **more))


def test_a_single_sum_is_paid_once_it_is_reached_by_parts(approved, county_clerk):
    assert pay(county_clerk, approved, 80000000).state == S.PAYING
    assert refused(lambda: pay(county_clerk, approved, 3772001)) == "entitlements.more_than_approved"
    assert pay(county_clerk, approved, 3772000).state == S.PAID


def test_what_is_paid_by_the_month_stays_in_payment(approved, county_clerk):
    Claim.objects.filter(pk=approved.pk).update(period="month")
    approved.refresh_from_db()
    assert refused(lambda: pay(county_clerk, approved, 100)) == "entitlements.which_month"
    claim = pay(county_clerk, approved, approved.amount_fen, month=date(2026, 10, 17))
    assert claim.state == S.PAYING
    assert claim.payments.get().month == date(2026, 10, 1)
    assert pay(county_clerk, claim, claim.amount_fen, month=date(2026, 11, 1)).state == S.PAYING
    assert close_claim(by=county_clerk, claim=claim, reason="已满十八周岁，复核后办结").state == S.CLOSED


def test_money_comes_to_somebody_of_this_family_only(approved, opened, county_clerk):
    stranger = Person.objects.filter(household=opened(name="郭秀博"), name="林秀兰").get()
    assert (
        refused(lambda: pay(county_clerk, approved, 100, person=stranger))
        == "entitlements.not_of_this_family"
    )


# — Provisional, then final (W10) —


@pytest.fixture
def paid_provisionally(settings, opened, county_clerk, in_county):
    """Died 2026-01-10, assessed on 12 January: the figure of 2025 was not out; claimed, approved, paid."""
    settings.ANXIN_TEST, settings.ANXIN_TODAY = True, "2026-01-12"
    family = opened(died_on=PartialDate(2026, 1, 10), basic_pay_fen=500000)
    claim = start_claim(by=county_clerk, line=Entitlement.objects.get(household=family, rule="lump_sum"))
    claim = apply_for(by=county_clerk, claim=claim, on=today())
    claim = approve(by=county_clerk, claim=claim, on=today(), approved_fen=claim.amount_fen)
    claim = pay(county_clerk, claim, claim.amount_fen)
    settings.ANXIN_TODAY = "2026-01-20"
    calculate(by=county_clerk, households=[family])
    return claim


def lines():
    return list(Entitlement.objects.all())


def test_the_final_figure_makes_a_claim_of_the_difference(paid_provisionally, county_clerk):
    assert paid_provisionally.provisional
    [top_up] = make_top_ups(by=county_clerk, entitlements=lines())
    assert (top_up.amount_fen, top_up.state, top_up.provisional) == (4628000, S.OWED, False)
    assert top_up.top_up_of == paid_provisionally
    assert apply_for(by=county_clerk, claim=top_up, on=today()).amount_fen == 4628000
    assert make_top_ups(by=county_clerk, entitlements=lines()) == []


def test_many_families_are_topped_up_in_one_act(paid_provisionally, county_clerk):
    entries = JournalEntry.objects.count()
    make_top_ups(by=county_clerk, entitlements=lines())
    assert JournalEntry.objects.count() == entries + 1
    assert "4628000" not in str(JournalEntry.objects.latest("id").details)


@pytest.mark.parametrize("state", [S.OWED, S.APPLIED, S.REFUSED, S.SET_ASIDE])
def test_nothing_is_topped_up_before_it_is_approved(paid_provisionally, county_clerk, state):
    Claim.objects.update(state=state, approved_fen=None)
    assert make_top_ups(by=county_clerk, entitlements=lines()) == []


def test_a_refused_top_up_does_not_count_as_claimed(paid_provisionally, county_clerk):
    [first] = make_top_ups(by=county_clerk, entitlements=lines())
    applied = apply_for(by=county_clerk, claim=first, on=today())
    refuse(by=county_clerk, claim=applied, on=today(), reason="材料不全")
    [second] = make_top_ups(by=county_clerk, entitlements=lines())
    assert second.amount_fen == 4628000


def test_a_payer_who_approved_the_final_sum_owes_no_top_up(paid_provisionally, county_clerk):
    Claim.objects.update(approved_fen=paid_provisionally.amount_fen + 4628000)
    assert make_top_ups(by=county_clerk, entitlements=lines()) == []


# — Lines that exclude each other (W19) —


def test_of_two_that_exclude_each_other_none_is_claimed_before_a_choice(line, rival, county_clerk):
    for one in (line, rival):
        assert refused(lambda one=one: start_claim(by=county_clerk, line=one)) == "entitlements.choose_first"


def test_the_chosen_one_is_claimed_and_the_other_is_not(line, rival, county_clerk):
    choose(by=county_clerk, line=rival, why="养老保险发放更快")
    assert refused(lambda: start_claim(by=county_clerk, line=line)) == "entitlements.other_chosen"
    assert start_claim(by=county_clerk, line=rival).state == S.OWED


def test_a_choice_sets_the_other_claim_aside_and_a_change_takes_it_up_again(owed, line, rival, county_clerk):
    choose(by=county_clerk, line=rival, why="家属愿意")
    assert Claim.objects.get(pk=owed.pk).state == S.SET_ASIDE
    assert refused(lambda: choose(by=county_clerk, line=rival, why="再选")) == "entitlements.chosen_already"
    choose(by=county_clerk, line=line, why="金额更高")
    assert Claim.objects.get(pk=owed.pk).state == S.OWED
    assert [one.line for one in Choice.objects.current()] == [line.pk]
    assert Choice.objects.count() == 2


def test_what_is_approved_already_is_not_set_aside(approved, line, rival, county_clerk):
    code = refused(lambda: choose(by=county_clerk, line=rival, why="金额更高"))
    assert code == "entitlements.granted_already"
    assert not Choice.objects.exists()


def test_a_choice_needs_its_reason_its_right_and_something_to_choose(line, rival, county_clerk, leader):
    assert refused(lambda: choose(by=county_clerk, line=line, why=" ")) == "lifecycle.reason_missing"
    assert refused(lambda: choose(by=leader, line=line, why="金额更高")) == "lifecycle.not_for_this_post"
    rival.delete()
    assert refused(lambda: choose(by=county_clerk, line=line, why="金额更高")) == "entitlements.no_conflict"


# — The family's agreement —


def test_the_recipients_sign_as_a_set(family, in_county, county_clerk):
    officer = FallenOfficer.objects.get(person__household=family)
    people = list(Person.objects.filter(household=family, name__in=["林秀兰", "陈桂香"]))
    signed = Signed(people, today(), "家庭分配协议书", "原件存县委组织部")
    agreement = record_agreement(by=county_clerk, household=family, officer=officer, signed=signed)
    assert {one.person.name for one in agreement.signatories.all()} == {"林秀兰", "陈桂香"}


def test_an_agreement_has_people_of_the_family_and_a_day_that_has_come(
    family, opened, in_county, county_clerk, leader
):
    officer = FallenOfficer.objects.get(person__household=family)
    ours = list(Person.objects.filter(household=family, name="林秀兰"))
    theirs = list(Person.objects.filter(household=opened(name="郭秀博"), name="林秀兰"))

    def sign(by, people, on):
        signed = Signed(people, on, "家庭分配协议书")
        return lambda: record_agreement(by=by, household=family, officer=officer, signed=signed)

    assert refused(sign(county_clerk, [], today())) == "entitlements.nobody_signed"
    assert refused(sign(county_clerk, theirs, today())) == "entitlements.not_of_this_family"
    assert refused(sign(county_clerk, ours, today() + timedelta(days=1))) == "entitlements.day_ahead"
    assert refused(sign(leader, ours, today())) == "lifecycle.not_for_this_post"
    assert not Agreement.objects.exists()


def test_an_agreement_keeps_neither_shares_nor_an_order():
    columns = {field.name for model in (Agreement, Signatory) for field in model._meta.concrete_fields}
    assert not columns & {"share", "shares", "amount_fen", "order", "place", "percent"}


# — A payer's desk —


@pytest.fixture
def hrss(tree):
    return add_unit(
        by=OPERATOR, code="990102-RSJ", name="安和县人社局", kind=Kind.DEPARTMENT, level=Level.COUNTY,
        parent=tree.county, domain="hrss",
    )  # fmt: skip


def test_the_payers_desk_follows_this_one_claim_until_it_is_over(owed, county_clerk, hrss, tree):
    Entitlement.objects.update(payer="work_injury_fund")
    Claim.objects.update(payer="work_injury_fund")
    owed.refresh_from_db()
    post = hire("hrss_desk", hrss, "desk", "罗平")
    claim = apply_for(by=county_clerk, claim=owed, on=today(), desk=hrss)
    [grant] = Grant.objects.held_by(post).current()
    assert (grant.record, grant.part) == (claim.pk, "claim")
    claim = approve(by=county_clerk, claim=claim, on=today(), approved_fen=claim.amount_fen)
    pay(county_clerk, claim, claim.amount_fen)
    assert not Grant.objects.held_by(post).current().exists()


def test_a_department_of_another_field_is_given_nothing(owed, county_clerk, tree):
    code = refused(lambda: apply_for(by=county_clerk, claim=owed, on=today(), desk=tree.health))
    assert code == "entitlements.not_its_field"
    assert not Grant.objects.exists()


# — Walls —


@pytest.mark.parametrize("model", ["claim", "claimevent", "choice", "payment", "agreement", "signatory"])
def test_a_neighbour_sees_no_row(model, approved, line, county_clerk, family, tree):
    with scope(tree.neighbour.path):
        assert apps.get_model("entitlements", model).objects.count() == 0


def test_the_money_stays_on_record_when_the_one_who_took_it_is_erased(approved, family, county_clerk):
    mother = Person.objects.get(household=family, name="陈桂香")
    pay(county_clerk, approved, 100, person=mother)
    mother.delete()
    assert [(one.amount_fen, one.person) for one in approved.payments.all()] == [(100, None)]
