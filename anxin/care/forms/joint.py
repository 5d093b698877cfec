"""Starting a joint measures table, filling a cell, signing, deciding."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import TOLD, Asked, Said
from anxin.care.actions.joint import told_of
from anxin.care.models import CatalogueEntry, JointCell, JointTable, Need
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.ui.fields import DayField, YuanField
from anxin.ground.ui.masks import masked_text
from anxin.ground.units.models import Unit

from .basis import NOTICE, ask_basis, case_field, entry_field
from .fields import FormOfChoices, ask, lines

FILL_DAYS = 10  # working days that the departments have unless the clerk says otherwise
MEASURE, NONE = JointCell.Kind.MEASURE.value, JointCell.Kind.NONE.value


class GuestsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # arguments in stubs only
    """Units that take part beside the five departments."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class StartForm(forms.Form):
    """Which needs stand on the table, in which words the departments read each, what they are told of the
    person, who takes part beside the five, and by when."""

    needs = forms.MultipleChoiceField(
        label=_("Which needs stand on the table"), widget=forms.CheckboxSelectMultiple
    )
    facts = forms.MultipleChoiceField(
        label=_("What the departments are told of the person"),
        widget=forms.CheckboxSelectMultiple,
        choices=list(TOLD.items()),
        required=False,
        initial=["sex", "age", "town"],
        help_text=_("The name goes with the request that follows; it is seldom needed here."),
    )
    guests = GuestsField(None, label=_("Who takes part beside the five departments"), required=False)
    due = DayField(label=_("To be filled by"))

    def __init__(self, needs: Sequence[Need], guests: QuerySet[Unit], data: QueryDict | None = None) -> None:
        self.open_needs = {str(need.pk): need for need in needs}
        initial = {"due": add_working_days(today(), FILL_DAYS), "needs": list(self.open_needs)}
        super().__init__(data, initial=initial)
        choices = [(key, _whose(need)) for key, need in self.open_needs.items()]
        self.fields["needs"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["guests"].queryset = guests  # type: ignore[attr-defined]  # a choice of rows
        for need in needs:
            self.fields[_told_name(need)] = forms.CharField(
                label=_whose(need), max_length=200, initial=masked_text(told_of(need))
            )

    @property
    def told_fields(self) -> list[forms.BoundField]:
        """The box of each need for what the departments read."""
        return [self[_told_name(need)] for need in self.open_needs.values()]

    def asked(self) -> Asked:
        """The table as ``start_table`` takes it."""
        given = self.cleaned_data
        chosen = [self.open_needs[key] for key in given["needs"]]
        told = {need.pk: given[_told_name(need)] for need in chosen}
        return Asked(chosen, given["due"], told, frozenset(given["facts"]), given["guests"])


def _told_name(need: Need) -> str:
    return f"told_{need.pk.hex}"


def _whose(need: Need) -> str:
    who = need.person.name if need.person else str(_("the whole family"))
    return f"{who}　{need.told_with_theme}"


class CellForm(FormOfChoices):
    """What one department does about one need, or why it does nothing."""

    as_needed: tuple[str, ...] = ("words", "ground", "handler", "due", "case_by_case", "reason")

    kind = forms.ChoiceField(
        label=_("What this department does"),
        widget=forms.RadioSelect,
        choices=[(MEASURE, _("A measure")), (NONE, _("No measure: give the reason"))],
    )
    entry = entry_field()
    words = forms.CharField(label=_("What is done: the sum or the service"), widget=lines(2))
    amount_fen = YuanField(label=_("Sum in yuan"), required=False, help_text=_("Leave empty for a service."))
    handler = forms.CharField(label=_("Who does it"), max_length=80, help_text=_("Section and name."))
    due = DayField(label=_("To be done by"))
    ground = forms.CharField(label=_("Legal ground"), widget=lines(2))
    proof = forms.CharField(label=_("What will show that it is done"), max_length=120, required=False)
    case_by_case = case_field()
    reason = forms.CharField(label=_("Why there is no measure"), widget=lines(2))

    def __init__(
        self, cell: JointCell, entries: QuerySet[CatalogueEntry], data: QueryDict | None = None
    ) -> None:
        names = ("words", "amount_fen", "handler", "due", "ground", "proof", "case_by_case", "reason")
        initial = {name: getattr(cell, name) for name in names} | {"kind": cell.kind or MEASURE}
        if cell.kind == JointCell.Kind.EMPTY:
            initial |= {"ground": NOTICE, "due": add_working_days(today(), 20)}
        super().__init__(data, initial=initial | {"entry": cell.entry_id})
        self.fields["entry"].queryset = entries  # type: ignore[attr-defined]  # a choice of rows

    @property
    def picks(self) -> dict[str, Any]:
        """The radios by their code, so that the page can put fields under each."""
        return {option.data["value"]: option for option in self["kind"]}

    def clean(self) -> None:
        if self.cleaned_data.get("kind") == NONE:
            ask(self, "reason")
            return
        for name in ("words", "ground", "handler", "due"):
            ask(self, name)
        ask_basis(self)

    def said(self) -> Said:
        """The cell as ``fill_cell`` takes it."""
        return Said(**self.cleaned_data)


class ColumnForm(FormOfChoices):
    """Of a column by the clerk: signed on paper on which day, or the signature taken back for a reason."""

    on = DayField(label=_("Day of signing"))
    reason = forms.CharField(label=_("Why the signature is taken back"), widget=lines(2))

    def __init__(self, signed: bool, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})
        del self.fields["on" if signed else "reason"]


class SignForm(forms.Form):
    """A desk signs its own column: one box, so that nobody signs by a slip of the hand."""

    read = forms.BooleanField(
        label=_("I have read the column and sign it for this department."),
        error_messages={"required": _("Tick the box to sign.")},
    )


OUT, IN, WITHDRAW, APPROVE, BACK = "out", "in", "withdraw", "approve", "back"
STEPS = {
    OUT: _("Send it out to the departments"),
    IN: _("Hand it to the leader for approval"),
    APPROVE: _("Approve it"),
    BACK: _("Return it with a reason"),
    WITHDRAW: _("Withdraw it"),
}
NEXT = {
    JointTable.State.DRAFT: (OUT, WITHDRAW),
    JointTable.State.FILLING: (IN, WITHDRAW),
    JointTable.State.SIGNED: (APPROVE, BACK, WITHDRAW),
}


class NextForm(FormOfChoices):
    """The next step of a table, as far as this post may take it; it goes to the leader once no column is
    ``unsigned``. Withdrawing is never chosen beforehand."""

    as_needed: tuple[str, ...] = ("reason",)

    what = forms.ChoiceField(label=_("The next step"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), widget=lines(2), help_text=_("Only to return or withdraw it."))

    def __init__(
        self, table: JointTable, may: Sequence[str], data: QueryDict | None = None, *, unsigned: bool = False
    ) -> None:
        ready = set(may) - ({IN} if unsigned else set())
        steps = [(code, STEPS[code]) for code in NEXT.get(JointTable.State(table.state), ()) if code in ready]
        onward = steps[0][0] if steps and steps[0][0] != WITHDRAW else ""
        super().__init__(data, initial={"what": onward})
        self.fields["what"].choices = steps  # type: ignore[attr-defined]  # a choice field

    @property
    def has_steps(self) -> bool:
        """Is there anything this post may do?"""
        return bool(self.fields["what"].choices)  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> None:
        if self.cleaned_data.get("what") in (BACK, WITHDRAW):
            ask(self, "reason", _("Say why: whoever reads this later must understand it."))
