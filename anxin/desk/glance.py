"""Many numbers and short lists in one question to the database: a page of one's own day must open at once."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject

from anxin.care.queries import Rule, Rules, rules_given
from anxin.ground.access.kept import kept
from anxin.ground.access.models import Post
from anxin.ground.database.counting import CountOf
from anxin.ground.database.models import Bounds

from . import gaps
from .apart import apart

Parts = Callable[[Post, Bounds, date], Mapping[str, Combinable]]  # a plain function of a module


def first(rows: QuerySet[Any], limit: int, **fields: str | Combinable) -> ArraySubquery:
    """The first rows of a query as dicts of these fields. Only fields that lie in the clear can be asked."""
    return ArraySubquery(rows.values(json=JSONObject(**fields))[:limit])


def counts(rows: Mapping[str, QuerySet[Any]], most: int | None = None) -> dict[str, CountOf]:
    """The number of rows of each query; ``most``: no further than one beyond it, which a number tells as
    "more than"."""
    end = None if most is None else most + 1
    return {code: CountOf.rows(found, end) for code, found in rows.items()}


def at_once(post: uuid.UUID, parts: Mapping[str, Combinable]) -> dict[str, Any]:
    """The answers to all ``parts``, by their codes, in one question. It is asked beside the reader's own
    post, since a question needs a row to be asked of. Where it fails, each part is asked by itself, and only
    what cannot be told is None."""
    found = apart("at once", lambda: _ask(post, parts))
    if found is not None:
        return found
    return {
        code: (apart(code, partial(_ask, post, {code: part})) or {}).get(code) for code, part in parts.items()
    }


def _ask(post: uuid.UUID, parts: Mapping[str, Combinable]) -> dict[str, Any]:
    codes = list(parts)
    row = Post.objects.filter(pk=post).values_list(*parts.values()).get()
    return dict(zip(codes, row, strict=True))


def kept_at_once(
    parts: Parts, post: Post, reach: Bounds, day: date, *rules: tuple[str, Rule]
) -> tuple[dict[str, Any], frozenset[str]]:
    """``at_once`` for what ``parts(post, reach, day)`` makes under these rules of visits: written once in
    this process for all readers alike. And which of the codes are numbers."""
    asked = apart("kept at once", lambda: _ask_kept(parts, post, reach, day, rules))
    if asked is not None:
        return asked
    made = _under(rules, parts, post, reach, day)
    return at_once(post.pk, made), _numbers(made)


def by_people(
    post: Post, reach: Bounds, day: date, more: Mapping[str, QuerySet[Any]] | None = None
) -> dict[str, int | None]:
    """The numbers whose question depends on the people of the area, or (``more``) on the moment: they are
    written anew each time."""
    rows = {**gaps.rows(gaps.known(gaps.BY_PEOPLE), reach, day), **(more or {})}
    return at_once(post.pk, counts(rows, gaps.MOST))


def _ask_kept(
    parts: Parts, post: Post, reach: Bounds, day: date, rules: Rules
) -> tuple[dict[str, Any], frozenset[str]]:
    questions = kept(_one_question, post, reach, day, parts, *rules)
    codes, numbers = questions.made
    (row,) = questions.ask(0, reach)
    return dict(zip(codes, row, strict=True)), numbers


def _one_question(
    post: Post, reach: Bounds, day: date, parts: Parts, *rules: tuple[str, Rule]
) -> tuple[tuple[list[str], frozenset[str]], list[QuerySet[Any, Any]]]:
    made = _under(rules, parts, post, reach, day)
    rows = Post.objects.filter(pk=post.pk).values_list(*made.values())
    return (list(made), _numbers(made)), [rows]


def _under(rules: Rules, parts: Parts, post: Post, reach: Bounds, day: date) -> Mapping[str, Combinable]:
    with rules_given(rules):
        return parts(post, reach, day)


def _numbers(parts: Mapping[str, Combinable]) -> frozenset[str]:
    return frozenset(code for code, part in parts.items() if isinstance(part, CountOf))
