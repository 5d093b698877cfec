"""Figures of rights: families that nobody has told yet, requests that wait."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Bereavement, Household
from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure
from anxin.rights.models import NoticeGiven, RightsRequest

FAMILIES, REQUESTS = _("unit: families"), _("unit: requests")


def told() -> "QuerySet[NoticeGiven]":
    """The notices of an outer query's household."""
    return NoticeGiven.objects.filter(household=OuterRef("pk"))


def _family(household: Household) -> Row:
    names = [one.officer.person.name for one in household.bereavements.all()]
    title = gettext("Family of %(names)s") % {"names": gettext(", ").join(names)}
    words = f"{household.unit.label}　{household.number}"
    return Row(title, words, reverse("rights:basis", kwargs={"card": household.pk}), household.pk)


def _request(asked: RightsRequest) -> Row:
    url = reverse("rights:request", kwargs={"card": asked.household_id, "item": asked.pk})
    words = f"{asked.number}　{asked.get_state_display()}　{asked.due.isoformat()}"
    return Row(str(asked.get_kind_display()), words, url, asked.household_id)


@figure(
    "rights.untold",
    name=_("families not told yet"),
    words=_(
        "Families with a card in use that were not told what is held about them and why. The notice is due"
        " under a statutory duty too (PIPL article 35)."
    ),
    unit=FAMILIES,
    row=_family,
    order=60,
)
def untold(reach: Bounds, day: date) -> QuerySet[Household]:
    mourned = Prefetch("bereavements", Bereavement.objects.select_related("officer__person"))
    cards = Household.objects.visible_to(reach).in_use().select_related("unit").prefetch_related(mourned)
    return cards.filter(~Exists(told()))


@figure(
    "rights.overdue",
    name=_("requests of persons concerned overdue"),
    words=_(
        "Requests of the persons concerned that are not answered though their day has passed (internal"
        " target)."
    ),
    unit=REQUESTS,
    row=_request,
    order=61,
)
def overdue(reach: Bounds, day: date) -> QuerySet[Any]:
    return RightsRequest.objects.visible_to(reach).overdue(day)
