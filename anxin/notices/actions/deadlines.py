"""The day by which each level signs for a notice, on a draft."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.notices.models import Notice, NoticeDay

from .composing import open_to_write


@transaction.atomic
def give_days(*, by: Post, notice: Notice, days: Mapping[int, date]) -> Notice:
    """Give each level its day; a level left out has until the notice's last day. Refused: no last day, a day
    that has passed or lies behind it, a level that is to sign before the level above it. Raises Refused."""
    notice = open_to_write(by, notice)
    last = notice.receive_by
    if last is None:
        raise Refused("notices.no_last_day", _("Name the last day for signing among the words first."))
    in_order = [day for _level, day in sorted(days.items())]
    if any(day < today() for day in in_order):
        raise Refused("notices.due_has_passed", _("This day has passed. Name a day that lies ahead."))
    if any(above > below for above, below in pairwise([*in_order, last])):
        raise Refused(
            "notices.days_out_of_order",
            _("No level signs before the one above it, and none after %(last)s. Put the days in order."),
            last=last,
        )
    keep_days(notice, days)
    record("notices.revised", by=by, on=notice, part="days")
    return notice


def keep_days(notice: Notice, days: Mapping[int, date]) -> None:
    """Within an act: these days and no others."""
    notice.days.all().delete()
    NoticeDay.objects.bulk_create(
        NoticeDay(notice=notice, level=level, day=day) for level, day in days.items()
    )
