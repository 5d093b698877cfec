"""Needs of a family, found and met, month by month: what the joint table is worked on for."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from anxin.families.models import Household
from anxin.ground.days.clock import today
from anxin.ground.ui.pictures.burnup import Burnup, Month, burnup

from .models import Need

MONTHS = 12
S = Need.State
DROPPED = (S.CLOSED, S.REFUSED)  # no need any more, without having been met


def months_of(household: Household, day: date) -> list[Month]:
    """The last twelve months, the running one as it stands; one question. A need that was closed or did not
    hold counts no longer from that day on."""
    needs = list(Need.objects.filter(household=household).values_list("found_on", "state", "settled_on"))
    found = []
    for first in _firsts(day):
        end = min(day, (first + timedelta(31)).replace(day=1) - timedelta(1))
        known = [(state, on) for since, state, on in needs if since <= end]
        gone = sum(state in DROPPED and on <= end for state, on in known if on)
        met = sum(state == S.MET and on <= end for state, on in known if on)
        found.append(Month(date_format(first, "Y-m"), len(known) - gone, met))
    return found


def _firsts(day: date) -> list[date]:
    """The first days of the months shown."""
    last = day.year * 12 + day.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS + 1, last + 1)]


def needs_burnup(household: Household) -> tuple[SafeString, list[Month]]:
    """The picture and the months for the table beside it."""
    months = months_of(household, today())
    now = months[-1]
    told = {"found": now.found, "met": now.met, "open": now.open}
    picture = Burnup(
        title=gettext("Needs found and met"),
        description=gettext("%(found)d found, %(met)d met, %(open)d open today") % told,
        found=pgettext("needs", "found"),
        met=pgettext("needs", "met"),
        months=months,
    )
    return mark_safe(burnup(picture)), months  # noqa: S308  # every word in it is escaped
