"""Taking the seal: all heads in one statement, signed, outside the database."""

from django.db import connection

from anxin.ground.days.clock import now

from .seals import Heads, Seal, SealBook


def heads() -> Heads:
    """The head of every chain, as of one instant."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT shard, seq, hash FROM journal_head ORDER BY shard")
        return {shard: (seq, bytes(hash_)) for shard, seq, hash_ in cursor.fetchall()}


def seal_now() -> Seal:
    """Seal the journal as it stands (the job does so every five minutes)."""
    return SealBook.of_settings().write(heads(), now())
