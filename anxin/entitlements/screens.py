"""What entitlements add to the house's pages: a door, a part of the card, a part of its paper, words."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household
from anxin.families.papers import paper_section
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import CardLink, Section, card_link, entry, may, section
from anxin.ground.ui.parts import Link

from .claim_papers import claim_papers
from .models import Claim, Entitlement, Gap
from .owing import unclaimed
from .papers.applications import offers
from .papers.card import entitlements_on_paper
from .reading import counts_of, lines_of


def on_card(request: HttpRequest, record: Household) -> dict[str, Any]:
    """The part of the card: every line, the missing ones too."""
    groups = lines_of(record)
    return {"groups": groups, "counts": counts_of(groups), "may_write": may(request, "families.write")}


def missing(record: Household) -> QuerySet[Gap]:
    """What is missing on a card, counted beside its tab."""
    return Gap.objects.filter(household=record)


def to_claim(record: Household) -> QuerySet[Entitlement]:
    """The lines of a card that nobody has claimed yet, counted beside its tab."""
    return unclaimed(Entitlement.objects.filter(household=record))


@claim_papers
def applications_of(request: HttpRequest, claim: Claim) -> list[Link]:
    """The applications with which a claim is made, filled from the record."""
    if not may(request, "families.print"):
        return []
    groups = [one for one in lines_of(claim.household) if one.officer.pk == claim.officer_id]
    found = [offer.application for group in groups for offer in offers(group)]
    place = {"card": claim.household_id, "officer": claim.officer_id}
    return [
        Link(str(form.name), reverse("entitlements:application", kwargs={**place, "form": form.code}))
        for form in found
        if claim.rule in form.rules
    ]


entry("entitlements:gaps", _("Entitlements"), "entitlements.read", 30)
entry("entitlements:desk", _("Claims"), "entitlements.desk", 32)
section(Section("entitlements", 60, "entitlements/part.html", on_card, "wide", "entitlements.read"))
card_link(CardLink("entitlements:card", _("Entitlements"), 30, "entitlements.read", rows=missing))
card_link(CardLink("entitlements:claims", _("Claims"), 35, "entitlements.read", rows=to_claim))
paper_section("entitlements", 70, entitlements_on_paper)
tell(
    {
        "entitlements.calculated": _("calculated the entitlements"),
        "entitlements.card_opened": _("opened the entitlements"),
        "entitlements.sheet_printed": _("printed the family's sheet"),
        "entitlements.applications_opened": _("looked at the applications of a family"),
        "entitlements.application_printed": _("filled in an application"),
        "entitlements.form_kept": _("put a form of one's own in place"),
        "entitlements.form_dropped": _("went back to the form that holds above"),
        "entitlements.pack_previewed": _("looked at what a standard would change"),
        "entitlements.pack_loaded": _("loaded a standard"),
        "entitlements.pack_opened": _("looked at a standard and what it changed"),
        "entitlements.gaps_listed": _("looked at what is missing for calculations"),
        "entitlements.claims_opened": _("opened the claims of a family"),
        "entitlements.claim_opened": _("opened a claim"),
        "entitlements.claims_listed": _("looked at the list of claims"),
        "entitlements.top_ups_listed": _("looked at the sums to be topped up"),
        "entitlements.finder_opened": _("looked for what is owed and did not arrive"),
        "entitlements.desk_listed": _("looked at the claims given to a department"),
        "entitlements.desk_claim_opened": _("opened a claim as the payer's desk"),
        "entitlements.claim_started": _("took up a claim"),
        "entitlements.claim_applied": _("recorded that a claim was applied for"),
        "entitlements.claim_approved": _("recorded that a claim was approved"),
        "entitlements.claim_refused": _("recorded that a claim was refused"),
        "entitlements.claim_appealed": _("recorded an appeal"),
        "entitlements.payment_noted": _("noted a payment"),
        "entitlements.claim_set_aside": _("set a claim aside whose determination has changed"),
        "entitlements.claim_closed": _("closed a claim"),
        "entitlements.claim_reopened": _("took a claim up again"),
        "entitlements.decision_taken_back": _("took the record of a decision back"),
        "entitlements.payment_struck": _("struck a payment out"),
        "entitlements.topped_up": _("made top-up claims"),
        "entitlements.chosen": _("chose between entitlements"),
        "entitlements.agreement_recorded": _("recorded a family's agreement"),
    }
)
