"""One question asked of range after range, its SQL written once: only the bounds differ.

Row security lets a transaction see one range of paths at a time (docs/decisions/0003), and whoever works
through given access holds a range a card. Django took several times as long to write the same question for
each of thirty cards as the database took to answer it.
"""

from collections.abc import Sequence
from typing import Any, Generic

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from .models import Bounds, M


class Repeated(Generic[M]):
    """The rows of a query that was made for ``reach``, for any other range too; the scope is set already."""

    def __init__(self, rows: QuerySet[M, Any], reach: Bounds) -> None:
        self._rows, self._made_for = rows, reach
        self._compiler = rows.query.get_compiler(connection=connection)
        try:
            self._sql, self._params = self._compiler.as_sql()
        except EmptyResultSet:  # nothing can ever match
            self._sql, self._params = "", ()

    def within(self, reach: Bounds) -> list[Any]:
        """The rows of this range, as the query's own iteration gives them."""
        if not self._sql:
            return []
        asked = self._sql, self._bound_to(reach)
        self._compiler.as_sql = lambda *_args, **_kwargs: asked
        rows = self._rows.all()
        rows.query.get_compiler = lambda *_args, **_kwargs: self._compiler  # type: ignore[method-assign]
        return list(rows)

    def _bound_to(self, reach: Bounds) -> Sequence[Any]:
        bounds = {self._made_for.lo: reach.lo, self._made_for.hi: reach.hi}
        return tuple(bounds.get(one, one) if isinstance(one, str) else one for one in self._params)
