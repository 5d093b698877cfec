"""What a closed card says of itself and leaves out."""

from typing import cast

from django.http import HttpRequest

from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.ground.access.request import Request

from .models import Closing


def in_use(card: Household) -> bool:
    """Is the card in use, so that somebody may be sent to the family?"""
    return card.status == Status.OPEN


def closed_facts(request: HttpRequest, card: Household) -> dict[str, object]:
    """When and why the care was closed and who approved it; nothing for a card in use."""
    if not card.is_closed:
        return {}
    held = Closing.objects.filter(household=card, state=Closing.State.APPROVED)
    may_reopen = cast(Request, request).post.may("care.close")
    return {"closing": held.select_related("decided_by").first(), "may_reopen": may_reopen}
