"""The figures of entitlements: how many are calculated, shown as scenarios, missing something. No sums."""

import uuid
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anxin.families.models.officers import Determination
from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure
from anxin.ground.ui.templatetags.ui import yuan

from . import claim_words, owing, words
from .models import Calculation, Claim, Entitlement, Gap
from .models.claims import ClaimQuerySet


def _line_row(line: Entitlement) -> Row:
    rule = str(words.RULES[line.rule])
    return Row(line.officer.person.name, rule, _url(line), line.household_id)


def _pending_row(made: Calculation) -> Row:
    return Row(made.officer.person.name, str(Determination.PENDING.label), _url(made), made.household_id)


def _gap_row(gap: Gap) -> Row:
    told = _now("%(what)s. %(ask)s") % {"what": words.missing(gap.code), "ask": words.ask(gap.code)}
    return Row(gap.officer.person.name, told, _url(gap), gap.household_id)


def _url(row: Entitlement | Gap | Calculation) -> str:
    return reverse("entitlements:card", kwargs={"card": row.household_id})


@figure(
    "entitlements.calculated",
    name=_("lump sums calculated"),
    words=_(
        "Officers who died on duty whose category is determined and whose lump sum is calculated, finally or"
        " provisionally. A calculation is not a decision."
    ),
    unit=_("unit: officers"),
    row=_line_row,
    version=2,
    order=40,
)
def calculated(reach: Bounds, day: date) -> QuerySet[Entitlement]:
    """Each officer once: where both laws may pay, the two sums exclude each other and the pension counts."""
    lines = Entitlement.objects.visible_to(reach).in_use().calculated()
    by_insurance = Q(rule="work_injury_death", conflict="")
    return lines.filter(Q(rule="lump_sum") | by_insurance).select_related("officer__person")


@figure(
    "entitlements.pending_scenarios",
    name=_("shown as scenarios"),
    words=_("Officers who died on duty whose category is not determined, so that each is calculated."),
    unit=_("unit: officers"),
    row=_pending_row,
    version=2,
    order=41,
)
def pending_scenarios(reach: Bounds, day: date) -> QuerySet[Calculation]:
    made = Calculation.objects.visible_to(reach).in_use()
    return made.filter(officer__determination=Determination.PENDING).select_related("officer__person")


@figure(
    "entitlements.gaps",
    name=_("things missing for a calculation"),
    words=_("What an entitlement cannot be calculated without, each thing once an officer."),
    unit=_("unit: things"),
    row=_gap_row,
    order=42,
)
def gaps(reach: Bounds, day: date) -> QuerySet[Gap]:
    return Gap.objects.visible_to(reach).in_use().select_related("officer__person")


def _owed_row(line: Entitlement) -> Row:
    words_ = _now("%(rule)s, paid by %(payer)s: %(sum)s yuan") % {
        "rule": claim_words.rule(line.rule),
        "payer": claim_words.payer(line.payer),
        "sum": yuan(line.amount_fen),
    }
    return Row(_whose(line), words_, _claims_url(line.household_id), line.household_id)


def _whose(row: Entitlement | Claim) -> str:
    """The person it is for, or the family together by the name of the officer who died."""
    if row.person:
        return row.person.name
    return _now("%(name)s, the family together") % {"name": row.officer.person.name}


def _review_row(line: Entitlement) -> Row:
    told = {"rule": claim_words.rule(line.rule), "day": line.ends, "why": claim_words.review(line.review)}
    words_ = _now("%(rule)s: %(day)s, %(why)s") % told
    whose = line.person.name if line.person else line.officer.person.name
    return Row(whose, words_, _url(line), line.household_id)


def _claim_row(claim: Claim) -> Row:
    told = {
        "rule": claim_words.rule(claim.rule),
        "payer": claim_words.payer(claim.payer),
        "state": claim.get_state_display(),
        "sum": yuan(claim.approved_fen or claim.amount_fen),
    }
    url = reverse("entitlements:claim", kwargs={"card": claim.household_id, "claim": claim.pk})
    words_ = _now("%(rule)s, %(payer)s: %(sum)s yuan, %(state)s") % told
    return Row(_whose(claim), words_, url, claim.household_id)


def _claims_url(card: uuid.UUID) -> str:
    return reverse("entitlements:claims", kwargs={"card": card})


def _lines(reach: Bounds) -> QuerySet[Entitlement]:
    return Entitlement.objects.visible_to(reach).in_use().select_related("officer__person", "person")


def _claims(reach: Bounds) -> ClaimQuerySet:
    return Claim.objects.visible_to(reach).in_use().select_related("officer__person", "person")


@figure(
    "entitlements.owed_unclaimed",
    name=_("owed and not claimed"),
    words=_(
        "Lines with a sum that wait for no determination, and of which nothing was asked of a payer yet. A"
        " line that gave way to another by a choice, or to a claim of the former determination, is not"
        " counted."
    ),
    unit=_("unit: items"),
    row=_owed_row,
    version=2,
    order=43,
)
def owed_unclaimed(reach: Bounds, day: date) -> QuerySet[Entitlement]:
    return owing.unclaimed(_lines(reach))


@figure(
    "entitlements.unpaid",
    name=_("payment overdue"),
    words=_(
        "Claims approved longer ago than the internal target (30 days unless the house sets another; no law"
        " names a period), of which nothing was paid."
    ),
    unit=_("unit: items"),
    row=_claim_row,
    order=44,
)
def unpaid(reach: Bounds, day: date) -> QuerySet[Claim]:
    return owing.unpaid(_claims(reach), day)


@figure(
    "entitlements.claimed_twice",
    name=_("claimed twice, to be checked"),
    words=_(
        "Claims beside which another one runs for the same thing: entitlements that exclude each other, one"
        " purpose paid by two payers, or one officer's single sum on two cards; and claims whose"
        " determination has changed since."
    ),
    unit=_("unit: items"),
    row=_claim_row,
    version=2,
    order=45,
)
def claimed_twice(reach: Bounds, day: date) -> QuerySet[Claim]:
    return owing.doubled(_claims(reach))


@figure(
    "entitlements.to_choose",
    name=_("entitlements between which to choose"),
    words=_(
        "Entitlements that exclude each other and between which nobody has chosen yet, each conflict once."
    ),
    unit=_("unit: items"),
    row=_owed_row,
    order=46,
)
def to_choose(reach: Bounds, day: date) -> QuerySet[Entitlement]:
    return owing.to_choose(_lines(reach))


@figure(
    "entitlements.review_due",
    name=_("entitlement reviews within 90 days"),
    words=_(
        "Lines that are looked at again within 90 days: a child turns 16 or 18, an elder reaches an age, a"
        " school year ends. Nothing ends by itself."
    ),
    unit=_("unit: items"),
    row=_review_row,
    order=47,
)
def review_due(reach: Bounds, day: date) -> QuerySet[Entitlement]:
    return owing.to_review(_lines(reach), day)
