"""Which figures a report states, and how they are counted once and kept.

Figures of the rooms below are known here by their codes only; a code that no room has registered is a
visible gap (待录), never zero.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from anxin.ground.access.models import Post
from anxin.ground.access.reach import Area, counting
from anxin.ground.database.models import Bounds
from anxin.ground.database.scope import range_of
from anxin.ground.figures.registry import Figure, get
from anxin.ground.units.models import Domain, Unit

DEPARTMENTS = tuple(Domain.values)
PROPOSED = tuple(f"care.measures_proposed.{domain}" for domain in DEPARTMENTS)
DONE = tuple(f"care.measures_done.{domain}" for domain in DEPARTMENTS)

CODES = (
    "families.households",
    "families.people",
    "families.elders",
    "families.minors",
    "families.birth_unknown",
    "families.officers_pending",
    "care.unnamed",
    *PROPOSED,
    *DONE,
    "care.needs_open",
    "care.visits_year",
    "care.families_unvisited",
    "care.promises_overdue",
    "entitlements.calculated",
    "entitlements.pending_scenarios",
    "entitlements.gaps",
    "exemplars.activities",
    "exemplars.attendances",
)
SUMMED = 10_000  # rows of a sum added up in one question
WHEN_KEPT = ("entitlements.unpaid",)  # stated once a room of this house keeps payments; until then not a word


@dataclass(frozen=True)
class Made:
    """A number made of others: the rows of ``plus`` without the rows of ``minus``."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


MADE = {
    "measures.proposed": Made(PROPOSED),
    "measures.done": Made(DONE),
    "measures.left": Made(PROPOSED, DONE),
    **{
        f"measures.left.{domain}": Made(
            (f"care.measures_proposed.{domain}",), (f"care.measures_done.{domain}",)
        )
        for domain in DEPARTMENTS
    },
}


@dataclass(frozen=True)
class Count:
    """A number with the rows behind it; ``version`` None means that nothing defines it here: a gap."""

    code: str
    told_by: str
    version: int | None
    rows: tuple[uuid.UUID, ...] = ()
    sum: int | None = None

    @property
    def value(self) -> int | None:
        """What the rows come to together, else how many they are; None for a gap."""
        if self.version is None:
            return None
        return len(self.rows) if self.sum is None else self.sum


def answers_for(by: Post, about: Unit) -> bool:
    """Does this post answer for the whole of a region?"""
    lo, hi = by.area
    return lo <= about.path and range_of(about.path)[1] <= hi


def count_all(by: Post, about: Unit, day: date, wanted: Collection[str] = ()) -> dict[str, Count]:
    """Count what a report on the region ``about`` states, as of ``day``; ``wanted`` names some of the figures
    only. The post has to answer for the whole region (``answers_for``), else PermissionError."""
    if not answers_for(by, about):
        raise PermissionError(about.pk)
    made = {code: one for code, one in MADE.items() if not wanted or code in wanted}
    counts = _count_stated(by, about, day, _needed(wanted, made))
    return counts | {code: _make(code, one, counts) for code, one in made.items()}


def _needed(wanted: Collection[str], made: Mapping[str, Made]) -> list[str]:
    """The codes to be counted: all, or those wanted and those that wanted numbers are made of."""
    parts = {part for one in made.values() for part in (*one.plus, *one.minus)}
    return [code for code in (*CODES, *WHEN_KEPT) if not wanted or code in wanted or code in parts]


def _count_stated(by: Post, about: Unit, day: date, codes: list[str]) -> dict[str, Count]:
    known = {code: one for code in codes if (one := _figure(code)) is not None}
    region = Area(*range_of(about.path))
    found = counting(by, lambda area: {code: _counted(one, region, day) for code, one in known.items()})
    stated = [code for code in codes if code not in WHEN_KEPT or code in known]
    return {code: _count(code, known.get(code), *found.get(code, ((), None))) for code in stated}


def _figure(code: str) -> Figure | None:
    try:
        return get(code)
    except KeyError:
        return None


def _counted(figure: Figure, area: Bounds, day: date) -> tuple[tuple[uuid.UUID, ...], int | None]:
    """The rows, and their sum if the figure is one: of exactly these rows, whatever is recorded meanwhile."""
    rows = figure.rows(area, day).order_by()
    # In an order of their own: as the table happens to hold them, two equal counts would be kept differently.
    ids = tuple(sorted(rows.values_list("pk", flat=True)))
    if figure.measure is None:
        return ids, None
    some = (ids[place : place + SUMMED] for place in range(0, len(ids), SUMMED))
    return ids, sum(figure.measure(rows.filter(pk__in=few)) for few in some)


def _count(code: str, figure: Figure | None, rows: tuple[uuid.UUID, ...], total: int | None) -> Count:
    return Count(code, code, figure.version if figure else None, rows, total)


def _make(code: str, made: Made, counts: dict[str, Count]) -> Count:
    told_by = made.plus[0]
    versions = [counts[part].version for part in (*made.plus, *made.minus)]
    if None in versions:
        return Count(code, told_by, None)
    without = {row for part in made.minus for row in counts[part].rows}
    rows = {row: None for part in made.plus for row in counts[part].rows if row not in without}
    return Count(code, told_by, versions[0], tuple(rows))
