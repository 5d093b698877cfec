"""Closing the care of a family, deciding about it, taking it up again."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Closing
from anxin.care.queries import candidates
from anxin.ground.access.models import Post

from .fields import FormOfChoices, PostField, ask, lines


class ClosingForm(forms.Form):
    """Why, what came of it, and who follows up what is still open."""

    reason = forms.ChoiceField(
        label=_("Reason for closing"), choices=Closing.Reason.choices, widget=forms.RadioSelect
    )
    outcome = forms.CharField(
        label=_("What came of it"),
        widget=lines(4),
        help_text=_("How the family stands today; kept with the card."),
    )
    follow_up_by = PostField(None, label=_("Who follows up what is open"), required=False)
    follow_up = forms.CharField(label=_("What is to be done"), required=False, widget=lines(2))

    def __init__(self, by: Post, anything_open: bool, data: QueryDict | None = None) -> None:
        super().__init__(data)
        if not anything_open:
            del self.fields["follow_up_by"], self.fields["follow_up"]
            return
        self.fields["follow_up_by"].queryset = candidates(by)  # type: ignore[attr-defined]  # a choice of rows
        self.fields["follow_up_by"].required = self.fields["follow_up"].required = True


class DecideForm(FormOfChoices):
    """Approve, or not and why."""

    as_needed: tuple[str, ...] = ("why",)

    agree = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[("no", _("The care goes on")), ("yes", _("Close the care"))],
    )
    why = forms.CharField(label=_("Why not"), widget=lines(2))

    def clean(self) -> None:
        if self.cleaned_data.get("agree") == "no":
            ask(self, "why", _("Give the reason: whoever asked must understand it."))


class ReopenForm(forms.Form):
    """Why the care is taken up again."""

    again = forms.CharField(label=_("Why it is taken up again"), widget=lines(2))
