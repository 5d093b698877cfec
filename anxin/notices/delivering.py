"""Sending a notice out: one delivery for each unit it addresses, in chunks, by a job that may die half-way.

Each chunk is one transaction: its deliveries, what they change in the counts, and how far the run has come.
Whatever happens to the worker, the next one goes on behind the last chunk that stands. The end is a
transaction too: in it people are told, once and for all units together.
"""

import uuid
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from anxin.ground.database.scope import END
from anxin.ground.days.clock import now
from anxin.ground.units.models import STEP, Level, Unit

from .addressing import in_row, receivers
from .arriving import pass_on, signers, tell
from .models import Delivery, Dispatch, Stand
from .tallying import fold

CHUNK = 50_000  # units passed over in one transaction, of the two lowest levels; those above are few
LAST = (max(Level), END)  # where a run stands behind its last unit
UP = (
    "(SELECT up.id FROM notices_delivery up WHERE up.notice_id = %(notice)s AND length(r.place) > {0}"
    " AND up.path = left(r.place, -{0}) LIMIT 1)"
)
ABOVE = f"coalesce({', '.join(UP.format(STEP * steps) for steps in range(1, len(Level)))})"
SEND = """
WITH r AS ({receivers}),
sent AS (
    INSERT INTO notices_delivery
        (id, notice_id, unit_id, path, level, above_id, on_paper, delivered_at, exempt_why)
    SELECT gen_random_uuid(), %(notice)s, unit, place, %(level)s, above, paper,
           CASE WHEN above IS NULL THEN %(now)s::timestamptz END, ''
    FROM (SELECT r.*, {above} AS above FROM r) r
    ON CONFLICT (unit_id, notice_id) DO NOTHING
)
SELECT count(*) FROM r
"""


def deliver(notice: uuid.UUID) -> None:
    """Send a notice to every unit it addresses, from wherever an earlier run stopped. May run twice: two runs
    take turns, chunk by chunk, and the second finds nothing left to do."""
    while _deliver_chunk(notice):
        fold()
    fold()


@transaction.atomic
def _deliver_chunk(notice: uuid.UUID) -> bool:
    """The next chunk; False when the run is over."""
    run = Dispatch.objects.select_for_update().select_related("notice").get(pk=notice)
    if run.ended_at:
        return False
    if (run.level, run.cursor) == LAST:
        _end(run)
        return False
    if not run.total:
        run.total = run.notice.addressed().count()  # a region and its office are one in the end
    end = _end_of_chunk(run)
    run.done += _send(run, end)
    run.cursor = end
    if end == END and run.level < max(Level):
        run.level, run.cursor = run.level + 1, ""
    run.save()
    return True


def _end(run: Dispatch) -> None:
    """Everybody has been sent it: whom it has reached is told. Some may have signed for it in the meantime;
    the units below those, sent later, have it now too."""
    run.total, run.ended_at = run.done, now()
    run.save()
    mine = Delivery.objects.filter(notice=run.notice)
    first = mine.to_sign().filter(above=None).order_by().values_list("unit", flat=True)
    tell(run.notice, signers(first))
    through = mine.filter(stand__in=[Stand.SIGNED, Stand.EXEMPT])  # few, and found by their index
    pass_on(through.values_list("pk", flat=True), run.ended_at)


def _end_of_chunk(run: Dispatch) -> str:
    """The path of the last unit of the chunk; behind the end of all where the rest fits into it."""
    if run.level < Level.TOWNSHIP:
        return END
    ahead = Unit.objects.under(run.notice.path).filter(path__gt=run.cursor).order_by("path")
    return ahead.values_list("path", flat=True)[CHUNK - 1 : CHUNK].first() or END


def _send(run: Dispatch, end: str) -> int:
    """Deliver to the units of the level up to the end of the chunk; to how many."""
    rows = receivers(run.notice).filter(in_row(run.level), path__gt=run.cursor, path__lte=end).order_by()
    told = rows.values("place", "paper", unit=F("id"))  # type: ignore[misc]  # annotated by receivers
    sql, params = told.query.sql_with_params()
    named, own = _named(sql, params)
    given = own | {"notice": run.pk, "level": run.level, "now": now()}
    with connection.cursor() as cursor:
        cursor.execute(SEND.format(receivers=named, above=ABOVE), given)
        (sent,) = cursor.fetchone() or (0,)
    return int(sent)


def _named(sql: str, params: tuple[Any, ...]) -> tuple[str, dict[str, Any]]:
    """A question with places by number as one with places by name, so that it can stand within another."""
    parts = sql.split("%s")
    named = "".join(f"{part}%(p{n})s" for n, part in enumerate(parts[:-1])) + parts[-1]
    return named, {f"p{n}": value for n, value in enumerate(params)}
