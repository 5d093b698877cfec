"""What the journal's chain costs: transactions a second with it and without it, 16 clients at once.

    .venv/bin/python -m bench.journal_throughput [--seconds 6] [--rounds 3] [--clients 16] [--work-ms 5]

A durable cluster of its own (fsync on). One transaction: an entry is added, then the act's own work (5 ms, as
RELIABILITY.md measured it; also 0 ms, the hardest case), then COMMIT. Unchained is a table of the same
columns, indexes and row security without the trigger. Rounds take turns; the median of each is told. Asked:
at least 60 % of unchained.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from anxin.cli.ready import database, late, migrate
from anxin.ground.database.server.binaries import installed

ENTRY = """
BEGIN;
INSERT INTO {table} (at, act, by, account, kind, record, cards, result, details, request_id, path{more})
VALUES (now(), 'families.card_opened', gen_random_uuid(), gen_random_uuid(), 'families.Household',
        gen_random_uuid(), ARRAY[gen_random_uuid()], 'done', '{{}}', 'bench', '000100010001h0001'{given});
{work}
COMMIT;
"""
PLAIN = """
CREATE TABLE plain (LIKE journal_entry INCLUDING DEFAULTS, PRIMARY KEY (id, at));
CREATE INDEX ON plain (path, at); CREATE INDEX ON plain (record, at); CREATE INDEX ON plain (shard, seq);
ALTER TABLE plain ENABLE ROW LEVEL SECURITY; ALTER TABLE plain FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON plain FOR INSERT WITH CHECK (true);
"""
TABLES = {"plain": (", shard, seq, hash", ", 0, 1, '\\x00'"), "journal_entry": ("", "")}


def main() -> None:
    args = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="anxin-bench-journal-"))
    try:
        with database(folder) as connection:
            migrate()
            _plain_table()
            for work in (args.work_ms, 0):
                measured: dict[str, list[float]] = {name: [] for name in TABLES}
                for _round in range(args.rounds):
                    for name in TABLES:
                        script = _script(folder, name, work)
                        measured[name].append(_pgbench(script, connection.as_environment("app"), args))
                _tell(work, measured, args.clients)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--work-ms", type=int, default=5)
    return parser.parse_args()


def _plain_table() -> None:
    roles, django = late("anxin.ground.database.roles"), late("django.db")
    roles.become_owner()
    with django.connection.cursor() as cursor:
        cursor.execute(PLAIN)
    roles.apply_grants()
    roles.become_app()


def _script(folder: Path, table: str, work: int) -> Path:
    more, given = TABLES[table]
    file = folder / f"{table}-{work}.sql"
    doing = f"SELECT pg_sleep({work / 1000});" if work else ""
    file.write_text(ENTRY.format(table=table, more=more, given=given, work=doing))
    return file


def _pgbench(script: Path, environ: dict[str, str], args: argparse.Namespace) -> float:
    """Transactions a second."""
    command = [installed().program("pgbench"), "-n", "-M", "prepared", "-f", script, "-j", "2"]
    command += ["-c", str(args.clients), "-T", str(args.seconds)]
    environ = {"PATH": os.defpath, "LC_ALL": "C", **environ}
    done = subprocess.run(list(map(str, command)), env=environ, capture_output=True, text=True, check=True)
    return float(re.findall(r"tps = ([0-9.]+)", done.stdout)[-1])


def _tell(work: int, measured: dict[str, list[float]], clients: int) -> None:
    plain, chained = (statistics.median(measured[name]) for name in TABLES)
    sys.stdout.write(
        f"{clients} clients, {work} ms of work: unchained {plain:,.0f} tx/s, chained {chained:,.0f} tx/s,"
        f" {chained / plain:.0%}\n"
    )


if __name__ == "__main__":
    main()
