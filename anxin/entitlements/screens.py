"""What entitlements add to the house's pages: a door, a part of the card, a part of its paper, words."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household
from anxin.families.papers import paper_section
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import CardLink, Section, card_link, entry, may, section

from .models import Gap
from .papers import entitlements_on_paper
from .reading import counts_of, lines_of


def on_card(request: HttpRequest, record: Household) -> dict[str, Any]:
    """The part of the card: every line, the missing ones too."""
    groups = lines_of(record)
    return {"groups": groups, "counts": counts_of(groups), "may_write": may(request, "families.write")}


def missing(request: HttpRequest, record: Household) -> int | None:
    """How many things are missing on a card, beside its tab."""
    return Gap.objects.filter(household=record).count() or None


entry("entitlements:gaps", _("Entitlements"), "entitlements.read", 30)
section(Section("entitlements", 60, "entitlements/part.html", on_card, "wide", "entitlements.read"))
card_link(CardLink("entitlements:card", _("Entitlements"), 30, "entitlements.read", count=missing))
paper_section("entitlements", 70, entitlements_on_paper)
tell(
    {
        "entitlements.calculated": _("calculated the entitlements"),
        "entitlements.card_opened": _("opened the entitlements"),
        "entitlements.gaps_listed": _("looked at what is missing for calculations"),
    }
)
