"""Many numbers and short lists in one question to the database: a page of one's own day must open at once."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import IntegerField, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject

from anxin.ground.access.models import Post


class CountOf(Subquery):
    """How many rows a query has."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def first(rows: QuerySet[Any], limit: int, **fields: str | Combinable) -> ArraySubquery:
    """The first rows of a query as dicts of these fields. Only fields that lie in the clear can be asked."""
    return ArraySubquery(rows.values(json=JSONObject(**fields))[:limit])


def counts(rows: Mapping[str, QuerySet[Any]]) -> dict[str, CountOf]:
    """The number of rows of each query."""
    return {code: CountOf(found.order_by().values("pk")) for code, found in rows.items()}


def at_once(post: uuid.UUID, parts: Mapping[str, Combinable]) -> dict[str, Any]:
    """The answers to all ``parts``, by their codes, in one question. It is asked beside the reader's own
    post, since a question needs a row to be asked of."""
    codes = list(parts)
    row = Post.objects.filter(pk=post).values_list(*parts.values()).get()
    return dict(zip(codes, row, strict=True))
