"""What the surveys room adds to the house: its doors, its words in the journal and in messages."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell
from anxin.ground.messages.kinds import kind
from anxin.ground.ui.navigation import entry

from . import lending  # noqa: F401  # reads workbooks for rooms beside this one

entry("surveys:upload", _("Ledgers"), "surveys.import", 30)
entry("surveys:rounds:list", _("Survey rounds"), "surveys.rounds", 74)
kind("surveys.to_answer", _("A survey round asks your place: answer it."))
tell(
    {
        "surveys.answer_begun": _("began to answer a survey round"),
        "surveys.answer_sent": _("sent an answer to a survey round in"),
        "surveys.answer_accepted": _("accepted an answer to a survey round"),
        "surveys.answer_returned": _("returned an answer to a survey round"),
        "surveys.found_listed": _("looked at whom a survey round finds"),
        "surveys.ledger_read": _("read a ledger"),
        "surveys.ledger_opened": _("looked at what a ledger says"),
        "surveys.ledger_merged": _("merged a ledger"),
        "surveys.ledger_returned": _("took a ledger with its faults"),
    }
)
