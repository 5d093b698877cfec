"""What handing over, days away and closing add to the house's pages: a door, links, words in the journal."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import Section, entry, section

from .closed import closed_facts

section(Section("closed", 10, "care/part_closed.html", closed_facts, "top", "care.read"))
entry("care:handovers", _("Handovers"), "care.handover", 82)
tell(
    {
        "care.handovers_listed": _("looked at the list of handovers"),
        "care.leaving_opened": _("prepared the handover of somebody who leaves"),
        "care.handover_opened": _("opened a handover"),
        "care.handover_printed": _("printed a handover sheet"),
        "care.handover_announced": _("announced a handover"),
        "care.handover_gone_through": _("went through a point of a handover"),
        "care.family_told": _("told the family who looks after it from now on"),
        "care.handover_completed": _("finished a handover"),
        "care.handover_took_effect": _("a handover took effect"),
        "care.handover_called_off": _("called a handover off"),
        "care.absence_announced": _("announced days away"),
        "care.absence_ended": _("ended an absence"),
        "care.closing_opened": _("opened the page of closing"),
        "care.closing_asked": _("asked to close the care"),
        "care.closing_approved": _("approved closing the care"),
        "care.closing_refused": _("did not approve closing the care"),
        "care.closing_taken_back": _("took the request to close the care back"),
        "care.reopened": _("took the care up again"),
    }
)
