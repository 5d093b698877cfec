"""The leader's decisions about the files of children under 14."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from anxin.families.actions.children import HOURS, LONGEST
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField


def _hours() -> list[tuple[int, str]]:
    """How long one may choose, in the reader's language: asked anew for each form."""
    return [(hours, ngettext("%d hour", "%d hours", hours) % hours) for hours in HOURS]


class DecideForm(forms.Form):
    """Approve one request for so many hours, or refuse it with a reason. Which of the two was pressed the act
    checks: neither box belongs to both."""

    why = forms.CharField(label=_("Why not"), max_length=200, required=False)
    hours = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        required=False,
        choices=_hours,
    )


class StandingForm(forms.Form):
    """The end of a standing approval; a year from today unless another day is given."""

    until = DayField(label=_("Until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"until": today() + timedelta(days=LONGEST - 1)})
        super().__init__(*args, **kwargs)
