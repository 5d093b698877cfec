"""How many places of a round stand where, below each of some units: from what is kept counted, however many
units there are. Exactly what ``Round.places`` and the answers say, one by one.

The places asked are told from the numbers of units by kind and level (ground.units.numbers). What those
cannot tell is looked at itself, and is little: units picked by hand, the one that asks, and offices, which
stand for their region.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left

from anxin.ground.units.choosing import Choice
from anxin.ground.units.models import Kind, Unit
from anxin.ground.units.numbers import Kinds, how_many
from anxin.ground.units.tallying import has_tally

from .models import ANSWERS, Answer, AnswerState, Round

ASKED, NOT_STARTED, NIL = "asked", "not_started", "nil"
Stands = Counter[str]


def stands(round_: Round, units: Sequence[Unit]) -> dict[str, Stands]:
    """By path: how many places within each of these sibling units stand where, the unit itself among them."""
    asked, answers = asked_within(round_, units), _answers(round_, units)
    found = {}
    for unit in units:
        given = answers.get(unit.path, Counter())
        begun = sum(given[state] for state in AnswerState.values)
        number = asked[unit.path]
        found[unit.path] = Counter({**given, ASKED: number, NOT_STARTED: number - begun})
    return found


def stands_itself(round_: Round, unit: Unit) -> Stands:
    """How one unit that is asked itself stands, without those below it."""
    states = Answer.objects.filter(round=round_, path=unit.path).values_list("state", "nil")
    given = Counter(chain.from_iterable(_told(*one) for one in states))
    return Counter({**given, ASKED: 1, NOT_STARTED: 1 - len(states)})


def _answers(round_: Round, units: Sequence[Unit]) -> dict[str, Stands]:
    told = ANSWERS.counts([unit.path for unit in units if has_tally(unit)], round_id=round_.pk)
    found = {
        str(place): Counter(dict(zip(ANSWERS.numbers, numbers, strict=True)))
        for (place,), numbers in told.items()
    }
    return found | _of_villages(round_, [unit.path for unit in units if not has_tally(unit)])


def _of_villages(round_: Round, villages: Sequence[str]) -> dict[str, Stands]:
    """The few villages of one township are looked at themselves."""
    found: dict[str, Stands] = {path: Counter() for path in villages}
    if found:
        lo, hi = villages[0], villages[-1] + "~"
        rows = Answer.objects.filter(round=round_, path__gte=lo, path__lt=hi)
        for path, state, nil in rows.values_list("path", "state", "nil"):
            found.get(path[: len(lo)], Counter()).update(_told(state, nil))
    return found


def _told(state: str, nil: bool) -> list[str]:
    """The stands in which one answer is counted."""
    return [state, NIL] if nil else [state]


# — Who is asked —


def asked_within(round_: Round, units: Sequence[Unit]) -> Counter[str]:
    """By path: how many places the round asks within each of these sibling units."""
    if not units:
        return Counter()
    found = _by_kind(round_, units)
    lo, hi, width = units[0].path, units[-1].path + "~", len(units[0].path)

    def add(rows: "QuerySet[Unit]", sign: int) -> None:
        here = rows.filter(path__gte=lo, path__lt=hi).order_by()
        for place, number in here.values_list(Left("path", width)).annotate(number=Count("pk")):
            found[place] += sign * number

    _look_at_odd_ones(round_, found, width)
    _through_offices(round_, add)
    return found


def _by_kind(round_: Round, units: Sequence[Unit]) -> Counter[str]:
    """By path: how many units the round's lines mean by kind and level, as the tree stands."""
    lines = _lines(round_)
    starts = sorted({line.below for line in lines})
    inside = {
        unit.path: [one for one in starts if len(one) > len(unit.path) and one.startswith(unit.path)]
        for unit in units
    }
    deeper = Unit.objects.filter(path__in=set(chain.from_iterable(inside.values())))
    numbers = how_many([*units, *(one for one in deeper if one.path not in inside)])
    found: Counter[str] = Counter()
    for unit in units:
        here = [line for line in lines if unit.path.startswith(line.below)]
        found[unit.path] = _sum(numbers[unit.path], here, [])
        for start in inside[unit.path]:
            above = [line for line in lines if line.below != start and start.startswith(line.below)]
            new = [line for line in lines if line.below == start]
            found[unit.path] += _sum(numbers.get(start, Counter()), new, above)
    return found


def _lines(round_: Round) -> list[Choice]:
    """The lines that mean units by kind and level, each within the subtree in which the round asks."""
    lines = [line for line in map(Choice.of, round_.lines) if not line.picked]
    within = [
        Choice(line.kind, line.level, max(line.below, round_.path, key=len))
        for line in lines
        if line.below.startswith(round_.path) or round_.path.startswith(line.below)
    ]
    return within


def _means(line: Choice, kind: str, level: int) -> bool:
    return line.kind in ("", kind) and line.level in (None, level)


def _sum(numbers: Kinds, lines: Sequence[Choice], but: Sequence[Choice]) -> int:
    """The units that one of ``lines`` means and none of ``but``."""
    return sum(
        number
        for (kind, level), number in numbers.items()
        if any(_means(line, kind, level) for line in lines)
        and not any(_means(line, kind, level) for line in but)
    )


def _look_at_odd_ones(round_: Round, found: Counter[str], width: int) -> None:
    """Units picked by hand, and the one that asks with its place: kind and level do not tell of them."""
    lines, picked = _lines(round_), [Choice.of(line).picked for line in round_.lines]
    odd = Unit.objects.filter(
        Q(path=round_.path) | Q(pk=round_.unit_id) | Q(pk__in=[one for one in picked if one])
    )
    meant = set(round_.within().filter(round_.meant(), pk__in=odd.values("pk")).values_list("pk", flat=True))
    for one in odd:
        told = any(one.path.startswith(line.below) and _means(line, one.kind, one.level) for line in lines)
        found[one.path[:width]] += (one.pk in meant) - told


def _through_offices(round_: Round, add: Callable[["QuerySet[Unit]", int], None]) -> None:
    """An office does not answer, its region does: once, though both were asked."""
    lines = map(Choice.of, round_.lines)
    if any(line.picked or line.kind in ("", Kind.ORGANISATION) for line in lines):
        within, offices = round_.within(), round_.offices_meant()
        add(offices, -1)
        add(within.filter(pk__in=offices.values("parent")).exclude(round_.meant()), +1)
