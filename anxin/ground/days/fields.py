"""The partial date in models; its box in forms is ground.ui.fields."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable, Expression
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.fields import Field
from anxin.ground.days.partial import PartialDate
from anxin.ground.days.reading import BadDate

_Set = TypeVar("_Set", contravariant=True)
_Get = TypeVar("_Get", covariant=True)

HOW_TO_WRITE = _(
    "Write the date like 2026-11-23, 2026.11.23 or 20261123; the year alone or year and month is enough."
)


class PartialDateField(Field[_Set, _Get]):
    """A partial date, stored as text: 1971, 1971-11, 1971-11-03, lunar L1971-11-03, leap month L2025-06R-03.

    Solar dates of equal precision sort by the day. Compare in Python (`certainly_before`), not in SQL.
    """

    if TYPE_CHECKING:
        _pyi_private_set_type: PartialDate | Combinable  # a text would stay a text until read again
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
            raise ValidationError(HOW_TO_WRITE, code=bad.code) from None

    def get_prep_value(self, value: Any) -> Any:
        """The stored text."""
        if hasattr(value, "resolve_expression"):
            return value
        parsed = self.to_python(value)
        return None if parsed is None else parsed.isoformat()

    def value_to_string(self, obj: Any) -> str:
        """The stored text, for serialisers."""
        return self.get_prep_value(self.value_from_object(obj)) or ""


@lru_cache(maxsize=65536)  # a register holds fewer different days than people
def _stored(text: str) -> PartialDate:
    return PartialDate.parse(text)
