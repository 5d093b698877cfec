"""The journal's tables, one a month: how far they reach, and making more of them.

Only the owner may make tables, and the owner logs in only to migrate: every ``anxin migrate`` makes the
coming months, ``anxin check-start`` says when they run short. An entry beyond the last month is not lost: it
waits in journal_entry_rest until its month is made.
"""

from datetime import date, timedelta

from django.db import connection

from anxin.ground.database.roles import apply_grants, become_app, become_owner
from anxin.ground.days.clock import today

AHEAD = 36  # months that a migration leaves ahead; more would slow every question planned over them
FEW = 6  # months ahead below which an installation is warned
LAST = """
SELECT max(substring(child.relname from 'journal_entry_(\\d{4}_\\d{2})$')) FROM pg_inherits
JOIN pg_class child ON child.oid = inhrelid WHERE inhparent = 'journal_entry'::regclass
"""


def left() -> int:
    """Months ahead of this one that have a table."""
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        (last,) = cursor.fetchone() or (None,)
    year, month = map(int, (last or "0001_01").split("_"))
    day = today()
    return (year - day.year) * 12 + month - day.month


def make_ahead(months: int = AHEAD) -> int:
    """Make the tables of the coming months, as the owner. Returns how many were made."""
    if left() >= months:
        return 0
    day = today()
    until = date(day.year + (day.month + months) // 12, (day.month + months) % 12 + 1, 1) - timedelta(days=1)
    become_owner()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT journal_months(%s)", [until])
            (made,) = cursor.fetchone() or (0,)
        apply_grants()
    finally:
        become_app()
    return int(made)
