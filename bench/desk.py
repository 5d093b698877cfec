"""One's own day at 1,000,000 families, asked through HTTP of the house's own web server.

    .venv/bin/python -m bench.desk [--families 1000000] [--data DIR] [--asks 40]

Row security, journal and encryption on, the app's own log-in. A hundred families with needs, measures,
requests, visits, promises, responsible persons, entitlements and dates are made through the house's own acts
in one town; every other town is a copy of it in the database. Asked: the day of a clerk with 300, 3,000 and
30,000 families and of a township officer with 30; time as the caller sees it, CPU of the web server and of
the database from /proc. Asked for: 100 ms (issue 5, point 11). ``--data`` keeps the database for a next run.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from anxin.cli.ready import database, late, migrate
from bench.asking import say, tell, took_of

TOWN = 100  # families of a town: the pattern, copied
OFFICERS = (30, 35, 32)  # families of each township officer; the rest waits for a name
SIZES = (300, 3_000, 30_000)  # families of the counties whose clerks are asked
DEPARTMENTS = ("finance", "civil", "hr", "health", "education")
# Elsewhere than in the counties asked, only what an index of a question holds: of a family's twelve lines of
# entitlement those with a sum, of its people the one who died, no steps, facts or kinship.
ELSEWHERE_OUT = (
    "Membership",
    "Kinship",
    "Calculation",
    "Gap",
    "Met",
    "PromiseStep",
    "RequestStep",
    "Lookahead",
)
ELSEWHERE_ONLY = {
    "Entitlement": "old.amount_fen > 0",
    "Duty": "old.person_id IS NULL",
    "Person": "old.id IN (SELECT person_id FROM families_fallenofficer)",
}
KEPT_OUT = ("journal", "token", "event", "search")  # tables that one's own day does not read
LOGIN = "bench-{0}"


def main() -> None:
    given = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    given.add_argument("--families", type=int, default=1_000_000)
    given.add_argument("--data", type=Path)
    given.add_argument("--asks", type=int, default=40)
    options = given.parse_args()
    place = options.data or Path(tempfile.mkdtemp(prefix="anxin-bench-desk-"))
    place.mkdir(exist_ok=True)
    place.chmod(0o755)
    try:
        with database(place):
            migrate()
            if not (place / "filled").exists():
                fill(options.families)
                (place / "filled").touch()
            measure(place, options.asks)
    finally:
        if not options.data:
            shutil.rmtree(place, ignore_errors=True)


# — The pattern: a town of a hundred families, through the house's own acts —


def fill(families: int) -> None:
    """The pattern, the towns, their copies."""
    cast, scope = late("tests.cast"), late("anxin.ground.database.scope")
    with scope.everywhere():
        tree = cast.plant_tree()
        desks = _desks(tree)
        town = _unit("BENCH-TOWN", "样本镇", "region", 4, tree.county)
        clerk = cast.hire(LOGIN.format("pattern"), tree.county_office, "clerk", "沈静")
        late("anxin.care.actions").set_work_lead(by=clerk, unit=tree.county, post=clerk)
        officers = [cast.hire(f"bench-officer-{n}", town, "township", "吴晓峰") for n in range(3)]
        _pattern(town, clerk, officers, desks)
    roles, connection = late("anxin.ground.database.roles"), late("django.db").connection
    with scope.everywhere():
        counties = _counties(tree, cast, families)
    roles.become_owner()
    with scope.everywhere(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        _towns(cursor, town, counties)
        _copies(cursor, town, clerk, officers)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    roles.become_app()


def _unit(code: str, name: str, kind: str, level: int, parent: Any, domain: str = "") -> Any:
    operator = late("anxin.ground.journal.actions").OPERATOR
    add_unit = late("anxin.ground.units.actions").add_unit
    return add_unit(by=operator, code=code, name=name, kind=kind, level=level, parent=parent, domain=domain)


def _desks(tree: Any) -> dict[str, Any]:
    units = late("anxin.ground.units.models")
    found = {"health": tree.health, "civil": tree.civil}
    for domain in DEPARTMENTS:
        if domain not in found:
            found[domain] = _unit(f"BENCH-{domain}", domain, units.Kind.DEPARTMENT, units.Level.COUNTY,
                                  tree.county, domain)  # fmt: skip
    return found


def _pattern(town: Any, clerk: Any, officers: list[Any], desks: dict[str, Any]) -> None:
    acts, models = late("anxin.families.actions"), late("anxin.families.models")
    origin = acts.Origin(models.Source.PAPER, "花名册", date(2026, 11, 1))
    cards = acts.open_cards(by=clerk, unit=town, cards=[_family(n) for n in range(TOWN)], origin=origin)
    random = Random(7)
    for n, card in enumerate(cards):
        who = _officer_of(n, officers)
        if who is not None:
            late("anxin.care.actions").name_responsible(by=clerk, household=card, responsible=who)
        _work(random, card, clerk, who or clerk, desks)
    late("anxin.care.actions").look_ahead(by=clerk, households=[card.pk for card in cards])


def _officer_of(n: int, officers: list[Any]) -> Any | None:
    for officer, count in zip(officers, OFFICERS, strict=True):
        if n < count:
            return officer
        n -= count
    return None


def _family(n: int) -> Any:
    """A family of four: what differs is the law's category, the ages and what is known."""
    details, partial = late("anxin.families.actions"), late("anxin.ground.days.partial").PartialDate
    officer = details.OfficerDetails(
        name="周明远", sex="1", birth=partial(1970 + n % 20, 1 + n % 12, 1 + n % 28),
        died_on=partial(2014 + n % 12, 1 + n % 12, 1 + n % 28),
        determination="pending" if n % 25 == 0 else "on_duty", channel="pension",
        employment="civil_servant", basic_pay_fen=300_000 + n * 1000,
    )  # fmt: skip
    members = tuple(
        details.MemberDetails(
            name="林秀兰", sex=sex, kinship=kin, is_head=kin == "12",
            birth=None if n % 40 == 0 and kin == "52" else partial(year + n % spread, 1 + n % 12, 1 + n % 28),
        )
        for sex, kin, year, spread in (("2", "12", 1970, 20), ("1", "20", 2004, 20), ("2", "52", 1940, 20))
    )  # fmt: skip
    return details.CardDetails(officer=officer, members=members)


def _work(random: Random, card: Any, clerk: Any, who: Any, desks: dict[str, Any]) -> None:
    """What a family brings: a visit and a promise, a need, a measure, a request."""
    acts, day = late("anxin.care.actions"), late("anxin.ground.days.clock").today()
    member = card.memberships.first().person
    if random.random() < 0.8:
        due = day + timedelta(random.randint(-3, 60))
        steps = [acts.NextStep("联系镇中学", who, due)] if random.random() < 0.3 else []
        on = day - timedelta(random.randint(1, 500))
        acts.record_visit(by=who, household=card, on=on, met=[member], said="都好", steps=steps)
    if random.random() > 0.6:
        return
    need = acts.record_need(by=clerk, household=card, theme="schooling", words="学费有困难", source="family",
                            how="asked", found_on=day - timedelta(random.randint(1, 300)))  # fmt: skip
    if random.random() < 0.2:
        return
    unit, due = desks[random.choice(DEPARTMENTS)], day + timedelta(random.randint(-10, 80))
    measure = acts.decide_measure(by=clerk, need=need, unit=unit, words="减免学费", due=due, ground="三",
                                  case_by_case="目录尚无此项")  # fmt: skip
    if random.random() < 0.6:
        answer = max(due, day) + timedelta(9)
        letter = acts.Letter(desk=unit, subject="减免学费", asked="减免", ground="三", due=answer)
        acts.send(by=clerk, measure=measure, letter=letter)


# — A million families: the town, copied —


def _counties(tree: Any, cast: Any, families: int) -> list[tuple[Any, Any, int]]:
    """Counties with their clerk and how many towns each has: three to be asked, the others alike."""
    rest = families - sum(SIZES) - TOWN
    each = 9_000
    sizes = [*SIZES, *[each] * (rest // each), rest % each]
    found = []
    for n, size in enumerate(sizes):
        county = _unit(f"BENCH-{n:03d}", f"第{n}县", "region", 3, tree.city)
        clerk = cast.hire(LOGIN.format(n), county, "clerk", "沈静")
        late("anxin.care.actions").set_work_lead(by=clerk, unit=county, post=clerk)
        found.append((county, clerk, size // TOWN))
    return found


TOWNS = """CREATE UNLOGGED TABLE bench_town (
  n int PRIMARY KEY, unit uuid, path text COLLATE "C", county uuid, clerk uuid, asked bool)"""
UNITS = (
    """INSERT INTO {unit} ({columns}) SELECT {values} FROM bench_town AS t, {unit} AS old WHERE old.id = %s"""
)
POSTS = """INSERT INTO {post} ({columns}) SELECT {values} FROM bench_town AS t, {post} AS old
  WHERE old.id = ANY(%s)"""


def _towns(cursor: Any, town: Any, counties: list[tuple[Any, Any, int]]) -> None:
    import uuid  # noqa: PLC0415

    step = late("anxin.ground.units.paths").step
    cursor.execute(TOWNS)
    rows, n = [], 0
    for place, (county, clerk, towns) in enumerate(counties):
        for k in range(towns):
            n += 1
            rows.append((n, uuid.uuid4(), county.path + step(k, 4), county.pk, clerk.pk, place < len(SIZES)))
    with cursor.copy("COPY bench_town FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    unit = type(town)
    columns = [field.column for field in unit._meta.concrete_fields]
    told = {
        "id": "t.unit",
        "code": "'B' || t.n",
        "name": "'镇' || t.n",
        "path": "t.path",
        "parent_id": "t.county",
    }
    values = [told.get(column, f'old."{column}"') for column in columns]
    cursor.execute(
        UNITS.format(unit=unit._meta.db_table, columns=", ".join(columns), values=", ".join(values)),
        [town.pk],
    )
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _copies(cursor: Any, town: Any, clerk: Any, officers: list[Any]) -> None:
    post = type(clerk)
    columns = [field.column for field in post._meta.concrete_fields]
    told = {"id": _again("old.id"), "account_id": "NULL", "unit_id": "t.unit", "scope_root_id": "t.unit"}
    values = [told.get(column, f'old."{column}"') for column in columns]
    command = POSTS.format(post=post._meta.db_table, columns=", ".join(columns), values=", ".join(values))
    cursor.execute(command, [[one.pk for one in officers]])
    models = [one for one in _of_families() if _holds(cursor, one, town)]
    for model in models:
        began = time.monotonic()
        table = model._meta.db_table
        columns, values = zip(*_columns(model, models, town, clerk, officers), strict=True)
        names = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        only = ELSEWHERE_ONLY.get(model.__name__, "false" if model.__name__ in ELSEWHERE_OUT else "true")
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(values)}"
            f" FROM bench_town AS t, {table} AS old WHERE old.path >= %s AND old.path < %s"
            f" AND (t.asked OR {only})",
            late("anxin.ground.database.scope").range_of(town.path),
        )
        count = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        say(f"  {table:<36} {count:>10,} rows  {time.monotonic() - began:6.0f} s")


def _of_families() -> list[Any]:
    """The tables of families, the household first, since others point to it at once."""
    found = [
        model
        for model in late("django.apps").apps.get_models()
        if any(field.name == "path" for field in model._meta.concrete_fields)
        and not any(word in model._meta.db_table for word in KEPT_OUT)
        and model._meta.db_table != "units_unit"
    ]
    return sorted(found, key=lambda model: (model.__name__ != "Household", model.__name__ != "Person"))


def _holds(cursor: Any, model: Any, town: Any) -> bool:
    bounds = late("anxin.ground.database.scope").range_of(town.path)
    table = model._meta.db_table
    cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE path >= %s AND path < %s)", bounds)
    return bool(cursor.fetchone()[0])


def _again(column: str) -> str:
    """The id of a copy."""
    return f"md5({column}::text || t.n)::uuid"


def _columns(
    model: Any, copied: list[Any], town: Any, clerk: Any, officers: list[Any]
) -> Iterator[tuple[str, str]]:
    """Each column of a copy and where its value comes from."""
    here = ", ".join(f"'{one.pk}'" for one in officers)
    for field in model._meta.concrete_fields:
        column, old = field.column, f'old."{field.column}"'
        other = field.related_model.__name__ if field.related_model else ""
        if getattr(field, "generated", False) or (field.primary_key and "Auto" in type(field).__name__):
            continue
        if column == "path":
            yield column, f"t.path || substr({old}, {len(town.path) + 1})"
        elif column == "number" and model.__name__ == "Household":
            yield column, f"{old} || '-' || t.n"
        elif column == "head_id":
            yield (
                column,
                "NULL::uuid",
            )  # a person who is copied after the household; one's own day asks for none
        elif other == "Unit":
            yield column, f"CASE WHEN {old} = '{town.pk}' THEN t.unit ELSE {old} END"
        elif other == "Post" or column == "holder":
            yield column, (f"CASE WHEN {old} = '{clerk.pk}' THEN t.clerk WHEN {old} IN ({here})"
                           f" THEN {_again(old)} ELSE {old} END")  # fmt: skip
        elif field.primary_key or field.related_model in copied or column == "record":
            yield column, _again(old)
        else:
            yield column, old


# — What is asked —


def measure(place: Path, asks: int) -> None:
    """The day of each clerk and of one township officer, through HTTP."""
    web_server, free_port = late("anxin.cli.processes").web_server, late("anxin.cli.processes").free_port
    callers = [(f"clerk, {size:,} families", _cookie(LOGIN.format(n))) for n, size in enumerate(SIZES)]
    callers.append(("township officer, 30 families", _cookie("bench-officer-0")))
    host = "127.0.0.1"
    with web_server(place, host, port := free_port(host, 0, place), workers=1) as web:
        for name, cookie in callers:
            tell(f"{name:<30}", "day", took_of((host, port, cookie), "/", asks, web.web.process.pid))


def _cookie(login: str) -> str:
    """A session of this account, signed in with its second factor."""
    client = late("tests.cast").client_of(
        late("anxin.ground.access.models").Post.objects.get(account__login=login)
    )
    return "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())


if __name__ == "__main__":
    sys.exit(main())
