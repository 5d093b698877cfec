"""Recording study and publicity, programmes and intervals."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.actions import Held, Interval, Opened, Shown
from anxin.exemplars.actions.activities import LARGEST
from anxin.exemplars.models import Activity, Every, Form, Medium, Programme
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.ground.units.models import Unit

from .choosing import ExemplarField, OneProgramme, lines, theme_field


def people_field(label: Any) -> forms.IntegerField:
    """A plain number of people."""
    box = forms.NumberInput({"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=1, max_value=LARGEST, widget=box)


class ActivityForm(forms.Form):
    """An activity in a minute: today, in the form used last, in the running programme. What is left to enter
    is one line and one number."""

    on = DayField(label=_("Date held"))
    form = forms.ChoiceField(label=_("Form of study"), widget=forms.RadioSelect, choices=Form.choices)
    subject = forms.CharField(label=_("About what"), max_length=80)
    people = people_field(_("How many people"))
    words = forms.CharField(
        label=_("In a few words"), widget=lines(2), required=False,
        help_text=_("What came out of it. No names: nobody’s attendance is kept here."),
    )  # fmt: skip
    programme = OneProgramme(None, label=_("Programme"), required=False, empty_label=_("none"))
    theme = theme_field()
    exemplar = ExemplarField()

    def __init__(
        self, unit: Unit, initial: dict[str, Any] | None = None, data: QueryDict | None = None
    ) -> None:
        super().__init__(data, initial={"on": today(), **(initial or {})})
        programmes = Programme.objects.for_path(unit.path).running(today())
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]  # a choice of rows
        self.fields["exemplar"].at(unit.path)  # type: ignore[attr-defined]  # ours

    def said(self) -> Held:
        """What was held."""
        return Held(**self.cleaned_data)


def usual_of(unit: Unit) -> dict[str, Any]:
    """What a unit enters most likely: form and programme of its last activity, else the first that runs."""
    last = Activity.objects.held().filter(unit=unit).first()
    if last is not None:
        return {"form": last.form, "programme": last.programme_id}
    first = Programme.objects.for_path(unit.path).running(today()).first()
    return {"form": Form.READING, "programme": first.pk if first else None}


class EstablishmentForm(forms.Form):
    """How many people the unit has."""

    people = people_field(_("How many people the unit has"))


class IntervalForm(forms.Form):
    """One form at one interval."""

    form = forms.ChoiceField(label=_("Form of study"), choices=Form.choices)
    every = forms.TypedChoiceField(
        label=_("How often to study"), choices=Every.choices, coerce=int, initial=Every.QUARTER
    )
    words = forms.CharField(label=_("About what"), max_length=200, required=False)

    def said(self) -> Interval:
        """What was set."""
        return Interval(**self.cleaned_data)


class ProgrammeForm(forms.Form):
    """A standing programme of one's own."""

    title = forms.CharField(label=_("Title"), max_length=80)
    words = forms.CharField(label=_("What the programme is for"), widget=lines(3))
    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("The document it rests on."))
    since = DayField(label=_("From when"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"since": today()})

    def said(self) -> Opened:
        """What was opened."""
        return Opened(**self.cleaned_data)


class CloseForm(forms.Form):
    """When it ends."""

    on = DayField(label=_("First day on which it runs no more"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})


class PublicityForm(forms.Form):
    """One article, talk, exhibition or broadcast."""

    medium = forms.ChoiceField(label=_("By what"), widget=forms.RadioSelect, choices=Medium.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    exemplar = ExemplarField()
    place = forms.CharField(
        label=_("Where it appeared"), max_length=120, help_text=_("The newspaper, channel, hall or school.")
    )
    on = DayField(label=_("Date held"))
    until = DayField(label=_("Until when"), required=False)
    who = forms.CharField(label=_("Organised by"), max_length=120, help_text=_("The office or medium."))
    reached = forms.IntegerField(
        label=_("How many people it reached"), required=False, min_value=0, max_value=2_000_000_000,
        help_text=_("As far as it is known: seats, copies, calls of a page. A plain count."),
    )  # fmt: skip

    def __init__(self, path: str, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today(), "medium": Medium.ARTICLE})
        self.fields["exemplar"].at(path)  # type: ignore[attr-defined]  # ours

    def said(self) -> Shown:
        """What was listed."""
        return Shown(**self.cleaned_data)
