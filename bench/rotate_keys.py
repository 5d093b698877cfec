"""How many encrypted values a second come under a fresh key: `python bench/rotate_keys.py [--values N]`.

Plants N telephones into a fresh installation and rotates its keys as the keeper, in one process, as
``anxin rotate-keys`` does. Prints values a second by the clock (without the pause at the end of a pass).
"""

import argparse
import sys
import tempfile
import time
import uuid
from pathlib import Path

import psycopg

from anxin.cli.ready import database, migrate
from anxin.ground.database.server import serving, stop_server


def plant(session: psycopg.Connection, values: int) -> None:
    from anxin.ground.database import crypto  # noqa: PLC0415  # settings exist only now

    unit = uuid.uuid4()
    session.execute(
        "INSERT INTO units_unit"
        " (id, code, name, name_en, kind, level, domain, region_code, credit_code, path)"
        " VALUES (%s, '99', 'x', '', 'region', 2, '', '', '', 'A')",
        [unit],
    )
    columns = "id, unit_id, scope_root_id, role, name, title, since, phone"
    with session.cursor() as cursor, cursor.copy(f"COPY access_post ({columns}) FROM STDIN") as rows:
        for number in range(values):
            phone = crypto.seal(f"0000 {number:07d}", "access_post.phone")
            rows.write_row((uuid.uuid4(), unit, unit, "clerk", "x", "", "2026-01-01", phone))
    session.commit()


def measure(place: Path, values: int) -> float:
    with serving(place, embedded=True), database(place) as connection:
        migrate()
        from django.conf import settings  # noqa: PLC0415

        from anxin.ground.database import rotation  # noqa: PLC0415

        with psycopg.connect(connection.conninfo("keeper")) as session:
            plant(session, values)
            columns = rotation.encrypted_columns()
            began = time.perf_counter()
            progress = rotation.begin(settings.ANXIN_KEYS, place / "rotation.json", "a1")
            rotation.rotate(session, columns, progress, lambda _done: None)
            spent = time.perf_counter() - began - rotation.SETTLED
            assert rotation.remaining(session, columns) == 0
    return values / spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--values", type=int, default=50_000)
    values = parser.parse_args().values
    with tempfile.TemporaryDirectory(prefix="anxin-b-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        try:
            sys.stdout.write(f"{measure(Path(folder), values):,.0f} values a second\n")
        finally:
            stop_server(Path(folder))


if __name__ == "__main__":
    main()
