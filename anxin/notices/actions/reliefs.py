"""More time for a notice, or being left out: asked by the unit it was sent to, decided by the one that issued
it; or decided by that one of itself. Every one stands as a row, so they can be counted."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.notices.arriving import pass_on
from anxin.notices.models import RELIEF_MOVES, Delivery, Notice, Relief, ReliefState

LONGEST = 200  # characters of Delivery.exempt_why


@transaction.atomic
def ask_relief(*, by: Post, notice: Notice, why: str, until: date | None = None) -> Relief:
    """Ask for more time until a day, or (no day) to be left out, and say why. Raises Refused."""
    if not Delivery.objects.filter(notice=notice, unit=by.unit).exists() or notice.unit_id is None:
        raise Refused("notices.not_ours", _("This notice was not sent to your unit by a unit of this tree."))
    if not why.strip():
        raise Refused("lifecycle.reason_missing", _("Say why: whoever reads this later must understand it."))
    if until and until <= max(today(), notice.first_deadline() or today()):
        raise Refused("notices.no_more_time", _("Name a day after the first deadline of the notice."))
    if Relief.objects.filter(notice=notice, unit=by.unit, state=ReliefState.ASKED).exists():
        raise Refused("notices.relief_waits", _("Your unit has asked already and waits for the decision."))
    relief = Relief.objects.create(
        path=by.scope_root.path, notice=notice, unit=by.unit, until=until, why=why.strip(), asked_by=by,
        asked_at=now(),
    )  # fmt: skip
    record("notices.relief_asked", by=by, on=relief, notice=notice.pk, until=until)
    return relief


@transaction.atomic
def decide_relief(*, by: Post, relief: Relief, grant: bool, why: str = "") -> Relief:
    """Grant it or not; a refusal says why. Of the unit that issued the notice only. Raises Refused."""
    held = _held(relief)
    if held.notice.unit_id != by.unit_id:
        raise Refused("outside_scope", _("The unit that issued the notice decides this."))
    to = ReliefState.GRANTED if grant else ReliefState.REFUSED
    check(RELIEF_MOVES, held.state, to, by=by, reason=why)
    held.state, held.decided_by, held.decided_at, held.decided_why = to, by, now(), why.strip()
    held.save(update_fields=["state", "decided_by", "decided_at", "decided_why"])
    if grant:
        _take_effect(held)
    record(f"notices.relief_{to}", by=by, on=held, notice=held.notice_id, until=held.until)
    return held


@transaction.atomic
def withdraw_relief(*, by: Post, relief: Relief) -> Relief:
    """Take one's own unit's request back before it is decided. Raises Refused."""
    held = _held(relief)
    if held.unit_id != by.unit_id:
        raise Refused("outside_scope", _("Only the unit that asked takes its request back."))
    check(RELIEF_MOVES, held.state, ReliefState.WITHDRAWN, by=by)
    held.state = ReliefState.WITHDRAWN
    held.save(update_fields=["state"])
    record("notices.relief_withdrawn", by=by, on=held, notice=held.notice_id)
    return held


def _held(relief: Relief) -> Relief:
    return Relief.objects.select_for_update(of=("self",)).select_related("notice").get(pk=relief.pk)


def _take_effect(relief: Relief) -> None:
    """The delivery says so from now on; an exempt unit lets the notice through to those below it."""
    sent = Delivery.objects.filter(notice=relief.notice, unit=relief.unit)
    if relief.is_extension:
        sent.update(extended_to=relief.until)
    else:
        sent.update(exempt_why=relief.why[:LONGEST])
        pass_on(sent.values_list("pk", flat=True), now())
