"""Opening a card in an emergency, and reviewing that it was opened."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access import emergency
from anxin.ground.access.events import ReviewWaits
from anxin.ground.access.models import Approval, EmergencyAccess, Grant, Post
from anxin.ground.access.models.approvals import State
from anxin.ground.access.models.grants import EMERGENCY
from anxin.ground.access.reach import Reach
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import local_day, now, today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.journal.models import JournalEntry

from .approvals import account_of, ask, same_human, use

AGAIN = "access.emergency_again"  # the kind of agreement that a second time needs
WITHIN = "access.within_range"  # refused: the card opens without
REFUSED = "access.emergency_refused"


def open_in_emergency(*, by: Post, number: str, reason: str, words: str) -> EmergencyAccess | Approval | None:
    """Open the card with exactly this number (capitals and width aside) for three hours, to read only. None
    when there is no such card to open: unknown, outside the line, sealed, or too many tries, and nothing
    tells which. The same card again within 24 hours needs a second person: then the request is returned.

    Raises Refused when emergency access is closed to this post altogether, without a reason in words, or
    when the card lies within its own range (``card`` in its params)."""
    line, reviewer = emergency.line_of(by), emergency.reviewer_for(by)
    if line is None or reviewer is None:
        raise Refused(
            "access.no_reviewer",
            _("Emergency access is closed here: nobody is named who could review it. Ask the unit above."),
        )
    if not words.strip():
        raise Refused("access.reason_missing", _("Say in words why this card must be opened now."))
    with transaction.atomic():
        allowed = _tries(by) < settings.LIMITS["emergency"]["tries"]
        found, known = emergency.find_typed(number, line.path)
        if found is None or not allowed:
            record(REFUSED, by=by, path=by.unit.path, result="refused", reason=reason)
            return None
        _refuse_within_range(by, found)
        with scope(found.path):
            return _open(by, found, reviewer, known, reason, words)


def _refuse_within_range(by: Post, found: emergency.Found) -> None:
    """A card that the post opens anyway needs no emergency, which would only stop its exports."""
    given = Grant.objects.held_by(by).current().filter(record=found.card).exclude(part=EMERGENCY)
    if Reach.of(by).holds(found.path) or given.exists():
        raise Refused(WITHIN, _("This card is within your range: open it directly."), card=found.card)


def _open(
    by: Post, found: emergency.Found, reviewer: Post, number: str, reason: str, words: str
) -> EmergencyAccess | Approval:
    """Within the card's own bounds: what still holds, the request for a second time, or a new opening."""
    since = now() - timedelta(hours=settings.LIMITS["emergency"]["again_hours"])
    earlier = EmergencyAccess.objects.of_human(account_of(by)).filter(record=found.card, opened_at__gt=since)
    held = earlier.filter(post=by, ends_at__gt=now(), grant__ended_at=None).first()
    if held is not None:
        return held  # still readable; asking again prolongs nothing
    agreed: Approval | None = None
    if earlier.exists():
        subject = {"card": found.card, "post": by.pk}
        agreed = _request(by, found.card)
        if agreed is None or not agreed.serves:
            return agreed or ask(by=by, kind=AGAIN, subject=subject, count=1, reason=words, code=reason)
        use(by=by, approval=agreed, kind=AGAIN, subject=subject, count=1)
    return _grant(by, found, reviewer, number, reason, words, agreed)


def _request(by: Post, card: uuid.UUID) -> Approval | None:
    """The request for this card that is open or still serves."""
    with scope(by.unit.path):
        asked = Approval.objects.asked_from(by).filter(kind=AGAIN, subject__contains=str(card))
        waiting = asked.filter(state__in=[State.ASKED, State.AGREED])
        return next((one for one in waiting if not one.expired), None)


def _grant(
    by: Post,
    found: emergency.Found,
    reviewer: Post,
    number: str,
    reason: str,
    words: str,
    agreed: Approval | None,
) -> EmergencyAccess:
    opened = now()
    ends = opened + timedelta(hours=settings.LIMITS["emergency"]["hours"])
    grant = Grant.objects.create(
        holder=by.pk, record=found.card, path=found.path, part=EMERGENCY, purpose=reason,
        until=local_day(ends), ends_at=ends, given_by=by.pk,
    )  # fmt: skip
    access = EmergencyAccess.objects.create(
        path=found.path, grant=grant, record=found.card, number=number, post=by, account=account_of(by).pk,
        reason=reason, words=words, opened_at=opened, ends_at=ends, approval=agreed, reviewer=reviewer,
        review_due=add_working_days(today(), settings.LIMITS["emergency"]["review_days"]),
    )  # fmt: skip

    publish(ReviewWaits(reviewer, access.pk))
    record(
        "access.emergency_opened", by=by, path=found.path, cards=[found.card], access=access.pk,
        reason=reason, reviewer=reviewer.pk,
    )  # fmt: skip
    return access


def _tries(by: Post) -> int:
    """How many numbers this account tried in vain within 24 hours."""
    with scope(by.unit.path):
        return JournalEntry.objects.filter(
            path=by.unit.path, act=REFUSED, account=account_of(by).pk, at__gt=now() - timedelta(hours=24)
        ).count()


@transaction.atomic
def review_emergency(*, by: Post, access: EmergencyAccess, justified: bool, findings: str) -> EmergencyAccess:
    """Say whether it was justified, in words. Once; never the one who looked. Raises Refused."""
    if not may_review(by, access):
        raise Refused("access.not_yours_to_review", _("This review is not for the post you act in."))
    if not findings.strip():
        raise Refused(
            "access.reason_missing", _("Say what you found: whoever reads this later must understand.")
        )
    outcome = "justified" if justified else "unjustified"
    with scope(access.path):
        changed = EmergencyAccess.objects.open().filter(pk=access.pk).update(
            outcome=outcome, reviewed_by=by, reviewed_account=account_of(by).pk, reviewed_at=now(),
            findings=findings,
        )  # fmt: skip
        if changed != 1:
            raise Refused("access.moved_on", _("This was reviewed already."))
        record("access.emergency_reviewed", by=by, path=access.path, access=access.pk, outcome=outcome)
        return EmergencyAccess.objects.select_related("post__unit", "reviewer", "reviewed_by").get(
            pk=access.pk
        )


def may_review(by: Post, access: EmergencyAccess) -> bool:
    """The reviewer named, or another post that reviews in this part of the tree; never who looked."""
    mine = by.pk == access.reviewer_id or access.path.startswith(by.scope_root.path)
    return by.may("emergency.review") and mine and not same_human(account_of(by), access.account)


@transaction.atomic
def end_emergency(*, by: Post, access: EmergencyAccess) -> None:
    """Close it before its time (the one who looked is done). Raises Refused for anybody else."""
    if by.pk != access.post_id:
        raise Refused("access.not_yours", _("Only the one who asked may do this."))
    with scope(access.path):
        Grant.objects.filter(pk=access.grant_id, ended_at=None).update(ended_at=now())
    record("access.emergency_ended", by=by, path=access.path, access=access.pk, cards=[access.record])


def end_emergencies(*, card: uuid.UUID, path: str) -> int:
    """End all emergency access to a card that leaves everybody's sight; returns how much ended. Part of an
    act, whose entry in the journal it is. What was opened is reviewed all the same."""
    with scope(path):
        held = Grant.objects.current().filter(record=card, part=EMERGENCY)
        return held.update(ended_at=now())
