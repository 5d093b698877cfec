"""Checking the journal's chains: every entry's hash follows from the one before it."""

from dataclasses import dataclass

from django.db import connection

CHECK = """
WITH chained AS (
    SELECT *, lag(hash, 1, ''::bytea) OVER w AS prev, lag(seq, 1, 0::bigint) OVER w AS prev_seq
    FROM journal_entry WINDOW w AS (PARTITION BY shard ORDER BY seq))
SELECT shard, seq FROM chained WHERE seq <> prev_seq + 1 OR hash <> journal_hash(
    prev, shard, seq, at, act, by, account, kind, record, cards, result, details, request_id)
ORDER BY shard, seq
"""
TAILS = """
SELECT head.shard, head.seq FROM journal_head head LEFT JOIN LATERAL (
    SELECT seq, hash FROM journal_entry e WHERE e.shard = head.shard ORDER BY seq DESC LIMIT 1) last ON true
WHERE coalesce(last.seq, 0) <> head.seq OR coalesce(last.hash, ''::bytea) <> head.hash
"""


@dataclass(frozen=True)
class Verdict:
    """How many entries were checked and where (shard, seq) the chain is broken; empty means whole."""

    entries: int
    broken: tuple[tuple[int, int], ...]


def verify() -> Verdict:
    """Check every chain from its first entry to its head. Needs a scope that sees every entry."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_entry")
        (entries,) = cursor.fetchone() or (0,)
        cursor.execute(CHECK)
        broken = [tuple(row) for row in cursor.fetchall()]
        cursor.execute(TAILS)
        broken += [tuple(row) for row in cursor.fetchall()]
    return Verdict(entries, tuple(broken))
