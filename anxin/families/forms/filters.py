"""The filters of the list of families."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.families.listing import Choice
from anxin.families.models.officers import Determination
from anxin.ground.days.clock import today


class FilterForm(forms.Form):
    """The filters of the list that carry no personal word and may stand in the URL."""

    determination = forms.ChoiceField(label=_("Determination"), required=False)
    year = forms.TypedChoiceField(label=_("Year of death"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, year = self.fields["determination"], self.fields["year"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(year, forms.TypedChoiceField)
        kind.choices = [("", _("all kinds")), *Determination.choices]
        year.choices = [("", _("all years")), *((str(y), str(y)) for y in range(today().year, 1999, -1))]

    def choice(self, show: str = "", text: str = "") -> Choice:
        """What narrows the list: the boxes as far as they are right, the chip, what was typed."""
        data = self.cleaned_data if self.is_valid() else {}
        return Choice(data.get("determination", ""), data.get("year"), show, text)
