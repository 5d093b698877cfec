"""What notices adds to the house's pages: its doors, and its words in the journal."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

entry("notices:list", _("Notices"), "notices.read", 70)
entry("notices:reports:list", _("Report-back"), "reports.read", 75)
tell(
    {
        "notices.issued": _("issued a notice"),
        "reports.drafted": _("drafted a report"),
        "reports.revised": _("changed the words of a report"),
        "reports.signed": _("recorded the signature of a report"),
        "reports.opened": _("opened a report"),
        "reports.downloaded": _("took a report away as a document"),
        "figures.opened": _("opened the list behind a figure"),
    }
)
