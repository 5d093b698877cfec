"""Closing the care of a family: a clerk asks, a leader decides; a closed card prompts nobody."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from anxin.care.actions import (
    Asked,
    Planned,
    Why,
    announce,
    approve_closing,
    ask_closing,
    close_need,
    confirm_decision,
    decide_duty,
    decide_measure,
    name_contact_leader,
    name_responsible,
    note_for_visits,
    plan_round,
    plan_visit,
    receive_word,
    record_need,
    record_visit,
    refuse_closing,
    reopen,
    start_table,
    take_back_closing,
    take_effect,
)
from anxin.care.closing import still_open
from anxin.care.models import CLOSING_MOVES, HANDOVER_MOVES, Closing, Duty, Handover, Responsibility, check
from anxin.care.queries import contact_leader_of, responsibility_of, tasks_of
from anxin.care.upkeep import keep_duties
from anxin.families.models import Household
from anxin.ground.access.actions import appoint
from anxin.ground.access.models import Grant
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.figures.registry import get
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, hire

TABLES = {"closing": (CLOSING_MOVES, Closing), "handover": (HANDOVER_MOVES, Handover)}


class Holder:
    """A post that holds exactly these permissions."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def may(self, permission: str) -> bool:
        return permission in self.permissions


EVERYBODY = Holder("care.close", "care.close_decide", "care.handover", "care.assign")


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [(kind, a, b) for kind, (_m, model) in TABLES.items() for a, b in product(model.State.values, repeat=2)],
)
def test_exactly_the_moves_of_the_table_are_allowed(kind, before, after):
    moves = TABLES[kind][0]
    if (before, after) in moves:
        check(moves, before, after, by=EVERYBODY, reason="理由")
        return
    with pytest.raises(Refused) as no:
        check(moves, before, after, by=EVERYBODY, reason="理由")
    assert no.value.code == "lifecycle.moved_on"


@pytest.mark.parametrize(("kind", "move"), [(k, move) for k, (moves, _m) in TABLES.items() for move in moves])
def test_every_move_needs_its_permission_and_its_reason(kind, move):
    moves = TABLES[kind][0]
    with pytest.raises(Refused) as no:
        check(moves, *move, by=Holder(), reason="理由")
    assert no.value.code == "lifecycle.not_for_this_post"
    if moves[move].reason:
        with pytest.raises(Refused) as no:
            check(moves, *move, by=EVERYBODY, reason=" ")
        assert no.value.code == "lifecycle.reason_missing"


def refused(act) -> str:
    with pytest.raises(Refused) as no:
        act()
    return no.value.code


@pytest.fixture
def asked(county_clerk, named):
    return ask_closing(by=county_clerk, household=named, reason="independent", outcome="子女均已工作")


@pytest.fixture
def approved(asked, leader):
    return approve_closing(by=leader, closing=asked)


STAMPS = {"approved": {"closed_on": today()}, "reopened": {"closed_on": today(), "reopened_at": now()}}


@pytest.mark.parametrize("state", Closing.State.values)
def test_a_closing_moves_only_as_the_table_says(state, asked, county_clerk, leader, named):
    acts = {
        "approved": lambda: approve_closing(by=leader, closing=asked),
        "refused": lambda: refuse_closing(by=leader, closing=asked, why="再看看"),
        "withdrawn": lambda: take_back_closing(by=county_clerk, closing=asked),
        "reopened": lambda: reopen(by=county_clerk, closing=asked, why="家里又有困难"),
    }
    for to, act in acts.items():
        Household.objects.update(
            status="closed" if state == "approved" else "open",
            closed_on=today() if state == "approved" else None,
        )
        Closing.objects.update(
            state=state, **{"closed_on": None, "reopened_at": None, **STAMPS.get(state, {})}
        )
        before = JournalEntry.objects.count()
        if (state, to) in CLOSING_MOVES:
            act()
            assert Closing.objects.get().state == to
        else:
            assert refused(act) == "lifecycle.moved_on"
            assert (Closing.objects.get().state, JournalEntry.objects.count()) == (state, before)


def test_a_closed_family_is_nobody_s_task_and_the_person_in_charge_answers(
    approved, named, county_clerk, township_officer
):
    card = Household.objects.get()
    assert (card.is_closed, card.closed_on) == (True, today())
    row = responsibility_of(named)
    assert (row.unassigned, row.resting) == (True, True)
    assert not Responsibility.objects.unnamed().exists()
    assert not Grant.objects.current().filter(record=named.pk).exists()
    with everywhere():
        assert tasks_of(county_clerk, today()) == []


def test_the_contact_leader_s_task_ends_with_the_care(county_clerk, leader, named):
    name_contact_leader(by=county_clerk, household=named, leader=leader)
    one = ask_closing(by=county_clerk, household=named, reason="wish", outcome="家属不愿再联系")
    approve_closing(by=leader, closing=one)
    assert contact_leader_of(named) is None


def test_a_handover_under_way_ends_with_the_care_and_passes_nothing_on_later(
    county_clerk, leader, named, tree, settings
):
    successor = hire("next-one", tree.town, "township", "罗建军")
    day = today() + timedelta(3)
    handover = announce(
        by=county_clerk, household=named, successor=successor, why=Handover.Why.TRANSFER, effect_on=day
    )
    wish = {"household": named, "reason": "wish", "outcome": "家属不愿再联系"}
    one = ask_closing(by=county_clerk, follow_up_by=county_clerk, follow_up="告知家属", **wish)
    approve_closing(by=leader, closing=one)
    handover.refresh_from_db()
    assert handover.state == "withdrawn"
    assert not Grant.objects.current().filter(holder=successor.pk).exists()
    settings.ANXIN_TODAY = day
    assert take_effect() == 0
    assert responsibility_of(named).resting


def test_reopening_keeps_what_was_and_somebody_answers_at_once(approved, county_clerk, named):
    again = reopen(by=county_clerk, closing=approved, why="孙女上学有困难")
    assert (again.state, again.closed_on, again.reopened_why) == ("reopened", today(), "孙女上学有困难")
    row = responsibility_of(named)
    assert (row.unassigned, row.resting) == (True, False)
    second = ask_closing(by=county_clerk, household=named, reason="wish", outcome="家属不愿再联系")
    assert Closing.objects.count() == 2
    assert second.state == "asked"


def test_what_is_open_is_settled_or_carried_to_somebody_by_name(county_clerk, need, named):
    wish = {"household": named, "reason": "moved", "outcome": "随子女迁往外省"}
    assert refused(lambda: ask_closing(by=county_clerk, **wish)) == "care.closing_leaves_something"
    carried = ask_closing(by=county_clerk, follow_up_by=county_clerk, follow_up="转迁入地办理", **wish)
    assert carried.carried == 1
    take_back_closing(by=county_clerk, closing=carried)
    close_need(by=county_clerk, need=need, met=True)
    assert still_open(named) == []
    assert ask_closing(by=county_clerk, **wish).carried == 0


def test_what_opens_after_the_request_is_not_lost_at_the_approval(asked, need, leader):
    assert refused(lambda: approve_closing(by=leader, closing=asked)) == "care.closing_leaves_something"
    assert not Household.objects.get().is_closed


def test_a_request_is_made_once_and_with_its_outcome(asked, county_clerk, named):
    wish = {"household": named, "reason": "wish"}
    assert refused(lambda: ask_closing(by=county_clerk, outcome="好", **wish)) == "care.closing_asked"
    assert refused(lambda: ask_closing(by=county_clerk, outcome=" ", **wish)) == "care.outcome_missing"


def test_nobody_approves_his_own_request_in_another_post(asked, county_clerk, tree):
    both = appoint(
        by=OPERATOR, account=county_clerk.account, unit=tree.county_office, role="leader", name="沈静"
    )
    assert refused(lambda: approve_closing(by=both, closing=asked)) == "access.same_person"


def test_a_leader_decides_for_his_own_scope_only(asked, tree):
    from tests.cast import hire  # noqa: PLC0415

    far = hire("far_leader", tree.neighbour_office, "leader", "何平")
    assert refused(lambda: approve_closing(by=far, closing=asked)) == "care.not_yours_to_close"


@pytest.fixture
def approved_carrying(county_clerk, leader, need, named):
    """Closed, with a need that the clerk follows up."""
    wish = {"household": named, "reason": "moved", "outcome": "迁出", "follow_up": "转办"}
    return approve_closing(by=leader, closing=ask_closing(by=county_clerk, follow_up_by=county_clerk, **wish))


# — What a closed card lets nobody begin, and what closing waits for —


def test_nothing_new_begins_with_a_closed_family(
    need, approved_carrying, county_clerk, township_officer, mother
):
    card, day = Household.objects.get(), today()
    going = {"on": day, "visitors": [township_officer]}
    why = Why("cycle")
    begun = [
        lambda: record_visit(by=township_officer, household=card, on=day, met=[mother], news="好"),
        lambda: plan_visit(by=county_clerk, household=card, why=why, **going),
        lambda: plan_round(by=county_clerk, why=why, lines=[Planned(card, **going)]),
        lambda: record_need(
            by=county_clerk, household=card, theme="housing", words="漏雨", source="family", found_on=day
        ),
        lambda: decide_measure(
            by=county_clerk, need=need, domain="health", words="体检", due=day, ground="通知",
            case_by_case="目录尚无此项",
        ),
        lambda: start_table(by=county_clerk, household=card, asked=Asked([need], day)),
        lambda: note_for_visits(by=county_clerk, household=card, kind="do", words="敲门", source="family"),
        lambda: name_contact_leader(by=county_clerk, household=card, leader=approved_carrying.decided_by),
        lambda: announce(
            by=county_clerk, household=card, successor=township_officer, why="transfer", effect_on=day
        ),
    ]  # fmt: skip
    before = JournalEntry.objects.count()
    assert {refused(act) for act in begun} == {"care.card_is_closed"}
    assert JournalEntry.objects.count() == before


def test_what_was_carried_on_is_brought_to_its_end(need, approved_carrying, county_clerk):
    assert close_need(by=county_clerk, need=need, met=True).state == "met"


def test_an_undecided_eighteenth_birthday_holds_the_closing_whoever_follows_up(
    county_clerk, second_clerk, leader, named, settings
):
    settings.ANXIN_TODAY = "2030-03-10"
    keep_duties()
    duty = Duty.objects.get(household=named, kind="age_18")
    wish = {"household": named, "reason": "independent", "outcome": "子女均已工作"}
    carried = wish | {"follow_up_by": county_clerk, "follow_up": "到期办理"}
    with override("zh-hans"):
        assert "1项" in [str(one) for one in still_open(named)][0]
    assert refused(lambda: ask_closing(by=county_clerk, **carried)) == "care.closing_undecided"
    duty = decide_duty(by=county_clerk, duty=duty, decision="go_on", reason="仍在校")
    assert refused(lambda: ask_closing(by=county_clerk, **carried)) == "care.closing_undecided"
    confirm_decision(by=second_clerk, duty=duty)
    assert approve_closing(by=leader, closing=ask_closing(by=county_clerk, **wish)).state == "approved"


def test_closing_waits_for_a_word_a_planned_visit_and_what_is_to_be_verified(
    county_clerk, township_officer, named
):
    assert still_open(named) == []
    receive_word(by=county_clerk, household=named, words="屋顶漏雨", channel="phone")
    plan_visit(by=county_clerk, household=named, on=today(), visitors=[township_officer], why=Why("cycle"))
    record_need(
        by=county_clerk, household=named, theme="housing", words="漏雨", source="family", found_on=today()
    )
    assert sum(one.n for one in still_open(named)) == 3
    wish = {"household": named, "reason": "wish", "outcome": "家属不愿再联系"}
    assert refused(lambda: ask_closing(by=county_clerk, **wish)) == "care.closing_leaves_something"


BUTTONS = ("visit_new", "plan_new", "need_new", "visit_brief")


@pytest.mark.parametrize("page", ["families:card", "care:visits", "care:needs", "care:visit_brief"])
def test_the_pages_of_a_closed_card_offer_nothing_to_begin(page, asked, leader, county_clerk):
    card = {"card": asked.household_id}
    address = reverse(page, kwargs=card)
    offered = [f'href="{reverse(f"care:{name}", kwargs=card)}"' for name in BUTTONS]
    offered = [one for one in offered if one != f'href="{address}"']  # a page names itself among its tabs
    before = client_of(county_clerk).get(address).content.decode()
    assert any(one in before for one in offered)
    approve_closing(by=leader, closing=asked)
    after = client_of(county_clerk).get(address)
    assert after.status_code == 200
    assert not [one for one in offered if one in after.content.decode()]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_closed_card_says_so_and_prompts_no_visit(language, approved, county_clerk, named):
    client = client_of(county_clerk, language)
    address = reverse("families:card", kwargs={"card": named.pk})
    text = client.get(address).content.decode()
    assert reverse("care:closing", kwargs={"card": named.pk}) in text
    assert ("已于" if language == "zh-hans" else "was closed on") in text
    assert reverse("care:visit_new", kwargs={"card": named.pk}) not in text
    assert reverse("care:visit_brief", kwargs={"card": named.pk}) not in text


def test_nobody_is_named_for_a_closed_family(approved, county_clerk, township_officer):
    act = lambda: name_responsible(  # noqa: E731
        by=county_clerk, household=Household.objects.get(), responsible=township_officer
    )
    assert refused(act) == "care.card_is_closed"


def test_the_database_refuses_two_closings_at_once(asked, named, county_clerk):
    with pytest.raises(IntegrityError, match="one_closing_at_a_time"), transaction.atomic():
        Closing.objects.create(
            household=named,
            path=named.path,
            reason="wish",
            outcome="好",
            asked_by=county_clerk,
            asked_at=now(),
        )


@pytest.mark.parametrize("figure", ["care.needs_open", "care.needs_undecided", "care.days_without"])
def test_a_closed_family_leaves_the_figures_of_open_work(figure, county_clerk, leader, need, named):
    from anxin.ground.access.reach import Reach  # noqa: PLC0415

    asked = ask_closing(
        by=county_clerk,
        household=named,
        reason="moved",
        outcome="迁出",
        follow_up_by=county_clerk,
        follow_up="转办",
    )
    approve_closing(by=leader, closing=asked)
    assert get(figure).value(Reach.of(county_clerk), today()) == 0
