"""What the surveys room adds to the house: its door and its words in the journal."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

entry("surveys:upload", _("Ledgers"), "surveys.import", 30)
tell(
    {
        "surveys.ledger_read": _("read a ledger"),
        "surveys.ledger_opened": _("looked at what a ledger says"),
        "surveys.ledger_merged": _("merged a ledger"),
        "surveys.ledger_returned": _("took a ledger with its faults"),
    }
)
