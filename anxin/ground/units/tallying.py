"""Counts of whole subtrees: those folded in, and what has changed since, in one statement (decision 0043).

A room that counts something of units keeps two tables of one shape. A trigger (``operations.CountChanges``)
writes what every statement changes into the second, in the transaction of whatever changed it, so that no
act can forget it; a job folds that into the first, for the place itself and every one above. A count reads
both in one statement, which sees one instant, so it is exact while others write and while changes are being
folded in. Writing only ever adds rows of changes: nobody waits for the row of the nation.

Villages have no tally of their own: what they have counts at the unit above them, and whoever asks about a
village looks at the few rows of the village itself (``has_tally``). So tallies stay a tenth of the size.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, models, transaction

from anxin.ground.database.scope import END, papers

from .models import STEP, Level, Unit

BATCH = 50_000  # changes folded in one transaction
LOCK = 7_043  # of whoever folds one kind of tally: one at a time

Key = str | int | uuid.UUID
Told = Mapping[tuple[Key, ...], tuple[int, ...]]  # (place, what is told apart below it …) → numbers


def has_tally(unit: Unit) -> bool:
    """Is this a unit whose subtree is kept counted (any but a village)?"""
    return unit.level < Level.VILLAGE


class Tallies:
    """One kind of count. ``tally`` and ``change`` are its tables: a path, the ``numbers``, and what else is
    told apart (a year, a level). ``only``: the condition, in SQL, under which a change is still of use."""

    kinds: list["Tallies"] = []  # every kind of the house, in the order in which rooms are loaded

    def __init__(
        self,
        tally: type[models.Model],
        change: type[models.Model],
        numbers: Sequence[str],
        *,
        only: str = "true",
    ) -> None:
        self.table, self.changes = tally._meta.db_table, change._meta.db_table
        self.numbers, self.only = tuple(numbers), only
        columns = [str(field.column) for field in tally._meta.local_concrete_fields]
        self.keys = tuple(name for name in columns if name not in {"id", "path", *numbers})
        Tallies.kinds.append(self)

    def counts(self, places: Iterable[str], **given: Key) -> Told:
        """The numbers of everything at and below each of these places; what ``given`` does not name is told
        apart. A place where nothing is counted is left out."""
        apart = [key for key in self.keys if key not in given]
        with connection.cursor() as cursor:
            cursor.execute(self._count(apart, given), {**given, "places": list(places)})
            found = cursor.fetchall()
        width = 1 + len(apart)
        return {tuple(row[:width]): tuple(map(int, row[width:])) for row in found}

    def _count(self, apart: Sequence[str], given: Iterable[str]) -> str:
        told = ", ".join([*apart, *self.numbers])
        sums = ", ".join([*apart, *(f"sum({name})" for name in self.numbers)])
        which = "".join(f" AND {key} = %({key})s" for key in given)
        return f"""
SELECT place, {sums} FROM (
    SELECT path AS place, {told} FROM {self.table} WHERE path = ANY(%(places)s){which}
    UNION ALL
    SELECT place COLLATE "C", {told} FROM unnest(%(places)s::text[]) AS place
    JOIN {self.changes} ON path >= place COLLATE "C" AND path < place || '{END}' COLLATE "C"{which}
) counted GROUP BY {", ".join(["place", *apart])}"""

    def fold(self) -> int:
        """Bring the tallies up to date; returns how many changes went in. May run twice and beside itself."""
        folded = 0
        while some := self._fold_some():
            folded += some
        return folded

    @transaction.atomic
    def _fold_some(self) -> int:
        with connection.cursor() as cursor:
            self._take_turns()
            cursor.execute(f"SELECT count(*) FROM (SELECT FROM {self.changes} LIMIT %s) AS found", [BATCH])
            (waiting,) = cursor.fetchone() or (0,)
            if waiting:
                cursor.execute(self._fold())
        return int(waiting)

    def _fold(self) -> str:
        keys, numbers = [*self.keys, "path"], ", ".join(self.numbers)
        sums = ", ".join(f"sum({name})" for name in self.numbers)
        added = ", ".join(f"{name} = kept.{name} + excluded.{name}" for name in self.numbers)
        apart = "".join(f"{key}, " for key in self.keys)
        return f"""
WITH taken AS (
    DELETE FROM {self.changes}
    WHERE id IN (SELECT id FROM {self.changes} ORDER BY id LIMIT {BATCH}) RETURNING *
)
INSERT INTO {self.table} AS kept ({", ".join(keys)}, {numbers})
SELECT {apart}left(path, long), {sums}
FROM taken CROSS JOIN LATERAL generate_series({STEP}, length(path), {STEP}) AS long
WHERE {self.only} GROUP BY {apart}left(path, long)
ON CONFLICT ({", ".join(keys)}) DO UPDATE SET {added}"""

    @transaction.atomic
    def rebuild(self) -> None:
        """Count everything afresh from the records themselves; whoever would change one waits so long."""
        with papers("", END), connection.cursor() as cursor:
            self._take_turns()
            cursor.execute(f"SELECT {self.table}_recount()")
            self.fold()

    def _take_turns(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, self.table])
