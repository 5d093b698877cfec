"""Writing the profile of a local exemplar, and deciding on it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.actions import Consent, Head
from anxin.exemplars.content.shapes import Profile, Told, Words
from anxin.exemplars.models import Consenter, Draft, Part
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField, PartialDayField

from .choosing import lines, theme_field

APPROVE, RETURN = "approve", "return"


class HeadForm(forms.Form):
    """Who the profile is about, and where it is taken from."""

    name = forms.CharField(label=_("Name"), max_length=50)
    headline = forms.CharField(
        label=_("In one line"), max_length=120, help_text=_("Who this is, as one would say it to a meeting.")
    )
    source = forms.CharField(
        label=_("Source"), max_length=200,
        help_text=_("The document or publication that everything is taken from; a passage may name its own."),
    )  # fmt: skip
    source_on = DayField(label=_("Date of the source"))
    died_on = DayField(
        label=_("Day of death"), required=False, help_text=_("Left empty while the person lives.")
    )
    age_at_death = forms.IntegerField(label=_("Age at death"), required=False, min_value=16, max_value=120)

    def __init__(self, profile: Profile | None = None, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_head_of(profile) if profile else {})

    def said(self) -> Head:
        """What it says."""
        names = ("name", "headline", "source", "source_on", "died_on", "age_at_death")
        return Head(**{name: self.cleaned_data[name] for name in names})


def _head_of(profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name.zh, "headline": profile.headline.zh, "source": profile.source.zh,
        "source_on": profile.source_on, "died_on": profile.died_on, "age_at_death": profile.age_at_death,
    }  # fmt: skip


class PassageForm(forms.Form):
    """One post, deed, thing to learn or honour."""

    part = forms.ChoiceField(label=_("What it tells"), choices=Part.choices, initial=Part.DEED)
    heading = forms.CharField(label=_("Heading"), max_length=60, required=False)
    words = forms.CharField(
        label=_("Words of the passage"), widget=lines(5),
        help_text=_("Short sentences, to be read aloud. Of an honour its name, of a post what it was."),
    )  # fmt: skip
    theme = theme_field()
    on = PartialDayField(
        label=_("When, or from when"), required=False, help_text=_("The year alone is enough.")
    )
    until = PartialDayField(label=_("Until when"), required=False)
    source = forms.CharField(
        label=_("Source of its own"), max_length=200, required=False,
        help_text=_("Only where it is not the source of the whole profile."),
    )  # fmt: skip

    def __init__(self, told: Told | None = None, part: str = "", data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_passage_of(told, part) if told else {})
        self.told = told

    def said(self) -> Told:
        """What it says; English words stay with the Chinese ones they translate."""
        said, told = self.cleaned_data, self.told or Told(Words())
        return Told(
            words=_kept(told.words, said["words"]), theme=said["theme"], on=said["on"],
            heading=_kept(told.heading, said["heading"]), until=said["until"],
            source=_kept(told.source, said["source"]),
        )  # fmt: skip


def _kept(before: Words, zh: str) -> Words:
    return before if before.zh == zh else Words(zh)


def _passage_of(told: Told, part: str) -> dict[str, Any]:
    return {
        "part": part, "heading": told.heading.zh, "words": told.words.zh, "theme": told.theme,
        "on": told.on, "until": told.until, "source": told.source.zh,
    }  # fmt: skip


class ConsentForm(forms.Form):
    """Who agreed that the story is told."""

    who = forms.ChoiceField(
        label=_("Who agreed"), choices=Consenter.choices, help_text=_("No name: the paper bears it.")
    )
    on = DayField(label=_("Agreed on"))
    paper = forms.CharField(
        label=_("Where the paper lies"),
        max_length=120,
        help_text=_("The file and number of the signed paper."),
    )

    def __init__(self, draft: Draft, data: QueryDict | None = None) -> None:
        initial = {"who": draft.consenter, "on": draft.consented_on or today(), "paper": draft.consent_paper}
        super().__init__(data, initial=initial)

    def said(self) -> Consent:
        """What was agreed."""
        return Consent(**self.cleaned_data)


class DecideForm(forms.Form):
    """Approve a version, or give it back."""

    what = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[(APPROVE, _("approve")), (RETURN, _("give back to be mended"))],
    )  # fmt: skip
    words = forms.CharField(
        label=_("What is to be mended"), widget=lines(3), required=False,
        help_text=_("Needed when it is given back."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why."""

    words = forms.CharField(label=_("Reason"), widget=lines(2))
