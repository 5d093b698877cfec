"""What a department fills at the door: one need of its column, and its signature."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.ui.fields import REQUIRED, DayField, YuanField

from .forms import box

MEASURE, NONE = "measure", "none"
NEEDED = {MEASURE: ("words", "handler", "due", "ground"), NONE: ("reason",)}
SAID = ("kind", "entry", "words", "amount_fen", "handler", "due", "ground", "proof", "case_by_case", "reason")
DAYS = 20  # working days until a measure is done, unless the department says otherwise


class NeedForm(forms.Form):
    """What this department does about one need, or why it does nothing; below each choice what it needs."""

    use_required_attribute = False  # a browser cannot know which of them are needed

    kind = forms.ChoiceField(
        label=_("What this department does"),
        widget=forms.RadioSelect,
        choices=[(MEASURE, _("A measure")), (NONE, _("No measure"))],
    )
    entry = forms.ChoiceField(label=_("Entry of the standing catalogue"), required=False)
    words = forms.CharField(label=_("What is done: the sum or the service"), widget=box(2))
    amount_fen = YuanField(label=_("Sum in yuan"), required=False, help_text=_("Leave empty for a service."))
    handler = forms.CharField(label=_("Who does it"), max_length=80, help_text=_("Section and name."))
    due = DayField(label=_("To be done by"))
    ground = forms.CharField(label=_("Legal ground"), widget=box(2))
    proof = forms.CharField(label=_("What will show that it is done"), max_length=120, required=False)
    case_by_case = forms.CharField(
        label=_("Why case by case"), max_length=200, help_text=_("Only where no entry of the catalogue fits.")
    )
    reason = forms.CharField(label=_("Why there is no measure"), widget=box(2))

    def __init__(self, sheet: dict[str, Any], need: dict[str, Any], data: QueryDict | None = None) -> None:
        initial = {name: need[name] for name in SAID}
        initial["due"] = _day(need["due"]) or add_working_days(today(), DAYS)
        initial["kind"] = need["kind"] or MEASURE
        initial["handler"] = need["handler"] or sheet["contact"]
        super().__init__(data, prefix=f"n{need['place']}", initial=initial)
        none = ("", _("none: decided case by case"))
        self.fields["entry"].choices = [none, *map(tuple, sheet["entries"])]  # type: ignore[attr-defined]  # a choice field

    def full_clean(self) -> None:
        """Which boxes must be filled is said by the choice above them (``clean``)."""
        names = (*NEEDED[MEASURE], *NEEDED[NONE], "case_by_case")
        for name in names:
            self.fields[name].required = False
        super().full_clean()
        for name in names:
            self.fields[name].required = True

    @property
    def picks(self) -> dict[str, Any]:
        """The radios by their code, so that the page can put fields under each."""
        return {option.data["value"]: option for option in self["kind"]}

    def clean(self) -> None:
        given = self.cleaned_data
        for name in NEEDED.get(str(given.get("kind")), ()):
            if given.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, ValidationError(REQUIRED, code="required"))
        if given.get("kind") == MEASURE and not (given.get("entry") or given.get("case_by_case")):
            self.add_error(
                "case_by_case", _("Choose an entry of the catalogue, or say why this is case by case.")
            )

    def said(self) -> dict[str, Any]:
        """What goes to the house; whoever chose an entry needs no reason why there is none."""
        given = {name: self.cleaned_data[name] for name in SAID}
        return given | ({"case_by_case": ""} if given["entry"] else {})


class SignForm(forms.Form):
    """One box, so that nobody signs by a slip of the hand."""

    use_required_attribute = False

    read = forms.BooleanField(
        label=_("I have read the column and sign it for this department."),
        error_messages={"required": _("Tick the box to sign.")},
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
