"""Facts: one in words, or what entitlements depend on, together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.families.dictionary import FIELDS, Kind
from anxin.ground.ui.fields import YuanField

from .sources import SourceForm


class FactForm(SourceForm):
    """One fact, by a field of the dictionary; coded ones are asked together (StandingForm)."""

    code = forms.ChoiceField(label=_("What about"))
    value = forms.CharField(label=_("What is known"), max_length=500, widget=forms.Textarea({"rows": 3}))
    field_order = ["code", "value"]

    def __init__(self, *args: Any, of_household: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            field for field in FIELDS.values() if field.of_household == of_household and not field.is_coded
        ]
        choice = self.fields["code"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(field.code, field.label) for field in offered]

    def clean(self) -> dict[str, Any]:
        """A sum is kept in fen, whatever was typed."""
        data = super().clean() or self.cleaned_data
        field = FIELDS.get(data.get("code", ""))
        if field and field.kind is Kind.FEN and "value" in data:
            try:
                data["value"] = str(YuanField().clean(data["value"]))
            except forms.ValidationError as wrong:
                self.add_error("value", wrong)
        return data
