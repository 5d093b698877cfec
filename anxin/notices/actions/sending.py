"""Acts of a report on its way up: signed by the leader, sent up, accepted or returned by the level above.

Whoever has the next step is told in the inbox."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.database.scope import papers
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.messages.kinds import numbered
from anxin.ground.messages.outbox import send_each
from anxin.notices.models import REPORT_MOVES, Delivery, Report, State


@transaction.atomic
def sign_report(*, by: Post, report: Report) -> Report:
    """The unit's leader signs (签发) the report today: words and figures are fixed from then on."""
    with papers(*by.area):
        held = _of_ones_own(by, report)
        check(REPORT_MOVES, held.state, State.SIGNED, by=by)
        held.state, held.signatory, held.signed_on = State.SIGNED, by.name, today()
        held.save(update_fields=["state", "signatory", "signed_on"])
        record("reports.signed", by=by, on=held, day=held.signed_on)
        _tell(held, "reports.to_send", _writers(held), by)
    return held


@transaction.atomic
def send_report(*, by: Post, report: Report) -> Report:
    """Send the signed report up: the level above can read it, and it is its turn."""
    with papers(*by.area):
        held = _of_ones_own(by, report)
        check(REPORT_MOVES, held.state, State.SENT, by=by)
        held.state, held.sent_by, held.sent_at = State.SENT, by, now()
        held.save(update_fields=["state", "sent_by", "sent_at"])
        note_delivery(held, held.sent_at)
        record("reports.sent", by=by, on=held)
        above = Post.objects.current().filter(unit=held.to_unit)
        _tell(held, "reports.to_settle", above.who_may("reports.accept"), by)
    return held


@transaction.atomic
def accept_report(*, by: Post, report: Report) -> Report:
    """The level above accepts the report: it is locked, and counts in the sums of what goes further up."""
    with papers(*by.area):
        held = _of_those_below(by, report)
        check(REPORT_MOVES, held.state, State.ACCEPTED, by=by)
        settle(held, by, State.ACCEPTED)
        record("reports.accepted", by=by, on=held)
    return held


@transaction.atomic
def return_report(*, by: Post, report: Report, reason: str) -> Report:
    """The level above returns the report with the reason. It stays as it was; the unit drafts again."""
    with papers(*by.area):
        held = _of_those_below(by, report)
        check(REPORT_MOVES, held.state, State.RETURNED, by=by, reason=reason)
        held.reason = reason.strip()
        settle(held, by, State.RETURNED)
        note_delivery(held, None)
        record("reports.returned", by=by, on=held)
    return held


def note_delivery(report: Report, at: datetime | None) -> None:
    """The cascade of the notice counts who has reported: a returned report is none."""
    Delivery.objects.of(report.unit).filter(notice=report.notice).update(reported_at=at)


def settle(report: Report, by: Post, state: State) -> None:
    """Within an act: it is settled now, by this post; the unit that sent it is told."""
    report.state, report.settled_by, report.settled_at = state, by, now()
    report.save(update_fields=["state", "settled_by", "settled_at", "reason"])
    _tell(report, f"reports.{state}", _writers(report), by)


def _writers(report: Report) -> "QuerySet[Post]":
    """Those who write the reports of its region."""
    return Post.objects.current().filter(scope_root=report.about).who_may("reports.write")


def _tell(report: Report, code: str, posts: "QuerySet[Post]", by: Post) -> None:
    """A message to those whose turn it is, but not to whoever has just acted."""
    link = reverse("notices:reports:report", args=[report.pk])
    send_each(posts.exclude(pk=by.pk), code, document=numbered(report.number), link=link)


def _of_ones_own(by: Post, report: Report) -> Report:
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.about_id != by.scope_root_id:
        raise Refused("outside_scope", _("Your post cannot report for this unit."))
    return held


def _of_those_below(by: Post, report: Report) -> Report:
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.to_unit_id != by.unit_id:
        raise Refused("not_to_this_unit", _("This report goes to another unit: only that one settles it."))
    return held
