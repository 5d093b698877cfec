"""A visit in three sentences and a next step; settling a promise."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import NextStep
from anxin.care.models import Promise
from anxin.families.models import Household, Person
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField

from .fields import FormOfChoices, PeopleField, PostField, ask, lines

KEPT, CHANGED, ANSWERED = Promise.State.KEPT.value, Promise.State.CHANGED.value, Promise.State.ANSWERED.value


class VisitForm(FormOfChoices):
    """The day, whom one met, three sentences, and what comes next."""

    as_needed: tuple[str, ...] = ("met", "news", "said", "promised", "doer", "due")

    on = DayField(
        label=_("When you went"),
        help_text=_("The day of the visit, not of the entry; evenings and weekends too."),
    )
    met = PeopleField(None, label=_("Whom you met"))
    nobody = forms.BooleanField(label=_("Nobody was there; note the attempt only"), required=False)
    news = forms.CharField(label=_("1. How the family is"), widget=lines(3))
    said = forms.CharField(label=_("2. What they said"), widget=lines(3))
    promised = forms.CharField(label=_("3. What we promised"), widget=lines(2))
    step = forms.CharField(
        label=_("What is to be done"),
        required=False,
        help_text=_("Left empty: what was promised, as it stands above."),
    )
    doer = PostField(None, label=_("Who does it"), empty_label=None)
    due = DayField(label=_("By which day"))

    def __init__(
        self, by: Post, people: QuerySet[Person], posts: QuerySet[Post], data: QueryDict | None = None
    ) -> None:
        super().__init__(data, initial={"on": today(), "doer": by.pk})
        self.fields["met"].queryset = people  # type: ignore[attr-defined]  # a choice of rows
        self.fields["doer"].queryset = posts  # type: ignore[attr-defined]

    def clean(self) -> None:
        given = self.cleaned_data
        if bool(given.get("met")) == bool(given.get("nobody")):
            self.add_error("met", _("Tick whom you met, or that nobody was there."))
        if given.get("met") and not any(given.get(name) for name in ("news", "said", "promised")):
            self.add_error("news", _("One sentence is enough, but not none."))
        if given.get("promised") or given.get("step"):
            ask(self, "due", _("A promise needs a day."))
            ask(self, "doer")

    def steps(self) -> list[NextStep]:
        """The promise that becomes a task, if one was made."""
        given = self.cleaned_data
        words = given["step"] or given["promised"]
        return [NextStep(words, given["doer"], given["due"])] if words else []


class PromiseForm(FormOfChoices):
    """Kept, put off to another day, or cannot be done and the family was told."""

    as_needed: tuple[str, ...] = ("due",)

    what = forms.ChoiceField(
        label=_("How it stands"),
        widget=forms.RadioSelect,
        choices=[
            (KEPT, _("It is done")),
            (CHANGED, _("Put it off to another day")),
            (ANSWERED, _("It cannot be done, and the family was told")),
        ],
    )
    due = DayField(label=_("New day"))
    words = forms.CharField(
        label=_("What was done, or why"),
        required=False,
        widget=lines(3),
        help_text=_("The family may hear this."),
    )

    def clean(self) -> None:
        what = self.cleaned_data.get("what")
        if what == CHANGED:
            ask(self, "due", _("Give the new day."))
        if what in (CHANGED, ANSWERED):
            ask(self, "words", _("Give the reason: the family will hear it."))


def present_people(household: Household) -> QuerySet[Person]:
    """The living members of the household today; the officer it mourns is not among them."""
    people = Person.objects.filter(household=household, fallen=None, died_on=None)
    return people.filter(memberships__until=None, memberships__isnull=False).order_by("sort_key", "id")
