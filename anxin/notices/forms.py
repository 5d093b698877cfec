"""Forms of reports."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField

from .actions import suggested_mark
from .models import Part, Report

HINTS = {
    Part.RECORDS: _("How the survey was done, who was in charge, what stands out."),
    Part.MEASURES: _("Why measures are still open, who carries them out, until when."),
    Part.VISITS: _("Who visited, what was heard, what was promised."),
    Part.AHEAD: _("What is planned, with dates and names of units."),
}


def _box(part: Part) -> forms.CharField:
    return forms.CharField(
        label=part.label, help_text=HINTS[part], required=False, max_length=4000,
        widget=forms.Textarea({"rows": 4, "lang": "zh-Hans"}),
    )  # fmt: skip


class WordsForm(forms.Form):
    """The words of a draft, one box a section."""

    records = _box(Part.RECORDS)
    measures = _box(Part.MEASURES)
    visits = _box(Part.VISITS)
    ahead = _box(Part.AHEAD)
    copies = forms.CharField(
        label=_("Copies to"),
        help_text=_("Names of units, as printed at the foot."),
        required=False,
        max_length=120,
    )
    narrative_names = [part.value for part in Part]

    def __init__(self, *args: Any, report: Report | None = None, **kwargs: Any) -> None:
        if report is not None:
            words = {one.part: one.narrative for one in report.sections.all()}
            kwargs["initial"] = {**words, "copies": report.copies}
        super().__init__(*args, **kwargs)
        if report is not None:
            self._follow_figures()

    def _follow_figures(self) -> None:
        """Where the section's own sentences stand above each box, the boxes ask for more words only."""
        for part in Part:
            hidden = format_html('<span class="hidden">{}</span>', part.label)
            self.fields[part].label = format_html("{}{}", _("Words to add"), hidden)

    def told(self) -> dict[str, Any]:
        """What the act is told: the words by section, and the copies."""
        cleaned = self.cleaned_data
        return {"narrative": {part: cleaned[part] for part in Part}, "copies": cleaned["copies"]}


class MarkField(forms.RegexField):
    """A document mark: a short box."""

    short = True


class DraftForm(WordsForm):
    """The same for a new report, with its document mark."""

    mark = MarkField(
        r"^[\w（）()]{2,12}$", label=_("Document mark"),
        help_text=_("The letters before the year in the document number."), max_length=12,
        error_messages={"invalid": _("Two to twelve characters without blanks.")},
    )  # fmt: skip

    def __init__(self, *args: Any, by: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mark"].initial = suggested_mark(by)

    def told(self) -> dict[str, Any]:
        """What the act is told, with the mark."""
        return super().told() | {"mark": self.cleaned_data["mark"]}


class SignatureForm(forms.Form):
    """Who signed, and when."""

    signatory = forms.CharField(label=_("Signed by"), max_length=50)
    on = DayField(label=_("Signed on"), initial=today)
