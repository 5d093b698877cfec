"""What notices on their way out add to the house's pages: their doors, and their words in the journal and in
messages."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.request import Request
from anxin.ground.journal.words import tell
from anxin.ground.messages.kinds import kind
from anxin.ground.ui.navigation import Waiting, entry

from .models import Notice, NoticeState, Relief, ReliefState

S = NoticeState


def drafts_waiting(request: HttpRequest) -> Waiting:
    """How many notices of one's own unit wait for this post: to be approved, to be changed, to be issued."""
    post = cast(Request, request).post
    states = [S.HANDED_IN] if post.may("notices.approve") else [S.RETURNED, S.APPROVED]
    return Notice.objects.filter(unit=post.unit, state__in=states)


def reliefs_waiting(request: HttpRequest) -> Waiting:
    """How many units wait to hear whether they get more time."""
    return Relief.objects.filter(notice__unit=cast(Request, request).post.unit, state=ReliefState.ASKED)


entry("notices:drafts:list", _("On the way out"), "notices.draft", 72, badge=drafts_waiting)
entry("notices:reliefs", _("More time and exemptions"), "notices.decide", 73, badge=reliefs_waiting)
kind(
    "notices.to_approve",
    _("A notice of your unit waits for approval: approve it or return it."),
    _("The notice %(document)s waits for approval: approve it or return it."),
)
kind(
    "notices.to_issue",
    _("A notice of your unit is approved: it can be issued."),
    _("The notice %(document)s is approved: it can be issued."),
)
kind(
    "notices.to_mend",
    _("A notice of your unit was returned with the reason: change it."),
    _("The notice %(document)s was returned with the reason: change it."),
)
tell(
    {
        "notices.composed": _("began a notice"),
        "notices.revised": _("wrote in a notice"),
        "notices.handed_in": _("handed a notice in"),
        "notices.approved": _("approved a notice"),
        "notices.returned": _("returned a notice"),
        "notices.dropped": _("gave a notice up"),
        "notices.passed_down": _("began to pass a notice down"),
        "notices.relief_asked": _("asked for more time or exemption from a notice"),
        "notices.relief_granted": _("granted more time or exemption from a notice"),
        "notices.relief_refused": _("did not grant more time or exemption from a notice"),
        "notices.relief_withdrawn": _("took a request about a notice back"),
        "notices.attachment_taken": _("took an annex of a notice"),
    }
)
