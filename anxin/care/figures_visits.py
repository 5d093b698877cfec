"""The figures of visits: families that are due, rounds not planned, promises without a word back."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Bereavement, Household
from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure
from anxin.ground.ui.masks import masked_text

from .models import Promise
from .queries import (
    due_before,
    family_title,
    festivals_ahead,
    leader_due_before,
    rules_within,
    unplanned,
    with_names,
)

FAMILIES, ITEMS = _("unit: families"), _("unit: items")


def _family_row(household: Household) -> Row:
    url = reverse("care:plan_new", kwargs={"card": household.pk})
    return Row(family_title(household), household.unit.label, url, household.pk)


def _promise_row(promise: Promise) -> Row:
    words = gettext("%(name)s: %(words)s, due on %(day)s") % {
        "name": promise.doer.name,
        "words": masked_text(promise.words.splitlines()[0]) if promise.words else "",
        "day": promise.due,
    }
    url = reverse("care:promise", kwargs={"card": promise.household_id, "promise": promise.pk})
    return Row(family_title(promise.household), words, url, promise.household_id)


def _named(rows: QuerySet[Household]) -> QuerySet[Household]:
    mourned = Bereavement.objects.select_related("officer__person")
    return rows.select_related("unit").prefetch_related(Prefetch("bereavements", mourned)).order_by("path")


def _in_use(reach: Bounds) -> QuerySet[Household]:
    return Household.objects.visible_to(reach).in_use()


@figure(
    "care.visits_overdue",
    name=_("families overdue for a visit"),
    words=_(
        "Families in use whose next visit by the visit cycle of their unit lies in the past. Any visit at "
        "which somebody was met counts; a first visit is due 30 days after the card was opened."
    ),
    unit=FAMILIES,
    row=_family_row,
    order=63,
)
def visits_overdue(reach: Bounds, day: date) -> QuerySet[Household]:
    return _named(_in_use(reach).filter(due_before(reach, day, rules_within(reach))))


@figure(
    "care.visits_due_soon",
    name=_("families due for a visit"),
    words=_(
        "Families in use whose next visit by the visit cycle of their unit falls within the next 30 days."
    ),
    unit=FAMILIES,
    row=_family_row,
    order=64,
)
def visits_due_soon(reach: Bounds, day: date) -> QuerySet[Household]:
    rules = rules_within(reach)
    soon = day + timedelta(settings.LIMITS["visits"]["soon_days"] + 1)
    due, overdue = due_before(reach, soon, rules), due_before(reach, day, rules)
    late = _in_use(reach).filter(overdue).values("pk")
    return _named(_in_use(reach).filter(due).exclude(pk__in=late))


@figure(
    "care.leader_visits_overdue",
    name=_("families overdue for a visit of their contact leader"),
    words=_(
        "Families in use whose contact leader was to go there in person by the visit cycle of their unit, "
        "counted from the last visit on which that leader met somebody, or from the day of naming."
    ),
    unit=FAMILIES,
    row=_family_row,
    order=65,
)
def leader_visits_overdue(reach: Bounds, day: date) -> QuerySet[Household]:
    return _named(_in_use(reach).filter(leader_due_before(day, rules_within(reach))))


@figure(
    "care.festival_unplanned",
    name=_("families without a planned visit before the next festival"),
    words=_(
        "Families in use whose visit cycle names the next festival of visits, and for which no visit of its "
        "round is planned or made. Counted from 75 days before the festival."
    ),
    unit=FAMILIES,
    row=_family_row,
    order=66,
)
def festival_unplanned(reach: Bounds, day: date) -> QuerySet[Household]:
    festival = festivals_ahead(day)[0]
    if festival.day - day > timedelta(settings.LIMITS["visits"]["festival_days"]):
        return _named(_in_use(reach).none())
    return _named(unplanned(reach, festival))


@figure(
    "care.promises_untold",
    name=_("promises of which the family was not told how they ended"),
    words=_(
        "Promises that are kept or cannot be kept, without a record of when and how the family was told."
    ),
    unit=ITEMS,
    row=_promise_row,
    order=67,
)
def promises_untold(reach: Bounds, day: date) -> QuerySet[Promise]:
    return with_names(Promise.objects.visible_to(reach).untold().select_related("doer"))
