"""Free days and working days of a year, as they are copied out of the State Council's notice."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from anxin.ground.days.partial import PartialDate
from anxin.ground.days.reading import BadDate

FROM_TO = re.compile(r"\s*(?:至|到|~|—+|–|\s-\s)\s*")
LONGEST = 40  # days of one stretch; a longer one is a slip
WORDS = {"free": False, "work": True, "休": False, "班": True}


class DaysField(forms.CharField):
    """Days, one a line or separated by commas; a stretch as 2027-02-05至2027-02-11. Gives a sorted list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea({"rows": 6, "spellcheck": "false"}), **kwargs)

    def to_python(self, value: Any) -> list[date]:  # type: ignore[override]  # a CharField that gives days
        """Reads the lines. Raises ValidationError that names the line."""
        if isinstance(value, list):
            return value
        pieces = re.split(r"[\n,，、;；]", unicodedata.normalize("NFKC", value or ""))
        return sorted({day for piece in pieces if piece.strip() for day in _stretch(piece.strip())})

    def prepare_value(self, value: Any) -> Any:
        """A list as lines; what was typed stays as typed."""
        return "\n".join(str(day) for day in value) if isinstance(value, list) else value


def _stretch(text: str) -> Iterator[date]:
    ends = [_day(part, text) for part in FROM_TO.split(text)]
    if len(ends) > 2 or not 0 <= (ends[-1] - ends[0]).days <= LONGEST:
        raise _wrong(text)
    return (ends[0] + timedelta(days=n) for n in range((ends[-1] - ends[0]).days + 1))


def _day(text: str, line: str) -> date:
    try:
        found = PartialDate.parse(text)
    except BadDate:
        raise _wrong(line) from None
    if found.precision != "day":
        raise _wrong(line)
    return found.first()


def _wrong(line: str) -> ValidationError:
    return ValidationError(
        _("“%(line)s” is no day: write 2027-02-05, or 2027-02-05至2027-02-11."), params={"line": line[:40]}
    )


class CalendarForm(forms.Form):
    """One year's departures from Monday to Friday: typed, or as a file of lines like 2027-02-08,free."""

    free = DaysField(
        label=_("Free days (Monday to Friday)"), help_text=_("Holidays: a day or stretch a line.")
    )
    work = DaysField(label=_("Working days (Saturday, Sunday)"), help_text=_("Days worked in exchange."))
    file = forms.FileField(
        label=_("Or a file (CSV)"), required=False,
        help_text=_("Lines like 2027-02-08,free and 2027-02-20,work; it takes the place of the boxes."),
    )  # fmt: skip

    sure = forms.BooleanField(
        label=_("These days become working days, and every term moves with them."), required=False
    )

    def __init__(self, year: int, *args: Any, **kwargs: Any) -> None:
        self.year = year
        self.lost: list[date] = []  # days that are free now and would be worked, where nobody said so yet
        super().__init__(*args, **kwargs)

    def clean_file(self) -> dict[date, bool] | None:
        """The lines of the file; a slip in one refuses the whole file and names the line."""
        given = self.cleaned_data["file"]
        if not given:
            return None
        try:
            text = given.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_("Save the file as UTF-8 text (CSV UTF-8).")) from None
        lines = [line for line in csv.reader(io.StringIO(text)) if line and not line[0].startswith("#")]
        return dict(_line(line) for line in lines)

    def clean(self) -> None:
        lines: dict[date, bool] | None = self.cleaned_data.get("file")
        if lines is not None:
            self.cleaned_data["free"] = sorted(day for day, works in lines.items() if not works)
            self.cleaned_data["work"] = sorted(day for day, works in lines.items() if works)
        self._ask_about_lost()

    def _ask_about_lost(self) -> None:
        """A box typed anew takes the place of all that stood in it: whoever enters one holiday must not lose
        the others unawares."""
        given = self.cleaned_data
        if given.get("sure") or "free" not in given or not (given["free"] or given.get("work")):
            return
        self.lost = sorted(set(self.initial.get("free", ())) - set(given["free"]))
        if self.lost:
            self.add_error(
                "sure", _("Days that are free now would be worked. Add them above, or confirm it.")
            )

    def said(self) -> dict[str, Any]:
        """What the act is given."""
        return {"year": self.year, "free": self.cleaned_data["free"], "work": self.cleaned_data["work"]}


def _line(line: list[str]) -> tuple[date, bool]:
    words = ",".join(line)
    if len(line) != 2 or (word := line[1].strip().lower()) not in WORDS:
        raise _wrong(words)
    return _day(line[0].strip(), words), WORDS[word]
