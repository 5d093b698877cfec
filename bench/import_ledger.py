"""How many CPU seconds a ledger of 10,000 members costs: read, checked, merged, with its faults found.

    .venv/bin/python -m bench.import_ledger [--members 10000] [--profile]

A cluster of its own with row security, journal and encryption on; the app's own log-in. CPU of this process
and of the reading child from getrusage, of the database from /proc of its backends. Asked: 3 CPU seconds of
app and database, 512 MB (DESIGN.md section 6).
"""

import argparse
import cProfile
import os
import pstats
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

SURNAMES, GIVEN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗",
    "秀英桂兰志强建国玉梅海燕文博子涵雨桐淑珍德明晓峰",
)
HEADING = (
    "户编号", "乡镇", "姓名", "证件号码", "与户主关系", "出生日期", "健康状况", "在校生状况", "月收入",
    "户联系电话", "殉职人员姓名", "殉职人员证件号码", "殉职人员单位", "殉职日期", "认定类别", "主要困难",
)  # fmt: skip
HOUSEHOLD = (("户主", 45), ("子", 15), ("婆婆", 72), ("公公", 74))  # relation to the head, age
EVERY = 50  # one row of so many has a slip


def rows(members: int, random: Random) -> Iterator[list[object]]:
    """Rows of a register: families of four, one row in fifty with a wrong check digit."""
    from anxin.families.identity import with_check_digit  # noqa: PLC0415  # settings exist only now

    def person(age: int, number: int) -> tuple[str, str, str]:
        born = date(2026 - age, random.randint(1, 12), random.randint(1, 28))
        name = random.choice(SURNAMES) + "".join(random.sample(GIVEN, 2))
        return name, with_check_digit(f"990721{born:%Y%m%d}{number % 1000:03d}"), f"{born:%Y%m%d}"

    for family in range(members // len(HOUSEHOLD)):
        name, number, _ = person(46, family)
        day = f"20{random.randint(10, 25)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
        officer = [name, number, "安和县河东镇人民政府", day, "因公牺牲", "老人常年服药"]
        for place, (relation, age) in enumerate(HOUSEHOLD):
            own, own_number, born = person(age, family * 4 + place)
            if random.randrange(EVERY) == 0:
                own_number = own_number[:-1] + ("0" if own_number[-1] != "0" else "1")
            yield [
                f"AH{family:05d}",
                "河东镇",
                own,
                own_number,
                relation,
                born,
                "健康",
                "非在校生",
                2600,
                "19900000000",
                *officer,
            ]


def workbook(path: Path, members: int) -> Path:
    """Write the register."""
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet("花名册")
        page.write_row(0, 0, HEADING)
        for place, row in enumerate(rows(members, Random(7)), 1):
            page.write_row(place, 0, row)
    return path


def database_cpu() -> float:
    """CPU seconds so far of the backend that serves this process."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def app_cpu() -> float:
    """CPU seconds of this process and of its children that have ended (the reader)."""
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


@contextmanager
def measured(name: str) -> Iterator[None]:
    """Print what a step costs."""
    app, base, began = app_cpu(), database_cpu(), time.monotonic()
    yield
    app, base = app_cpu() - app, database_cpu() - base
    say(f"{name:<28} app {app:6.2f} s   database {base:6.2f} s   together {app + base:6.2f} s   "
          f"wall {time.monotonic() - began:6.2f} s")  # fmt: skip


def run(place: Path, members: int, profile: bool) -> None:
    """Bring the same ledger in twice and print what each costs."""
    from anxin.ground.database.scope import everywhere, scope  # noqa: PLC0415
    from anxin.surveys import actions  # noqa: PLC0415
    from tests.cast import hire, plant_tree  # noqa: PLC0415

    with everywhere():
        tree = plant_tree()
        clerk = hire("clerk", tree.county_office, "clerk", "沈静")
    path = workbook(place / "ledger.xlsx", members)
    actions.read(path)  # the modules, the dictionaries of pinyin and of the law
    for name in ("first time", "the same file again"):
        with measured(f"{name}: read, checked"):
            found = actions.read(path)
        profiler = cProfile.Profile()
        if profile:
            profiler.enable()
        with measured(f"{name}: kept, merged"), scope(tree.county.path):  # to the end of the transaction
            content = path.read_bytes()
            ledger = actions.keep(by=clerk, unit=tree.county, name=path.name, content=content, found=found)
            done = actions.take_in(by=clerk, ledger=ledger, found=found)
        profiler.disable()
        if profile:
            pstats.Stats(profiler).sort_stats("cumtime").print_stats("anxin", 40)
        say(f"  {found.member_count} members, {len(found.faults)} faults, {done.people} people added")
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    say(f"most memory of one process: {peak / 1024:.0f} MB")


def say(line: str) -> None:
    """Onto the standard output."""
    sys.stdout.write(line + "\n")


def main() -> None:
    """Start a cluster, measure, remove everything."""
    given = argparse.ArgumentParser()
    given.add_argument("--members", type=int, default=10_000)
    given.add_argument("--profile", action="store_true")
    options = given.parse_args()
    place = Path(tempfile.mkdtemp(prefix="anxin-bench-", dir="/tmp"))
    place.chmod(0o755)
    try:
        from anxin.cli.ready import database, migrate  # noqa: PLC0415

        with database(place):
            migrate()
            run(place, options.members, options.profile)
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
