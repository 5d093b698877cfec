"""The figures of entitlements: how many are calculated, shown as scenarios, missing something. No sums."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure

from . import words
from .models import Entitlement, Gap


def _line_row(line: Entitlement) -> Row:
    rule = str(words.RULES[line.rule])
    return Row(line.officer.person.name, rule, _url(line), line.household_id)


def _gap_row(gap: Gap) -> Row:
    told = _now("%(what)s. %(ask)s") % {"what": words.missing(gap.code), "ask": words.ask(gap.code)}
    return Row(gap.officer.person.name, told, _url(gap), gap.household_id)


def _url(row: Entitlement | Gap) -> str:
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
    order=40,
)
def calculated(reach: Bounds, day: date) -> QuerySet[Entitlement]:
    lines = Entitlement.objects.visible_to(reach).in_use().calculated().filter(rule="lump_sum")
    return lines.select_related("officer__person")


@figure(
    "entitlements.pending_scenarios",
    name=_("shown as scenarios"),
    words=_("Officers who died on duty whose category is not determined, so that each is calculated."),
    unit=_("unit: officers"),
    row=_line_row,
    order=41,
)
def pending_scenarios(reach: Bounds, day: date) -> QuerySet[Entitlement]:
    first = Entitlement.objects.visible_to(reach).in_use().filter(pending=True, place=0)
    return first.select_related("officer__person")


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
