"""O10: the two-person rule. Twelve ways round it, tried for every kind of act that is registered."""

import json
import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from anxin.ground.access import approvals
from anxin.ground.access.actions import ask, decide, use, used_for
from anxin.ground.access.models import Account, Approval, Post
from anxin.ground.access.rights import Role, matrix
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.queue import job
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, hire
from tests.worker import work_off

KINDS = sorted(approvals.kinds())  # exports, erasure and whatever other rooms register join by themselves
ROWS = 2000
ATTEMPTS, DONE, CARRIED_OUT = [], set(), []


@job("test.carry_out")
def carry_out(approval: str, kind: str, subject: str, path: str) -> None:
    """What the job of a room does first: was this agreed to, and used for exactly this?"""
    with scope(path):
        if used_for(approval, kind=kind, subject=json.loads(subject)):
            CARRIED_OUT.append(approval)


def roles_of(kind):
    """Who asks and who decides: the first roles that the matrix gives each to."""
    wanted = approvals.kinds()[kind]
    decides = next(role for role in Role.values if role in matrix()[wanted.permission])
    may_ask = matrix()[wanted.asks] if wanted.asks else frozenset(Role.values)
    return next(role for role in Role.values if role in may_ask and role != decides), decides


@dataclass
class Case:
    """One kind, one who asks, one who decides, and what is asked for."""

    kind: str
    asker: Post
    decider: Post
    tree: object
    clock: object
    subject: dict

    def ask(self, **other):
        told = {"kind": self.kind, "subject": self.subject, "count": ROWS, "reason": "年度慰问"}
        return ask(by=self.asker, **{**told, **other})

    def agreed(self):
        return decide(by=self.decider, approval=self.ask(), agree=True)

    def use(self, approval, **other):
        told = {"by": self.asker, "kind": self.kind, "subject": self.subject, "count": ROWS}
        return use(approval=approval, **{**told, **other})


@pytest.fixture
def it(request, tree, time_machine, monkeypatch):
    kind = request.getfixturevalue("kind")
    # Rows are counted by the room's own function where a kind has one; here the number is what a try needs.
    monkeypatch.setitem(approvals._kinds, kind, replace(approvals.kinds()[kind], count=None, tells=None))
    asks, decides = roles_of(kind)
    asker = hire("asker", tree.county_office, asks, "申请人")
    decider = hire("decider", tree.county_office, decides, "审批人")
    return Case(kind, asker, decider, tree, time_machine, {"list": str(uuid.uuid4()), "town": "990102101"})


def attempt(function):
    ATTEMPTS.append(pytest.param(function, marks=pytest.mark.django_db, id=function.__name__))
    return function


def real(function):
    """An attempt that needs several connections or the worker: with real transactions."""
    marks = pytest.mark.django_db(transaction=True)
    ATTEMPTS.append(pytest.param(function, marks=marks, id=function.__name__))
    return function


def fails(call, code):
    """The attempt is refused with this code, and leaves no entry that anything was carried out."""
    with everywhere():
        before = JournalEntry.objects.filter(act="access.approval_used").count()
    with pytest.raises(Refused) as no:
        call()
    assert no.value.code == code
    with everywhere():
        assert JournalEntry.objects.filter(act="access.approval_used").count() == before


def stored(approval):
    with everywhere():
        return Approval.objects.get(pk=approval.pk)


@attempt
def self_approval(it):
    """The asker, in a post that may decide: neither by the act nor by the page."""
    Post.objects.filter(pk=it.asker.pk).update(role=it.decider.role)
    it.asker.refresh_from_db()
    one = it.ask() if _may_ask(it.asker, it.kind) else ask_as_before(it)
    fails(lambda: decide(by=it.asker, approval=one, agree=True), "access.not_yours_to_decide")
    answer = client_of(it.asker).post(f"/access/decisions/{one.pk}/", {"agree": "yes"})
    assert answer.status_code in (403, 404)
    assert stored(one).state == "asked"


@attempt
def own_second_account(it):
    """Another post of the same account; and another account of the same human."""
    one = it.ask()
    second = hire("second", it.tree.county_office, it.decider.role, "申请人")
    try:
        with transaction.atomic():
            Post.objects.filter(pk=second.pk).update(account=it.asker.account)
        second.refresh_from_db()
        fails(lambda: decide(by=second, approval=one, agree=True), "access.same_person")
    except IntegrityError:
        pass  # an administrator holds no other post: the database lets it come no further
    third = hire("third", it.tree.county_office, it.decider.role, "申请人")
    pair = Account.objects.filter(pk__in=[third.account_id, it.asker.account_id])
    assert pair.update(person_digest="a" * 64) == 2
    third = Post.objects.get(pk=third.pk)
    fails(lambda: decide(by=third, approval=one, agree=True), "access.same_person")
    assert stored(one).state == "asked"


@attempt
def agreement_used_twice(it):
    one = it.agreed()
    it.use(one)
    fails(lambda: it.use(one), "access.moved_on")


@attempt
def something_else_after_the_agreement(it):
    """Another filter, one more field, one less."""
    one = it.agreed()
    for subject in ({**it.subject, "town": ""}, {**it.subject, "more": 1}, {"list": it.subject["list"]}):
        fails(lambda wanted=subject: it.use(one, subject=wanted), "access.other_subject")
    assert it.use(one).state == "used"


@attempt
def more_rows_than_agreed(it):
    """Five per cent are let pass, one row more is not."""
    one = it.agreed()
    fails(lambda: it.use(one, count=ROWS + ROWS // 20 + 1), "access.count_grown")
    assert it.use(one, count=ROWS + ROWS // 20).state == "used"


@attempt
def the_approver_lost_the_right(it):
    """The post ended, the account closed, or the role changed between agreement and use."""
    one = it.agreed()
    for loss, back in (
        ({"until": today()}, {"until": None}),
        ({"role": "officer"}, {"role": it.decider.role}),
        ({"scope_root": it.tree.neighbour}, {"scope_root": it.tree.county}),
    ):
        Post.objects.filter(pk=it.decider.pk).update(**loss)
        fails(lambda: it.use(one), "access.approver_left")
        Post.objects.filter(pk=it.decider.pk).update(**back)
    Account.objects.filter(pk=it.decider.account_id).update(is_active=False)
    fails(lambda: it.use(one), "access.approver_left")


@attempt
def older_than_a_day(it):
    one = it.agreed()
    it.clock.move_to(now() + timedelta(hours=24), tick=False)
    fails(lambda: it.use(one), "access.agreement_over")


@real
def two_at_once(it):
    """Eight decide at once: one decision stands. Eight use it at once: one use stands."""
    one = it.ask()
    assert _at_once(lambda: decide(by=it.decider, approval=one, agree=True)) == 1
    assert _at_once(lambda: it.use(one)) == 1
    with everywhere():
        for act in ("access.approval_agreed", "access.approval_used"):
            assert JournalEntry.objects.filter(act=act, details__approval=str(one.pk)).count() == 1


@real
def a_row_put_into_the_queue_by_hand(it):
    """With no agreement, one that is not decided, one that is not used, one used for something else."""
    CARRIED_OUT.clear()
    asked, agreed, used = it.ask(), it.agreed(), it.use(it.agreed())
    other = {**it.subject, "town": ""}
    for number, subject in (
        (uuid.uuid4(), it.subject), (asked.pk, it.subject), (agreed.pk, it.subject), (used.pk, other),
    ):  # fmt: skip
        _insert_job(it, number, subject)
    work_off()
    assert CARRIED_OUT == []
    _insert_job(it, used.pk, it.subject)
    work_off()
    assert [str(used.pk)] == CARRIED_OUT


@attempt
def agreement_of_another_kind(it):
    """The same subject, agreed to as something else."""
    other = next(code for code in KINDS if code != it.kind)
    asks, decides = roles_of(other)
    asker, decider = it.asker, hire("other", it.tree.county_office, decides, "另一人")
    Post.objects.filter(pk=asker.pk).update(role=asks)
    asker.refresh_from_db()
    one = decide(by=decider, approval=it.ask(kind=other), agree=True)
    Post.objects.filter(pk=asker.pk).update(role=roles_of(it.kind)[0])
    fails(lambda: it.use(one), "access.other_subject")


@attempt
def the_asker_lost_the_right(it):
    """The post ended or the account closed; and nobody else may use what another asked for."""
    one = it.agreed()
    other = hire("other", it.tree.county_office, it.asker.role, "另一人")
    fails(lambda: it.use(one, by=other), "access.not_yours")
    Post.objects.filter(pk=it.asker.pk).update(until=today())
    fails(lambda: it.use(one), "access.may_not_ask")
    Post.objects.filter(pk=it.asker.pk).update(until=None)
    Account.objects.filter(pk=it.asker.account_id).update(is_active=False)
    fails(lambda: it.use(one), "access.may_not_ask")


@attempt
def a_decision_edited_by_a_form(it):
    """A refusal sent again as an agreement, with extra fields; from a stranger; a GET that decides."""
    one = it.ask()
    place, page = f"/access/decisions/{one.pk}/", client_of(it.decider)
    page.get(place + "?agree=yes")
    assert stored(one).state == "asked"
    stranger = hire("stranger", it.tree.neighbour_office, it.decider.role, "外县")
    assert client_of(stranger).post(place, {"agree": "yes"}).status_code in (403, 404)
    if "approvals.decide" in _permissions(it.decider.role):
        assert page.post(place, {"agree": "no", "why": "依据不足"}).status_code == 302
    else:
        decide(by=it.decider, approval=one, agree=False, why="依据不足")
    page.post(place, {"agree": "yes", "state": "agreed", "used_at": "", "decided_by": str(stranger.pk)})
    assert (stored(one).state, stored(one).why) == ("refused", "依据不足")
    fails(lambda: it.use(one), "access.moved_on")


def ask_as_before(it):
    """The request of somebody whose post has changed since: asked in the old role."""
    asks, decides = roles_of(it.kind)
    Post.objects.filter(pk=it.asker.pk).update(role=asks)
    it.asker.refresh_from_db()
    one = it.ask()
    Post.objects.filter(pk=it.asker.pk).update(role=decides)
    it.asker.refresh_from_db()
    return one


def _may_ask(post, kind):
    asks = approvals.kinds()[kind].asks
    return not asks or post.may(asks)


def _permissions(role):
    return {permission for permission, roles in matrix().items() if role in roles}


def _at_once(call, hands=8):
    """How many of eight threads, each with its own connection, get through."""
    through, start = [], Barrier(hands)

    def run():
        try:
            start.wait()
            call()
            through.append(1)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [Thread(target=run) for _hand in range(hands)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return len(through)


def _insert_job(it, number, subject):
    arguments = {"approval": str(number), "kind": it.kind, "path": it.asker.unit.path}
    arguments["subject"] = json.dumps(subject)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status)"
            " VALUES ('default', 'test.carry_out', 0, %s, 'todo')",
            [json.dumps(arguments)],
        )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("one", ATTEMPTS)
def test_a_way_round_it_fails(one, kind, it, record_property):
    one(it)
    DONE.add((one.__name__, kind))
    if len(DONE) == len(ATTEMPTS) * len(KINDS):
        record_property("O10", f"{len(ATTEMPTS)} of {len(ATTEMPTS)} attempts fail, for {len(KINDS)} kinds")


@pytest.mark.django_db
def test_the_kinds_of_the_rule_are_all_registered():
    """A new kind joins by itself, but not unseen: whoever adds one adds it here."""
    assert set(KINDS) == {
        "exports.mass", "rights.erasure", "rights.unseal", "access.scope", "journal.key",
        "access.emergency_again", "packages.key",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_kind_that_counts_for_itself_counts_afresh_at_use(county_clerk, leader, monkeypatch):
    rows = [100]
    approvals.kind("test.counted", permission="exports.decide", words="", count=lambda by, subject: rows[0])
    try:
        one = ask(by=county_clerk, kind="test.counted", subject={"a": 1}, count=100, reason="年度慰问")
        decide(by=leader, approval=one, agree=True)
        rows[0] = 106
        with pytest.raises(Refused):
            use(by=county_clerk, approval=one, kind="test.counted", subject={"a": 1}, count=100)
        rows[0] = 105
        use(by=county_clerk, approval=one, kind="test.counted", subject={"a": 1}, count=100_000)
    finally:
        approvals._kinds.pop("test.counted")


@pytest.mark.django_db
def test_a_command_of_the_operators_needs_an_agreement_too(tree, county_clerk, auditor):
    admin = hire("admin", tree.county_office, "system", "江涛")
    told = {"kind": "journal.key", "subject": {"change": "seal"}}
    one = ask(by=admin, count=1, reason="密钥到期", **told)
    with pytest.raises(Refused):
        use(by=OPERATOR, approval=one, count=1, **told)
    decide(by=auditor, approval=one, agree=True)
    with pytest.raises(Refused):
        use(by=OPERATOR, approval=one, count=1, kind="journal.key", subject={"change": "fields"})
    assert use(by=OPERATOR, approval=one, count=1, **told).state == "used"
    mass = ask(by=county_clerk, kind="exports.mass", subject={"a": 1}, count=1, reason="年度慰问")
    decide(by=hire("head", tree.county_office, "leader", "郑国平"), approval=mass, agree=True)
    with pytest.raises(Refused):
        use(by=OPERATOR, approval=mass, count=1, kind="exports.mass", subject={"a": 1})
