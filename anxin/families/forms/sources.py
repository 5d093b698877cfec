"""Where a change comes from; every form of the register asks it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.families.actions import Origin
from anxin.families.models import Source
from anxin.families.models.facts import NOT_BY_HAND
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.ui.fields import DayField

HAND_SOURCES = [choice for choice in Source.choices if choice[0] not in NOT_BY_HAND]


def not_ahead(day: date | PartialDate | None) -> None:
    """Refuse a day that lies in the future, as far as it is known."""
    first = day.first() if isinstance(day, PartialDate) else day
    if first and first > today():
        raise forms.ValidationError(_("This day lies in the future."), code="future")


class SourceForm(forms.Form):
    """Every change says where it comes from and for which day it holds."""

    source = forms.ChoiceField(label=_("Source"), choices=HAND_SOURCES, initial=Source.PAPER)
    source_text = forms.CharField(
        label=_("Which document, or who said it"),
        max_length=120,
        help_text=_("For example: household register, seen on the visit"),
    )
    on = DayField(label=_("Day it holds for"), initial=today)

    def origin(self) -> Origin:
        """The source as acts take it."""
        data = self.cleaned_data
        return Origin(Source(data["source"]), data["source_text"], data["on"])

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        not_ahead(day)
        return day


class CorrectionForm(SourceForm):
    """A correction: only what was changed is written, and nothing at all when nothing was."""

    def values(self) -> dict[str, Any]:
        """The columns to change. Each form has its own; there is nothing that all of them share."""
        raise NotImplementedError

    def says_something(self) -> bool:
        """Is there anything to correct? If not, the form says so."""
        if self.values():
            return True
        self.add_error(None, _("Nothing was changed. Correct a box first, or go back."))
        return False
