"""The forms of acts for two and of emergency access."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models.emergency import Outcome, Reason


def words(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """A box for a few sentences."""
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=help_text, max_length=500, required=required, widget=box, strip=True
    )


class EmergencyForm(forms.Form):
    """Which card, and why it must be opened now. Always in the body of a POST."""

    number = forms.CharField(
        label=_("Card number"),
        max_length=40,
        help_text=_("The whole number as it stands on the card; there is no search."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=Reason.choices, widget=forms.RadioSelect)
    words = words(
        _("What has happened"),
        _("Read by the reviewer. Name no illness and no person beyond what is needed."),
    )


class ReviewForm(forms.Form):
    """Whether it was justified, and what was found."""

    outcome = forms.ChoiceField(
        label=_("Finding"), choices=[one for one in Outcome.choices if one[0]], widget=forms.RadioSelect
    )
    findings = words(_("What you found"))

    @property
    def justified(self) -> bool:
        """Was it justified?"""
        return bool(self.cleaned_data["outcome"] == Outcome.JUSTIFIED)


class DecideForm(forms.Form):
    """Agree, or refuse and say why."""

    agree = forms.ChoiceField(
        label=_("Decision"), choices=[("yes", _("I agree")), ("no", _("I refuse"))], widget=forms.RadioSelect
    )
    why = words(_("Why"), _("A refusal needs a reason."), required=False)


class KeysForm(forms.Form):
    """Why the keys must change."""

    change = forms.ChoiceField(
        label=_("Which keys"),
        choices=[
            ("seal", _("the key that seals the journal")),
            ("fields", _("the keys that encrypt the register")),
        ],
        widget=forms.RadioSelect,
    )
    words = words(_("Why"))
