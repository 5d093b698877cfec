"""Recording and settling a need."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.families.dictionary import THEMES
from anxin.families.models import Person, Source
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField

from .fields import FormOfChoices, PersonField, ask, lines

MET, CLOSED = "met", "closed"


class NeedForm(forms.Form):
    """What is needed, by whom, who says so, since when it is known."""

    person = PersonField(None, label=_("For which person"), required=False, empty_label=_("the whole family"))
    theme = forms.ChoiceField(
        label=_("Theme"), choices=[(theme.value, words) for theme, words in THEMES.items()]
    )
    words = forms.CharField(
        label=_("What is needed"), widget=lines(3), help_text=_("In the words that the family would use.")
    )
    source = forms.ChoiceField(label=_("Who says so"), choices=Source.choices, initial=Source.FAMILY)
    found_on = DayField(label=_("Known since"))

    def __init__(self, people: QuerySet[Person], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"found_on": today()})
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a choice of rows


class SettleNeedForm(FormOfChoices):
    """Met, or closed for a reason."""

    as_needed: tuple[str, ...] = ("why",)

    what = forms.ChoiceField(
        label=_("How it stands"),
        widget=forms.RadioSelect,
        choices=[(MET, _("The need is met")), (CLOSED, _("Close it without being met"))],
    )
    why = forms.CharField(label=_("Why"), widget=lines(2))

    def clean(self) -> None:
        if self.cleaned_data.get("what") == CLOSED:
            ask(self, "why", _("Say why it is closed: whoever reads this later must understand it."))
