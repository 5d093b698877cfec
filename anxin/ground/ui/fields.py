"""Form fields that read days and money as clerks type them."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from anxin.ground.days.partial import PartialDate
from anxin.ground.days.reading import BadDate

REQUIRED = _("This field is required.")  # Django's sentence; our catalogue words it as a clerk would
LEAST_FIGURES = 5  # 12356 is a number that one can call
DATE_ERRORS = {
    "year": _("Check the year."),
    "month": _("There is no such month."),
    "day": _("There is no such day in that month."),
    "short_year": _("Write the year with four digits, like 1971."),
}


class _DateBox(forms.TextInput):
    """A plain box: the pickers of old browsers know neither years alone nor pasted dates."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "inputmode": "text", **(attrs or {})})


class PartialDayField(forms.CharField):
    """A day known to the day, month or year: 1971-11-03, 1971年11月, 1971. Gives a PartialDate or None."""

    widget = _DateBox
    short = True
    default_error_messages = {
        "format": _("Write the date like 2026-11-23 or 2026.11.23; the year, or year and month, is enough."),
        **DATE_ERRORS,
    }

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]  # a CharField that gives a date
        """Reads the text. Raises ValidationError that says what is wrong without repeating the text."""
        if isinstance(value, PartialDate):
            return value
        text = unicodedata.normalize("NFKC", str(value or "")).strip()
        if not text:
            return None
        try:
            return PartialDate.parse(text, short_years=True)
        except BadDate as wrong:
            raise self._error(wrong.code) from None

    def prepare_value(self, value: Any) -> Any:
        """A date as 2026-11-23; what was typed stays as typed."""
        return str(value) if isinstance(value, PartialDate | date) else value

    def _error(self, code: str) -> ValidationError:
        known = code if code in self.error_messages else "format"
        return ValidationError(self.error_messages[known], code=known)


class DayField(PartialDayField):
    """A whole day: 20261123, 2026-11-23, 2026.11.23, 2026年11月23日. Gives a date or None."""

    default_error_messages = {
        "format": _("Write the date like 2026-11-23, 2026.11.23 or 20261123."),
        "whole": _("The day is missing. Write the date like 2026-11-23."),
    }

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]  # a CharField that gives a date
        """Reads the text; a lunar date gives its solar day."""
        if isinstance(value, date):
            return value
        partial = super().to_python(value)
        if partial is None:
            return None
        if partial.precision != "day":
            raise self._error("whole")
        return partial.first()


class YuanField(forms.CharField):
    """A sum in yuan, with or without thousands separators. Gives whole fen (int) or None; never a float."""

    short = True
    default_error_messages = {
        "format": _("Write the sum in yuan, like 1,230,820.00, with two decimals at most."),
        "large": _("The sum is too large. Write it in yuan, not in fen."),
    }
    LARGEST = 10**12  # fen: ten thousand million yuan, a slip of the unit

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]  # a CharField that gives fen
        """Reads the text as fen. Raises ValidationError without repeating the text."""
        if isinstance(value, int):
            return value
        text = re.sub(r"[\s,¥元]", "", unicodedata.normalize("NFKC", str(value or "")))
        if not text:
            return None
        found = re.fullmatch(r"(\d+)(?:\.(\d{1,2}))?", text)
        if found is None:
            raise ValidationError(self.error_messages["format"], code="format")
        fen = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
        if fen > self.LARGEST:
            raise ValidationError(self.error_messages["large"], code="large")
        return fen

    def prepare_value(self, value: Any) -> Any:
        """Stored fen as yuan; what was typed stays as typed."""
        return f"{value // 100:,}.{value % 100:02d}" if isinstance(value, int) else value


class PhoneField(forms.CharField):
    """A telephone number as people write it: figures with blanks, dashes, brackets, an extension (转 801).
    Nothing else is one, since on the day it is needed somebody must be able to call it."""

    widget = forms.TextInput({"inputmode": "tel", "autocomplete": "off"})
    default_error_messages = {
        "phone": _("Write a telephone number here, of at least five figures, and nothing else."),
    }
    written = re.compile(r"\+?[\d ()/-]+(?:[转x#] ?\d+)?")

    def to_python(self, value: Any) -> str:
        """The number in plain figures. Raises ValidationError that does not repeat what was typed."""
        text: str = unicodedata.normalize("NFKC", super().to_python(value) or "").strip()
        if text and (not self.written.fullmatch(text) or sum(one.isdigit() for one in text) < LEAST_FIGURES):
            raise ValidationError(self.error_messages["phone"], code="phone")
        return text
