"""Counts of a whole subtree of a notice: those folded in, and what has changed since, in one statement.

One statement sees one instant, so a count is exact while others sign for the notice and while changes are
being folded in. Signing for only ever adds rows of changes: no two offices wait for one another, and nobody
for the row of the nation.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any

from django.db import connection, transaction

from anxin.ground.units.models import STEP

BATCH = 50_000  # changes folded in one transaction
LOCK = 7_043  # of whoever folds: one at a time


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

NAMES = [field.name for field in fields(Count)]
COLUMNS = ", ".join(NAMES)
SUMS = ", ".join(f"sum({name})" for name in NAMES)
# A change counts at the place asked about, and at the child of it below which it lies.
COUNT = f"""
SELECT place, level, {SUMS} FROM (
    SELECT path AS place, level, {COLUMNS} FROM notices_tally
    WHERE notice_id = %(notice)s AND path = ANY(%(places)s)
    UNION ALL
    SELECT v.place, level, {COLUMNS} FROM notices_tallychange
    CROSS JOIN LATERAL (
        VALUES (%(root)s), (CASE WHEN length(path) > %(long)s THEN left(path, %(long)s + {STEP}) END)
    ) AS v(place)
    WHERE notice_id = %(notice)s AND path >= %(root)s AND path < %(root)s || '~' AND v.place IS NOT NULL
) counted GROUP BY place, level
"""
FOLD = f"""
WITH taken AS (
    DELETE FROM notices_tallychange
    WHERE id IN (SELECT id FROM notices_tallychange ORDER BY id LIMIT {BATCH}) RETURNING *
)
INSERT INTO notices_tally AS kept (notice_id, path, level, {COLUMNS})
SELECT notice_id, left(path, long), level, {SUMS}
FROM taken CROSS JOIN LATERAL generate_series({STEP}, length(path), {STEP}) AS long
WHERE EXISTS (SELECT FROM notices_notice WHERE id = notice_id)
GROUP BY 1, 2, 3
ON CONFLICT (notice_id, path, level) DO UPDATE
SET {", ".join(f"{name} = kept.{name} + excluded.{name}" for name in NAMES)}
"""


def counts(notice: uuid.UUID, root: str, children: Iterable[str] = ()) -> Counted:
    """How many units stand where below ``root``, and below each of its children, by level."""
    asked: dict[str, Any] = {"notice": notice, "root": root, "places": [root, *children], "long": len(root)}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, asked)
        return {(place, level): Count(*map(int, told)) for place, level, *told in cursor.fetchall()}


def fold() -> int:
    """Bring the tallies up to date; returns how many changes went in. May run twice and beside itself."""
    folded = 0
    while some := _fold_some():
        folded += some
    return folded


@transaction.atomic
def _fold_some() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT count(*) FROM (SELECT FROM notices_tallychange LIMIT %s) AS found", [BATCH])
        (waiting,) = cursor.fetchone() or (0,)
        if waiting:
            cursor.execute(FOLD)
    return int(waiting)
