"""Entering a request, its next step, the word that opens a copy."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.forms.fields import FormOfChoices, PersonField, ask, lines
from anxin.families.models import Person
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.rights.actions.requests import Asked
from anxin.rights.models import REQUEST_MOVES, RightsRequest

State = RightsRequest.State
STEP_LABELS = {
    State.CHECKED: _("Identity checked (write which papers were seen; keep no copy)"),
    State.GRANTED: _("Grant the request"),
    State.PARTLY: _("Grant it in part (write what not, and why)"),
    State.REFUSED: _("Refuse it (write the reason in plain words)"),
    State.CARRIED_OUT: _("Carried out (write what was done)"),
    State.ANSWERED: _("The family has its answer (write how and when it was told)"),
    State.WITHDRAWN: _("The family took the request back"),
}
MISSING = {  # what is asked for where a step was chosen and nothing written; stands behind the field's label
    State.CHECKED: _("Write which papers were seen."),
    State.PARTLY: _("Write what is not granted, and why."),
    State.REFUSED: _("Write the reason in plain words."),
    State.CARRIED_OUT: _("Write what was done."),
    State.ANSWERED: _("Write how and when the family was told."),
    State.WITHDRAWN: _("Write when and how the family took it back."),
}


class RequestForm(FormOfChoices):
    """Who asks, about whom, what exactly, received on which day."""

    as_needed = ("interest",)

    kind = forms.ChoiceField(label=_("What is asked"), choices=RightsRequest.Kind.choices)
    person = PersonField(None, label=_("About whom"), required=False, empty_label=_("the whole family"))
    standing = forms.ChoiceField(
        label=_("The one who asks"), choices=RightsRequest.Standing.choices, widget=forms.RadioSelect
    )
    asker = forms.CharField(label=_("Name of the one who asks"), max_length=50)
    contact = forms.CharField(
        label=_("How to reach them"), max_length=120, required=False,
        help_text=_("Telephone or address to which the answer goes."),
    )  # fmt: skip
    interest = forms.CharField(
        label=_("Their own legitimate interest"), max_length=300, widget=lines(2),
        help_text=_("Next of kin of the deceased only (PIPL article 49)."),
    )  # fmt: skip
    wording = forms.CharField(
        label=_("What exactly"), max_length=2000, widget=lines(3), help_text=_("In the family's own words.")
    )
    received_on = DayField(label=_("Received on"))

    def __init__(self, people: QuerySet[Person], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"received_on": today()})
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a choice of rows

    def clean(self) -> None:
        if self.cleaned_data.get("standing") == RightsRequest.Standing.NEXT_OF_KIN:
            ask(self, "interest")

    def asked(self) -> Asked:
        """What was filled in, as the act takes it."""
        names = ("kind", "standing", "asker", "contact", "wording", "received_on")
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        return Asked(**given, interest=self.cleaned_data.get("interest") or "")


class StepForm(FormOfChoices):
    """The next step: only those that the table allows this post from where the request stands."""

    as_needed = ("words",)

    step = forms.ChoiceField(label=_("Which step"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("Written out"), max_length=2000, widget=lines(3))

    def __init__(self, request: RightsRequest, by: Post, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.moves = {
            to: move
            for (now, to), move in REQUEST_MOVES.items()
            if now == request.state and by.may(move.permission)
        }
        field: Any = self.fields["step"]
        field.choices = [(to, STEP_LABELS[State(to)]) for to in self.moves]

    def clean(self) -> None:
        step = self.cleaned_data.get("step", "")
        move = self.moves.get(step)
        if move and move.reason:
            ask(self, "words", MISSING[State(step)])


class CopyForm(forms.Form):
    """The word that opens the archive: chosen by the family, kept by nobody."""

    password = forms.CharField(
        label=_("Word that opens the copy"), min_length=8, max_length=60,
        help_text=_("At least 8 characters, chosen by the family. It is kept nowhere: write it on no paper."),
    )  # fmt: skip


class WhyForm(forms.Form):
    """A reason, for what needs one."""

    why = forms.CharField(label=_("Why"), max_length=1000, widget=lines(3))
