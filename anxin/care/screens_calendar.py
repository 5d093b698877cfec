"""What the duty calendar adds to the house's pages: a door, a tab of the card, words in the journal."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household
from anxin.ground.days.clock import today
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import CardLink, card_link, entry

from .models import Duty


def _waiting(card: Household) -> QuerySet[Duty]:
    """The dates of this family that are overdue, counted beside its tab."""
    return Duty.objects.filter(household=card).overdue(today())


entry("care:ahead", _("Dates ahead"), "care.read", 45)
card_link(CardLink("care:dates", _("Dates ahead"), 45, "care.read", rows=_waiting))
tell(
    {
        "care.looked_ahead": _("brought the dates ahead up to date"),
        "care.dates_opened": _("opened the dates ahead of a family"),
        "care.dates_printed": _("printed the dates ahead of a family"),
        "care.dates_listed": _("looked at the list of dates ahead"),
        "care.rules_opened": _("looked at the rules of the dates ahead"),
        "care.duty_opened": _("opened a date ahead"),
        "care.duty_planned": _("planned something for a date ahead"),
        "care.duty_done": _("recorded a date ahead as done"),
        "care.duty_not_needed": _("recorded that a date ahead needs nothing"),
        "care.duty_decided": _("decided about a date ahead"),
        "care.duty_confirmed": _("confirmed a decision about a date ahead"),
        "care.duty_sent_back": _("sent a decision about a date ahead back"),
    }
)
