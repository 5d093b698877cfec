"""Asking for leave, deciding it, the plan of a year, the facts of a year and how it was settled."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.access.models import Post
from anxin.ground.jobs.refusals import Refused
from anxin.ground.ui.fields import DayField, YuanField
from anxin.officers.actions import PlanLine, Span, YearFacts
from anxin.officers.models import LEAVE_MOVES, Leave, LeaveYear, Officer

S = Leave.State
WORDS: dict[str, Any] = {
    "label": _("In a few words"),
    "required": False,
    "max_length": 200,
    "widget": forms.Textarea({"rows": 2}),
}
YES, NO = "yes", "no"
KNOWN = [
    ("", _("not known")),
    (YES, pgettext_lazy("worked a year", "yes")),
    (NO, pgettext_lazy("worked a year", "no")),
]


class LeaveForm(forms.Form):
    """From which day to which; halves of days only where the unit takes them."""

    first = DayField(label=pgettext_lazy("leave", "First day"))
    last = DayField(label=pgettext_lazy("leave", "Last day"))
    from_noon = forms.BooleanField(label=_("The first day from noon only"), required=False)
    until_noon = forms.BooleanField(label=_("The last day until noon only"), required=False)
    words = forms.CharField(**WORDS)

    def __init__(self, data: QueryDict | None = None, *, half_days: bool, **initial: object) -> None:
        super().__init__(data, initial=initial)
        if not half_days:
            del self.fields["from_noon"], self.fields["until_noon"]

    def span(self) -> Span:
        """The days as the act wants them."""
        given = self.cleaned_data
        return Span(
            given["first"], given["last"], given.get("from_noon", False), given.get("until_noon", False)
        )


STEPS = {
    S.ASKED: pgettext_lazy("leave", "Ask for it as planned"),
    S.APPROVED: pgettext_lazy("leave", "Grant it"),
    S.REFUSED: pgettext_lazy("leave", "Not possible on these days"),
    S.TAKEN: pgettext_lazy("leave", "It was taken"),
    S.CALLED_OFF: pgettext_lazy("leave", "The officer is needed at work"),
    S.WITHDRAWN: pgettext_lazy("leave", "Take it back"),
}


class LeaveStepForm(forms.Form):
    """The next step of one leave: those that its state and the post allow."""

    what = forms.ChoiceField(label=_("What happens with it"), widget=forms.RadioSelect)
    last = DayField(label=_("Taken up to which day"), required=False)
    words = forms.CharField(
        **WORDS | {"help_text": _("Needed where it is not possible, or where somebody is called back.")}
    )

    def __init__(self, leave: Leave, post: Post, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"last": leave.last})
        offered = [(to, STEPS[to]) for to in next_steps(leave, post)]
        self.fields["what"].choices = offered  # type: ignore[attr-defined]  # a choice field
        self.fields["what"].initial = offered[0][0] if len(offered) == 1 else None  # none is the usual one
        if S.TAKEN not in dict(offered):
            del self.fields["last"]


def next_steps(leave: Leave, post: Post) -> list[S]:
    """The states into which this post may move a leave, in the order in which they are offered."""
    return [
        to
        for to in STEPS
        if (move := LEAVE_MOVES.get((leave.state, to))) is not None and post.may(move.permission)
    ]


class PlanLineForm(forms.Form):
    """One officer of a unit's plan; left empty, nothing is planned for him now."""

    first = DayField(label=pgettext_lazy("leave", "First day"), required=False)
    last = DayField(label=pgettext_lazy("leave", "Last day"), required=False)

    def __init__(self, officer: Officer, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix=officer.pk.hex)
        self.officer = officer
        for name in self.fields:
            self.fields[name].widget.attrs["class"] = "input"

    def clean(self) -> None:
        given = self.cleaned_data
        if bool(given.get("first")) != bool(given.get("last")) and not self.errors:
            raise ValidationError(_("Give the first and the last day, or neither."))

    @property
    def line(self) -> PlanLine | None:
        """The line as the act wants it; None where nothing is planned."""
        given = self.cleaned_data
        return PlanLine(self.officer, Span(given["first"], given["last"])) if given.get("first") else None


class PlanForms:
    """A page of the plan: one form for each officer of the unit."""

    def __init__(self, officers: Sequence[Officer], data: QueryDict | None = None) -> None:
        self.forms = [PlanLineForm(one, data) for one in officers]

    def __iter__(self) -> Iterator[PlanLineForm]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        """Is every line of the page right? Each is looked at, so that each says what is wrong."""
        return all([one.is_valid() for one in self.forms])

    def blame(self, no: Refused) -> None:
        """Say a refusal at the line that it is about."""
        for one in self.forms:
            if one.officer.pk == no.params.get("line"):
                one.add_error(None, str(no))

    def lines(self) -> list[PlanLine]:
        """The lines that say something."""
        return [line for one in self.forms if (line := one.line)]


class YearFactsForm(forms.Form):
    """What the law asks about a year; left empty, it is not known and nothing is told."""

    continuous = forms.ChoiceField(
        label=_("Has worked for a year without a break"), choices=KNOWN, required=False
    )
    vacation_days = forms.IntegerField(
        label=_("Days of winter and summer vacation"), required=False, min_value=0, max_value=366,
        help_text=_("Schools only; 0 for nobody else has one."),
    )  # fmt: skip
    personal_days = forms.IntegerField(
        label=_("Days of personal leave without loss of pay"), required=False, min_value=0, max_value=366
    )
    sick_months = forms.IntegerField(
        label=_("Full months of sick leave, added up"), required=False, min_value=0, max_value=12,
        help_text=_(
            "The number alone; nobody writes here what somebody was ill with. What was noted is not shown"
            " again: left empty, it stays as it is."
        ),
    )  # fmt: skip
    annual_pay_fen = YuanField(
        label=_("Pay of the year that counts, in yuan"), required=False,
        help_text=_(
            "Basic pay, state allowances, year-end bonus; no housing or car money. Needed only for days that"
            " could not be arranged."
        ),
    )  # fmt: skip

    @staticmethod
    def of(kept: LeaveYear | None) -> dict[str, object]:
        """What is known of the year, as the form shows it."""
        if kept is None:
            return {}
        told = {name: getattr(kept, name) for name in ("vacation_days", "personal_days")}
        known = {None: "", True: YES, False: NO}[kept.continuous]
        return told | {"continuous": known, "annual_pay_fen": kept.annual_pay_fen}

    def facts(self, kept: LeaveYear | None) -> YearFacts:
        """The facts as the act wants them; sick leave that was noted stays where nothing new is said."""
        given = dict(self.cleaned_data)
        if given["sick_months"] is None and kept is not None:
            given["sick_months"] = kept.sick
        given["continuous"] = {"": None, YES: True, NO: False}[given["continuous"]]
        return YearFacts(**given)


class SettleYearForm(forms.Form):
    """Why days were not taken, and how many go into the next year."""

    reason = forms.ChoiceField(
        label=_("Why days were not taken"),
        choices=[("", pgettext_lazy("leave", "no days are left")), *LeaveYear.Untaken.choices],
        required=False,
    )
    words = forms.CharField(**WORDS)
    carried_on_days = forms.IntegerField(
        label=_("Days carried into the next year"), min_value=0, max_value=15, initial=0
    )


class PaidForm(forms.Form):
    """On which day the extra pay was paid."""

    on = DayField(label=pgettext_lazy("leave", "Paid on"))
