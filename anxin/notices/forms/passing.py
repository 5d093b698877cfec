"""Forms about a notice that one's unit was sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.ground.ui.fields import DayField


class SureForm(forms.Form):
    """Nothing is asked: the button says it all."""


class ReliefForm(forms.Form):
    """Until when, and why."""

    until = DayField(
        label=_("More time until"), required=False, help_text=_("Left empty, you ask to be left out.")
    )
    why = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 3}))


class ReliefDecisionForm(forms.Form):
    """Grant it or not."""

    GRANT, REFUSE = "grant", "refuse"
    what = forms.ChoiceField(
        label=_("Your decision"), widget=forms.RadioSelect,
        choices=[(GRANT, _("Grant it")), (REFUSE, _("Do not grant it"))],
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when it is not granted."),
    )  # fmt: skip
