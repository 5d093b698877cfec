"""Deciding on a measure, sending it to a department, settling it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import FACTS, Letter
from anxin.care.models import Measure, Need
from anxin.care.queries import concerned, desks_within, entries_for
from anxin.families.dictionary import FIELDS
from anxin.families.models import Household, Person
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.ui.fields import DayField, YuanField
from anxin.ground.ui.masks import masked_text
from anxin.ground.units.models import Domain, Unit

from .basis import NOTICE, ask_basis, case_field, entry_field
from .fields import FormOfChoices, PeopleField, lines

USUAL = frozenset({"name", "sex", "age", "town", "contact"})
DAYS = 5  # working days that a desk is given unless the clerk says otherwise


def _who(by: Post, household: Household) -> Iterable[tuple[str, str]]:
    """Whoever may carry a measure out: each department, fields without an entered desk, the former unit."""
    found = list(desks_within(by))
    yield from ((f"unit:{unit.pk}", unit.label) for unit in found)
    missing = set(Domain.values) - {unit.domain for unit in found}
    for domain in Domain:
        if domain.value in missing:
            yield (
                f"domain:{domain.value}",
                gettext("%(domain)s (no desk entered yet)") % {"domain": domain.label},
            )
    yield f"unit:{household.unit_id}", gettext("former unit: %(unit)s") % {"unit": household.unit.label}


class MeasureForm(FormOfChoices):
    """Who does what for this need, on what ground, by when, and the sum if it is money; on which entry of the
    standing catalogue it rests."""

    as_needed: tuple[str, ...] = ("case_by_case",)

    who = forms.ChoiceField(label=_("Carried out by"))
    words = forms.CharField(label=_("What is done"), widget=lines(2))
    amount_fen = YuanField(label=_("Sum in yuan"), required=False, help_text=_("Leave empty for a service."))
    due = DayField(label=_("To be done by"))
    entry = entry_field()
    case_by_case = case_field()
    ground = forms.CharField(label=_("Legal ground"), widget=lines(3))

    def __init__(self, by: Post, need: Need, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"ground": NOTICE, "due": add_working_days(today(), 10)})
        choices = list(_who(by, need.household))
        self.fields["who"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.initial["who"] = _likely(need, by, choices)
        self.fields["entry"].queryset = entries_for(need.path)  # type: ignore[attr-defined]  # of rows

    def clean(self) -> None:
        ask_basis(self)

    def chosen(self) -> dict[str, Any]:
        """The department or unit that was chosen, as ``decide_measure`` takes it."""
        kind, _colon, code = self.cleaned_data["who"].partition(":")
        if kind == "domain":
            return {"domain": code}
        return {"unit": Unit.objects.get(pk=code)}


def _likely(need: Need, by: Post, choices: Iterable[tuple[str, str]]) -> str:
    """The department that owns this theme in the field dictionary, as a first suggestion."""
    owners = [field.owner for field in FIELDS.values() if field.theme == need.theme and field.owner]
    desk = next((unit for owner in owners for unit in desks_within(by) if unit.domain == owner), None)
    return f"unit:{desk.pk}" if desk else next((code for code, _label in choices), "")


class NoMeasureForm(forms.Form):
    """There is no measure, and why."""

    reason = forms.CharField(label=_("Why there is no measure"), widget=lines(2))


class SettleMeasureForm(forms.Form):
    """Done without a request to a desk, or given up."""

    DONE, NONE = Measure.State.DONE.value, Measure.State.NONE.value
    what = forms.ChoiceField(
        label=_("How it stands"),
        widget=forms.RadioSelect,
        choices=[(DONE, _("It is done")), (NONE, _("There will be no measure"))],
    )
    words = forms.CharField(
        label=_("Proof, or the reason"),
        widget=lines(3),
        help_text=_("What shows that it is done, or why not."),
    )


class LetterForm(forms.Form):
    """What is asked of a desk, and the few facts that it needs for that."""

    desk: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(None, label=_("Department"))
    subject = forms.CharField(
        label=_("Subject"), max_length=120, help_text=_("One line. Names are not needed here.")
    )
    asked = forms.CharField(
        label=_("What is asked"), widget=lines(4), help_text=_("One line for each thing.")
    )
    due = DayField(label=_("Answer by"))
    ground = forms.CharField(label=_("Legal ground"), widget=lines(3), help_text=_("One line for each rule."))
    people = PeopleField(None, label=_("Whom it is about"), required=False)
    facts = forms.MultipleChoiceField(
        label=_("What the department is told"),
        widget=forms.CheckboxSelectMultiple,
        choices=list(FACTS.items()),
        required=False,
        help_text=_("Only what this request needs. The department sees nothing else of the family."),
    )
    words = forms.CharField(label=_("What was put right"), widget=lines(2))

    def __init__(
        self,
        by: Post,
        measure: Measure,
        people: QuerySet[Person],
        data: QueryDict | None = None,
        *,
        again: bool,
    ) -> None:
        super().__init__(data, initial=_first_draft(measure, people))
        self.fields["desk"].queryset = desks_within(by)  # type: ignore[attr-defined]  # a choice of rows
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
        del self.fields["desk" if again else "words"]

    def letter(self, desk: Unit | None = None) -> Letter:
        """The letter as written; ``desk`` when it goes to the same desk again."""
        said = self.cleaned_data
        names = ("subject", "asked", "ground", "due", "people")
        return Letter(
            desk=desk or said["desk"], facts=frozenset(said["facts"]), **{name: said[name] for name in names}
        )


def _first_draft(measure: Measure, people: QuerySet[Person]) -> dict[str, Any]:
    """The letter as it stands: the last one sent, or the measure's own words. A number that somebody once
    wrote into the words does not travel on: numbers go with the facts, which the desk shows one by one."""
    last = measure.requests.order_by("-sent_at").first()
    words = masked_text(measure.words)
    draft = {
        "desk": measure.unit_id, "subject": words.splitlines()[0][:120], "asked": words,
        "due": add_working_days(today(), DAYS), "ground": measure.ground, "facts": sorted(USUAL),
        "people": [one.pk for one in concerned(measure.need, people)],
    }  # fmt: skip
    if last:
        draft |= {name: masked_text(getattr(last, name)) for name in ("subject", "asked", "ground")}
    return draft
