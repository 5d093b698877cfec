"""How long the journal takes to answer at 1,000,000 entries.

Who saw 100 cards in a month, the auditor's first page, who looked at one card; and verifying all of it.

    .venv/bin/python -m bench.journal_reading [--entries 1000000] [--cards 3000]

A cluster of its own, row security on, the app's own log-in. Entries are written by the owner without the
trigger (their hashes are not true: reading them costs the same), over 90 days; a fifth of them are lists that
showed 20 cards each. Asked: the breach question in 60 s.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from anxin.cli.ready import database, late, migrate

NEEDED = ("anxin.ground.database.roles", "django.db", "anxin.ground.database.scope")
FILL = """
ALTER TABLE journal_entry DISABLE TRIGGER journal_chain;
CREATE TABLE card AS SELECT gen_random_uuid() AS id, '{county}h' || lpad(n::text, 4, '0') AS path, n
    FROM generate_series(0, {cards} - 1) n;
CREATE UNIQUE INDEX ON card (n); ANALYZE card;
INSERT INTO journal_entry
    (at, act, by, account, kind, record, cards, result, details, request_id, path, shard, seq, hash)
SELECT now() - interval '90 days' * (1 - i::float / {entries}),
       CASE WHEN i % 5 = 0 THEN 'families.listed' ELSE 'families.card_opened' END,
       p.id, p.account_id, '', c.id,
       CASE WHEN i % 5 = 0 THEN ARRAY(SELECT x.id FROM card x WHERE x.n BETWEEN c.n AND c.n + 19)
       ELSE ARRAY[c.id] END,
       'done', '{{}}', md5(i::text), CASE WHEN i % 5 = 0 THEN left(c.path, 12) ELSE c.path END,
       i % 32, 1000 + i / 32 + 1, '\\x00'
FROM generate_series(0, {entries} - 1) AS i
JOIN card c ON c.n = (i::bigint * 7919) % (SELECT count(*) FROM card)
JOIN (SELECT id, account_id, row_number() OVER (ORDER BY id) - 1 AS k FROM access_post) p
  ON p.k = i % (SELECT count(*) FROM access_post);
ALTER TABLE journal_entry ENABLE TRIGGER journal_chain;
ANALYZE journal_entry;
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--cards", type=int, default=3000)
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="anxin-bench-reading-"))
    try:
        with database(folder):
            migrate()
            _fill(args)
            _measure(args.entries)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(args: argparse.Namespace) -> None:
    roles, django, scope, cast = map(late, (*NEEDED, "tests.cast"))
    tree = cast.plant_tree()
    for n in range(40):
        cast.hire(f"clerk-{n}", tree.county_office, "clerk", f"测试员{n}")
    roles.become_owner()
    with scope.everywhere(), django.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry NO FORCE ROW LEVEL SECURITY")
        cursor.execute(FILL.format(entries=args.entries, cards=args.cards, county=tree.county.path))
        cursor.execute("ALTER TABLE journal_entry FORCE ROW LEVEL SECURITY")
        cursor.execute(f"GRANT SELECT ON card TO {late('django.conf').settings.ANXIN_ROLE_APP}")
    roles.become_app()


def _cards() -> list[Any]:
    """The first hundred cards, as the page would have found them by their numbers."""
    household = late("anxin.families.models").Household
    with late("django.db").connection.cursor() as cursor:
        cursor.execute("SELECT id, path, path FROM card ORDER BY n LIMIT 100")
        return [household(pk=key, path=path, number=number) for key, path, number in cursor.fetchall()]


def _measure(entries: int) -> None:
    reading, looks = late("anxin.oversight.journal.reading"), late("anxin.families.looks")
    reach = late("anxin.ground.access.reach").Reach(
        late("anxin.ground.access.models").Post.objects.first(), "", "~"
    )
    day, verify = late("anxin.ground.days.clock").today(), late("anxin.ground.journal.verify").verify
    month, week = day - timedelta(days=30), reading.Asked(day - timedelta(days=6), day)
    with late("anxin.ground.database.scope").everywhere():
        cards = _cards()
        _time(
            f"who saw 100 cards in 30 days, of {entries:,}", lambda: reading.who_saw(cards, month, day, reach)
        )
        _time("the auditor's first page (7 days)", lambda: list(reading.found(week, reach)[:51]))
        _time(
            "who looked at one card, 90 days",
            lambda: list(looks.entries_of(cards[0], reach, lately=True)[:51]),
        )
        _time("who looked at one card, all", lambda: list(looks.entries_of(cards[0], reach)[:51]))
        _time("verifying every entry", lambda: verify().entries)


def _time(what: str, work: Callable[[], Any]) -> None:
    began = time.monotonic()
    found = work()
    size = found if isinstance(found, int) else len(found)
    sys.stdout.write(f"{what}: {time.monotonic() - began:.2f} s ({size:,})\n")


if __name__ == "__main__":
    main()
