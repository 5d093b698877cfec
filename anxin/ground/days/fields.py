"""The partial date in models and in forms."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable, Expression
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.fields import Field
from anxin.ground.days.partial import PartialDate
from anxin.ground.days.reading import BadDate

_Set = TypeVar("_Set", contravariant=True)
_Get = TypeVar("_Get", covariant=True)

FAULTS = {
    "empty": _("Enter a date."),
    "format": _("Not a date. Write it like 1971-11-03, or 1971-11 or 1971 if the rest is not known."),
    "year": _("The year is out of range."),
    "month": _("There is no such month."),
    "day": _("There is no such day in this month."),
    "ambiguous": _("This may be January or October. Write it like 1968-01 or 1968-10."),
    "serial": _("This is a day number of a spreadsheet, not a date."),
    "short_year": _("Write the year with four digits."),
}


class PartialDateBox(forms.CharField):
    """A date box that takes 19711103, 1971.11, 71年11月 or 农历1971年十月十五, and keeps what is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> PartialDate | None:
        """The date, None when left empty. Raises ValidationError in words a clerk can act on."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text, short_years=True)
        except BadDate as bad:
            raise ValidationError(FAULTS[bad.code], code=bad.code) from None


class PartialDateField(Field[_Set, _Get]):
    """A partial date, stored as text: 1971, 1971-11, 1971-11-03, lunar L1971-11-03, leap month L2025-06R-03.

    Solar dates of equal precision sort by the day. Compare in Python (`certainly_before`), not in SQL.
    """

    if TYPE_CHECKING:
        _pyi_private_set_type: PartialDate | date | str | Combinable
        _pyi_private_get_type: PartialDate

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Text; the longest is a day in a lunar leap month."""
        return "character varying(12)"

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, str | None]:
        """In collation C it sorts byte by byte: 1971 < 1971-11 < 1971-11-03."""
        return super().db_parameters(connection) | {"collation": "C"}

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> PartialDate | None:
        """The stored date; "" counts as none."""
        return _stored(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        """A PartialDate of whatever PartialDate.parse reads. Raises ValidationError."""
        if value is None or value == "":
            return None
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(value)
        except BadDate as bad:
            raise ValidationError(FAULTS[bad.code], code=bad.code) from None

    def get_prep_value(self, value: Any) -> Any:
        """The stored text."""
        if hasattr(value, "resolve_expression"):
            return value
        parsed = self.to_python(value)
        return None if parsed is None else parsed.isoformat()

    def value_to_string(self, obj: Any) -> str:
        """The stored text, for serialisers."""
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def formfield(self, **kwargs: Any) -> Any:
        """A date box."""
        return super().formfield(**{"form_class": PartialDateBox, **kwargs})


@lru_cache(maxsize=65536)  # a register holds fewer different days than people
def _stored(text: str) -> PartialDate:
    return PartialDate.parse(text)
