"""How much a large ledger costs: `python bench/ledger_reading.py [member rows] [layout]`.

Makes a ledger of invented people in one of the three layouts, with slips in it, and reads, recognises and
checks it; then returns it with its faults. Figures are CPU seconds of this process and its child together.
"""

import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import xlsxwriter
from django.conf import settings

from anxin.demo.invented import InventedFamily, Inventor
from anxin.demo.make_samples import LAYOUTS
from anxin.demo.slips import Entry, with_slips
from anxin.surveys.ledger.examine import examine
from anxin.surveys.ledger.limits import Limits
from anxin.surveys.ledger.returned import return_workbook

SEED = 7
TODAY = date(2026, 11, 23)
BLOCK = 20  # families that carry one set of slips
LIMITS = Limits(file_bytes=2**28, unpacked_bytes=2**31, cells=10**7, seconds=300)


def big_ledger(path: Path, layout: str, rows: int) -> int:
    """Writes a ledger of at least `rows` members and returns how many there are."""
    entries: list[Entry] = []
    inventor, members = Inventor(SEED), 0
    while members < rows:
        families: list[InventedFamily] = [inventor.family(len(entries) + n) for n in range(BLOCK)]
        block = with_slips(families, inventor)
        for number, entry in enumerate(block, len(entries) + 1):
            entry.place = number
        entries += block
        members += sum(len(entry.lines) for entry in block)
    with xlsxwriter.Workbook(str(path)) as book:
        LAYOUTS[layout](book, entries)
    return members


def cpu() -> float:
    """CPU seconds of this process and of children that have ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Says what a step cost."""
    before = cpu()
    yield
    sys.stdout.write(f"{what:<28}{cpu() - before:6.2f} CPU s\n")


def main(rows: int = 10_000, layout: str = "survey") -> None:
    """Makes, reads and returns one ledger."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "ledger.xlsx"
        members = big_ledger(path, layout, rows)
        sys.stdout.write(f"{layout}: {members} members, {path.stat().st_size / 2**20:.1f} MB\n")
        with told("read, recognised, checked"):
            ledger = examine(path, today=TODAY, limits=LIMITS)
        sys.stdout.write(f"{ledger.member_count} members read, {len(ledger.faults)} faults\n")
        with told("returned with its faults"):
            return_workbook(path, ledger, Path(place) / "returned.xlsx", limits=LIMITS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    sys.stdout.write(f"peak memory {peak} MB here, {child} MB in the child\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, *sys.argv[2:3])
