"""Help for officers: asked, decided, done, told; the list of help; its catalogue; nobody else reads it."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction

from anxin.ground.access.lifecycle import check
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from anxin.officers.actions import (
    Asked,
    Decided,
    Offered,
    agree_to_help,
    answer_request,
    ask_for_help,
    decline_help,
    drop_help,
    end_help_entry,
    finish_help,
    plan_help,
    withdraw_request,
    write_help_entry,
)
from anxin.officers.models import (
    HELP_MOVES,
    ITEM_MOVES,
    PAYMENT_MOVES,
    PLAN_MOVES,
    REQUEST_MOVES,
    CareItem,
    CarePlan,
    Help,
    HelpEntry,
    HelpRequest,
    HelpStep,
    Payment,
)
from anxin.officers.queries import entries_for, helps, own_requests, requests_counted

TABLES = {
    "request": (REQUEST_MOVES, HelpRequest), "help": (HELP_MOVES, Help), "payment": (PAYMENT_MOVES, Payment),
    "plan": (PLAN_MOVES, CarePlan), "item": (ITEM_MOVES, CareItem),
}  # fmt: skip
PAIRS = [
    (kind, a, b) for kind, (_moves, model) in TABLES.items() for a, b in product(model.State.values, repeat=2)
]


class Holder:
    """A post that holds exactly these permissions."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def may(self, permission: str) -> bool:
        return permission in self.permissions


EVERYBODY = Holder(
    "officers.help", "officers.help_do", "officers.own", "officers.fund", "officers.agree", "officers.plan"
)


def code(act) -> str:
    with pytest.raises(Refused) as no, transaction.atomic():
        act()
    return no.value.code


@pytest.mark.parametrize(("kind", "before", "after"), PAIRS)
def test_exactly_the_moves_of_the_table_are_allowed(kind, before, after):
    moves = TABLES[kind][0]
    if (before, after) in moves:
        check(moves, before, after, by=EVERYBODY, reason="理由")
    else:
        with pytest.raises(Refused) as refused:
            check(moves, before, after, by=EVERYBODY, reason="理由")
        assert refused.value.code == "lifecycle.moved_on"


@pytest.mark.parametrize(
    ("kind", "move"), [(kind, move) for kind, (moves, _m) in TABLES.items() for move in moves]
)
def test_every_move_needs_its_permission_and_its_reason(kind, move):
    moves = TABLES[kind][0]
    with pytest.raises(Refused) as refused:
        check(moves, *move, by=Holder(), reason="理由")
    assert refused.value.code == "lifecycle.not_for_this_post"
    if moves[move].reason:
        with pytest.raises(Refused) as refused:
            check(moves, *move, by=EVERYBODY, reason="  ")
        assert refused.value.code == "lifecycle.reason_missing"


def test_what_an_officer_asks_for_has_the_day_of_its_answer_at_once(asked):
    assert asked.state == "asked"
    assert asked.due == add_working_days(today(), 10)
    assert asked.words == "母亲住院，想调几天班"


def test_asked_decided_done_told_and_the_officer_reads_every_word(asked, county_clerk, doing):
    given = agree_to_help(by=county_clerk, request=asked, decided=doing)
    finish_help(by=county_clerk, given=given, words="已调班，另派人替一周")
    done = answer_request(by=county_clerk, request=asked, words="当面告诉了他")

    [mine] = own_requests(asked.officer)
    assert (done.state, done.answered_on) == ("answered", today())
    assert mine.reply == "当面告诉了他"
    assert [step.move for step in mine.steps.all()] == ["answered", "done", "agreed", "asked"]
    assert [one.pk for one in helps(Everything(), asked.officer.unit)] == [given.pk]


class Everything:
    lo, hi = "", "~"


def test_what_cannot_be_done_is_told_too_with_the_reason(asked, county_clerk):
    declined = decline_help(by=county_clerk, request=asked, reason="目前没有编制，年底再议")
    assert requests_counted(Everything()) == {"ask": 0, "do": 0, "tell": 1, "gone": 0}
    assert answer_request(by=county_clerk, request=declined, words="已解释").state == "answered"


def test_help_that_is_given_up_leaves_its_request_to_be_told(asked, county_clerk, doing):
    given = agree_to_help(by=county_clerk, request=asked, decided=doing)
    drop_help(by=county_clerk, given=given, reason="医院无床位")

    asked.refresh_from_db()
    assert (asked.state, asked.reply) == ("declined", "医院无床位")
    assert Help.objects.get().outcome == "医院无床位"


def test_what_was_agreed_may_still_be_declined_and_its_help_falls_with_it(asked, county_clerk, doing):
    given = agree_to_help(by=county_clerk, request=asked, decided=doing)
    decline_help(by=county_clerk, request=asked, reason="人员有变")
    given.refresh_from_db()
    assert given.state == "dropped"


def test_help_without_a_ground_must_say_why(asked, county_clerk, doing):
    bare = Decided("work", "调班", county_clerk, today())
    before = (JournalEntry.objects.count(), HelpStep.objects.count())

    assert code(lambda: agree_to_help(by=county_clerk, request=asked, decided=bare)) == "officers.no_ground"
    assert (JournalEntry.objects.count(), HelpStep.objects.count()) == before
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_help_is_planned_for_a_day_to_come(asked, county_clerk):
    late = Decided("work", "调班", county_clerk, today() - timedelta(1), case_by_case="无先例")
    assert code(lambda: agree_to_help(by=county_clerk, request=asked, decided=late)) == "officers.day_past"


@pytest.mark.parametrize(
    ("words", "on", "refusal"),
    [
        ("  ", 0, "officers.words_missing"),
        ("求助" * 501, 0, "officers.words_too_long"),
        ("求助", 1, "officers.day_ahead"),
    ],
)
def test_a_request_says_something_and_was_made(man, county_clerk, words, on, refusal):
    said = Asked("self", words, "phone", today() + timedelta(on))
    assert code(lambda: ask_for_help(by=county_clerk, officer=man, asked=said)) == refusal


def test_only_whoever_asked_takes_a_request_back(asked, county_clerk, officer):
    assert code(lambda: withdraw_request(by=county_clerk, request=asked)) == "officers.not_yours"
    assert withdraw_request(by=officer, request=asked).state == "withdrawn"
    assert code(lambda: withdraw_request(by=officer, request=asked)) == "lifecycle.moved_on"


def test_a_unit_is_helped_without_having_asked(county_clerk, tree, doing, in_county):
    given = plan_help(by=county_clerk, unit=tree.town, decided=doing)
    assert (given.officer, given.path) == (None, tree.town.path)
    assert finish_help(by=county_clerk, given=given, words="宿舍热水已通").done_on == today()


def test_nobody_plans_help_beside_the_own_scope(county_clerk, tree, doing, in_county):
    act = lambda: plan_help(by=county_clerk, unit=tree.neighbour, decided=doing)  # noqa: E731
    assert code(act) == "officers.unit_out_of_scope"


def test_an_entry_of_the_catalogue_gives_the_kind_and_the_ground(county_clerk, asked, entry, doing):
    by_entry = Decided("work", "安排疗养", county_clerk, today(), entry=entry, case_by_case="多余")
    given = agree_to_help(by=county_clerk, request=asked, decided=by_entry)
    assert (given.kind, given.entry, given.case_by_case) == ("benefits", entry, "")


def test_an_entry_holds_for_all_below_its_unit_until_it_ends(county_clerk, tree, entry):
    assert list(entries_for(tree.town.path)) == [entry]
    assert list(entries_for(tree.neighbour.path)) == []

    ended = end_help_entry(by=county_clerk, entry=entry, reason="新办法")
    assert not ended.holds
    assert list(entries_for(tree.town.path)) == []


def test_an_entry_that_ended_carries_no_new_help(county_clerk, asked, entry):
    end_help_entry(by=county_clerk, entry=entry, reason="新办法")
    entry.refresh_from_db()
    by_entry = Decided("work", "安排疗养", county_clerk, today(), entry=entry)
    assert (
        code(lambda: agree_to_help(by=county_clerk, request=asked, decided=by_entry))
        == "officers.entry_ended"
    )
    assert code(lambda: end_help_entry(by=county_clerk, entry=entry, reason="再")) == "officers.entry_ended"


def test_two_entries_of_one_name_do_not_hold_at_once(county_clerk, tree, entry):
    again = Offered("benefits", entry.title, "同上", "同上", today())
    act = lambda: write_help_entry(by=county_clerk, unit=tree.county, offered=again)  # noqa: E731
    assert code(act) == "officers.entry_exists"
    assert HelpEntry.objects.count() == 1


def test_the_database_shows_a_neighbour_nothing_of_it(asked, tree):
    with scope(tree.neighbour.path):
        assert (HelpRequest.objects.count(), HelpStep.objects.count()) == (0, 0)
