"""The relief fund: opening it, money in, a payment and each of its steps."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField, YuanField
from anxin.ground.units.fields import UnitChoiceField
from anxin.ground.units.models import Unit
from anxin.officers.actions import Receipt, Relief
from anxin.officers.models import Help, OfficerQuerySet

from .choosing import HelpField, lines
from .picking import OfficerPick, officer_box, typed_as

AGREE, REFUSE = "agree", "refuse"


class FundForm(forms.Form):
    """A new fund."""

    unit = UnitChoiceField(None, label=_("Fund of"))
    name = forms.CharField(label=_("Name of the fund"), max_length=80)
    ground = forms.CharField(
        label=_("Rule it is paid by"),
        widget=lines(2),
        help_text=_("The document, its number and its article."),
    )
    opened_on = DayField(label=_("Opened on"))

    def __init__(self, units: QuerySet[Unit], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"opened_on": today()})
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a choice of rows


class MoneyForm(forms.Form):
    """Money that came in."""

    amount_fen = YuanField(label=_("Sum in yuan"))
    on = DayField(label=_("Came in on"))
    words = forms.CharField(label=_("Where from"), max_length=200)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})


class PaymentForm(OfficerPick):
    """A payment that is asked for."""

    officer = officer_box(_("To whom"))
    amount_fen = YuanField(label=_("Sum in yuan"))
    words = forms.CharField(label=_("What for"), widget=lines(3))
    help = HelpField(
        None, label=_("Help that it belongs to"), required=False, empty_label=_("none: a payment by itself")
    )
    field_order = ("officer", "which", "amount_fen", "words", "help")

    def __init__(
        self,
        officers: OfficerQuerySet,
        helps: QuerySet[Help],
        data: QueryDict | None = None,
        *,
        given: Help | None = None,
    ) -> None:
        known = typed_as(given.officer) if given and given.officer else ""
        super().__init__(data, initial={"help": given, "officer": known})
        self.answer_among(officers)
        self.fields["help"].queryset = helps  # type: ignore[attr-defined]  # a choice of rows

    def said(self) -> Relief:
        """What is asked for."""
        return Relief(**self.cleaned_data)


class AgreementForm(forms.Form):
    """A leader agrees, or does not and says why."""

    what = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[(AGREE, _("agree")), (REFUSE, _("do not agree"))],
    )  # fmt: skip
    reason = forms.CharField(label=_("Why not"), widget=lines(2), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("what") == REFUSE and not (given.get("reason") or "").strip():
            self.add_error("reason", _("Say why: whoever reads this later must understand it."))
        return given


class PaidForm(forms.Form):
    """The day the money was handed over."""

    on = DayField(label=_("Handed over on"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})


class ReceiptForm(forms.Form):
    """The receipt that was signed."""

    receipt = forms.CharField(label=_("Number of the receipt"), max_length=40)
    receipted_on = DayField(label=_("Signed on"))
    taken_by = forms.CharField(
        label=_("Signed by somebody else"), max_length=80, required=False,
        help_text=_("Name, and what he or she is to the officer; empty: the officer."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"receipted_on": today()})

    def said(self) -> Receipt:
        """What the receipt says."""
        return Receipt(**self.cleaned_data)
