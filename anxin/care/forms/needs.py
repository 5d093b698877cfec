"""Recording, verifying and settling a need."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.care.models import HOW, FamilyWord, Need
from anxin.families.dictionary import THEMES
from anxin.families.models import Person, Source
from anxin.families.models.facts import NOT_BY_HAND
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.ground.ui.masks import masked_text

from .fields import FormOfChoices, PersonField, ask, lines

MET, CLOSED = "met", "closed"
VERIFIED, REFUSED = "verified", "refused"
BY_HAND = [choice for choice in Source.choices if choice[0] not in NOT_BY_HAND]


class NeedForm(forms.Form):
    """What is needed, by whom, who says so, since when it is known; whoever may verify can say how it was
    verified already."""

    person = PersonField(None, label=_("For which person"), required=False, empty_label=_("the whole family"))
    theme = forms.ChoiceField(
        label=_("Theme"), choices=[(theme.value, words) for theme, words in THEMES.items()]
    )
    words = forms.CharField(
        label=_("What is needed"), widget=lines(3), help_text=_("In the words that the family would use.")
    )
    source = forms.ChoiceField(label=_("Who says so"), choices=BY_HAND, initial=Source.FAMILY)
    found_on = DayField(label=_("Known since"))
    how = forms.ChoiceField(
        label=_("Verified already"),
        choices=[("", _("not yet, it waits to be verified")), *HOW],
        required=False,
    )

    def __init__(
        self,
        people: QuerySet[Person],
        data: QueryDict | None = None,
        *,
        verifies: bool,
        told: FamilyWord | None = None,
    ) -> None:
        super().__init__(data, initial=_as_told(told) if told else {"found_on": today()})
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a choice of rows
        if not verifies:
            del self.fields["how"]


def _as_told(word: FamilyWord) -> dict[str, Any]:
    """What the family said, as the need is recorded: in its words, with itself as the source, of that day."""
    return {"words": masked_text(word.words), "source": Source.FAMILY, "found_on": word.said_on}


class VerifyForm(FormOfChoices):
    """Which of a family's found needs hold, and how one knows; or which do not, and why."""

    as_needed: tuple[str, ...] = ("how", "words", "why")

    needs = forms.MultipleChoiceField(label=_("Which needs"), widget=forms.CheckboxSelectMultiple)
    what = forms.ChoiceField(
        label=_("What the check showed"),
        widget=forms.RadioSelect,
        choices=[(VERIFIED, _("They hold")), (REFUSED, _("They do not hold"))],
        initial=VERIFIED,
    )
    how = forms.ChoiceField(label=pgettext_lazy("verified", "How"), choices=HOW)
    words = forms.CharField(
        label=_("On what it rests"),
        max_length=200,
        required=False,
        help_text=_("Whom you asked, which document you saw."),
    )
    why = forms.CharField(label=_("Why they do not hold"), widget=lines(2))

    def __init__(self, needs: Iterable[Need], data: QueryDict | None = None) -> None:
        self.found = {str(need.pk): need for need in needs}
        super().__init__(data, initial={"needs": list(self.found)})
        choices = [(key, _told(need)) for key, need in self.found.items()]
        self.fields["needs"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> None:
        if self.cleaned_data.get("what") == REFUSED:
            ask(self, "why")
        else:
            ask(self, "how")

    @property
    def picks(self) -> dict[str, Any]:
        """The radios by their code, so that the page can put fields under each."""
        return {option.data["value"]: option for option in self["what"]}

    @property
    def masked(self) -> list[Need]:
        """Those whose words the page does not show."""
        return [need for need in self.found.values() if need.is_masked and need.words]

    def chosen(self) -> list[Need]:
        """The needs that were ticked."""
        return [self.found[key] for key in self.cleaned_data["needs"]]


def _told(need: Need) -> str:
    who = need.person.name if need.person else gettext("the whole family")
    said = {"who": who, "what": need.told_with_theme, "source": need.get_source_display()}
    return gettext("%(who)s, %(what)s (%(source)s)") % said


class SettleNeedForm(FormOfChoices):
    """Met, or closed for a reason."""

    as_needed: tuple[str, ...] = ("why",)

    what = forms.ChoiceField(
        label=_("How it stands"),
        widget=forms.RadioSelect,
        choices=[(MET, _("The need is met")), (CLOSED, _("Close it without being met"))],
    )
    why = forms.CharField(label=_("Why"), widget=lines(2))

    def clean(self) -> None:
        if self.cleaned_data.get("what") == CLOSED:
            ask(self, "why", _("Say why it is closed: whoever reads this later must understand it."))
