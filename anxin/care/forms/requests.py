"""A desk's answer: one form, one button."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import Answer
from anxin.care.models import DepartmentRequest
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField, YuanField
from anxin.ground.units.models import Unit

from .fields import FormOfChoices, ask, lines

ACCEPT, RETURN, DONE = "accept", "return", "done"
CHOICES = [
    (ACCEPT, _("Accept")),
    (DONE, _("Done: give the result, the period or the sum")),
    (RETURN, _("Return: give the reason, the sender mends it and sends it again")),
]


class AnswerForm(FormOfChoices):
    """Accept, return, or done; below each choice only what it needs."""

    as_needed: tuple[str, ...] = ("expected_on", "handler", "reason", "answer")

    what = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect, choices=CHOICES)
    expected_on = DayField(label=_("Done by which day"))
    handler = forms.CharField(label=_("Who deals with it, and the telephone"), max_length=120)
    reason = forms.CharField(label=_("Why it is returned"), widget=lines(3))
    answer = forms.CharField(label=_("Result"), widget=lines(3))
    amount_fen = YuanField(label=_("Sum in yuan"), required=False)
    benefit_from = DayField(label=_("Benefit from"), required=False)
    benefit_until = DayField(label=_("Benefit until"), required=False)

    def __init__(self, by: Post, request: DepartmentRequest, data: QueryDict | None = None) -> None:
        initial = {
            "what": ACCEPT if request.state == DepartmentRequest.State.SENT else DONE,
            "expected_on": request.due if request.due >= today() else None,
            "handler": " ".join(filter(None, (by.name, by.phone))),
        }
        super().__init__(data, initial=initial)
        if request.state == DepartmentRequest.State.ACCEPTED:
            self.fields["what"].choices = CHOICES[1:]  # type: ignore[attr-defined]  # a choice field

    @property
    def picks(self) -> dict[str, Any]:
        """The radios by their code, so that the page can put fields under each."""
        return {option.data["value"]: option for option in self["what"]}

    def clean(self) -> None:
        what = self.cleaned_data.get("what")
        needed = {ACCEPT: ("expected_on", "handler"), RETURN: ("reason",), DONE: ("answer",)}
        for name in needed.get(str(what), ()):
            ask(self, name)
        start, end = self.cleaned_data.get("benefit_from"), self.cleaned_data.get("benefit_until")
        if start and end and end < start:
            self.add_error("benefit_until", _("The benefit ends before it begins."))

    def said(self) -> Answer:
        """The answer of a request that is done."""
        given = self.cleaned_data
        return Answer(given["answer"], given["amount_fen"], given["benefit_from"], given["benefit_until"])


class ForwardForm(forms.Form):
    """Not ours: to which department it belongs, and why."""

    desk: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        None, label=_("Which department it belongs to")
    )
    reason = forms.CharField(label=_("Why"), widget=lines(2))

    def __init__(self, request: DepartmentRequest, data: QueryDict | None = None) -> None:
        super().__init__(data)
        near = (
            Unit.objects.filter(parent_id=request.desk.parent_id)
            .exclude(domain="")
            .exclude(pk=request.desk_id)
        )
        self.fields["desk"].queryset = near.order_by("path")  # type: ignore[attr-defined]  # a choice of rows
