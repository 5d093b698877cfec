"""The office's own working days of a year: one calendar for the whole installation."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days import workdays
from anxin.ground.days.models import OfficeDay
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record


@transaction.atomic
def set_office_year(*, by: Post, year: int, free: Collection[date], work: Collection[date]) -> None:
    """Reckon a year's working days as Monday to Friday, without ``free`` and with ``work``. With neither, the
    year is again what is published or assumed. Every process follows within a second."""
    days = {**dict.fromkeys(free, False), **dict.fromkeys(work, True)}
    if len(days) < len(set(free)) + len(set(work)):
        raise Refused("access.day_twice", _("A day cannot be both free and a working day."))
    if any(day.year != year for day in days):
        raise Refused("access.other_year", _("Every day must lie in the year of this page."))
    OfficeDay.objects.filter(day__year=year).delete()
    OfficeDay.objects.bulk_create(OfficeDay(day=day, works=works) for day, works in days.items())
    record("access.calendar_set", by=by, path=by.unit.path, year=year, free=len(free), work=len(work))
    transaction.on_commit(workdays.look_now)
