"""The leader's decisions about the files of children under 14."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from anxin.families.actions.children import HOURS, LONGEST
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField


class DecideForm(forms.Form):
    """Approve one request for so many hours, or refuse it."""

    hours = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        choices=[(hours, ngettext_lazy("%d hour", "%d hours", hours) % hours) for hours in HOURS],
    )


class StandingForm(forms.Form):
    """The end of a standing approval; a year from today unless another day is given."""

    until = DayField(label=_("Until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"until": today() + timedelta(days=LONGEST - 1)})
        super().__init__(*args, **kwargs)
