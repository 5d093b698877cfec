"""Closing a card (归档) and taking it up again, as parts of an act of the room that decides it.

Why, with what outcome and with whose approval is the business of care; the register keeps only the day.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from anxin.families.events import CardsChanged
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused

STATE = ("status", "closed_on", "changed_at", "changed_by")


def shut(household: Household, *, by: Post, on: date) -> Household:
    """Take a card out of use from ``on``. Part of an act, which writes the journal."""
    found = Household.objects.select_for_update().get(pk=household.pk)
    if found.status != Status.OPEN:
        raise Refused("families.not_in_use", _("This card is not in use any more."))
    return _save(found, by, Status.CLOSED, on)


def take_up(household: Household, *, by: Post) -> Household:
    """Put a closed card back into use; calculations follow. Part of an act, which writes the journal."""
    found = Household.objects.select_for_update().get(pk=household.pk)
    if found.status != Status.CLOSED:
        raise Refused("families.not_closed", _("This card is not closed."))
    _save(found, by, Status.OPEN, None)
    publish(CardsChanged([found], by))
    return found


def _save(found: Household, by: Post, status: Status, on: date | None) -> Household:
    found.status, found.closed_on = status, on
    found.changed_at, found.changed_by = now(), by.id
    found.save(update_fields=STATE)
    return found
