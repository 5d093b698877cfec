"""The duty calendar of 1,000,000 people: what lies near is reckoned for all of them, ten years for some.

    .venv/bin/python -m bench.duty_calendar [--families 250000] [--stored 20000]

Random families of one who died and four relatives (bench.random_families). First the pure calendar: what a
night asks of every family (what of the dates to come asks for something, the quiet days of a year), then ten
years ahead as a page asks for them. Then the night with the database: a cluster of its own, row security
on, the app's own log-in; families opened as cards are copied, looked at for the first time, and again. CPU
seconds of this process and of the database. DESIGN.md section 6 asks 30 s for entitlements and dates of
1,000,000 people, 5 s when 0.1 % changed.
"""

import argparse
import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sized
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from anxin.cli.ready import database, late, migrate
from bench import entitlements as law
from bench.import_ledger import say
from bench.random_families import families

PEOPLE = 4
PAGE = 2_000  # families whose ten years are reckoned
TODAY = date(2026, 11, 23)
YEAR, NEAR = timedelta(366), timedelta(90)
COPIED = {
    "families_household": ("id",),
    "families_person": ("id", "household_id"),
    "families_fallenofficer": ("id", "person_id"),
    "families_bereavement": ("id", "household_id", "officer_id"),
    "families_membership": ("id", "household_id", "person_id"),
}


def main() -> None:
    given = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    given.add_argument("--families", type=int, default=250_000)
    given.add_argument("--stored", type=int, default=20_000)
    asked = given.parse_args()
    place = Path(tempfile.mkdtemp(prefix="anxin-bench-calendar-"))
    place.chmod(0o755)
    try:
        with database(place):
            _pure(asked.families)
            if asked.stored:
                migrate()
                _night(asked.stored)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _pure(number: int) -> None:
    """The calendar alone: values in, values out."""
    calendar = late("anxin.care.calendar")
    some = list(families(number))
    gc.freeze()
    night = _timed(some, lambda one: [
        *calendar.asking_of(one, TODAY - NEAR), *calendar.quiet_days_of(one, TODAY, TODAY + YEAR, 1)
    ])  # fmt: skip
    _tell(f"{number * PEOPLE:,} people, what a night asks", night, number)
    page = list(islice(some, PAGE))
    ten_years = _timed(page, lambda one: calendar.days_between(one, TODAY, date(2036, 11, 22)))
    _tell(f"{len(page) * PEOPLE:,} people, ten years ahead", ten_years, len(page))


def _timed(some: list[Any], ask: Callable[[Any], Sized]) -> tuple[float, int]:
    began, dates = time.process_time(), 0
    for one in some:
        dates += len(ask(one))
    return time.process_time() - began, dates


def _tell(name: str, found: tuple[float, int], number: int) -> None:
    seconds, dates = found
    say(f"{name:<50} {seconds:7.2f} CPU s  {number * PEOPLE / seconds:>9,.0f} people/s  {dates:>10,} dates"
        f"  {seconds / number * 1000:.3f} ms a family")  # fmt: skip


def _night(number: int) -> None:
    """The night with the database, on families copied from patterns (bench.entitlements)."""
    _fill(number)
    models, upkeep = late("anxin.care.models"), late("anxin.care.upkeep")
    with late("anxin.ground.database.scope").everywhere():
        models.Lookahead.objects.all().delete()
        models.Duty.objects.all().delete()
    for name in ("looked at for the first time", "the same night again"):
        with law._measured(f"{number:,} families {name}"):
            changed = upkeep.keep_duties()
        say(f"  {changed:,} duties added, moved or fallen away")
    with late("anxin.ground.database.scope").everywhere():
        due = models.Lookahead.objects.order_by("pk").values("pk")[: number // 1000]
        models.Lookahead.objects.filter(pk__in=due).update(again_on=TODAY)
    with law._measured(f"{number:,} families, {number // 1000} of them due"):
        upkeep.keep_duties()


def _fill(number: int) -> None:
    """Open the patterns of bench.entitlements as cards, then copy their rows in the database."""
    scope, cast, acts = map(late, ("anxin.ground.database.scope", "tests.cast", "anxin.families.actions"))
    roles, django = late("anxin.ground.database.roles"), late("django.db")
    with scope.everywhere():
        tree = cast.plant_tree()
        clerk = cast.hire("clerk", tree.county_office, "clerk", "沈静")
        origin = acts.Origin(late("anxin.families.models").Source.PAPER, "花名册", date(2026, 11, 1))
        cards = [law._family(n) for n in range(law.PATTERNS)]
        acts.open_cards(by=clerk, unit=tree.county, cards=cards, origin=origin)
    roles.become_owner()
    with scope.everywhere(), django.connection.cursor() as cursor:
        for table, keys in COPIED.items():
            _copy(cursor, table, keys, number // law.PATTERNS - 1)
        cursor.execute("ANALYZE")
    roles.become_app()


def _copy(cursor: Any, table: str, keys: tuple[str, ...], times: int) -> None:
    ids = ", ".join(f"'{key}', md5(old.{key}::text || n)::uuid" for key in keys)
    more = "'number', old.number || '-' || n, 'head_id', NULL, " if table == "families_household" else ""
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.execute(law.COPY.format(table=table, times=times, ids=ids, more=more))
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


if __name__ == "__main__":
    sys.exit(main())
