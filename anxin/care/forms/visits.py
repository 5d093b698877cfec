"""A visit in three sentences and a next step; settling a promise, and the word back to the family."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import Found, NextStep, WordBack
from anxin.care.models import Promise, VisitPlan
from anxin.families.dictionary import THEMES
from anxin.families.models import Household, Person
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField

from .fields import FormOfChoices, PeopleField, PersonField, PlanField, PostField, PostsField, ask, lines

KEPT, CHANGED, ANSWERED = Promise.State.KEPT.value, Promise.State.CHANGED.value, Promise.State.ANSWERED.value

# The number of each question: the same on the page, on the page without signal and on the paper twin. What
# belongs to one question shares its number (7. the next step: what, who, by when).
NUMBERS = {
    "on": 1, "visitors": 2, "met": 3, "news": 4, "said": 5, "promised": 6, "step": 7, "step2": 8, "theme": 9,
}  # fmt: skip
SECOND = ("step2", "doer2", "due2")
NEED = ("theme", "need", "need_of")


class VisitForm(FormOfChoices):
    """Nine questions: the day, who went, whom they met; three sentences; the next steps; a need found."""

    as_needed: tuple[str, ...] = ("visitors", "met", "news", "said", "promised", "doer", "due")

    plan = PlanField(
        None,
        label=_("Which planned visit this was"),
        required=False,
        empty_label=_("none, it was not planned"),
    )
    on = DayField(
        label=_("When you went"),
        help_text=_("The day of the visit, not of the entry; evenings and weekends too."),
    )
    visitors = PostsField(
        None, label=_("Who went"), help_text=_("One enters it for all; none ticked means yourself.")
    )
    met = PeopleField(None, label=_("Whom you met"))
    nobody = forms.BooleanField(label=_("Nobody was there; note the attempt only"), required=False)
    news = forms.CharField(label=_("How the family is"), widget=lines(3))
    said = forms.CharField(label=_("What they said"), widget=lines(3))
    promised = forms.CharField(label=_("What we promised"), widget=lines(2))
    step = forms.CharField(
        label=_("What is to be done"),
        required=False,
        help_text=_("Left empty: what was promised, as it stands above."),
    )
    doer = PostField(None, label=_("Who does it"), empty_label=None)
    due = DayField(label=_("By which day"))
    step2 = forms.CharField(label=_("What else is to be done"), required=False)
    doer2 = PostField(None, label=_("Who does it"), required=False)
    due2 = DayField(label=_("By which day"), required=False)
    theme = forms.ChoiceField(
        label=_("A need that came to light"),
        required=False,
        choices=[("", _("none")), *((theme.value, words) for theme, words in THEMES.items())],
    )
    need = forms.CharField(label=_("What is needed"), required=False, widget=lines(2))
    need_of = PersonField(
        None, label=_("For which person"), required=False, empty_label=_("the whole family")
    )

    def __init__(
        self,
        by: Post,
        household: Household,
        posts: QuerySet[Post],
        data: QueryDict | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"on": today(), "doer": by.pk, "visitors": [by.pk]} | (initial or {}))
        soon = today() + timedelta(settings.LIMITS["visits"]["soon_days"])  # a visit may come before its day
        plans = VisitPlan.objects.open().filter(household=household, on__lte=soon)
        choices: dict[str, QuerySet[Any]] = {
            "plan": plans, "visitors": posts, "doer": posts, "doer2": posts,
            "met": present_people(household), "need_of": present_people(household),
        }  # fmt: skip
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a choice of rows
        for name, number in NUMBERS.items():
            label = {"n": number, "words": self.fields[name].label}
            self.fields[name].label = gettext("%(n)d. %(words)s") % label

    def clean(self) -> None:
        given = self.cleaned_data
        if bool(given.get("met")) == bool(given.get("nobody")):
            self.add_error("met", _("Tick whom you met, or that nobody was there."))
        if given.get("met") and not any(given.get(name) for name in ("news", "said", "promised")):
            self.add_error("news", _("One sentence is enough, but not none."))
        if given.get("promised") or given.get("step"):
            ask(self, "due", _("A promise needs a day."))
            ask(self, "doer")
        if given.get("step2"):
            ask(self, "due2", _("A promise needs a day."))
            ask(self, "doer2")
        if given.get("theme") or given.get("need"):
            ask(self, "theme", _("Say what the need is about."))
            ask(self, "need", _("Say what is needed."))

    def steps(self) -> list[NextStep]:
        """The promises that become tasks, if any were made."""
        given = self.cleaned_data
        words = given["step"] or given["promised"]
        first = [NextStep(words, given["doer"], given["due"])] if words else []
        second = [NextStep(*(given[name] for name in SECOND))] if given["step2"] else []
        return first + second

    def needs(self) -> list[Found]:
        """The need found, if one was."""
        theme, words, person = (self.cleaned_data[name] for name in NEED)
        return [Found(theme, words, person)] if theme else []


class ToldForm(forms.Form):
    """When and how the family was told, and what they said."""

    told_on = DayField(label=_("When the family was told"))
    told_how = forms.ChoiceField(
        label=_("How"), choices=Promise.Told.choices, initial=Promise.Told.PERSON, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("What they said to it"), required=False, widget=lines(2))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"told_on": today()})

    def word_back(self) -> WordBack:
        """What was filled in, as the act wants it."""
        return WordBack(self.cleaned_data["told_on"], self.cleaned_data["told_how"])


class PromiseForm(FormOfChoices):
    """Kept, put off to another day, or cannot be done; and whether the family knows already."""

    as_needed: tuple[str, ...] = ("due",)

    what = forms.ChoiceField(
        label=_("How it stands"),
        widget=forms.RadioSelect,
        choices=[
            (KEPT, _("It is done")),
            (CHANGED, _("Put it off to another day")),
            (ANSWERED, _("It cannot be done")),
        ],
    )
    due = DayField(label=_("New day"))
    words = forms.CharField(
        label=_("What was done, or why"),
        required=False,
        widget=lines(3),
        help_text=_("The family may hear this."),
    )
    told_on = DayField(
        label=_("When the family was told"),
        required=False,
        help_text=_("Left empty: telling them stays on your desk."),
    )
    told_how = forms.ChoiceField(label=_("How"), required=False, choices=[("", "—"), *Promise.Told.choices])

    def clean(self) -> None:
        what = self.cleaned_data.get("what")
        if what == CHANGED:
            ask(self, "due", _("Give the new day."))
        if what in (CHANGED, ANSWERED):
            ask(self, "words", _("Give the reason: the family will hear it."))
        if self.cleaned_data.get("told_on"):
            ask(self, "told_how", _("Say how they were told."))

    def word_back(self) -> WordBack | None:
        """The word back, if it was given already."""
        on, how = self.cleaned_data["told_on"], self.cleaned_data["told_how"]
        return WordBack(on, how) if on else None


def present_people(household: Household) -> QuerySet[Person]:
    """The living members of the household today; the officer it mourns is not among them."""
    people = Person.objects.filter(household=household, fallen=None, died_on=None)
    return people.filter(memberships__until=None, memberships__isnull=False).order_by("sort_key", "id")
