"""The two-person rule: one asks, another decides, the one who asked acts once within 24 hours.

Everything that was true at the decision is asked again at use: who, by what right, what, how much.
"""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.approvals import ApprovalKind, Subject, canonical, fingerprint, kinds
from anxin.ground.access.models import Account, Approval, Post, posts_in_hand
from anxin.ground.access.models.approvals import MOVES, State
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, Operator, record

GROWTH = 20  # one part in twenty: rows may have grown by 5 % since the request


@transaction.atomic
def ask(
    *,
    by: Post,
    kind: str,
    subject: Subject,
    count: int = 0,
    reason: str,
    code: str = "other",
    path: str = "",
) -> Approval:
    """Ask a second person. ``reason``: in words (kept encrypted); ``code``: its kind, for the journal;
    ``path``: the unit it belongs to, the asker's own unless said. Raises Refused."""
    wanted = _kind(kind)
    if not reason.strip():
        raise Refused("access.reason_missing", _("Say why: the one who decides must understand it."))
    if not (_at_work(by) and (not wanted.asks or by.may(wanted.asks))):
        raise Refused("access.may_not_ask", _("The post you act in may not ask for this."))
    where = path or by.unit.path
    with scope(where):
        approval = Approval.objects.create(
            path=where, kind=kind, subject=canonical(subject), fingerprint=fingerprint(kind, subject),
            count=count, asked_by=by, asked_account=account_of(by).pk, asked_at=now(), reason=code,
            words=reason,
        )  # fmt: skip
    record("access.approval_asked", by=by, path=where, approval=approval.pk, kind=kind, count=count, why=code)
    return approval


@transaction.atomic
def decide(*, by: Post, approval: Approval, agree: bool, why: str = "") -> Approval:
    """Agree or refuse (a refusal says why). Never the one who asked, nor any other account of the same
    person. Raises Refused: the first decision stands."""
    wanted = _kind(approval.kind)
    to = State.AGREED if agree else State.REFUSED
    if not may_decide(by, approval):
        raise Refused("access.not_yours_to_decide", _("This request is not for the post you act in."))
    if same_human(account_of(by), approval.asked_account):
        raise Refused(
            "access.same_person", _("Somebody else must decide: nobody agrees to their own request.")
        )
    if not agree and not why.strip():
        raise Refused("access.reason_missing", _("Say why: the one who asked must understand it."))
    _move(
        approval, State.ASKED, to, decided_by=by, decided_account=account_of(by).pk, decided_at=now(), why=why
    )
    record(f"access.approval_{to}", by=by, path=approval.path, approval=approval.pk, kind=wanted.code)
    return _again(approval)


@transaction.atomic
def withdraw_request(*, by: Post, approval: Approval) -> Approval:
    """Take one's own request back, decided or not, as long as it was not used. Raises Refused."""
    if approval.asked_by_id != by.pk:
        raise Refused("access.not_yours", _("Only the one who asked may do this."))
    _move(approval, _again(approval).state, State.WITHDRAWN)
    record("access.approval_withdrawn", by=by, path=approval.path, approval=approval.pk, kind=approval.kind)
    return _again(approval)


@transaction.atomic
def use(*, by: Actor, approval: Approval, kind: str, subject: Subject, count: int = 0) -> Approval:
    """Use an agreement for what the caller is about to do, in the same transaction: ``kind`` and
    ``subject`` are the caller's own, never read from the agreement. ``count`` is the number of rows now,
    unless the kind counts for itself. Of two who use it at once, one is refused. Raises Refused."""
    wanted, stored = _kind(kind), _again(approval)
    _check_asker(by, stored, wanted)
    if stored.kind != kind or stored.fingerprint != fingerprint(kind, subject):
        raise Refused(
            "access.other_subject", _("Something else was agreed to. Ask again for what you want now.")
        )
    if stored.expired:
        raise Refused("access.agreement_over", _("The agreement is older than 24 hours. Ask again."))
    _check_approver(stored, wanted)
    rows = wanted.count(stored.asked_by, subject) if wanted.count else count
    if (rows - stored.count) * GROWTH > stored.count:
        raise Refused("access.count_grown", _("There are more rows now than were agreed to. Ask again."))
    _move(stored, State.AGREED, State.USED, used_at=now())
    record("access.approval_used", by=by, path=stored.path, approval=stored.pk, kind=kind, count=rows)
    return _again(stored)


def used_for(approval: uuid.UUID | str, *, kind: str, subject: Subject) -> bool:
    """For a job that carries out what was agreed to: was this agreement used for exactly this? The job
    opens its own scope first; a row put into the queue by hand names none that was."""
    found = Approval.objects.filter(pk=approval, state=State.USED, kind=kind).first()
    return found is not None and found.fingerprint == fingerprint(kind, subject)


def may_decide(by: Post, approval: Approval) -> bool:
    """Does this post decide this kind of request, in this place of the tree, today?"""
    wanted = kinds().get(approval.kind)
    return bool(
        wanted
        and by.pk != approval.asked_by_id
        and by.may(wanted.permission)
        and approval.path.startswith(by.scope_root.path)
        and _at_work(by)
    )


def _check_asker(by: Actor, approval: Approval, wanted: ApprovalKind) -> None:
    """The one who asked uses it, and may still; a command of the operator's runs in the asker's name."""
    operated = isinstance(by, Operator) and wanted.at_command_line
    same = isinstance(by, Post) and by.pk == approval.asked_by_id
    if not operated and not (same and account_of(by).pk == approval.asked_account):  # type: ignore[arg-type]
        raise Refused("access.not_yours", _("Only the one who asked may do this."))
    asker = in_hand_of(approval.asked_account, approval.asked_by_id)
    if asker is None or (wanted.asks and not asker.may(wanted.asks)):
        raise Refused("access.may_not_ask", _("The post you act in may not ask for this."))


def _check_approver(approval: Approval, wanted: ApprovalKind) -> None:
    """Whoever agreed must still be one who may agree."""
    if approval.state != State.AGREED or approval.decided_by_id is None or approval.decided_account is None:
        raise _moved_on()
    approver = in_hand_of(approval.decided_account, approval.decided_by_id)
    if approver is None or not may_decide(approver, approval):
        raise Refused("access.approver_left", _("Whoever agreed may no longer decide this. Ask again."))
    if same_human(account_of(approver), approval.asked_account):
        raise Refused(
            "access.same_person", _("Somebody else must decide: nobody agrees to their own request.")
        )


def _move(approval: Approval, was: str, to: str, **values: object) -> None:
    """One step of the life cycle, checked and made in one statement: whoever comes second changes nothing."""
    if (was, to) not in MOVES:
        raise _moved_on()
    with scope(approval.path):
        if Approval.objects.filter(pk=approval.pk, state=was, used_at=None).update(state=to, **values) != 1:
            raise _moved_on()


def _moved_on() -> Refused:
    return Refused(
        "access.moved_on",
        _("This request has moved on since you opened it. Open it again and see how it stands."),
    )


def _again(approval: Approval) -> Approval:
    """The request as it stands now, not as the caller remembers it."""
    with scope(approval.path):
        found = Approval.objects.select_related("asked_by", "decided_by").filter(pk=approval.pk).first()
    if found is None:
        raise _moved_on()
    return found


def _kind(code: str) -> ApprovalKind:
    if code not in kinds():
        raise Refused("access.unknown_kind", _("There is no such request."))
    return kinds()[code]


def in_hand_of(account: uuid.UUID, post: uuid.UUID) -> Post | None:
    """The post, if this account may act in it today, its own or handed on: asked of the database, not of the
    session."""
    holder = Account.objects.filter(pk=account, is_active=True).first()
    return next((one for one in posts_in_hand(holder) if one.pk == post), None) if holder else None


def _at_work(post: Post) -> bool:
    """May whoever is at the keyboard act in this post today?"""
    return in_hand_of(account_of(post).pk, post.pk) is not None


def account_of(post: Post) -> Account:
    """Who really is at the keyboard: the post's own account, or its stand-in's."""
    if post.acting is None:
        raise Refused("access.nobody_holds_it", _("Nobody holds this post."))
    return post.acting


def same_human(account: Account, other: uuid.UUID) -> bool:
    """Do both accounts belong to one person? By the account itself and by the digest of its holder."""
    return account.is_same_human(Account.objects.filter(pk=other).first())
