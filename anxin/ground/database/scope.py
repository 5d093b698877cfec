"""Scope: the one range of paths that this transaction may see and write.

PostgreSQL's row security compares every personal row's path with two transaction settings. Only the
context managers here set them, and they put the old bounds back, because ``set_config(…, true)``
survives RELEASE SAVEPOINT.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connection, transaction

SETTINGS = ("app.lo", "app.hi")
SET_AREA = "SELECT set_config('app.area_lo', %s, true), set_config('app.area_hi', %s, true)"
END = "~"  # sorts after every character a path may hold, in COLLATE "C"
STORE = "~"  # a sealed card's path begins with it: behind the end of every range, `everywhere` included


def range_of(path: str) -> tuple[str, str]:
    """Return the bounds of the subtree that starts at ``path``: everything from it up to ``path~``."""
    return path, path + END


def _swap(lo: str, hi: str) -> tuple[str, str]:
    """Set both bounds for this transaction and return the old ones, in one round trip."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.lo', true), ''),"
            " coalesce(current_setting('app.hi', true), ''),"
            " set_config('app.lo', %s, true), set_config('app.hi', %s, true)",
            [lo, hi],
        )
        row = cursor.fetchone()
    assert row is not None
    return row[0], row[1]


@contextmanager
def scope(lo: str, hi: str | None = None) -> Iterator[None]:
    """See and write only rows whose path lies in [lo, hi); ``hi`` left out means the subtree of ``lo``.

    ``scope("", "")`` is the empty scope: no rows. Lazy querysets evaluated after the block see none.
    """
    with transaction.atomic():
        before = _swap(lo, lo + END if hi is None else hi)
        yield
        if not connection.needs_rollback:
            _swap(*before)


@contextmanager
def papers(lo: str, hi: str) -> Iterator[None]:
    """Read and write papers about the units of [lo, hi) (operations.IN_AREA), whatever the scope is."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.area_lo', true), ''),"
            " coalesce(current_setting('app.area_hi', true), '')"
        )
        before = cursor.fetchone() or ("", "")
        cursor.execute(SET_AREA, [lo, hi])
        yield
        if not connection.needs_rollback:
            cursor.execute(SET_AREA, before)


def everywhere() -> AbstractContextManager[None]:
    """Every row: for factories, migrations of data and jobs over the whole tree. Never in a request."""
    return scope("", END)


def store(lo: str, hi: str | None = None) -> AbstractContextManager[None]:
    """The sealed rows of a range, and only those: what lies in [lo, hi) but was put into storage. Only the
    acts of sealing and unsealing, and what must answer for sealed cards, ever look here."""
    return scope(STORE + lo, STORE + (lo + END if hi is None else hi))


def bounds() -> tuple[str, str]:
    """The bounds that hold now; ("", "") when none are set."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.lo', true), ''),"
            " coalesce(current_setting('app.hi', true), '')"
        )
        row = cursor.fetchone()
    assert row is not None
    return row[0], row[1]


def narrow(lo: str, hi: str) -> None:
    """Replace the bounds inside the request's own scope (the gate does so once it knows the record)."""
    _swap(lo, hi)


def as_guest(guest: bool) -> None:
    """Tell row security whether this request reaches its card through given access: a guest gives none on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.guest', %s, true)", ["1" if guest else ""])


def holder(post: str, unit: str, area: tuple[str, str] = ("", "")) -> None:
    """Tell row security for whom access is given (see access.Grant): the post at work and its unit; and the
    range whose papers it reads, tables that hold reports of units and no person (operations.IN_AREA)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.post', %s, true), set_config('app.unit', %s, true),"
            " set_config('app.area_lo', %s, true), set_config('app.area_hi', %s, true)",
            [post, unit, *area],
        )
