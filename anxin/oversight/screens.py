"""The doors in the bar, and what the journal's codes of reading it mean."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

entry("oversight:figures", _("Figures"), "figures.read", 90)
entry("journal:list", _("Journal"), "journal.read", 95, phone=True, icon="list")
tell(
    {
        "journal.listed": _("read the journal"),
        "journal.who_saw_asked": _("asked who had seen certain cards"),
        "journal.who_saw_downloaded": _("downloaded who had seen certain cards"),
    }
)
