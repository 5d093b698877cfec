"""Seeing to a date ahead, deciding it, and looking at the decision a second time."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Duty, Measure
from anxin.ground.ui.fields import DayField

from .fields import FormOfChoices, ask, lines
from .measures_choice import MeasureField

PLAN, DONE, NOT_NEEDED = Duty.State.PLANNED.value, Duty.State.DONE.value, Duty.State.NOT_NEEDED.value
SETTLE = [
    (PLAN, _("Something is planned: a visit, a measure, a note")),
    (DONE, _("It is done")),
    (NOT_NEEDED, _("Nothing is needed")),
]
DECIDE = [
    (PLAN, _("Not yet; something is planned first")),
    (Duty.Decision.GO_ON.value, _("What runs goes on as it is")),
    (Duty.Decision.CHANGE.value, _("What runs is changed")),
    (Duty.Decision.END.value, _("What runs ends")),
]


class DutyForm(FormOfChoices):
    """What becomes of one date ahead; of a kind that decides, the decision."""

    as_needed: tuple[str, ...] = ("on", "measure")

    what = forms.ChoiceField(label=_("What becomes of it"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In a sentence"),
        widget=lines(3),
        help_text=_("What is planned, what was done, or the reason. A decision needs its reason."),
    )
    on = DayField(label=_("Planned for"))
    measure = MeasureField(None, label=_("Measure"), empty_label=_("none of these"))

    def __init__(self, duty: Duty, measures: QuerySet[Measure], data: QueryDict | None = None) -> None:
        super().__init__(data)
        chosen: Any = self.fields["what"]
        chosen.choices = DECIDE if duty.kind_of.decides else SETTLE
        field: Any = self.fields["measure"]
        field.queryset = measures

    @property
    def plans(self) -> bool:
        """Is something planned, and nothing settled yet?"""
        return bool(self.cleaned_data["what"] == PLAN)

    @property
    def is_done(self) -> bool:
        """Was it done, as against not needed?"""
        return bool(self.cleaned_data["what"] == DONE)


class SecondLookForm(FormOfChoices):
    """A second person agrees to a decision, or sends it back with the reason."""

    as_needed: tuple[str, ...] = ("words",)

    agree = forms.ChoiceField(
        label=_("Your look at it"),
        widget=forms.RadioSelect,
        choices=[("yes", _("I agree with the decision")), ("no", _("Send it back"))],
    )
    words = forms.CharField(label=_("Why, or a remark"), widget=lines(2))

    @property
    def agrees(self) -> bool:
        """Is the decision confirmed?"""
        return bool(self.cleaned_data["agree"] == "yes")

    def clean(self) -> None:
        if self.cleaned_data.get("agree") == "no":
            ask(self, "words", _("Say why you send it back."))
