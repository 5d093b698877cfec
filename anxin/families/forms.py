"""Forms of the register. Each knows how to turn itself into the details an act takes."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.ui.fields import DayField, PartialDayField, YuanField
from anxin.ground.units.models import Kind as UnitKind
from anxin.ground.units.models import Level, Unit

from .actions import CardDetails, MemberDetails, OfficerDetails, Origin
from .dictionary import FIELDS, Kind
from .identity import BadNumber, parse_citizen_number
from .kinship import KINSHIP
from .listing import Choice
from .models import FallenOfficer, Person, Source
from .models.households import Ended
from .models.officers import Channel, Determination
from .models.people import Sex

KIN_OFFERED = (  # GB/T 4761, in the order in which a clerk looks for them
    "11", "12", "20", "30", "27", "37", "51", "52", "57", "58", "61", "62", "63", "64", "41", "42", "43",
    "44", "71", "73", "75", "77", "53", "54", "55", "56", "97",
)  # fmt: skip
HAND_SOURCES = [choice for choice in Source.choices if choice[0] != Source.LEDGER]
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


def not_ahead(day: date | PartialDate | None) -> None:
    """Refuse a day that lies in the future, as far as it is known."""
    first = day.first() if isinstance(day, PartialDate) else day
    if first and first > today():
        raise forms.ValidationError(_("This day lies in the future."), code="future")


class SourceForm(forms.Form):
    """Every change says where it comes from and for which day it holds."""

    source = forms.ChoiceField(label=_("Source"), choices=HAND_SOURCES, initial=Source.PAPER)
    source_text = forms.CharField(
        label=_("Which document, or who said it"),
        max_length=120,
        help_text=_("For example: household register, seen on the visit"),
    )
    on = DayField(label=_("Day it holds for"), initial=today)

    def origin(self) -> Origin:
        """The source as acts take it."""
        data = self.cleaned_data
        return Origin(Source(data["source"]), data["source_text"], data["on"])

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        not_ahead(day)
        return day


class CorrectionForm(SourceForm):
    """A correction: only what was changed is written, and nothing at all when nothing was."""

    def values(self) -> dict[str, Any]:
        """The columns to change."""
        raise NotImplementedError

    def says_something(self) -> bool:
        """Is there anything to correct? If not, the form says so."""
        if self.values():
            return True
        self.add_error(None, _("Nothing was changed. Correct a box first, or go back."))
        return False


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


class OfficerFields(forms.Form):
    """What the law asks of the officer's death and determination."""

    died_on = PartialDayField(label=_("Died on"))
    unit_text = forms.CharField(label=_("Unit served in"), max_length=160, required=False)
    post_text = forms.CharField(label=_("Post held"), max_length=120, required=False)
    work_start = PartialDayField(label=_("Began work"), required=False)
    death_cause = forms.CharField(label=_("How it happened"), max_length=200, required=False)
    determination = forms.ChoiceField(label=_("Determination"), choices=Determination.choices)
    determined_document = forms.CharField(label=_("Deciding document"), max_length=120, required=False)
    determined_body = forms.CharField(label=_("Deciding body"), max_length=120, required=False)
    determined_on = DayField(label=_("Decided on"), required=False)
    channel = forms.ChoiceField(label=_("Which law pays"), choices=Channel.choices, required=False)
    employment = forms.ChoiceField(
        label=_("Kind of employment"),
        required=False,
        choices=[
            ("", _("to be confirmed")),
            ("civil_servant", _("civil servant")),
            ("as_civil_servant", _("managed as a civil servant")),
            ("police", _("police officer")),
            ("institution", _("public institution")),
            ("enterprise", _("enterprise")),
            ("village", _("village or community officer")),
        ],
    )
    basic_pay_fen = YuanField(
        label=_("Basic pay of the last month (yuan)"),
        required=False,
        help_text=_("Post pay plus grade pay; no allowances."),
    )
    born: PartialDate | None = None  # known from the card

    def clean_work_start(self) -> PartialDate | None:
        day: PartialDate | None = self.cleaned_data["work_start"]
        not_ahead(day)
        return day

    def clean_determined_on(self) -> date | None:
        day: date | None = self.cleaned_data["determined_on"]
        not_ahead(day)
        return day

    def clean_died_on(self) -> PartialDate | None:
        day: PartialDate | None = self.cleaned_data["died_on"]
        not_ahead(day)
        return day

    def clean(self) -> dict[str, Any]:
        """A death before the birth is a slip in one of the two."""
        data = super().clean() or self.cleaned_data
        born, died = data.get("birth", self.born), data.get("died_on")
        if born and died and died.certainly_before(born):
            self.add_error(
                "died_on", _("The death lies before the birth. Compare both dates with the papers.")
            )
        return data


class OfficerForm(OfficerFields, CorrectionForm):
    """Correct what is known of the fallen officer. A determination comes with the paper that made it."""

    def __init__(self, data: QueryDict | None = None, *, officer: FallenOfficer) -> None:
        known = {name: getattr(officer, name) for name in OfficerFields.base_fields if name != "died_on"}
        super().__init__(data, initial=known | {"died_on": officer.person.died_on})
        self.born = officer.person.birth
        self.fields["died_on"].required = officer.person.died_on is not None  # once known, never emptied

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        determined, decided = data.get("determination"), data.get("determined_on")
        newly = "determination" in self.changed_data and determined != Determination.PENDING
        if newly and not data.get("determined_document"):
            self.add_error("determined_document", _("Which document determined it? Write its number."))
        died = data.get("died_on")
        if decided and died and decided < died.first():
            self.add_error("determined_on", _("The decision lies before the death."))
        return data

    def values(self) -> dict[str, Any]:
        """Only what was changed; what is pending again has no deciding paper."""
        data = self.cleaned_data
        changed = {name: data[name] for name in self.changed_data if name in OfficerFields.base_fields}
        if changed.get("determination") == Determination.PENDING:
            changed |= {"determined_document": "", "determined_body": "", "determined_on": None}
        return changed


class OpenCardForm(IdentityMixin, OfficerFields, SourceForm):
    """A new card by hand: the officer first; members follow on the card."""

    address = forms.CharField(label=_("Address of the family"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telephone of the family"), max_length=30, required=False)
    unit = forms.ModelChoiceField(
        label=_("Region that keeps the card"), queryset=Unit.objects.none(), empty_label=None
    )
    field_order = ["name", "id_number", "sex", "birth", "died_on", "death_cause"]

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["unit"]
        assert isinstance(choice, forms.ModelChoiceField)
        lo, hi = post.bounds
        within = Unit.objects.filter(path__gte=lo, path__lt=hi, kind=UnitKind.REGION)
        choice.queryset = within.filter(level__lte=Level.TOWNSHIP).order_by("path")
        self.initial.setdefault("unit", post.scope_root_id)

    def details(self) -> CardDetails:
        """The form as the act takes it."""
        names = ("name", "sex", "birth", "id_number", "died_on", "unit_text", "post_text", "work_start",
                 "death_cause", "determination", "determined_document", "determined_body", "determined_on",
                 "channel", "employment", "basic_pay_fen")  # fmt: skip
        data = self.cleaned_data
        officer = OfficerDetails(**{name: data[name] for name in names})
        return CardDetails(officer=officer, address=data["address"], phone=data["phone"])


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


class FactForm(SourceForm):
    """One fact, by a field of the dictionary."""

    code = forms.ChoiceField(label=_("What about"))
    value = forms.CharField(label=_("What is known"), max_length=500, widget=forms.Textarea({"rows": 3}))
    field_order = ["code", "value"]

    def __init__(self, *args: Any, of_household: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [field for field in FIELDS.values() if field.of_household == of_household]
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
