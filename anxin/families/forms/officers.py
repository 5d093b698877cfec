"""The officer who died: what the law asks of the death, the determination, pay and insurance."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.families.actions import CardDetails, OfficerDetails
from anxin.families.models import FallenOfficer
from anxin.families.models.officers import Channel, Determination
from anxin.ground.access.models import Post
from anxin.ground.days.partial import PartialDate
from anxin.ground.ui.fields import DayField, PartialDayField, YuanField
from anxin.ground.units.fields import UnitChoiceField
from anxin.ground.units.models import Kind as UnitKind
from anxin.ground.units.models import Level, Unit

from .people import IdentityMixin
from .sources import CorrectionForm, SourceForm, not_ahead
from .yes_no import YesNoField


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


class PayFields(forms.Form):
    """What sums follow from beside the basic pay, whose standards hold, and what holds while somebody is
    missing."""

    police_allowance_fen = YuanField(label=_("Police rank allowance (yuan)"), required=False,
                                     help_text=_("Of the last month; police only."))  # fmt: skip
    wage_fen = YuanField(
        label=_("Whole monthly wage (yuan)"),
        required=False,
        help_text=_("What survivors receive together does not exceed it."),
    )
    insured = YesNoField(label=_("Unit had joined work-injury insurance"))
    insured_wage_fen = YuanField(
        label=_("Average insured wage (yuan a month)"),
        required=False,
        help_text=_("Of the 12 months before the injury, from the social insurance agency."),
    )
    pension_insured = YesNoField(
        label=_("In the basic pension insurance of enterprise employees"),
        help_text=_("Staff of organs and institutions have an insurance of their own and are not in it."),
    )
    contribution_years = forms.IntegerField(
        label=_("Whole years of contributions to it"), required=False, min_value=0, max_value=60
    )
    retired = YesNoField(label=_("Had retired"))
    region = forms.RegexField(
        r"^\d{6}$",
        label=_("Place whose standards hold (division code)"),
        required=False,
        max_length=6,
        help_text=_("Six digits; empty: the place of the unit that keeps the card."),
        error_messages={"invalid": _("A division code has six digits.")},
    )
    missing_since = DayField(label=_("Missing since"), required=False)
    hardship = YesNoField(label=_("Family in hardship meanwhile"))

    def clean_missing_since(self) -> date | None:
        day: date | None = self.cleaned_data["missing_since"]
        not_ahead(day)
        return day


NEW_PAPER = _("The category was changed: write the number and the day of the document that changed it.")
COLUMNS = (*OfficerFields.base_fields, *PayFields.base_fields)


class OfficerForm(OfficerFields, PayFields, CorrectionForm):
    """Correct what is known of the fallen officer. A determination comes with the paper that made it."""

    def __init__(self, data: QueryDict | None = None, *, officer: FallenOfficer) -> None:
        known = {name: getattr(officer, name) for name in COLUMNS if name != "died_on"}
        super().__init__(data, initial=known | {"died_on": officer.person.died_on})
        self.born = officer.person.birth
        self.fields["died_on"].required = officer.person.died_on is not None  # once known, never emptied

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        determined, decided = data.get("determination"), data.get("determined_on")
        newly = "determination" in self.changed_data and determined != Determination.PENDING
        if newly and not data.get("determined_document"):
            self.add_error("determined_document", _("Which document determined it? Write its number."))
        elif newly and self.initial["determination"] != Determination.PENDING:
            self._ask_for_the_new_paper(decided)
        died = data.get("died_on")
        if decided and died and decided < died.first():
            self.add_error("determined_on", _("The decision lies before the death."))
        return data

    def _ask_for_the_new_paper(self, decided: date | None) -> None:
        """A changed category rests on a document and a day of its own, not on those of the former."""
        if "determined_document" not in self.changed_data:
            self.add_error("determined_document", NEW_PAPER)
        if not decided or "determined_on" not in self.changed_data:
            self.add_error("determined_on", NEW_PAPER)

    def values(self) -> dict[str, Any]:
        """Only what was changed; what is pending again has no deciding paper."""
        data = self.cleaned_data
        changed = {name: data[name] for name in self.changed_data if name in COLUMNS}
        if changed.get("determination") == Determination.PENDING:
            changed |= {"determined_document": "", "determined_body": "", "determined_on": None}
        return changed


class OpenCardForm(IdentityMixin, OfficerFields, SourceForm):
    """A new card by hand: the officer first; members follow on the card."""

    address = forms.CharField(label=_("Address of the family"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telephone of the family"), max_length=30, required=False)
    unit = UnitChoiceField(
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
