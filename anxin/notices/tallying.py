"""How many units stand where with a notice, below any place: what is kept counted (ground.units.tallying)."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields

from anxin.ground.units.tallying import Tallies

from .models import Tally, TallyChange


@dataclass(frozen=True)
class Count:
    """Units of one level below a place: ``due`` to sign for = ``signed`` + ``waiting`` + ``far``; and of
    others those exempted, with more time, that have reported, and waiting for a paper."""

    due: int = 0
    signed: int = 0
    waiting: int = 0
    far: int = 0
    exempt: int = 0
    extended: int = 0
    reported: int = 0
    paper: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    @property
    def unsigned(self) -> int:
        """Those that have not signed for it, whether it has reached them or not."""
        return self.waiting + self.far


Counted = Mapping[tuple[str, int], Count]  # (place, level)

TALLIES = Tallies(
    Tally, TallyChange, [field.name for field in fields(Count)],
    only="EXISTS (SELECT FROM notices_notice WHERE id = notice_id)",
)  # fmt: skip


def counts(notice: uuid.UUID, root: str, children: Iterable[str] = ()) -> Counted:
    """How many units stand where below ``root``, and below each of its children, by level."""
    told = TALLIES.counts([root, *children], notice_id=notice)
    return {(str(place), int(level)): Count(*numbers) for (place, level), numbers in told.items()}


def fold() -> int:
    """Bring the tallies up to date; returns how many changes went in."""
    return TALLIES.fold()
