"""How a unit keeps rest and health; a batch of check-ups, and what came of its invitations."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.jobs.refusals import Refused
from anxin.ground.ui.fields import DayField
from anxin.officers.actions import Mark
from anxin.officers.models import LONGEST, CheckUp, Officer

if TYPE_CHECKING:
    SomeOfficers = forms.ModelMultipleChoiceField[Officer]
else:  # Django's fields take type arguments in django-stubs only
    SomeOfficers = forms.ModelMultipleChoiceField

State, Why = CheckUp.State, CheckUp.Why


class RestForm(forms.Form):
    """How often to a check-up; half days; days into the next year."""

    check_up_months = forms.IntegerField(
        label=_("Months between two check-ups"), min_value=1, max_value=LONGEST,
        help_text=_("No law names an interval for officers at work; 12 is common."),
    )  # fmt: skip
    half_days = forms.BooleanField(label=_("Leave may be taken in half days"), required=False)
    carry_over = forms.BooleanField(
        label=_("Days may be carried into the next year"), required=False,
        help_text=_("Where the work asks for it, one year at most (Regulations on Paid Annual Leave, 5)."),
    )  # fmt: skip


class OfficersField(SomeOfficers):
    """Some officers of a unit, by name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return cast(Officer, obj).name


class BatchForm(forms.Form):
    """A round of check-ups: where, when, who."""

    hospital = forms.CharField(label=_("Hospital"), max_length=80)
    first = DayField(label=pgettext_lazy("leave", "First day"))
    last = DayField(label=pgettext_lazy("leave", "Last day"))
    officers = OfficersField(None, label=_("Who is invited"))

    def __init__(
        self, officers: QuerySet[Officer], due: Sequence[object], data: QueryDict | None = None
    ) -> None:
        super().__init__(data, initial={"officers": list(due)})
        self.fields["officers"].queryset = officers  # type: ignore[attr-defined]  # a choice of rows


# What came of an invitation in one choice: the state and, where it asks for one, the reason. No free words:
# nothing could be written in them that is not somebody's health.
OUTCOMES = [
    ("", "—"),
    (State.ATTENDED, pgettext_lazy("check-up", "went")),
    (f"{State.DEFERRED}:{Why.DUTY}", _("put off: duty did not allow it")),
    (f"{State.DEFERRED}:{Why.AWAY}", _("put off: away on these days")),
    (f"{State.DEFERRED}:{Why.OWN}", _("put off at the officer's wish")),
    (f"{State.EXCUSED}:{Why.ELSEWHERE}", _("needs none: had one elsewhere")),
    (f"{State.EXCUSED}:{Why.OWN}", _("needs none: does not wish one")),
]


class MarkForm(forms.Form):
    """What came of one invitation; left empty, nothing is noted now."""

    what = forms.ChoiceField(
        label=pgettext_lazy("check-up", "Did the officer go"), choices=OUTCOMES, required=False
    )
    day = DayField(label=_("On which day, or until when"), required=False)

    def __init__(self, check_up: CheckUp, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix=check_up.pk.hex)
        self.check_up = check_up
        for name in self.fields:
            self.fields[name].widget.attrs["class"] = "input"

    @property
    def mark(self) -> Mark | None:
        """The mark as the act wants it; None where nothing is said."""
        state, _colon, why = self.cleaned_data["what"].partition(":")
        if not state:
            return None
        day = self.cleaned_data["day"]
        return Mark(
            self.check_up, State(state), why=why,
            on=day if state == State.ATTENDED else None, until=day if state == State.DEFERRED else None,
        )  # fmt: skip


class MarkForms:
    """The page of a batch: one form for each invitation that is still open."""

    def __init__(self, check_ups: Sequence[CheckUp], data: QueryDict | None = None) -> None:
        self.forms = [MarkForm(one, data) for one in check_ups]

    def __iter__(self) -> Iterator[MarkForm]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        """Is every line right?"""
        return all([one.is_valid() for one in self.forms])

    def blame(self, no: Refused) -> None:
        """Say a refusal at the line that it is about."""
        for one in self.forms:
            if one.check_up.pk == no.params.get("line"):
                one.add_error(None, str(no))

    def marks(self) -> list[Mark]:
        """The lines that say something."""
        return [mark for one in self.forms if (mark := one.mark)]
