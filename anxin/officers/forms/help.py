"""Asking for help, deciding about it, the list of help and its catalogue."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.ground.units.fields import UnitChoiceField
from anxin.ground.units.models import Unit
from anxin.officers.actions import Asked, Decided, Offered
from anxin.officers.models import Help, HelpEntry, HelpKind, HelpRequest, OfficerQuerySet, TalkOccasion
from anxin.officers.queries import doers, entries_for

from .choosing import DoerField, EntryField, lines
from .picking import OfficerPick, officer_box

AGREE, DECLINE, ANSWER = "agree", "decline", "answer"
DONE, DROP = "done", "drop"
K = TalkOccasion.Kind
TOLD = [(code, words) for code, words in HelpRequest.Channel.choices if code != HelpRequest.Channel.PAGE]

HAPPENED = [
    ("", _("no, or rather not say")),
    *((kind.value, kind.label) for kind in (K.ILLNESS, K.ACCIDENT, K.BEREAVEMENT)),
]


class AskForm(forms.Form):
    """Two questions on a telephone: for whom, and what."""

    wanted_for = forms.ChoiceField(
        label=_("Who needs it"), choices=HelpRequest.For.choices, widget=forms.RadioSelect, initial="self"
    )
    words = forms.CharField(
        label=_("What you need"), widget=lines(5), max_length=1000,
        help_text=_("In your own words. No form, no proof; somebody comes back to you."),
    )  # fmt: skip

    happened = forms.ChoiceField(
        label=_("Has something happened?"), choices=HAPPENED, required=False,
        help_text=_(
            "Then whoever holds talks in the unit comes soon. What was written above is not passed on."
        ),
    )  # fmt: skip

    def said(self) -> Asked:
        """What was asked for."""
        return Asked(**self.cleaned_data)


class ToldForm(OfficerPick, AskForm):
    """What an officer or his family told a clerk."""

    officer = officer_box(_("Who it is about"))
    channel = forms.ChoiceField(label=_("How it came"), choices=TOLD)
    asked_on = DayField(label=_("When"))

    field_order = ("officer", "which", "wanted_for", "words", "happened", "channel", "asked_on")

    def __init__(self, officers: OfficerQuerySet, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"asked_on": today()})
        self.answer_among(officers)
        self.fields["words"].label = _("What is asked for")
        self.fields["words"].help_text = _("As it was said.")

    def said(self) -> Asked:
        """What was asked for, how and when."""
        return Asked(**{name: value for name, value in self.cleaned_data.items() if name != "officer"})


class HelpForm(forms.Form):
    """What will be done, on what ground, by whom, by when."""

    entry = EntryField(
        None, label=_("Entry of the catalogue"), required=False, empty_label=_("none: decided case by case")
    )
    kind = forms.ChoiceField(
        label=_("Kind of help"), choices=HelpKind.choices, widget=forms.RadioSelect,
        help_text=_("Where an entry is chosen, its kind counts."),
    )  # fmt: skip
    why = forms.CharField(label=_("Why case by case"), widget=lines(2), required=False)
    words = forms.CharField(label=_("What will be done"), widget=lines(3))
    doer = DoerField(None, label=_("Who sees to it"))
    due = DayField(label=_("To be done by"))

    def __init__(self, post: Post, path: str, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"doer": post.pk})
        self.fields["entry"].queryset = entries_for(path)  # type: ignore[attr-defined]  # a choice of rows
        self.fields["doer"].queryset = doers(post)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("entry") and not (given.get("why") or "").strip():
            self.add_error("why", _("Choose an entry above, or say why it is decided case by case."))
        return given

    def said(self) -> Decided:
        """What was decided."""
        kept = {name: self.cleaned_data[name] for name in ("entry", "kind", "words", "doer", "due")}
        return Decided(**kept, case_by_case=self.cleaned_data["why"])


class DecideForm(HelpForm):
    """Agree to a request and say what will be done."""

    def __init__(self, post: Post, request: HelpRequest, data: QueryDict | None = None) -> None:
        super().__init__(post, request.path, data)
        self.initial["due"] = request.due if request.due >= today() else today()
        self.fields["words"].help_text = _("Whoever asked reads these words on the page My care.")


class UnitHelpForm(HelpForm):
    """A help for the officers of a unit."""

    unit = UnitChoiceField(None, label=_("For the officers of"))
    field_order = ("unit", "entry", "kind", "why", "words", "doer", "due")

    def __init__(self, post: Post, units: QuerySet[Unit], data: QueryDict | None = None) -> None:
        super().__init__(post, post.scope_root.path, data)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a choice of rows


class WordsForm(forms.Form):
    """One box: what is said to whoever asked."""

    words = forms.CharField(label=_("What you tell the officer"), widget=lines(3))

    def __init__(self, label: Any, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["words"].label = label


class CloseForm(forms.Form):
    """Why a request of somebody who is no longer there ends, and what the family's card is told."""

    reason = forms.CharField(label=_("Why it ends here"), widget=lines(2))
    for_card = forms.CharField(
        label=_("What the family still needs"), widget=lines(3), required=False, max_length=500,
        help_text=_(
            "It stands on the family's card, told by the unit. Write it in words of your own: what the"
            " officer wrote stays here. Left empty, nothing is handed on."
        ),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, to_card: bool) -> None:
        super().__init__(data)
        if not to_card:
            del self.fields["for_card"]


class SettleForm(forms.Form):
    """Done, or given up; and the words about it."""

    what = forms.ChoiceField(
        label=_("How it stands"), widget=forms.RadioSelect, initial=DONE,
        choices=[(DONE, _("done")), (DROP, _("given up"))],
    )  # fmt: skip
    words = forms.CharField(label=_("What came of it"), widget=lines(3))

    def __init__(self, given: Help, data: QueryDict | None = None) -> None:
        super().__init__(data)
        if given.request_id:
            self.fields["words"].help_text = _("Whoever asked reads these words on the page My care.")


class EntryForm(forms.Form):
    """An entry of the catalogue."""

    unit = UnitChoiceField(None, label=_("Holds in"), help_text=_("And in every unit below it."))
    kind = forms.ChoiceField(label=_("Kind of help"), choices=HelpKind.choices)
    title = forms.CharField(label=_("Name of the help"), max_length=80)
    text = forms.CharField(label=_("What is given, to whom"), widget=lines(3))
    ground = forms.CharField(
        label=_("Legal ground"), widget=lines(2), help_text=_("The document, its number and its article.")
    )
    since = DayField(label=_("In force from"))

    def __init__(self, units: QuerySet[Unit], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"since": today()})
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a choice of rows

    def said(self) -> Offered:
        """What the entry says."""
        return Offered(**{name: value for name, value in self.cleaned_data.items() if name != "unit"})


class EndEntryForm(forms.Form):
    """Why an entry ends."""

    reason = forms.CharField(label=_("Why it ends"), widget=lines(2))

    def __init__(self, entry: HelpEntry, data: QueryDict | None = None) -> None:
        super().__init__(data)
