"""Somebody of a family: a new member, a correction, the end of a membership."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.families.actions import MemberDetails
from anxin.families.identity import BadNumber, parse_citizen_number
from anxin.families.kinship import KINSHIP
from anxin.families.models import Person
from anxin.families.models.households import Ended
from anxin.families.models.people import Sex
from anxin.ground.days.partial import PartialDate
from anxin.ground.ui.fields import DayField, PartialDayField

from .sources import CorrectionForm, SourceForm, not_ahead

KIN_OFFERED = (  # GB/T 4761, in the order in which a clerk looks for them
    "11", "12", "20", "30", "27", "37", "51", "52", "57", "58", "61", "62", "63", "64", "41", "42", "43",
    "44", "71", "73", "75", "77", "53", "54", "55", "56", "97",
)  # fmt: skip
NUMBER_ERRORS = {
    "length": _("An identity number has 18 characters. Count them again."),
    "characters": _("An identity number has 17 digits and a last digit or X."),
    "check_digit": _("The last character does not fit the other 17. Compare with the identity card."),
    "birth": _("The birth date inside this number does not exist. Compare with the identity card."),
    "future_birth": _(
        "The birth date inside this number lies in the future. Compare with the identity card."
    ),
    "fifteen_digits": _("This is an old number of 15 digits. Write the present number of 18."),
    "rounded": _("The last digits were lost, as happens in Excel. Copy the number from the identity card."),
}


class IdentityMixin(forms.Form):
    """Name, identity number, sex and birth; the last two follow from the number and may still differ."""

    name = forms.CharField(label=_("Name"), max_length=50)
    id_number = forms.CharField(
        label=_("Identity number"),
        required=False,
        max_length=24,
        help_text=_("Sex and birth date are filled in from it."),
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Sex.choices], required=False)
    birth = PartialDayField(label=_("Birth date"), required=False)
    known_number = ""  # the one that the card already holds, where it is sound

    def clean_id_number(self) -> str:
        text: str = self.cleaned_data["id_number"]
        if not text:
            return ""
        try:
            return parse_citizen_number(text).number
        except BadNumber as bad:
            raise forms.ValidationError(
                NUMBER_ERRORS.get(bad.code, NUMBER_ERRORS["characters"]), code=bad.code
            ) from None

    def clean_birth(self) -> PartialDate | None:
        birth: PartialDate | None = self.cleaned_data["birth"]
        not_ahead(birth)
        return birth

    def clean(self) -> dict[str, Any]:
        """Fill sex and birth from the number; refuse a birth date that contradicts it. A lunar birthday is
        not compared: identity cards of old people often carry it as if it were solar."""
        data = super().clean() or self.cleaned_data
        number, birth = data.get("id_number") or self.known_number, data.get("birth")
        if number and "birth" in data and (birth is None or birth.calendar == "solar"):
            born = parse_citizen_number(number).birth
            if birth and not birth.consistent_with(born):
                self.add_error("birth", _("This birth date and the one inside the identity number differ."))
            data["birth"] = PartialDate(born.year, born.month, born.day)
        if number:
            data["sex"] = data.get("sex") or parse_citizen_number(number).sex
        data["sex"] = data.get("sex") or Sex.UNKNOWN
        return data


class MemberForm(IdentityMixin, SourceForm):
    """A new member of a family."""

    kinship = forms.ChoiceField(
        label=_("What to the deceased"), choices=[(code, KINSHIP[code].words) for code in KIN_OFFERED]
    )
    is_head = forms.BooleanField(label=_("Head of household"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    field_order = ["name", "kinship", "id_number", "sex", "birth", "phone", "is_head"]

    def details(self) -> MemberDetails:
        """The form as the act takes it."""
        names = ("name", "sex", "birth", "id_number", "kinship", "is_head", "phone")
        return MemberDetails(**{name: self.cleaned_data[name] for name in names})


class PersonForm(IdentityMixin, CorrectionForm):
    """Correct a person. The number is not shown; an empty box leaves it as it is."""

    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    field_order = ["name", "id_number", "sex", "birth", "phone"]
    columns = ("name", "id_number", "sex", "birth", "phone")

    def __init__(self, data: QueryDict | None = None, *, person: Person) -> None:
        super().__init__(data, initial={"name": person.name, "sex": person.sex, "birth": person.birth})
        self.known_number = person.id_number

    def values(self) -> dict[str, Any]:
        """Only what was changed; boxes of hidden values left empty change nothing."""
        data = self.cleaned_data
        changed = {name: data[name] for name in self.changed_data if name in self.columns}
        if data["id_number"]:
            changed |= {"birth": data["birth"], "sex": data["sex"]}
        return {
            name: value
            for name, value in changed.items()
            if not (name in ("id_number", "phone") and value == "")
        }


class EndForm(SourceForm):
    """End a membership."""

    because = forms.ChoiceField(label=_("Why"), choices=Ended.choices)
    ended_on = DayField(label=_("On which day"))
    field_order = ["because", "ended_on"]

    def clean_ended_on(self) -> date:
        day: date = self.cleaned_data["ended_on"]
        not_ahead(day)
        return day


class AskForChildForm(forms.Form):
    """What a child's file is needed for, in words, for the leader."""

    why = forms.CharField(
        label=_("What the file is needed for"), widget=forms.Textarea({"rows": 2}), max_length=300
    )
