"""The figures of check-ups and leave: whom nobody looks after, and days that nobody takes."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure

from .models import CheckUp, Leave, LeaveYear, Officer, days_told
from .queries import alarm_rings, covered

PEOPLE = _("unit: officers")


def _year_row(kept: LeaveYear) -> Row:
    url = reverse("officers:leave_year", kwargs={"officer": kept.officer_id, "year": kept.year})
    words = gettext("%(unit)s, %(days)s days in %(year)s") % {
        "unit": kept.officer.unit.label, "days": days_told(kept.open_halves), "year": kept.year,
    }  # fmt: skip
    return Row(kept.officer.name, words, url)


def _pay_row(kept: LeaveYear) -> Row:
    url = reverse("officers:leave_year", kwargs={"officer": kept.officer_id, "year": kept.year})
    words = gettext("%(unit)s, due by %(day)s") % {"unit": kept.officer.unit.label, "day": kept.pay_by}
    return Row(kept.officer.name, words, url)


def _officer_row(officer: Officer) -> Row:
    return Row(officer.name, officer.unit.label, reverse("officers:check_ups"))


def _check_up_row(one: CheckUp) -> Row:
    url = reverse("officers:batch", kwargs={"batch": one.batch_id})
    return Row(one.officer.name, one.officer.unit.label, url)


def _at_work(reach: Bounds) -> QuerySet[Officer]:
    return (
        Officer.objects.visible_to(reach).at_work().select_related("unit").order_by("path", "sort_key", "id")
    )


def _told(rows: QuerySet[LeaveYear]) -> QuerySet[LeaveYear]:
    return rows.select_related("officer__unit").order_by("path", "officer__sort_key", "id")


@figure(
    "officers.leave_open",
    name=_("officers with leave that nobody planned"),
    words=_(
        "Officers at work with days of this year's leave, or carried over from the last, that are neither"
        " taken nor planned nor asked for. Counted from October on; until then there is time."
    ),
    unit=PEOPLE,
    row=_year_row,
    order=80,
)
def leave_open(reach: Bounds, day: date) -> QuerySet[LeaveYear]:
    open_years = LeaveYear.objects.visible_to(reach).unrested(day.year)
    rows = _told(open_years.filter(officer__in=_at_work(reach)))
    return rows if alarm_rings(day.year, day) else rows.none()


@figure(
    "officers.leave_pay_due",
    name=_("officers whose extra pay for untaken leave is open"),
    words=_(
        "Settled leave years with days that the unit could not arrange, whose extra pay is not noted as paid."
        " It is due by the end of March (Measures on Paid Annual Leave, article 7)."
    ),
    unit=PEOPLE,
    row=_pay_row,
    order=81,
)
def leave_pay_due(reach: Bounds, day: date) -> QuerySet[LeaveYear]:
    return _told(LeaveYear.objects.visible_to(reach).pay_due())


@figure(
    "officers.check_ups_due",
    name=_("officers due for a check-up"),
    words=_(
        "Officers at work without a check-up within the months that their unit set, whom no batch expects and"
        " who did not put it off to a day ahead. Whether somebody went is kept, and nothing else."
    ),
    unit=PEOPLE,
    row=_officer_row,
    order=82,
)
def check_ups_due(reach: Bounds, day: date) -> QuerySet[Officer]:
    ahead = CheckUp.objects.visible_to(reach)
    expected = ahead.filter(state=CheckUp.State.INVITED, batch__last__gte=day).values("officer")
    put_off = ahead.filter(state=CheckUp.State.DEFERRED, until__gt=day).values("officer")
    due = _at_work(reach).exclude(pk__in=covered(reach).values("officer"))
    return due.exclude(pk__in=expected).exclude(pk__in=put_off)


@figure(
    "officers.check_ups_unnoted",
    name=_("check-ups of which nobody noted what came of them"),
    words=_("Invitations to a batch that is over, without a note whether the officer went."),
    unit=_("unit: items"),
    row=_check_up_row,
    order=83,
)
def check_ups_unnoted(reach: Bounds, day: date) -> QuerySet[CheckUp]:
    rows = CheckUp.objects.visible_to(reach).unanswered(day).select_related("officer__unit", "batch")
    return rows.order_by("path", "officer__sort_key", "id")


@figure(
    "officers.leave_to_decide",
    name=_("requests for leave that wait for an answer"),
    words=_("Leave that was asked for and neither granted nor answered otherwise."),
    unit=_("unit: items"),
    row=lambda leave: Row(
        leave.officer.name,
        gettext("%(unit)s, from %(day)s") % {"unit": leave.officer.unit.label, "day": leave.first},
        reverse("officers:leave_one", kwargs={"leave": leave.pk}),
    ),
    order=84,
)
def leave_to_decide(reach: Bounds, day: date) -> QuerySet[Leave]:
    rows = Leave.objects.visible_to(reach).to_decide().select_related("officer__unit")
    return rows.order_by("first", "id")
