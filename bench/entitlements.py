"""Entitlements of 1,000,000 people reckoned again, and only what came out differently written.

    .venv/bin/python -m bench.entitlements [--families 250000]

A cluster of its own, row security, journal and encryption on, the app's own log-in. Families of one who died
and four relatives; 400 of them are opened as cards and calculated, the rest are copies of these in the
database (household, the one who died, calculation). CPU seconds of this process from getrusage, of the
database from /proc of its backend. Asked: 30 s for all, 5 s when 0.1 % changed (DESIGN.md section 6).
"""

import argparse
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from anxin.cli.ready import database, late, migrate
from bench.import_ledger import app_cpu, database_cpu, say

PATTERNS = 400
PEOPLE = 4  # relatives of a family
CHANGED = 1000  # one family in so many
ONE_BY_ONE = 200
COPIED = {
    "families_household": ("id",),
    "families_person": ("id", "household_id"),
    "families_fallenofficer": ("id", "person_id"),
    "entitlements_calculation": ("id", "household_id", "officer_id"),
}
COPY = """INSERT INTO {table} SELECT new.* FROM generate_series(1, {times}) AS n, {table} AS old,
  jsonb_populate_record(old,
    jsonb_build_object({ids}, {more}'path', old.path || lpad(n::text, 4, '0'))) AS new
"""


def main() -> None:
    given = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    given.add_argument("--families", type=int, default=250_000)
    families = given.parse_args().families
    place = Path(tempfile.mkdtemp(prefix="anxin-bench-law-"))
    place.chmod(0o755)
    try:
        with database(place):
            migrate()
            _fill(families)
            _measure(families)
        _plain_numpy(families * PEOPLE)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _fill(families: int) -> None:
    """Open the patterns through the house's own door, then copy them."""
    scope, cast, acts = map(late, ("anxin.ground.database.scope", "tests.cast", "anxin.families.actions"))
    models = late("anxin.families.models")
    with scope.everywhere():
        tree = cast.plant_tree()
        clerk = cast.hire("clerk", tree.county_office, "clerk", "沈静")
        origin = acts.Origin(models.Source.PAPER, "花名册", date(2026, 11, 1))
        acts.open_cards(
            by=clerk, unit=tree.county, cards=[_family(n) for n in range(PATTERNS)], origin=origin
        )
    roles, django = late("anxin.ground.database.roles"), late("django.db")
    roles.become_owner()
    with scope.everywhere(), django.connection.cursor() as cursor:
        for table, keys in COPIED.items():
            _copy(cursor, table, keys, families // PATTERNS - 1)
        _name_calculations(cursor)
        cursor.execute("ANALYZE")
    roles.become_app()


def _name_calculations(cursor: Any) -> None:
    """A calculation's id follows from its card and officer."""
    cursor.execute("SELECT id, household_id, officer_id FROM entitlements_calculation")
    rows = cursor.fetchall()
    named = [uuid.uuid5(card, f"{officer}/calculation") for _, card, officer in rows]
    cursor.execute(
        "UPDATE entitlements_calculation SET id = named FROM unnest(%s::uuid[], %s::uuid[]) AS t(old, named)"
        " WHERE id = old",
        [[row[0] for row in rows], named],
    )


def _copy(cursor: Any, table: str, keys: tuple[str, ...], times: int) -> None:
    ids = ", ".join(f"'{key}', md5(old.{key}::text || n)::uuid" for key in keys)
    more = "'number', old.number || '-' || n, 'head_id', NULL, " if table == "families_household" else ""
    only = "WHERE old.id IN (SELECT person_id FROM families_fallenofficer)" if "person" in table else ""
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.execute(COPY.format(table=table, times=times, ids=ids, more=more) + only)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _family(number: int) -> Any:
    """A family among many kinds: category, employment, ages and what is known differ."""
    details = late("anxin.families.actions")
    partial = late("anxin.ground.days.partial").PartialDate
    officer = details.OfficerDetails(
        name="甲乙", sex="1", birth=partial(1970 + number % 20, 1 + number % 12, 1 + number % 28),
        died_on=partial(2006 + number % 20, 1 + number % 12, 1 + number % 28),
        determination=("pending", "martyr", "on_duty", "illness", "work_injury")[number % 5],
        channel=("pension", "work_injury", "pension", "")[number % 4],
        employment=("civil_servant", "police", "institution", "enterprise")[number % 4],
        basic_pay_fen=None if number % 9 == 0 else 300_000 + number * 1000,
        police_allowance_fen=50_000, insured=True, insured_wage_fen=900_000, wage_fen=1_000_000,
    )  # fmt: skip
    members = tuple(
        details.MemberDetails(
            name="丙丁", sex=sex, kinship=kin, is_head=kin == "12",
            birth=partial(year + number % spread, 1 + number % 12, 1 + number % 28), facts=dict(facts),
        )
        for sex, kin, year, spread, facts in (
            ("2", "12", 1965, 25, {"relied": "yes", "incapable": "no"}),
            ("1", "20", 2000, 25, {"study": "primary", "boarding": "yes"}),
            ("1", "51", 1935, 30, {"relied": "yes"}),
            ("2", "52", 1936, 30, {"monthly_income": "0"}),
        )
    )  # fmt: skip
    return details.CardDetails(officer=officer, members=members)


@contextmanager
def _measured(name: str) -> Iterator[None]:
    app, base, began = app_cpu(), database_cpu(), time.monotonic()
    yield
    app, base = app_cpu() - app, database_cpu() - base
    say(f"{name:<58} app {app:6.2f} s  database {base:6.2f} s  together {app + base:6.2f} s"
        f"  wall {time.monotonic() - began:6.2f} s")  # fmt: skip


def _measure(families: int) -> None:
    models, upkeep = late("anxin.entitlements.models"), late("anxin.entitlements.upkeep")
    scope, acts = late("anxin.ground.database.scope"), late("anxin.entitlements.actions")
    operator = late("anxin.ground.journal.actions").OPERATOR
    with scope.everywhere():
        assert models.Calculation.objects.count() >= families // PATTERNS * PATTERNS
        acts.calculate_again(by=operator, calculations=list(models.Calculation.objects.all()[:10]))  # warm
    few = families // CHANGED
    for name, due in (
        (f"{families * PEOPLE:,} people, a new standard, {few:,} families differ", None),
        (f"the same again, only {few:,} families are due", few),
    ):
        _stale(due, few)
        with _measured(name):
            made = upkeep.keep_current()
        say(f"  {made:,} families reckoned")
    _one_by_one(families, operator)


def _stale(due: int | None, differ: int) -> None:
    """Make calculations due, as a new standard does for all and a day that has come does for some; and some
    of them (of the patterns, whose relatives stand in the database) with another result and without their
    lines, so that all of these are written."""
    models, clock = late("anxin.entitlements.models"), late("anxin.ground.days.clock")
    today, month = clock.today(), timedelta(days=30)
    with late("anxin.ground.database.scope").everywhere():
        patterns = models.Calculation.objects.filter(household__head__isnull=False).order_by("id")
        first = dict(patterns.values_list("pk", "household_id")[:differ])
        some = models.Calculation.objects.filter(pk__in=list(first))
        if (
            due is None
        ):  # they were made on an earlier day, as almost all are on the night after a new standard
            models.Calculation.objects.update(
                standards="before", as_of=today - month, calculated_at=clock.now() - month
            )
        else:
            some.update(as_of=today - month, again_on=today)
        some.update(result=0)
        for kind in (models.Entitlement, models.Gap):
            kind.objects.filter(household__in=list(first.values())).delete()
    roles, django = late("anxin.ground.database.roles"), late("django.db")
    roles.become_owner()
    with django.connection.cursor() as cursor:  # as the database has done by itself when the night comes
        cursor.execute("VACUUM ANALYZE entitlements_calculation")
    roles.become_app()


def _one_by_one(families: int, operator: Any) -> None:
    """What a loop over families costs, from the register, scaled to all of them."""
    household, acts = late("anxin.families.models").Household, late("anxin.entitlements.actions")
    with late("anxin.ground.database.scope").everywhere():
        some = list(household.objects.filter(head__isnull=False)[:ONE_BY_ONE])
        app, base = app_cpu(), database_cpu()
        for one in some:
            acts.calculate(by=operator, households=[one])
        row = (app_cpu() - app + database_cpu() - base) / len(some)
        app, base = app_cpu(), database_cpu()
        acts.calculate(by=operator, households=list(household.objects.filter(head__isnull=False)[:PATTERNS]))
        bulk = (app_cpu() - app + database_cpu() - base) / PATTERNS
    say(f"family by family from the register: {row * 1000:.1f} ms each, {row * families:,.0f} s for all")
    say(f"many at once from the register: {bulk * 1000:.2f} ms each, {bulk * families:,.0f} s for all")


def _plain_numpy(people: int) -> None:
    """The lump sum alone: through OpenFisca, and as plain numpy."""
    api = late("anxin.policy.api")
    random = np.random.default_rng(7)
    death = np.datetime64("2011-08-01") + random.integers(0, 5000, people)
    pay = random.integers(300_000, 900_000, people)
    category, known = random.integers(1, 4, people), np.ones(people, dtype=np.bool_)
    columns = {
        "assessed_on": np.full(people, np.datetime64("2026-11-23")), "date_of_death": death,
        "date_of_death_known": known, "category": category, "basic_pay_fen": pay, "basic_pay_known": known,
        "employment": np.ones(people, dtype=np.int64), "channel": np.ones(people, dtype=np.int64),
    }  # fmt: skip
    nobody = np.zeros(0, dtype=np.int64)
    given = api.FamilyArrays(columns, {}, nobody)
    law = _timed(lambda: api.family_arrays(given).arrays("lump_sum").fen)
    years = death.astype("datetime64[Y]").astype(int) + 1969
    income = np.array(
        [0, *range(3_000_000, 6_000_000, 100_000)]
    )  # by year from 2010; the figures are not asked
    plain = _timed(lambda: np.array([0, 20, 20, 2])[category] * income[years - 2009] + 40 * pay)
    say(f"lump sums of {people:,}: through OpenFisca {law:.3f} CPU s, plain numpy without gaps, versions or"
        f" reasons {plain:.3f} CPU s")  # fmt: skip


def _timed(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
