"""Recording a death, who told the family, and the steps of the first days."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.families.forms.people import KIN_OFFERED
from anxin.families.kinship import KINSHIP
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField, PhoneField
from anxin.officers.actions import Told
from anxin.officers.models import FirstStep


class DeathForm(forms.Form):
    """The day, the event that led to it, how it happened. The day is never filled in beforehand: nobody dies
    by a press on a button."""

    on = DayField(label=_("Day of the death"))
    event_on = DayField(
        label=_("Day of the accident, or on which the illness broke out"),
        required=False,
        help_text=_("Left empty: the day of death. The 30 days of the work-injury application begin here."),
    )
    how = forms.CharField(label=_("How it came about"), required=False, max_length=200)

    def days(self) -> dict[str, Any]:
        """What the act needs; an event without a day of its own was on the day of death."""
        given = self.cleaned_data
        return {"on": given["on"], "event_on": given["event_on"] or given["on"], "how": given["how"]}


class ToldForm(forms.Form):
    """Who told whom, in person, on which day."""

    on = DayField(label=_("The family was told in person on"), initial=today)
    by = forms.CharField(
        label=_("Who went"),
        max_length=120,
        help_text=_("Names and posts, for example: Shen Jing, organisation department, with the mayor"),
    )
    name = forms.CharField(label=_("Who of the family was told"), max_length=50)
    kinship = forms.ChoiceField(
        label=_("What to the officer"),
        choices=[("", "---------"), *((code, KINSHIP[code].words) for code in KIN_OFFERED)],
    )
    phone = PhoneField(label=_("Telephone"), required=False, max_length=40)

    def told(self) -> Told:
        """As the act takes it."""
        return Told(**self.cleaned_data)


class StepForm(forms.Form):
    """Done on which day, or not needed and why."""

    state = forms.ChoiceField(
        label=_("What became of it"),
        choices=[one for one in FirstStep.State.choices if one[0] != FirstStep.State.OPEN],
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("On which day"), initial=today)
    words = forms.CharField(
        label=_("In a sentence"),
        required=False,
        max_length=200,
        help_text=_("With whom it was settled; if it is not needed, why."),
    )

    def __init__(self, first: date, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["on"].help_text = _("From %(day)s on.") % {"day": first}
