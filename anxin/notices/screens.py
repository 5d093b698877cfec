"""What notices adds to the house's pages: its doors, and its words in the journal."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.request import Request
from anxin.ground.journal.words import tell
from anxin.ground.messages.kinds import kind
from anxin.ground.ui.navigation import Waiting, entry

from . import screens_cascade, screens_notice, screens_packages  # noqa: F401  # their doors and their words
from .models import Report


def to_move(request: HttpRequest) -> Waiting:
    """How many reports wait for a step of this post."""
    return Report.objects.waiting_for(cast(Request, request).reach)


entry("notices:list", _("Notices"), "notices.read", 70)
entry("notices:reports:list", _("Report-back"), "reports.read", 75, badge=to_move)
kind(
    "reports.to_send",
    _("A report of your unit is signed: it can be sent up."),
    _("The report %(document)s is signed: it can be sent up."),
)
kind(
    "reports.to_settle",
    _("A report of a unit below waits for your unit: accept it or return it."),
    _("The report %(document)s of a unit below waits for your unit: accept it or return it."),
)
kind(
    "reports.accepted",
    _("A report of your unit was accepted above."),
    _("The report %(document)s was accepted above."),
)
kind(
    "reports.returned",
    _("A report of your unit was returned with the reason: draft it again."),
    _("The report %(document)s was returned with the reason: draft it again."),
)
tell(
    {
        "notices.issued": _("issued a notice"),
        "reports.drafted": _("drafted a report"),
        "reports.revised": _("changed the words of a report"),
        "reports.recounted": _("counted the figures of a report afresh"),
        "reports.signed": _("signed a report"),
        "reports.sent": _("sent a report up"),
        "reports.accepted": _("accepted a report"),
        "reports.returned": _("returned a report"),
        "reports.opened": _("opened a report"),
        "notices.reminder_taken": _("took a reminder letter away as a document"),
        "notices.downloaded": _("took a notice away as a document"),
        "reports.downloaded": _("took a report away as a document"),
        "figures.opened": _("opened the list behind a figure"),
    }
)
