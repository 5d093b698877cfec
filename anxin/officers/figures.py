"""The figures of the roster: who is looked after, and what is not known of them."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure

from .models import Officer, OfficerQuerySet

PEOPLE = _("unit: officers")


def _row(officer: Officer) -> Row:
    url = reverse("officers:officer", kwargs={"officer": officer.pk})
    return Row(officer.name, officer.unit.label, url)


def _people(reach: Bounds) -> OfficerQuerySet:
    return Officer.objects.visible_to(reach).select_related("unit").order_by("path", "sort_key", "id")


@figure(
    "officers.at_the_front",
    name=_("officers at the front"),
    words=_("Officers at work who stand at the front today, of whatever kind their post is."),
    unit=PEOPLE,
    row=_row,
    order=70,
)
def at_the_front(reach: Bounds, day: date) -> QuerySet[Officer]:
    return _people(reach).at_the_front()


@figure(
    "officers.unreckoned",
    name=_("officers whose beginning of work is not known"),
    words=_("Officers at work without a day on which they began to work: their leave cannot be reckoned."),
    unit=PEOPLE,
    row=_row,
    order=71,
)
def unreckoned(reach: Bounds, day: date) -> QuerySet[Officer]:
    return _people(reach).at_work().filter(began_work=None)
