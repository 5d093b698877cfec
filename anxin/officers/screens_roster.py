"""What the roster adds to the house's pages: its doors, and words in the journal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

entry("officers:list", pgettext_lazy("menu", "Officers"), "officers.read", 45)
entry("officers:mine", _("My care"), "officers.own", 10, phone=True, icon="home")
tell(
    {
        "officers.listed": _("looked at the list of officers"),
        "officers.opened": _("opened an officer's page"),
        "officers.own_opened": _("looked at one's own care"),
        "officers.units_counted": _("looked at how many officers the units have"),
        "officers.added": _("entered an officer"),
        "officers.corrected": _("corrected an officer"),
        "officers.front_begun": _("noted where an officer stands at the front"),
        "officers.front_ended": _("noted that an officer is at the front no more"),
        "officers.left": _("noted that an officer is no longer there"),
        "officers.leaving_withdrawn": _("took back that an officer left"),
        "officers.account_joined": _("joined an officer and an account"),
        "officers.call_noted": _("said whom to call"),
        "officers.roster_read": _("read a personnel ledger"),
        "officers.roster_opened": _("looked at what a personnel ledger says"),
        "officers.roster_asked": _("looked at whom the rows of a personnel ledger speak of"),
        "officers.roster_answered": _("said whom the rows of a personnel ledger speak of"),
        "officers.roster_returned": _("took a personnel ledger with its faults"),
        "officers.roster_taken": _("took a personnel ledger over"),
    }
)
