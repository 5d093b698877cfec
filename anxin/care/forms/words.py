"""Entering what a family says, and answering it."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.actions.words import limit
from anxin.care.models import FamilyWord
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField

from .fields import lines

TAKE_UP, ANSWER = FamilyWord.State.IN_HAND.value, FamilyWord.State.ANSWERED.value
ENTERED = [one for one in FamilyWord.Channel.choices if one[0] != FamilyWord.Channel.PAGE]


class WordForm(forms.Form):
    """What was said, by whom, how, and when: as the office hears it by telephone or in person."""

    words = forms.CharField(
        label=_("What the family says"),
        widget=lines(4),
        help_text=_("In their own words; leave out nothing."),
    )
    speaker = forms.CharField(label=_("Who said it"), required=False, max_length=40)
    channel = forms.ChoiceField(label=_("How"), choices=ENTERED)
    said_on = DayField(label=_("When it was said"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"said_on": today()})
        self.fields["words"].max_length = limit("word_chars")  # type: ignore[attr-defined]  # a CharField


class AnswerWordForm(forms.Form):
    """Answered, or taken up with words for the meantime. Both are what the family reads."""

    what = forms.ChoiceField(
        label=_("What you say"),
        widget=forms.RadioSelect,
        choices=[
            (TAKE_UP, _("It takes longer; this is what is done meanwhile")),
            (ANSWER, _("This is the answer")),
        ],
        initial=ANSWER,
    )
    words = forms.CharField(
        label=_("In words for the family"),
        widget=lines(4),
        max_length=500,
        help_text=_("The family reads exactly this on its page. Plain words, no names of other people."),
    )

    def __init__(self, taken_up: bool, data: QueryDict | None = None) -> None:
        super().__init__(data)
        if taken_up:
            del self.fields["what"]

    @property
    def answers(self) -> bool:
        """Is this the answer, not a word for the meantime?"""
        return bool(self.cleaned_data.get("what", ANSWER) == ANSWER)
