"""Each step of a claim on one small form, with what is known already filled in."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.actions import Paid, Signed
from anxin.entitlements.models import Claim, Payment
from anxin.entitlements.payers import domain_of
from anxin.families.models import Person
from anxin.families.people import is_minor
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.ui.fields import DayField, PartialDayField, YuanField
from anxin.ground.ui.templatetags.ui import yuan
from anxin.ground.units.models import Unit

if TYPE_CHECKING:
    OnePerson = forms.ModelChoiceField[Person]
    SomePeople = forms.ModelMultipleChoiceField[Person]
    OneUnit = forms.ModelChoiceField[Unit]
    OnePayment = forms.ModelChoiceField[Payment]
else:  # Django's fields take type arguments in django-stubs only
    OnePerson = OneUnit = OnePayment = forms.ModelChoiceField
    SomePeople = forms.ModelMultipleChoiceField

WHY = _("Say why: whoever reads this later must understand it.")


def _box(rows: int = 2) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class _PersonField(OnePerson):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class _PeopleField(SomePeople):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """The name; for a minor, that the guardian signs."""
        return (
            gettext("%(name)s (minor: the guardian signs)") % {"name": obj.name}
            if is_minor(obj)
            else obj.name
        )


class _PaymentField(OnePayment):
    def label_from_instance(self, obj: Any) -> str:
        month = f" ({obj.month:%Y-%m})" if obj.month else ""
        return f"{obj.on} {yuan(obj.amount_fen)}{month}"


class _DeskField(OneUnit):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


def desks(by: Post, claim: Claim) -> QuerySet[Unit]:
    """The departments in the clerk's scope that deal with this payer's claims."""
    lo, hi = by.bounds
    field = domain_of(claim.payer)
    found = Unit.objects.filter(path__gte=lo, path__lt=hi, domain=field).exclude(domain="")
    return found.order_by("path")


class ApplyForm(forms.Form):
    """The application was handed in: when, and which department's desk may follow this one claim."""

    on = DayField(label=_("Handed in on"))
    desk = _DeskField(
        None,
        label=_("Department that may follow this claim"),
        required=False,
        empty_label=_("none"),
        help_text=_("It sees this one claim, and nothing else of the family."),
    )
    words = forms.CharField(label=_("What was handed in"), widget=_box(), required=False)

    def __init__(self, by: Post, claim: Claim, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})
        found = desks(by, claim)
        if found.exists():
            self.fields["desk"].queryset = found  # type: ignore[attr-defined]  # a choice of rows
        else:
            del self.fields["desk"]


class DecideForm(forms.Form):
    """What the payer decided."""

    APPROVED, REFUSED = "approved", "refused"
    what = forms.ChoiceField(
        label=_("The decision"),
        widget=forms.RadioSelect,
        choices=[
            (APPROVED, pgettext_lazy("claim", "Approved")),
            (REFUSED, pgettext_lazy("claim", "Refused")),
        ],
    )
    approved_fen = YuanField(label=_("Sum approved (yuan)"), required=False)
    on = DayField(label=pgettext_lazy("claim", "Decided on"))
    reason = forms.CharField(
        label=_("The payer's reason"),
        widget=_box(3),
        required=False,
        help_text=_("Needed for a refusal, and for another sum than the one claimed."),
    )

    def __init__(self, claim: Claim, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today(), "approved_fen": claim.amount_fen})

    def clean(self) -> None:
        said = self.cleaned_data
        if (
            said.get("what") == self.APPROVED
            and not said.get("approved_fen")
            and "approved_fen" not in self.errors
        ):
            self.add_error("approved_fen", _("Write down the sum that was approved."))
        if said.get("what") == self.REFUSED and not said.get("reason", "").strip():
            self.add_error("reason", ValidationError(WHY, code="required"))


class AppealForm(forms.Form):
    """An appeal was handed in."""

    on = DayField(label=_("Handed in on"))
    reason = forms.CharField(label=_("On what ground"), widget=_box(3))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})


class PayForm(forms.Form):
    """Money came: when, how much, for which month, to whom of the set, the voucher."""

    on = DayField(label=_("Paid on"))
    amount_fen = YuanField(label=_("Sum in yuan"))
    month = PartialDayField(
        label=_("For which month"), help_text=_("Like 2026-11; the year is enough for a year.")
    )
    person = _PersonField(
        None, label=pgettext_lazy("payment", "To whom"), required=False, empty_label=_("the family together"),
        help_text=_("How the family divides a sum is its own business and is not written down."),
    )  # fmt: skip
    voucher = forms.CharField(
        label=_("Receipt or voucher"),
        max_length=200,
        help_text=_("Number of the bank slip, or what was signed."),
    )

    def __init__(
        self, claim: Claim, people: QuerySet[Person], left: int | None, data: QueryDict | None = None
    ) -> None:
        super().__init__(data, initial={"on": today(), "amount_fen": left or claim.approved_fen})
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a choice of rows
        self.initial["person"] = claim.person_id
        if claim.once:
            del self.fields["month"]

    def paid(self) -> Paid:
        said = self.cleaned_data
        return Paid(
            said["on"], said["amount_fen"], said["voucher"], _first_day(said.get("month")), said["person"]
        )


def _first_day(month: PartialDate | None) -> date | None:
    return date(month.year, month.month or 1, 1) if month else None


class CloseForm(forms.Form):
    """Nothing more will come: why."""

    reason = forms.CharField(label=_("Why it is closed"), widget=_box(3))


class CorrectForm(forms.Form):
    """What was noted in error is taken back: why, and which payment where there are several."""

    payment = _PaymentField(None, label=_("Which payment"), widget=forms.RadioSelect, empty_label=None)
    reason = forms.CharField(label=_("Why it is taken back"), widget=_box(3), help_text=WHY)

    def __init__(self, payments: QuerySet[Payment] | None, data: QueryDict | None = None) -> None:
        super().__init__(data)
        if payments is None:
            del self.fields["payment"]
        else:
            self.fields["payment"].queryset = payments  # type: ignore[attr-defined]  # a choice of rows


class ChooseForm(forms.Form):
    """Why this one."""

    why = forms.CharField(
        label=_("Why this one"),
        widget=_box(3),
        help_text=_("The law allows one of them; the family is asked first."),
    )


class AgreementForm(forms.Form):
    """Who signed together, when, what the paper is called."""

    people = _PeopleField(None, label=_("Who signed"))
    on = DayField(label=pgettext_lazy("agreement", "Signed on"))
    document = forms.CharField(label=_("The document, and where it is kept"), max_length=200)
    note = forms.CharField(
        label=pgettext_lazy("agreement", "Note"),
        widget=_box(),
        required=False,
        help_text=_(
            "No shares and no order: they are the family's own. For a minor the guardian signs: name the"
            " guardian here."
        ),
    )

    def __init__(self, people: QuerySet[Person], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})
        self.fields["people"].queryset = people  # type: ignore[attr-defined]  # a choice of rows

    def signed(self) -> Signed:
        said = self.cleaned_data
        return Signed(list(said["people"]), said["on"], said["document"], said["note"])
