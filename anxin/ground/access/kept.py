"""Kept questions of a post at work: what its role, its permissions, the day and the language make of them is
written once in a process; the post, its unit and the range are put in for each reader (ground.database.kept).

A question is built of stand-ins that know nothing else: a post of which only the role and the permissions
left to it can be read, and a range of two invented bounds. While it is built the database answers nothing,
and the builder is a function without a closure. So nothing of a reader can get in but by the four values
named; and before it is kept it must agree, word for word, with what Django writes for the first reader.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from types import FunctionType
from typing import Any, NoReturn, Protocol

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from anxin.ground.database.kept import STAND_INS, Own, Shelf, Unkept, Written, agrees, write
from anxin.ground.database.models import Bounds
from anxin.ground.database.repeated import Repeated
from anxin.ground.days.clock import today

from .models import Post

MOST = 64  # shapes in one process: roles × languages, and counties with visit rules of their own
Made = tuple[Any, Sequence[QuerySet[Any, Any]]]  # whatever tells the answers, and the questions
Build = Callable[..., Made]  # (post, reach, day, *about), a plain function of a module
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Range:
    """Two bounds and nothing else."""

    lo: str
    hi: str


class Questions(Protocol):
    """Questions that can be asked of one range of the reader's after the other, whose scope is set."""

    made: Any

    def ask(self, n: int, reach: Bounds) -> list[Any]:
        """The answer to the question of this number."""


@dataclass(frozen=True)
class _Shape:
    made: Any
    questions: Sequence[Written]


class _Kept:
    def __init__(self, shape: _Shape, post: Post) -> None:
        self.made, self._questions, self._post = shape.made, shape.questions, post

    def ask(self, n: int, reach: Bounds) -> list[Any]:
        card = getattr(reach, "grant", None) is not None
        return self._questions[n].ask(_own(self._post, reach), whole=not card)


class _Fresh:
    """Written for this request alone; for another of its ranges too, from the second one on."""

    def __init__(self, made: Made, reach: Bounds) -> None:
        self.made, self._rows = made
        self._reach = reach
        self._again: dict[int, Repeated[Any]] = {}

    def ask(self, n: int, reach: Bounds) -> list[Any]:
        if n not in self._again:
            self._again[n] = Repeated(self._rows[n], self._reach)
        return self._again[n].within(reach)


_shelf: Shelf[_Shape | Unkept] = Shelf(MOST)
forget = _shelf.clear


def kept(build: Build, post: Post, reach: Bounds, day: date, *about: Any) -> Questions:
    """The questions that ``build(post, reach, day, *about)`` makes, kept where that is safe. ``about`` is
    what else they depend on (rules of visits, for instance) and part of the shape: hashable, nobody's own."""
    if post.stand_in is not None:  # a shape knows no second person
        return _Fresh(build(post, reach, day, *about), reach)
    key = (build, post.role, post.only, day, get_language(), about)
    shape = _shelf.get(key)
    if shape is None:
        shape = _shape(build, post, reach, day, about)
        _shelf.put(key, shape)
    if isinstance(shape, Unkept):
        return _Fresh(build(post, reach, day, *about), reach)
    return _Kept(shape, post)


def _shape(build: Build, post: Post, reach: Bounds, day: date, about: tuple[Any, ...]) -> _Shape | Unkept:
    """The shape, or why there is none."""
    for one in (build, *about):
        if isinstance(one, FunctionType) and one.__closure__ is not None:
            return Unkept("a builder holds something from elsewhere")
    try:
        with connection.execute_wrapper(_refuse):
            made, other = (build(*_stand_in(own, post), day, *about) for own in STAND_INS)
            questions = [write(one, two) for one, two in zip(made[1], other[1], strict=True)]
        _check(questions, build(post, reach, day, *about), _own(post, reach), day)
    except (Unkept, AttributeError) as why:
        log.info("a question is written anew each time: %s", type(why).__name__)
        return Unkept(str(why))
    return _Shape(made[0], questions)


def _check(questions: Sequence[Written], real: Made, own: Own, day: date) -> None:
    if len(questions) != len(real[1]) or not all(
        agrees(one, rows, own) for one, rows in zip(questions, real[1], strict=True)
    ):
        raise Unkept("what was written for this reader differs")
    if day != today():
        raise Unkept("midnight passed, or another day is asked about")


def _refuse(*_args: Any) -> NoReturn:
    raise Unkept("the question depends on what the database holds")


def _stand_in(own: Own, post: Post) -> tuple[Post, Range]:
    """A post of which nothing can be read but its ids, role and permissions: anything else would have to come
    from the database, which does not answer."""
    told = {"id": own["post"], "unit_id": own["unit"], "role": post.role}
    names = [field.attname for field in Post._meta.concrete_fields if field.attname in told]
    made = Post.from_db(DEFAULT_DB_ALIAS, names, [told[name] for name in names])
    made.only = post.only
    return made, Range(own["lo"], own["hi"])


def _own(post: Post, reach: Bounds) -> Own:
    return {"post": post.pk, "unit": post.unit_id, "lo": reach.lo, "hi": reach.hi}
