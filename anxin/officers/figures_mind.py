"""The figures of talks: whose talk is overdue, and for whom nobody said who talks."""

from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure

from .models import Officer
from .queries import talks_overdue, without_talker

PEOPLE = _("unit: officers")


def _row(officer: Officer) -> Row:
    url = reverse("officers:officer_talks", kwargs={"whom": officer.pk})
    return Row(officer.name, officer.unit.label, url)


of_officers = partial(figure, unit=PEOPLE, row=_row)


@of_officers(
    "officers.talks_overdue",
    name=_("officers with whom nobody has talked in time"),
    words=_(
        "Officers at the front for whom the day of the next talk, by the rule of their unit or after an"
        " occasion, lies in the past. It counts what is owed to them; it says nothing of them."
    ),
    order=76,
)
def overdue(reach: Bounds, day: date) -> QuerySet[Officer]:
    return talks_overdue(reach, day)


@of_officers(
    "officers.without_talker",
    name=_("officers for whom nobody is named to talk"),
    words=_("Officers at the front for whose unit no rule says who talks with them."),
    order=77,
)
def nobody(reach: Bounds, day: date) -> QuerySet[Officer]:
    return without_talker(reach, day)
