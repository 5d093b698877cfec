"""Life cycles as tables: the allowed moves pass, every other is refused, a refusal leaves nothing behind."""

from datetime import timedelta
from itertools import product

import pytest

from anxin.care.actions import (
    Answer,
    accept,
    answer_promise,
    close_need,
    complete_measure,
    finish,
    forward,
    give_up_measure,
    hand_back,
    keep_promise,
    put_off_promise,
    record_visit,
    reopen_need,
    resend,
    send,
)
from anxin.care.actions.visits import NextStep
from anxin.care.models import (
    MEASURE_MOVES,
    NEED_MOVES,
    PROMISE_MOVES,
    REQUEST_MOVES,
    DepartmentRequest,
    Measure,
    Need,
    Promise,
    PromiseStep,
    RequestStep,
    check,
)
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry

TABLES = {"need": (NEED_MOVES, Need), "measure": (MEASURE_MOVES, Measure),
          "request": (REQUEST_MOVES, DepartmentRequest), "promise": (PROMISE_MOVES, Promise)}  # fmt: skip
PAIRS = [
    (kind, a, b) for kind, (_moves, model) in TABLES.items() for a, b in product(model.State.values, repeat=2)
]


class Holder:
    """A post that holds exactly these permissions."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def may(self, permission: str) -> bool:
        return permission in self.permissions


EVERYBODY = Holder("care.need", "care.measure", "care.answer", "care.promise")


@pytest.mark.parametrize(("kind", "before", "after"), PAIRS)
def test_exactly_the_moves_of_the_table_are_allowed(kind, before, after):
    moves = TABLES[kind][0]
    if (before, after) in moves:
        check(moves, before, after, by=EVERYBODY, reason="理由")
    else:
        with pytest.raises(Refused) as refused:
            check(moves, before, after, by=EVERYBODY, reason="理由")
        assert refused.value.code == "care.moved_on"


@pytest.mark.parametrize(
    ("kind", "move"), [(kind, move) for kind, (moves, _m) in TABLES.items() for move in moves]
)
def test_every_move_needs_its_permission_and_its_reason(kind, move):
    moves = TABLES[kind][0]
    with pytest.raises(Refused) as refused:
        check(moves, *move, by=Holder(), reason="理由")
    assert refused.value.code == "care.not_for_this_post"
    if moves[move].reason:
        with pytest.raises(Refused) as refused:
            check(moves, *move, by=EVERYBODY, reason="  ")
        assert refused.value.code == "care.reason_missing"


def traces() -> tuple[int, int, int]:
    return RequestStep.objects.count(), PromiseStep.objects.count(), JournalEntry.objects.count()


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


@pytest.mark.parametrize("state", Need.State.values)
def test_a_need_moves_only_as_the_table_says(state, need, county_clerk):
    day = None if state == "open" else today()
    acts = {
        "met": lambda: close_need(by=county_clerk, need=need, met=True),
        "closed": lambda: close_need(by=county_clerk, need=need, met=False, why="已搬走"),
        "open": lambda: reopen_need(by=county_clerk, need=need, why="又提出"),
    }
    for to, act in acts.items():
        Need.objects.filter(pk=need.pk).update(state=state, settled_on=day)
        before = traces()
        if (state, to) in NEED_MOVES:
            act()
            assert Need.objects.get(pk=need.pk).state == to
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
