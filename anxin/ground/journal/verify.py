"""Checking the journal: every chain from entry to entry, every head, every seal, every line of the seals.

The hashes are computed here and not by the database's own function: whoever owns the tables could replace
that one by a function that says yes.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from anxin.ground.days.clock import SHANGHAI

from .seals import Seal, SealBook, Torn, sealed_places

ROWS = """
SELECT shard, seq, at, hash, (extract(epoch FROM at) * 1000000)::bigint, act, by::text, account::text, kind,
       record::text, cards::text, result, details::text, request_id
FROM journal_entry WHERE at >= %s ORDER BY shard, seq
"""
STARTS = "SELECT hash, seq FROM journal_entry WHERE shard = %s AND seq = %s"
TAILS = """
SELECT head.shard, head.seq FROM journal_head head LEFT JOIN LATERAL (
    SELECT seq, hash FROM journal_entry e WHERE e.shard = head.shard ORDER BY seq DESC LIMIT 1) last ON true
WHERE coalesce(last.seq, 0) <> head.seq OR coalesce(last.hash, ''::bytea) <> head.hash ORDER BY head.shard
"""
SEALED = """
SELECT DISTINCT s.shard, s.seq, e.at
FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[]) AS s(shard, seq, hash)
LEFT JOIN journal_entry e ON e.shard = s.shard AND e.seq = s.seq
WHERE e.hash IS DISTINCT FROM s.hash ORDER BY s.shard, s.seq
"""
BATCH = 10_000
BACKWARDS = timedelta(days=1)  # the longest job notes its acts well within a day before it commits


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold: what, and where. ``kind`` is one of

    altered (an entry's hash is not what its words give), missing (a number is not there), extra (a number is
    there twice), time (dated a day or more before the entry it follows), tail (the chain does not end where
    its head says), seal (a sealed entry is gone or another), line (a line of the seal files; ``place``)."""

    kind: str
    shard: int | None = None
    seq: int | None = None
    at: datetime | None = None
    place: str = ""


@dataclass(frozen=True)
class Verdict:
    """How many entries and seals were checked, and what does not hold; no findings mean whole."""

    entries: int
    seals: int
    findings: tuple[Finding, ...]
    sealed_at: datetime | None = None

    @property
    def whole(self) -> bool:
        return not self.findings

    @property
    def broken(self) -> tuple[tuple[int | None, int | None], ...]:
        """The places (chain, number) at fault."""
        return tuple((one.shard, one.seq) for one in self.findings)

    def as_json(self) -> dict[str, Any]:
        return {"whole": self.whole, **asdict(self)}


def verify(book: SealBook | None = None, since: date | None = None) -> Verdict:
    """Check the chains (from a day on, or all), and the seals in ``book``. Needs a scope that sees every
    entry; reads it all as of one instant."""
    counted = [0]
    with transaction.atomic():
        found = list(_chains(since, counted))
        found += [Finding("tail", shard, seq) for shard, seq in _all(TAILS, [])]
        lines = list(book.read()) if book else []
        seals = [line for line in lines if isinstance(line, Seal)]
        found += [_torn(line) for line in lines if isinstance(line, Torn)]
        found += [_torn(line) for line in (book.differing() if book else ())]
        found += _against(seals)
    return Verdict(counted[0], len(seals), tuple(found), seals[-1].at if seals else None)


def _torn(line: Torn) -> Finding:
    return Finding("line", place=f"{line.file}:{line.line} {line.code}")


def _chains(since: date | None, counted: list[int]) -> Iterator[Finding]:
    start = datetime(since.year, since.month, since.day, tzinfo=SHANGHAI) if since else "-infinity"
    shard, before, number, moment = None, b"", 0, None
    for row in _rows(start):
        counted[0] += 1
        if row[0] != shard:
            shard, moment = row[0], None
            before, number = _start(row[0], row[1]) if since else (b"", 0)
        yield from _entry(row, before, number, moment)
        before, number, moment = bytes(row[3]), row[1], row[2]


def _entry(row: tuple[Any, ...], before: bytes, number: int, moment: datetime | None) -> Iterator[Finding]:
    shard, seq, at, hash_ = row[:4]
    if seq > number + 1:
        yield Finding("missing", shard, number + 1)
    elif seq <= number:
        yield Finding("extra", shard, seq, at)
    elif bytes(hash_) != _hash(before, shard, seq, row[4:]):
        yield Finding("altered", shard, seq, at)
    if moment and at < moment - BACKWARDS:
        yield Finding("time", shard, seq, at)


def _hash(before: bytes, shard: int, seq: int, told: Iterable[Any]) -> bytes:
    """As journal_hash does in the database: every field with its length before it."""
    return hashlib.sha256(b"".join(map(_part, (before.hex(), shard, seq, *told)))).digest()


def _part(value: object) -> bytes:
    if value is None:
        return b"-:"
    said = str(value).encode()
    return b"%d:%s" % (len(said), said)


def _start(shard: int, seq: int) -> tuple[bytes, int]:
    """Hash and number of the entry before the first one looked at."""
    for hash_, number in _all(STARTS, [shard, seq - 1]):
        return bytes(hash_), number
    return b"", seq - 1 if seq > 1 else 0


def _against(seals: list[Seal]) -> Iterator[Finding]:
    places = sorted(set(sealed_places(seals)))
    for start in range(0, len(places), BATCH):
        columns = [list(column) for column in zip(*places[start : start + BATCH], strict=True)]
        for shard, seq, at in _all(SEALED, columns):
            yield Finding("seal", shard, seq, at)


def _rows(start: datetime | str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(ROWS, [start])
        while some := cursor.fetchmany(BATCH):
            yield from some


def _all(statement: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
