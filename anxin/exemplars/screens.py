"""What exemplars and study add to the house's pages: their door, and their words in the journal."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.request import Request
from anxin.ground.journal.words import tell
from anxin.ground.messages.kinds import kind
from anxin.ground.ui.navigation import Waiting, entry

from .models import Draft


def to_approve(request: HttpRequest) -> Waiting:
    """How many profiles wait for the leader."""
    return Draft.objects.of_area(cast(Request, request).reach).filter(state=Draft.State.HANDED_IN)


entry("exemplars:list", _("Exemplars and study"), "exemplars.read", 80)
entry("exemplars:drafts", _("Profiles to approve"), "exemplars.approve", 81, badge=to_approve)
entry("exemplars:record", _("Record study"), "study.record", 82, phone=True, icon="book", desk=False)
kind("exemplars.to_approve", _("The profile of an exemplar waits for your approval."))
kind("exemplars.to_publish", _("The profile of an exemplar is approved: it can be published."))
kind("exemplars.to_mend", _("The profile of an exemplar was given back to be mended."))
tell(
    {
        "exemplars.published": _("published the profile of an exemplar"),
        "exemplars.withdrawn": _("took the profile of an exemplar back"),
        "exemplars.drafts_listed": _("looked at profiles under way"),
        "exemplars.draft_opened": _("opened a profile under way"),
        "exemplars.draft_begun": _("began the profile of an exemplar"),
        "exemplars.draft_rewritten": _("wrote the head of a profile anew"),
        "exemplars.passage_written": _("wrote a passage of a profile"),
        "exemplars.passage_dropped": _("took a passage out of a profile"),
        "exemplars.consent_noted": _("noted consent to a profile"),
        "exemplars.handed_in": _("handed a profile in"),
        "exemplars.approved": _("approved a profile"),
        "exemplars.sent_back": _("gave a profile back to be mended"),
        "exemplars.given_up": _("gave a profile up"),
        "study.material_brought": _("brought a study material in"),
        "study.material_renewed": _("brought the next version of a study material"),
        "study.material_ended": _("took a study material out of use"),
        "study.publicity_listed": _("entered publicity"),
        "study.publicity_struck": _("struck publicity out"),
        "study.programme_opened": _("opened a programme"),
        "study.programme_closed": _("let a programme end"),
        "study.interval_set": _("set how often units study"),
        "study.interval_dropped": _("let an interval of study end"),
        "study.recorded": _("recorded a study activity"),
        "study.corrected": _("corrected a study activity"),
        "study.struck": _("struck a study activity out"),
        "study.establishment_entered": _("entered how many people a unit has"),
    }
)
