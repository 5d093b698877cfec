"""Acts for two: the table of moves, and what the database itself refuses."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from anxin.ground.access import approvals
from anxin.ground.access.actions import ask, decide, use, used_for, withdraw_request
from anxin.ground.access.models import Approval
from anxin.ground.access.models.approvals import MOVES, State
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry

pytestmark = pytest.mark.django_db
KIND = "exports.mass"
WANTED = {"list": "families", "filters": {"town": "990102101"}}
STEPS = {
    State.AGREED: lambda asker, decider, one: decide(by=decider, approval=one, agree=True),
    State.REFUSED: lambda asker, decider, one: decide(by=decider, approval=one, agree=False, why="缺依据"),
    State.WITHDRAWN: lambda asker, decider, one: withdraw_request(by=asker, approval=one),
    State.USED: lambda asker, decider, one: use(by=asker, approval=one, kind=KIND, subject=WANTED, count=40),
}
WAY = {State.ASKED: [], State.AGREED: [State.AGREED], State.REFUSED: [State.REFUSED],
       State.WITHDRAWN: [State.WITHDRAWN], State.USED: [State.AGREED, State.USED]}  # fmt: skip


def brought_to(state, asker, decider):
    one = ask(by=asker, kind=KIND, subject=WANTED, count=40, reason="年度慰问")
    for step in WAY[state]:
        STEPS[step](asker, decider, one)
    return one


def stored(one):
    with everywhere():
        return Approval.objects.get(pk=one.pk)


@pytest.mark.parametrize(("was", "to"), sorted(MOVES))
def test_an_allowed_move_is_made_and_told_once(was, to, county_clerk, leader):
    one = brought_to(was, county_clerk, leader)
    STEPS[to](county_clerk, leader, one)
    assert stored(one).state == to
    with everywhere():
        assert (
            JournalEntry.objects.filter(act__endswith=f"approval_{to}", details__approval=str(one.pk)).count()
            == 1
        )


@pytest.mark.parametrize(
    ("was", "to"), sorted(set(product(State.values, STEPS)) - {(str(a), b) for a, b in MOVES})
)
def test_every_other_move_is_refused_and_leaves_nothing(was, to, county_clerk, leader):
    one = brought_to(was, county_clerk, leader)
    before = vars(stored(one)) | {"_state": None}
    with everywhere():
        entries = JournalEntry.objects.count()
    with pytest.raises(Refused):
        STEPS[to](county_clerk, leader, one)
    assert vars(stored(one)) | {"_state": None} == before
    with everywhere():
        assert JournalEntry.objects.count() == entries


@pytest.mark.parametrize(
    "forged",
    [
        "state = 'agreed'",
        "state = 'used', used_at = now()",
        "count = 100000",
        "subject = '{}'",
        "state = 'agreed', decided_at = now(), decided_by_id = asked_by_id, "
        "decided_account = gen_random_uuid()",
        "state = 'agreed', decided_at = now(), decided_by_id = gen_random_uuid(), "
        "decided_account = asked_account",
    ],
)
def test_the_database_refuses_what_no_act_does(forged, county_clerk):
    one = ask(by=county_clerk, kind=KIND, subject=WANTED, count=40, reason="年度慰问")
    with pytest.raises(IntegrityError), transaction.atomic(), everywhere(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE access_approval SET {forged} WHERE id = %s", [one.pk])


def test_a_decision_once_made_stands_even_for_the_owner_of_the_code(county_clerk, leader):
    one = brought_to(State.REFUSED, county_clerk, leader)
    with pytest.raises(IntegrityError), transaction.atomic(), everywhere():
        Approval.objects.filter(pk=one.pk).update(state=State.AGREED)
    with pytest.raises(DatabaseError), transaction.atomic(), everywhere():
        Approval.objects.filter(pk=one.pk).delete()


def test_no_request_is_born_agreed(county_clerk, leader):
    with pytest.raises(IntegrityError), transaction.atomic(), everywhere():
        Approval.objects.create(
            path=county_clerk.unit.path, kind=KIND, subject="{}", fingerprint="", asked_by=county_clerk,
            asked_account=county_clerk.account_id, reason="other", state=State.AGREED,
            decided_by=leader, decided_account=leader.account_id, decided_at=now(),
        )  # fmt: skip


def test_it_is_seen_by_the_one_who_asked_and_by_those_whose_scope_holds_it(
    township_officer, leader, neighbour_clerk
):
    one = ask(by=township_officer, kind=KIND, subject=WANTED, count=3, reason="走访名单")
    for who, sees in ((leader, 1), (neighbour_clerk, 0)):
        with scope(*who.bounds):
            assert Approval.objects.filter(pk=one.pk).count() == sees


def test_the_same_subject_has_one_fingerprint_however_it_is_written():
    assert approvals.fingerprint(KIND, {"a": 1, "b": 2}) == approvals.fingerprint(KIND, {"b": 2, "a": 1})
    assert approvals.fingerprint(KIND, {"a": 1}) != approvals.fingerprint("rights.erasure", {"a": 1})


def test_an_agreement_serves_24_hours_from_the_decision(county_clerk, leader, time_machine):
    one = brought_to(State.AGREED, county_clerk, leader)
    time_machine.move_to(now() + timedelta(hours=23, minutes=59), tick=False)
    assert stored(one).serves
    time_machine.move_to(now() + timedelta(minutes=2), tick=False)
    assert not stored(one).serves


def test_a_job_asks_whether_what_it_does_was_agreed_to_and_used(county_clerk, leader):
    one = brought_to(State.USED, county_clerk, leader)
    with scope(one.path):
        assert used_for(one.pk, kind=KIND, subject=WANTED)
        assert not used_for(one.pk, kind=KIND, subject={"list": "families"})
        assert not used_for(one.pk, kind="rights.erasure", subject=WANTED)
