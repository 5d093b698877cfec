"""The figure of never ownerless: days on which a family in use had nobody by name."""

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, DurationField, ExpressionWrapper, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Least, TruncDate
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anxin.families.models.households import Status
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import SHANGHAI, local_day, today
from anxin.ground.figures.registry import Row, figure

from .models import Responsibility
from .queries import family_title, with_names

DAY = timedelta(days=1)


def _days(rows: QuerySet[Any]) -> int:
    """The days of all rows together."""
    total: timedelta | None = rows.aggregate(all=Sum("days"))["all"]
    return (total or timedelta()).days


def _row(row: Responsibility) -> Row:
    first = max(local_day(row.since), today().replace(month=1, day=1))
    last = local_day(row.until) - DAY if row.until else today()
    n = (last - first).days + 1
    told = {"unit": row.household.unit.label, "n": n, "first": first, "last": last}
    words = (
        ngettext("%(unit)s, %(n)d day: %(first)s", "%(unit)s, %(n)d days: %(first)s to %(last)s", n) % told
    )
    if row.until is None:
        words = gettext("%(words)s, still to be named") % {"words": words}
    url = reverse("care:responsible", kwargs={"card": row.household_id})
    return Row(family_title(row.household), words, url, row.household_id)


@figure(
    "care.days_without",
    name=_("family-days without a responsible person"),
    words=_(
        "Days since 1 January at whose end (today: now) a family in use had nobody named, one for each"
        " family; the person in charge of the work answered meanwhile. The aim is 0."
    ),
    unit=_("unit: days"),
    row=_row,
    order=22,
    measure=_days,
)
def days_without(reach: Bounds, day: date) -> QuerySet[Responsibility]:
    """Rows without a name that reach over the end of a day of this year; ``days``: how many. No two rows
    of one family overlap, so no day of a family is counted twice."""
    begun = Greatest(TruncDate("since", tzinfo=SHANGHAI), Value(day.replace(month=1, day=1)))
    over = Least(
        Coalesce(TruncDate("until", tzinfo=SHANGHAI), Value(day + DAY)),
        Value(day + DAY),
        output_field=DateField(),
    )
    rows = Responsibility.objects.visible_to(reach).filter(
        unassigned=True, resting=False, household__status=Status.OPEN
    )
    counted = rows.annotate(days=ExpressionWrapper(over - begun, output_field=DurationField()))
    return with_names(counted.filter(days__gt=timedelta()))
