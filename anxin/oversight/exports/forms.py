"""What somebody says who asks for an export."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.oversight.models import Export

from .kinds import Kind

REASON = _("Say in a few words what the file is needed for.")


class ExportForm(forms.Form):
    """Purpose and reason; whole numbers and children only when they are asked for."""

    purpose = forms.ChoiceField(label=_("What the file is for"), choices=Export.Purpose.choices)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In a few words. No name of a family."),
        error_messages={"required": REASON},
    )
    numbers = forms.BooleanField(
        label=_("with whole identity numbers, telephones and addresses"), required=False
    )
    children = forms.BooleanField(label=_("with members under 14"), required=False)

    def __init__(self, *args: Any, kind: Kind, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = asks_reason
        if not kind.has_numbers:
            del self.fields["numbers"]
        if not kind.has_children:
            del self.fields["children"]

    def clean(self) -> dict[str, Any]:
        """Above the number, and for whatever two people answer for, the reason is asked."""
        data = super().clean() or self.cleaned_data
        asked = data.get("numbers") or data.get("children")
        if asked and not data.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", REASON)
        return data
