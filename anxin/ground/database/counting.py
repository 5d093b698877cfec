"""Counting many things in one question to the database."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class CountOf(Subquery):
    """How many rows a query has, as a part of another question."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0  # of a query that can hold nothing

    @classmethod
    def rows(cls, found: QuerySet[Any], end: int | None = None) -> "CountOf":
        """The number of these rows, counted up to ``end`` where one is given."""
        return cls(found.order_by().values("pk")[:end])
