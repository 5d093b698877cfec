"""Forms of a survey round: sending an answer in, accepting or returning it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SendForm(forms.Form):
    """The leader's name behind an answer; and whether it is nil."""

    signatory = forms.CharField(
        label=_("Leader who stands behind this answer"), max_length=50,
        help_text=_("A name, for a nil return too."),
    )  # fmt: skip
    nil = forms.BooleanField(label=_("Nil return: it was looked into, and there is nobody"), required=False)


class DecideForm(forms.Form):
    """Accept, or return with a reason."""

    ACCEPT, RETURN = "accept", "return"
    what = forms.ChoiceField(
        label=_("Your decision"), widget=forms.RadioSelect,
        choices=[(ACCEPT, _("Accept it")), (RETURN, _("Return it to be mended"))],
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when you return it: what is to be mended."),
    )  # fmt: skip
