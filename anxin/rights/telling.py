"""What a second person is asked to agree to, in words: which card, which request; of a name only its mask."""

import uuid

from django.utils.translation import gettext as _

from anxin.families.sealed import sealed_cards
from anxin.ground.access.approvals import Subject
from anxin.ground.database.scope import bounds, store
from anxin.ground.ui.masks import masked_name, masked_text
from anxin.rights.models import RightsRequest


def unsealing(subject: Subject) -> str:
    """The sealed card: number, unit, when it was sealed and why. Empty once it is open again."""
    lo, hi = bounds()
    with store(lo, hi):
        card = sealed_cards(lo, hi).filter(pk=uuid.UUID(subject["card"])).first()
    if card is None:
        return ""
    day = card.sealed_on.isoformat() if card.sealed_on else ""
    return "\n".join(
        [
            _("Card: %(number)s") % {"number": card.number},
            _("Unit: %(unit)s") % {"unit": card.unit.label},
            _("Sealed on %(day)s: %(why)s") % {"day": day, "why": masked_text(card.sealed_why)},
        ]
    )


def erasure(subject: Subject) -> str:
    """Which card, whose data (masked), which request. No name once the person is erased."""
    asked = RightsRequest.objects.select_related("person").get(pk=uuid.UUID(subject["request"]))
    told = [_("Card: %(number)s") % {"number": asked.number}]
    if asked.person is not None:
        told.append(_("Whose data: %(name)s") % {"name": masked_name(asked.person.name)})
    return "\n".join([*told, _("Request: %(code)s") % {"code": asked.code}])
