"""What the cascade adds to the house's pages: its door, its words in the journal and in messages."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.request import Request
from anxin.ground.journal.words import tell
from anxin.ground.messages.kinds import kind
from anxin.ground.ui.navigation import Waiting, entry

from .models import Delivery


def to_sign(request: HttpRequest) -> Waiting:
    """How many notices wait for one's own unit."""
    return Delivery.objects.to_sign().filter(unit=cast(Request, request).post.unit_id)


entry("notices:cascade:mine", _("To sign for"), "notices.receive", 71, badge=to_sign)
kind(
    "notices.to_sign",
    _("A notice has come to your unit: sign for it."),
    _("The notice %(document)s has come to your unit: sign for it."),
)
kind(
    "notices.chased",
    _("A notice waits to be signed for by your unit."),
    _("The notice %(document)s waits to be signed for by your unit."),
)
tell(
    {
        "notices.sent": _("issued a notice to the units it addresses"),
        "notices.received": _("signed for a notice"),
        "notices.paper_received": _("entered paper receipts of a notice"),
        "notices.chased": _("chased units that had not signed for a notice"),
        "notices.list_taken": _("took a list of units of a notice away"),
    }
)
