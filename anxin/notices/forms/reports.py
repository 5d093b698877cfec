"""Forms of reports."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.notices.actions import suggested_mark
from anxin.notices.models import Notice, Part, Report

HINTS = {
    Part.RECORDS: _("How the survey was done, who was in charge, what stands out."),
    Part.MEASURES: _("Why measures are still open, who carries them out, until when."),
    Part.VISITS: _("Who visited, what was heard, what was promised."),
    Part.STUDY: _("What was learned from whom, what it changed in the work."),
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
    study = _box(Part.STUDY)
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


if TYPE_CHECKING:
    OneNotice = forms.ModelChoiceField[Notice]
else:
    OneNotice = forms.ModelChoiceField


class AnsweredField(OneNotice):
    """The notice that a report answers."""

    def label_from_instance(self, notice: Notice) -> str:
        """Its document number or place in the register, and its title."""
        return f"{notice.document or notice.number}　{notice.label}"


class DraftForm(WordsForm):
    """The same for a new report, with the notice it answers and its document mark; or a nil return."""

    notice = AnsweredField(
        queryset=Notice.objects.none(), label=_("Answers"), empty_label=None, required=False
    )
    nil = forms.BooleanField(
        label=_("Nil return: this region has no such family"),
        help_text=_("Refused while the register holds a family of this region."),
        required=False,
    )
    mark = MarkField(
        r"^[\w（）()]{2,12}$", label=_("Document mark"),
        help_text=_("The letters before the year in the document number."), max_length=12,
        error_messages={"invalid": _("Two to twelve characters without blanks.")},
    )  # fmt: skip

    def __init__(self, *args: Any, by: Post, answers: str = "", **kwargs: Any) -> None:
        """``answers``: the id of the notice from whose page one comes."""
        super().__init__(*args, **kwargs)
        self.fields["mark"].initial = suggested_mark(by)
        known = Notice.objects.issued().readable_by(by).exclude(unit=by.unit)
        answered = self.fields["notice"]
        assert isinstance(answered, AnsweredField)
        answered.queryset = known
        offered = list(known.order_by("-is_first", "-issued_on"))
        answered.initial = next((one for one in offered if str(one.pk) == answers), next(iter(offered), None))

    def told(self) -> dict[str, Any]:
        """What the act is told, with the notice, the mark and whether it is a nil return."""
        return super().told() | {name: self.cleaned_data[name] for name in ("notice", "mark", "nil")}


class ReturnForm(forms.Form):
    """Why a report goes back."""

    reason = forms.CharField(
        label=_("Why it is returned"),
        help_text=_("What does not hold, and what the unit should do about it."),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
