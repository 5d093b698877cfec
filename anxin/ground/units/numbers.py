"""How many units of which kind and level stand at a place and below it, without a look at each of them."""

from collections import Counter
from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from anxin.ground.database.scope import range_of

from .models import Unit, UnitTally, UnitTallyChange
from .tallying import Tallies, has_tally

TALLIES = Tallies(UnitTally, UnitTallyChange, ["units"])

Kinds = Counter[tuple[str, int]]  # (kind, level) → how many


def how_many(units: Sequence[Unit]) -> dict[str, Kinds]:
    """By path: how many units there are within each of these, itself among them."""
    found: dict[str, Kinds] = {unit.path: Counter() for unit in units}
    told = TALLIES.counts([unit.path for unit in units if has_tally(unit)])
    for (place, kind, level), (number,) in told.items():
        found[str(place)][str(kind), int(level)] += number
    villages = [unit.path for unit in units if not has_tally(unit)]
    for path, kind, level in _looked_at(villages):
        for village in villages:
            found[village][kind, level] += path.startswith(village)
    return found


def _looked_at(paths: Sequence[str]) -> Sequence[tuple[str, str, int]]:
    """The units of a few villages, each with its kind and level."""
    if not paths:
        return []
    ranges = (Q(path__gte=lo, path__lt=hi) for lo, hi in map(range_of, paths))
    return list(Unit.objects.filter(reduce(or_, ranges)).order_by().values_list("path", "kind", "level"))
