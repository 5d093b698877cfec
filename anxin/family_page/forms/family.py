"""Giving a family its page; choosing families and a size for contact cards."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.forms.visits import present_people
from anxin.families.models import Household
from anxin.families.people import may_be_minor
from anxin.ground.ui.parts import Words

SIZES: list[tuple[str, Words]] = [
    ("a6", _("A6, four to a sheet: for the wall")),
    ("eight", _("half of that, eight to a sheet: for the purse")),
]


OTHER = "other"
NOBODY = _("Tick at least one family.")


class GiveForm(forms.Form):
    """Who of the family takes the page in hand: somebody of full age, the head of the family first. Where no
    head is known nobody stands chosen."""

    holder = forms.ChoiceField(
        label=_("Who takes it"), help_text=_("Hand the slip with the code to this person, not with the card.")
    )

    def __init__(self, household: Household, data: QueryDict | None = None) -> None:
        super().__init__(data)
        head = household.head_id
        grown = [one for one in present_people(household) if not may_be_minor(one)]
        self.people = {str(one.pk): one.name for one in sorted(grown, key=lambda one: one.pk != head)}
        nobody = [] if str(head) in self.people else [("", _("choose"))]
        choices = [*nobody, *self.people.items(), (OTHER, _("somebody else of the family"))]
        self.fields["holder"].choices = choices  # type: ignore[attr-defined]  # a choice field

    @property
    def name(self) -> str:
        """The name of whoever takes it; empty for somebody who does not stand on the card."""
        return self.people.get(self.cleaned_data["holder"], "")


class SizeForm(forms.Form):
    """The size of one contact card."""

    size = forms.ChoiceField(label=_("Size"), choices=SIZES, initial="a6", widget=forms.RadioSelect)


class CardsForm(SizeForm):
    """The families whose cards are printed, and their size."""

    chosen = forms.MultipleChoiceField(
        label=_("Families"), widget=forms.CheckboxSelectMultiple, error_messages={"required": NOBODY}
    )

    def __init__(self, choices: list[tuple[str, str]], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]  # a choice field
