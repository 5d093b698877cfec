"""The list of claims by payer and state: on screen and as a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from anxin.ground.database.models import Bounds

from . import words
from .models import Claim, ClaimState


@dataclass(frozen=True)
class Filters:
    """What of the claims is looked at; an empty one means all. Unknown words are no filter."""

    payer: str = ""
    state: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        """The filters in an address or in the wish for a file."""
        payer, state = query.get("payer", ""), query.get("state", "")
        return cls(payer if payer in words.PAYERS else "", state if state in ClaimState.values else "")

    def holds(self, payer: str, state: str) -> bool:
        """Does a claim of this payer in this state pass?"""
        return self.payer in ("", payer) and self.state in ("", state)


def chosen(reach: Bounds, filters: Filters) -> QuerySet[Claim]:
    """The claims within reach that pass, in the order of the tree."""
    found = Claim.objects.visible_to(reach).in_use()
    if filters.payer:
        found = found.filter(payer=filters.payer)
    if filters.state:
        found = found.filter(state=filters.state)
    found = found.select_related("household__unit", "officer__person", "person")
    return found.prefetch_related("payments").order_by("path", "id")
