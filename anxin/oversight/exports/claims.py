"""Claims as a list: what was claimed of whom, how much, how it stands. In the exporter's language."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.claim_reading import ToldClaim
from anxin.entitlements.listing import Filters, chosen
from anxin.families.people import may_be_child
from anxin.ground.access.reach import Reach
from anxin.ground.paper.cells import Value
from anxin.ground.paper.workbook import Column

from .kinds import Kind, Layout, Line, Wish, kind

AT_ONCE = 500


def _lines(reach: Reach, wish: Wish) -> Iterator[Line]:
    """The claims of the list, with its filters; those for a child under 14 only if they are asked for."""
    for claim in chosen(reach, Filters.of(wish.filters)).iterator(chunk_size=AT_ONCE):
        if wish.children or claim.person is None or not may_be_child(claim.person):
            yield Line(claim.household_id, _cells(ToldClaim(claim)))


def _cells(told: ToldClaim) -> list[Value]:
    claim = told.claim
    return [
        claim.household.number, claim.officer.person.name, claim.household.unit.label, told.rule, told.whose,
        told.payer, _yuan(claim.amount_fen), told.period, told.state, claim.applied_on, claim.decided_on,
        _yuan(claim.approved_fen), _yuan(told.paid_fen), told.due,
    ]  # fmt: skip


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100


def _layout(wish: Wish) -> Layout:
    columns = (
        Column(gettext("Number"), "id", 22), Column(gettext("Officer who died")), Column(gettext("Unit")),
        Column(gettext("Entitlement")), Column(gettext("For whom")), Column(gettext("Paid by")),
        Column(gettext("Claimed (yuan)"), "money"), Column(gettext("How often")), Column(gettext("State")),
        Column(gettext("Applied for on"), "date"), Column(pgettext("claim", "Decided on"), "date"),
        Column(gettext("Sum approved (yuan)"), "money"), Column(gettext("Paid so far (yuan)"), "money"),
        Column(gettext("Last day"), "date"),
    )  # fmt: skip
    return Layout(gettext("Claims"), columns, "anxin.entitlements.claims")


kind(
    Kind(
        "claims",
        _("Claims"),
        "entitlements.read",
        _("One row for each claim: payer, sums claimed, approved and paid, state, days."),
        35,
        lambda reach, wish: sum(1 for _line in _lines(reach, wish)),
        _layout,
        _lines,
        has_children=True,
    )  # fmt: skip
)
