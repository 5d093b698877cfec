"""The doors in the bar; acts of this room that take two people; what its codes in the journal mean."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.approvals import kind
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

entry("oversight:figures", _("Figures"), "figures.read", 90)
entry("journal:list", _("Journal"), "journal.read", 95, phone=True, icon="list")

# Acts for two that the unit's leader decides. Erasure belongs to the desk of the persons concerned.
kind("exports.mass", permission="exports.decide", words=_("an export of many rows"))
kind("rights.erasure", permission="rights.decide", words=_("the erasure of personal data"))
tell(
    {
        "journal.listed": _("read the journal"),
        "journal.who_saw_asked": _("asked who had seen certain cards"),
        "journal.who_saw_downloaded": _("downloaded who had seen certain cards"),
    }
)
