"""What rights adds to the house's pages: its doors, links on the card, acts for two, words in the journal."""

from typing import Any, cast

from django.db.models import Exists, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.families.listing import Filter, filter_chip
from anxin.families.models import Household
from anxin.ground.access.approvals import kind
from anxin.ground.access.reach import Reach
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import CardLink, Section, Waiting, card_link, entry, section

from . import telling
from .actions.erasing import ERASE
from .actions.sealing import UNSEAL
from .due import kept_until
from .figures import told
from .models import RightsRequest
from .rules import rule


def due_now(request: HttpRequest) -> Waiting:
    """Requests that are due today or overdue, for a post with a subtree. Whoever lives by given access
    finds them on the page itself."""
    post = cast(Request, request).post
    if not post.has_subtree:
        return None
    open_now = RightsRequest.objects.visible_to(Reach.of(post)).open()
    return open_now.filter(due__lte=today())


def kept(request: HttpRequest, record: Household) -> dict[str, Any]:
    """How long a closed card is kept, by which rule."""
    return {"until": kept_until(record), "rule": rule("case")}


def _open_requests(card: Household) -> QuerySet[RightsRequest]:
    return RightsRequest.objects.of_card(card).open()


entry("rights:requests", _("Data rights"), "rights.request", 60, badge=due_now)
entry("rights:retention", _("Keeping"), "journal.read", 85)  # an auditor's door; a clerk comes from the desk
card_link(
    CardLink(
        "rights:basis",
        _("Basis and consents"),
        70,
        "rights.basis",
        rows=_open_requests,
    )
)
section(Section("keeping", 95, "rights/part_keeping.html", kept, "side", "families.read"))
filter_chip(Filter("untold", _("not told yet"), 70, lambda found: found.filter(~Exists(told()))))
kind(
    ERASE,
    permission="rights.decide",
    asks="rights.erase",
    words=_("the erasure of personal data"),
    tells=telling.erasure,
)
kind(
    UNSEAL,
    permission="rights.decide",
    asks="rights.unseal",
    words=_("the opening of a sealed card"),
    tells=telling.unsealing,
)
tell(
    {
        "rights.requests_listed": _("looked at the requests of the persons concerned"),
        "rights.request_received": _("entered a request of a person concerned"),
        "rights.request_opened": _("opened a request of a person concerned"),
        "rights.identity_checked": _("checked who asks"),
        "rights.request_decided": _("decided a request of a person concerned"),
        "rights.request_carried_out": _("carried a request of a person concerned out"),
        "rights.request_answered": _("answered a request of a person concerned"),
        "rights.request_withdrawn": _("noted that a request was taken back"),
        "rights.letter_made": _("made the letter of an answer"),
        "rights.contact_shown": _("looked at how to reach the one who asks"),
        "rights.copy_made": _("made the copy of what is held about a person"),
        "rights.basis_recorded": _("recorded the legal basis"),
        "rights.basis_opened": _("opened basis and consents"),
        "rights.notice_given": _("noted that the family was told"),
        "rights.notice_printed": _("printed the notice to the family"),
        "rights.consent_given": _("recorded a consent"),
        "rights.consent_withdrawn": _("noted that a consent was withdrawn"),
        "rights.sealed_listed": _("looked at the list of sealed cards"),
        "rights.erasure_opened": _("opened the erasure of a person"),
        "rights.erased": _("erased a person from a card"),
        "rights.sharing_listed": _("looked at what was given to departments"),
        "rights.retention_opened": _("opened the periods of keeping"),
        "rights.appraised": _("appraised a record"),
        "rights.assessed": _("made an impact assessment"),
        "rights.assessment_opened": _("opened an impact assessment"),
        "rights.assessment_printed": _("printed an impact assessment"),
        "rights.tidied": _("deleted technical data whose period was over"),
    }
)
