"""Life cycles as tables: the allowed moves pass, every other is refused, a refusal leaves nothing behind."""

from datetime import timedelta
from itertools import product

import pytest

from anxin.care.actions import (
    Answer,
    accept,
    answer_promise,
    answer_word,
    close_need,
    complete_measure,
    finish,
    forward,
    give_up_measure,
    hand_back,
    keep_promise,
    put_off_promise,
    receive_word,
    record_visit,
    refuse_need,
    reopen_need,
    resend,
    send,
    take_up_word,
    verify_need,
)
from anxin.care.actions.visits import NextStep
from anxin.care.models import (
    COLUMN_MOVES,
    ENTRY_MOVES,
    MEASURE_MOVES,
    NEED_MOVES,
    PROMISE_MOVES,
    REQUEST_MOVES,
    TABLE_MOVES,
    WORD_MOVES,
    CatalogueEntry,
    DepartmentRequest,
    FamilyWord,
    JointColumn,
    JointTable,
    Measure,
    Need,
    Promise,
    PromiseStep,
    RequestStep,
    WordStep,
    check,
)
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry

TABLES = {"table": (TABLE_MOVES, JointTable), "column": (COLUMN_MOVES, JointColumn),
          "entry": (ENTRY_MOVES, CatalogueEntry), "need": (NEED_MOVES, Need),
          "measure": (MEASURE_MOVES, Measure), "request": (REQUEST_MOVES, DepartmentRequest),
          "promise": (PROMISE_MOVES, Promise), "word": (WORD_MOVES, FamilyWord)}  # fmt: skip
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
    "care.need", "care.verify", "care.measure", "care.answer", "care.promise", "care.column", "care.approve",
    "care.word",
)  # fmt: skip


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


def traces() -> tuple[int, ...]:
    steps = (RequestStep, PromiseStep, WordStep)
    return *(step.objects.count() for step in steps), JournalEntry.objects.count()


def put(request: DepartmentRequest, state: str, by: object) -> DepartmentRequest:
    """Put a request and its measure into a state, around the acts."""
    stamp = {"answered_by": by, "answered_at": now()} if state in ("done", "returned") else {}
    DepartmentRequest.objects.filter(pk=request.pk).update(state=state, **stamp)
    measure = {"forwarded": "sent"}.get(state, state)
    day = today() if measure == "done" else None
    Measure.objects.filter(pk=request.measure_id).update(state=measure, done_on=day)
    request.refresh_from_db()
    return request


REQUEST_ACTS = {
    "accepted": lambda by, request, **_: accept(by=by, request=request, expected_on=today(), handler="宋岚"),
    "returned": lambda by, request, **_: hand_back(by=by, request=request, reason="缺证明"),
    "done": lambda by, request, **_: finish(by=by, request=request, answer=Answer("已签约")),
    "forwarded": lambda by, request, tree, **_: forward(
        by=by, request=request, desk=tree.civil, reason="归民政"
    ),
}


@pytest.mark.parametrize(("state", "to"), list(product(DepartmentRequest.State.values, REQUEST_ACTS)))
def test_a_desk_moves_a_request_only_as_the_table_says(state, to, sent, health_desk, tree, in_card):
    request = put(sent, state, health_desk)
    act, before = REQUEST_ACTS[to], traces()
    if (state, to) in REQUEST_MOVES:
        act(health_desk, request, tree=tree)
        assert DepartmentRequest.objects.get(pk=sent.pk).state == to
        return
    with pytest.raises(Refused):
        act(health_desk, request, tree=tree)
    assert DepartmentRequest.objects.get(pk=sent.pk).state == state
    assert traces() == before


@pytest.mark.parametrize("state", DepartmentRequest.State.values)
def test_only_a_returned_request_is_sent_again(state, sent, letter, county_clerk, health_desk):
    request = put(sent, state, health_desk)
    before = traces()
    if state == "returned":
        assert resend(by=county_clerk, request=request, letter=letter, words="已补证明").state == "sent"
        return
    with pytest.raises(Refused):
        resend(by=county_clerk, request=request, letter=letter, words="已补证明")
    assert traces() == before


@pytest.mark.parametrize("state", Measure.State.values)
def test_a_clerk_moves_a_measure_only_as_the_table_says(state, measure, letter, county_clerk):
    day = today() if state == "done" else None
    acts = {
        "sent": lambda: send(by=county_clerk, measure=measure, letter=letter),
        "done": lambda: complete_measure(by=county_clerk, measure=measure, proof="收据"),
        "none": lambda: give_up_measure(by=county_clerk, measure=measure, reason="家属不要"),
    }
    for to, act in acts.items():
        Measure.objects.filter(pk=measure.pk).update(state=state, done_on=day)
        Need.objects.filter(pk=measure.need_id).update(state="open", settled_on=None)
        before, move = traces(), MEASURE_MOVES.get((state, to))
        if move and move.permission == "care.measure":
            act()
            assert Measure.objects.get(pk=measure.pk).state == to
            DepartmentRequest.objects.all().delete()
        else:
            with pytest.raises(Refused):
                act()
            assert Measure.objects.get(pk=measure.pk).state == state
            assert traces() == before


AGAIN = {
    "refused": "found",
    "met": "open",
    "closed": "open",
}  # what is taken up again, and how it stands then


@pytest.mark.parametrize("state", Need.State.values)
def test_a_need_moves_only_as_the_table_says(state, need, county_clerk):
    day = None if state in ("found", "open") else today()
    who = None if state == "found" else county_clerk
    checked = {"checked_by": who, "checked_at": who and now(), "how": "asked"}
    acts = {
        "met": lambda: close_need(by=county_clerk, need=need, met=True),
        "closed": lambda: close_need(by=county_clerk, need=need, met=False, why="已搬走"),
        "open": lambda: verify_need(by=county_clerk, need=need, how="asked"),
        "refused": lambda: refuse_need(by=county_clerk, need=need, why="家属说并无此事"),
        "again": lambda: reopen_need(by=county_clerk, need=need, why="又提出"),
    }
    for to, act in acts.items():
        Need.objects.filter(pk=need.pk).update(state=state, settled_on=day, **checked)
        need.refresh_from_db()
        before, goal = traces(), AGAIN.get(state, "nowhere") if to == "again" else to
        if (state, goal) in NEED_MOVES and (to == "again" or state not in AGAIN):
            act()
            assert Need.objects.get(pk=need.pk).state == goal
        else:
            with pytest.raises(Refused):
                act()
            assert Need.objects.get(pk=need.pk).state == state
            assert traces() == before


@pytest.mark.parametrize("state", Promise.State.values)
def test_a_promise_moves_only_as_the_table_says(state, named, township_officer):
    step = NextStep("看屋顶", township_officer, today() + timedelta(days=1))
    record_visit(by=township_officer, household=named, on=today(), steps=[step])
    promise = Promise.objects.get()
    later = today() + timedelta(days=9)
    day = None if state in ("open", "changed") else today()
    acts = {
        "kept": lambda: keep_promise(by=township_officer, promise=promise),
        "changed": lambda: put_off_promise(by=township_officer, promise=promise, due=later, reason="下雨"),
        "answered": lambda: answer_promise(by=township_officer, promise=promise, words="已当面说明"),
    }
    for to, act in acts.items():
        Promise.objects.filter(pk=promise.pk).update(state=state, settled_on=day)
        before = traces()
        if (state, to) in PROMISE_MOVES:
            act()
            assert Promise.objects.get().state == to
        else:
            with pytest.raises(Refused):
                act()
            assert Promise.objects.get().state == state
            assert traces() == before


@pytest.mark.parametrize("state", FamilyWord.State.values)
def test_a_word_of_a_family_moves_only_as_the_table_says(state, household, county_clerk, in_county):
    word = receive_word(by=county_clerk, household=household, words="屋顶又漏了", channel="phone")
    day = today() if state == "answered" else None
    acts = {
        "in_hand": lambda: take_up_word(by=county_clerk, word=word, words="瓦工周四来看"),
        "answered": lambda: answer_word(by=county_clerk, word=word, words="已经修好"),
    }
    for to, act in acts.items():
        FamilyWord.objects.filter(pk=word.pk).update(state=state, answered_on=day)
        before = traces()
        if (state, to) in WORD_MOVES:
            act()
            assert FamilyWord.objects.get().state == to
        else:
            with pytest.raises(Refused):
                act()
            assert FamilyWord.objects.get().state == state
            assert traces() == before
