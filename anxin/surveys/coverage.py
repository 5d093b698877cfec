"""How a round stands, down the tree: the places asked, by what each has answered, under each place below.

Only numbers of units and of records leave this module; the lists behind them open through the reader's own
scope (views.rounds)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Left
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.access.models import Post
from anxin.ground.access.reach import cells, counting
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.units.models import STEP, Unit

from .found import found_since
from .models import Answer, AnswerState, Round
from .standing import ASKED, NIL, NOT_STARTED, stands, stands_itself

STANDS: dict[str, Promise] = {
    ASKED: _("places asked"),
    NOT_STARTED: _("not started"),
    AnswerState.AT_WORK: _("at work"),
    AnswerState.SENT: _("sent in"),
    AnswerState.RETURNED: _("returned to be mended"),
    AnswerState.ACCEPTED: pgettext_lazy("answer", "accepted"),
    NIL: _("of these nil returns"),
}


@dataclass
class Line:
    """One place and how those below it stand; ``found``: officers in the register, None where hidden;
    ``answers``: the round asks this very place too, not only places below it."""

    unit: Unit
    counts: Counter[str] = field(default_factory=Counter)
    found: int | None = 0
    answers: bool = False

    @property
    def cells(self) -> list[tuple[str, Promise, int]]:
        """The stands with their numbers, in the order in which they are read."""
        return [(code, words, self.counts[code]) for code, words in STANDS.items()]


def places_in(round_: Round, place: Unit, stand: str) -> "ScopedQuerySet[Unit]":
    """The places asked within ``place`` that stand so."""
    asked = round_.places().under(place.path)
    if stand == ASKED:
        return asked
    # Looked up place by place: the first page of a list does not wait for every answer of the nation.
    given = Answer.objects.filter(round=round_, unit=OuterRef("pk"))
    if stand == NOT_STARTED:
        return asked.filter(~Exists(given))
    return asked.filter(Exists(given.filter(nil=True) if stand == NIL else given.filter(state=stand)))


def coverage(post: Post, round_: Round, place: Unit) -> list[Line]:
    """A line for the place itself, if it is asked, and for every place directly below that holds any."""
    children = list(Unit.objects.filter(parent=place))
    below = {path: counts for path, counts in stands(round_, children).items() if counts[ASKED]}
    lines = {unit.path: Line(unit, below[unit.path]) for unit in children if unit.path in below}
    for unit in round_.places().filter(path__in=[place.path, *lines]):
        if unit.path == place.path:
            lines[unit.path] = Line(unit, stands_itself(round_, unit))
        lines[unit.path].answers = True
    _fill_found(lines, post, round_, place, len(place.path) + STEP)
    return [lines[key] for key in sorted(lines)]


def summed(lines: list[Line]) -> Counter[str]:
    """All lines together."""
    return sum((line.counts for line in lines), Counter())


def _fill_found(lines: Mapping[str, Line], post: Post, round_: Round, place: Unit, width: int) -> None:
    """The place itself answers for all that no line below it answers for."""
    found = counting(post, lambda area: _found_by_key(round_, place, width), within=post.papers)
    below = sum(found.get(key, 0) for key in lines if key != place.path)
    found[place.path] = sum(found.values()) - below
    shown = cells(post, {line.unit.pk: found.get(key, 0) for key, line in lines.items()})
    for line in lines.values():
        line.found = shown[line.unit.pk]


def _found_by_key(round_: Round, place: Unit, width: int) -> dict[str, int]:
    """Officers of the register under each key."""
    found = found_since(round_.since, place.path).order_by()
    keyed = found.values_list(Left("path", width)).annotate(number=Count("pk"))
    return dict(keyed)
