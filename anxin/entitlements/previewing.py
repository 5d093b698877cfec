"""What loading a pack would change, reckoned by the same road as the loading itself and stored nowhere."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, field
from itertools import islice

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.access.reach import counting
from anxin.ground.access.rights import FIGURES
from anxin.policy.packs.reading import Pack

from .comparing import Difference, as_reckoned, as_stored, differences
from .models import LoadedPack
from .regions import families_of

BATCH = 2000
MOST = 20_000  # families reckoned while somebody waits; beyond it their number alone is told


@dataclass
class Rhythm:
    """What changes of what is paid once, every month or every year; sums of unlike rhythms never add up.

    ``old_fen`` and ``new_fen``: of lines with a sum before and after. ``found``: lines to be determined that
    get one, and what these come to; ``lost``: lines that lose theirs."""

    old_fen: int = 0
    new_fen: int = 0
    found: int = 0
    found_fen: int = 0
    lost: int = 0

    def add(self, old_fen: int | None, new_fen: int | None) -> None:
        """One more line that differs."""
        if old_fen is not None and new_fen is not None:
            self.old_fen += old_fen
            self.new_fen += new_fen
        elif new_fen is not None:
            self.found += 1
            self.found_fen += new_fen
        else:
            self.lost += 1


@dataclass
class Preview:
    """How many families a pack touches; the lines that change, for those who may see the families.

    ``rhythms``: what changes by how often it is paid, without the scenarios of pending determinations, of
    which one at most comes true (``scenarios``: how many of these change). ``counted_only``: there are too
    many families to reckon them all before anybody has decided anything."""

    families: int = 0
    touched: int = 0
    lines: int = 0
    scenarios: int = 0
    rhythms: dict[str, Rhythm] = field(default_factory=dict)
    counted_only: bool = False
    differences: list[Difference] = field(default_factory=list)


def packs_with(pack: Pack) -> list[Pack]:
    """The packs in force once this one is loaded."""
    others = LoadedPack.objects.in_force().exclude(pack=pack.id)
    return [*(one.read for one in others), pack]


def preview(pack: Pack, *, post: Post | None = None) -> Preview:
    """For the families in sight; for a post above the county numbers alone, of its whole area."""
    if post is not None and post.depth == FIGURES:
        numbers, rhythms = counting(post, lambda _area: _numbers(_looked_at(pack)))
        families, touched, lines, scenarios, only = numbers
        told = {period: Rhythm(*one) for period, one in rhythms.items()}
        return Preview(families, touched, lines, scenarios, told, bool(only))
    return _looked_at(pack)


def _numbers(found: Preview) -> tuple[list[int], dict[str, tuple[int, ...]]]:
    numbers = [found.families, found.touched, found.lines, found.scenarios, int(found.counted_only)]
    return numbers, {period: astuple(one) for period, one in found.rhythms.items()}


def _looked_at(pack: Pack) -> Preview:
    cards = families_of(pack.region)
    found = Preview(families=cards.count())
    if found.families > MOST:
        found.counted_only = True
        return found
    packs, households = packs_with(pack), set()
    for batch in _batches(cards.order_by("path").iterator()):
        keys = {household.pk for household in batch}
        for one in differences(as_stored(keys), as_reckoned(keys, packs)):
            households.add(one.one.household)
            found.differences.append(one)
    found.touched, found.lines = len(households), len(found.differences)
    _sum_up(found)
    return found


def _sum_up(found: Preview) -> None:
    for one in found.differences:
        if one.one.pending:
            found.scenarios += 1
        else:
            found.rhythms.setdefault(one.one.period, Rhythm()).add(one.old_fen, one.new_fen)


def _batches(cards: Iterator[Household]) -> Iterator[Sequence[Household]]:
    while batch := list(islice(cards, BATCH)):
        yield batch
