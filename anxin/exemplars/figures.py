"""The figures of exemplars and study: what was held and told of, in plain counts."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure
from anxin.ground.units.models import Unit

from .models import Activity, Establishment, Exemplar, Publicity
from .models.activities import ActivityQuerySet

TIMES, ITEMS, UNITS = _("unit: activities"), _("unit: items"), _("unit: units")
ATTENDED = _("unit: attendances")


def _activity_row(activity: Activity) -> Row:
    words = gettext("%(day)s, %(form)s: %(subject)s") % {
        "day": activity.on, "form": activity.get_form_display(), "subject": activity.subject,
    }  # fmt: skip
    return Row(activity.unit.label, words, reverse("exemplars:activity", kwargs={"activity": activity.pk}))


def _attended_row(activity: Activity) -> Row:
    row = _activity_row(activity)
    words = gettext("%(activity)s, attendances: %(people)d")
    return Row(row.title, words % {"activity": row.words, "people": activity.people}, row.url)


def _unit_row(unit: Unit) -> Row:
    return Row(unit.label, unit.get_level_display(), reverse("exemplars:unit", kwargs={"unit": unit.pk}))


def _publicity_row(line: Publicity) -> Row:
    words = gettext("%(day)s, %(medium)s: %(title)s") % {
        "day": line.on, "medium": line.get_medium_display(), "title": line.title,
    }  # fmt: skip
    return Row(line.unit.label, words, reverse("exemplars:publicity"))


def _exemplar_row(exemplar: Exemplar) -> Row:
    url = reverse("exemplars:profile", kwargs={"exemplar": exemplar.pk})
    return Row(exemplar.name_label, exemplar.headline_label, url)


def _held(reach: Bounds, day: date) -> ActivityQuerySet:
    return Activity.objects.visible_to(reach).held().filter(on__gte=date(day.year, 1, 1), on__lte=day)


@figure(
    "exemplars.activities",
    name=_("study activities this year"),
    words=_(
        "Study activities that units recorded for this year, in all forms; struck out lines do not count."
    ),
    unit=TIMES,
    row=_activity_row,
    order=140,
)
def activities(reach: Bounds, day: date) -> QuerySet[Activity]:
    return _held(reach, day).select_related("unit")


def _people(rows: QuerySet[Activity]) -> int:
    return rows.aggregate(sum=Sum("people"))["sum"] or 0


@figure(
    "exemplars.attendances",
    name=_("attendances at study activities this year"),
    words=_(
        "The head-counts of this year's study activities added up: somebody who came twice counts twice."
    ),
    unit=ATTENDED,
    row=_attended_row,
    order=141,
    measure=_people,
)
def attendances(reach: Bounds, day: date) -> QuerySet[Activity]:
    return activities(reach, day)


def _studying(reach: Bounds, day: date) -> Exists:
    return Exists(_held(reach, day).filter(unit=OuterRef("pk")))


@figure(
    "exemplars.units_studying",
    name=_("units that recorded study this year"),
    words=_("Units with at least one study activity recorded for this year."),
    unit=UNITS,
    row=_unit_row,
    order=142,
)
def units_studying(reach: Bounds, day: date) -> QuerySet[Unit]:
    return Unit.objects.visible_to(reach).filter(_studying(reach, day))


@figure(
    "exemplars.units_without_study",
    name=_("units without study recorded this year"),
    words=_(
        "Units that entered how many people they have and have no study activity recorded for this year."
    ),
    unit=UNITS,
    row=_unit_row,
    order=143,
)
def units_without_study(reach: Bounds, day: date) -> QuerySet[Unit]:
    staffed = Exists(Establishment.objects.filter(unit=OuterRef("pk")))
    return Unit.objects.visible_to(reach).filter(staffed).exclude(_studying(reach, day))


@figure(
    "exemplars.publicity",
    name=_("publicity about exemplars this year"),
    words=_("Articles, talks, exhibitions and broadcasts that units listed for this year."),
    unit=ITEMS,
    row=_publicity_row,
    order=144,
)
def publicity(reach: Bounds, day: date) -> QuerySet[Publicity]:
    rows = Publicity.objects.visible_to(reach).standing().filter(on__gte=date(day.year, 1, 1), on__lte=day)
    return rows.select_related("unit", "exemplar")


@figure(
    "exemplars.local",
    name=_("local exemplars published"),
    words=_(
        "Profiles of local exemplars that stand published, with the consent of the person or the family."
    ),
    unit=_("unit: people"),
    row=_exemplar_row,
    order=145,
)
def local(reach: Bounds, day: date) -> QuerySet[Exemplar]:
    return Exemplar.objects.visible_to(reach).published()
