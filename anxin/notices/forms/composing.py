"""Forms of a notice on its way out: its words, a thing asked, a line of addressees, a file, the decision."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.forms.accounts import UnitField
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import all_figures
from anxin.ground.ui.fields import DayField
from anxin.ground.units.models import Kind, Level
from anxin.notices.actions import Addressed, AskedFor, Attached, Written, suggested_notice_mark
from anxin.notices.models import Asked, Notice, NoticeItem

from .reports import MarkField

EVERY = [("", _("every one"))]
MIB = 1024 * 1024
# What an office attaches: papers and tables. Nothing that runs, nothing that a browser would open by itself.
KINDS = {
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "wps": "application/vnd.ms-works",
    "et": "application/octet-stream",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "txt": "text/plain",
}


class WordsOfNoticeForm(forms.Form):
    """Title, number, body, until when it is signed for."""

    title = forms.CharField(
        label=_("Title of the notice"), max_length=200, widget=forms.Textarea({"rows": 2, "lang": "zh-Hans"})
    )
    mark = MarkField(
        r"^[\w（）()]{2,12}$", label=_("Document mark"),
        help_text=_("The letters before the year in the document number."), max_length=12,
        error_messages={"invalid": _("Two to twelve characters without blanks.")},
    )  # fmt: skip
    body = forms.CharField(
        label=_("Body"), max_length=20_000, widget=forms.Textarea({"rows": 14, "lang": "zh-Hans"}),
        help_text=_("A paragraph a line. What is asked with a deadline goes into the list of things asked."),
    )  # fmt: skip
    receive_by = DayField(
        label=_("To be signed for by"), required=False,
        help_text=_("A day named as a deadline ends at 18:00."),
    )  # fmt: skip
    copies = forms.CharField(
        label=_("Copies to"), required=False, max_length=120,
        help_text=_("Names of units, as printed at the foot."),
    )  # fmt: skip

    def __init__(self, by: Post, data: QueryDict | None = None, notice: Notice | None = None) -> None:
        super().__init__(data, initial=_told(notice) if notice else {"mark": suggested_notice_mark(by)})

    def clean_receive_by(self) -> date | None:
        return _ahead(self.cleaned_data["receive_by"])

    def said(self) -> Written:
        """The words as the act takes them."""
        return Written(**self.cleaned_data)


def _told(notice: Notice) -> dict[str, Any]:
    body = "\n".join(notice.paragraphs.values_list("words", flat=True))
    return {
        "title": notice.title, "mark": notice.mark, "body": body, "receive_by": notice.receive_by,
        "copies": notice.copies,
    }  # fmt: skip


def _ahead(day: date | None) -> date | None:
    if day and day < today():
        raise forms.ValidationError(_("This day has passed. Name a day that lies ahead."))
    return day


class ItemForm(forms.Form):
    """One thing asked."""

    asks = forms.ChoiceField(label=_("What kind of work"), choices=Asked.choices)
    words = forms.CharField(
        label=_("Thing asked"), max_length=300, widget=forms.Textarea({"rows": 3, "lang": "zh-Hans"})
    )
    due = DayField(label=_("To be done by"), required=False)
    deaths_since = forms.IntegerField(
        label=_("Deaths since the year"), required=False, min_value=1949,
        help_text=_("Only for a survey: every addressee then answers a survey round."),
    )  # fmt: skip
    proof = forms.CharField(
        label=_("What proves that it is done"), required=False, max_length=200,
        help_text=_("A paper, a count, a signature: what the unit above will look at."),
    )  # fmt: skip
    figure = forms.ChoiceField(
        label=_("The figure that shows it"), required=False,
        help_text=_("If a figure of this house shows it, nobody has to fill in a table."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, item: NoticeItem | None = None) -> None:
        names = self.base_fields
        super().__init__(data, initial={name: getattr(item, name) for name in names} if item else None)
        figures = [(one.code, one.name) for one in all_figures()]
        self.fields["figure"].choices = [("", _("none")), *figures]  # type: ignore[attr-defined]  # a choice

    def said(self) -> AskedFor:
        """The thing as the act takes it."""
        return AskedFor(**self.cleaned_data)


class AddresseeForm(forms.Form):
    """Units by kind, level and subtree; or one unit by its code or name; or every unit, said in so many
    words: an empty form that is sent by a slip addresses nobody."""

    kind = forms.ChoiceField(label=_("Kind of unit"), choices=[*EVERY, *Kind.choices], required=False)
    level = forms.TypedChoiceField(
        label=_("Level"), choices=[*EVERY, *Level.choices], required=False, coerce=int, empty_value=None
    )

    def __init__(self, by: Post, data: QueryDict | None = None) -> None:
        super().__init__(data)
        words = _("Code or whole name; left out, the whole area you answer for.")
        self.fields["below"] = UnitField(by=by, label=_("Only below"), required=False, help_text=words)
        self.fields["unit"] = UnitField(
            by=by, label=_("Or one unit"), required=False,
            help_text=_("Code or whole name. Kind, level and “only below” stay empty then."),
        )  # fmt: skip
        self.fields["everybody"] = forms.BooleanField(
            label=_("Or every unit of the area you answer for"), required=False
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        everybody = said.pop("everybody", False)
        some = any((said.get("kind"), said.get("level") is not None, said.get("below")))
        if said.get("unit") and some:
            self.add_error("unit", _("Either one unit, or kind, level and “only below”."))
        if everybody and (some or said.get("unit")):
            self.add_error("everybody", _("Either every unit, or those that you name."))
        if not (everybody or some or said.get("unit") or self.errors):
            raise forms.ValidationError(_("Nobody is named yet. If every unit is meant, tick “every unit”."))
        return said

    def said(self) -> Addressed:
        """The line as the act takes it."""
        return Addressed(**self.cleaned_data)


class LevelDaysForm(forms.Form):
    """A day for each level that the notice addresses; ``days``: level, its name, the day to begin with."""

    def __init__(self, days: Iterable[tuple[int, str, date]], data: QueryDict | None = None) -> None:
        super().__init__(data)
        for level, name, day in days:
            self.fields[f"level{level}"] = DayField(label=name, required=False, initial=day)

    def days(self) -> dict[int, date]:
        """Each level's day, without those left empty."""
        said = {int(name.removeprefix("level")): day for name, day in self.cleaned_data.items()}
        return {level: day for level, day in said.items() if day}


class AttachmentForm(forms.Form):
    """A file that goes out with the notice."""

    title = forms.CharField(label=_("Name on the list of annexes"), max_length=120)
    file = forms.FileField(
        label=_("File"), help_text=_("PDF, OFD, Word, WPS or Excel."),
        error_messages={"required": _("Choose the file first."), "empty": _("This file is empty.")},
    )  # fmt: skip

    def clean_file(self) -> "UploadedFile[bytes]":
        """Only papers and tables, and none too large to be opened everywhere."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if _ending(file) not in KINDS:
            raise forms.ValidationError(_("Attach a PDF, OFD, Word, WPS or Excel file."))
        if (file.size or 0) > settings.LIMITS["upload"]["file_mb"] * MIB:
            raise forms.ValidationError(_("This file is too large. Send a smaller one."))
        return file

    def said(self) -> Attached:
        """The file as the act takes it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        kind = KINDS[_ending(file)]
        return Attached(self.cleaned_data["title"], file.name or "", kind, file)


def _ending(file: "UploadedFile[bytes]") -> str:
    return (file.name or "").rpartition(".")[2].lower()


class HandInForm(forms.Form):
    """Handing in; the reason is asked for where the notice is in haste."""

    urgent_why = forms.CharField(
        label=_("Why less than 24 hours are left"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Whoever approves reads this before anything else."),
    )  # fmt: skip

    def __init__(self, notice: Notice, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"urgent_why": notice.urgent_why})
        if not notice.is_hurried():
            del self.fields["urgent_why"]


class DecideForm(forms.Form):
    """Approve, or return with a reason."""

    APPROVE, RETURN = "approve", "return"
    what = forms.ChoiceField(
        label=_("Your decision"), widget=forms.RadioSelect,
        choices=[(APPROVE, _("Approve it")), (RETURN, _("Return it to be changed"))],
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when you return it: what is to be changed."),
    )  # fmt: skip


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 3}))
