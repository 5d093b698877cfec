"""An export of 100,000 rows × 26 columns to Excel: CPU seconds, memory, size. Rows come from a generator, as
they come from the register; archive and encryption of the kept file are measured apart.

    python -m bench.export_workbook [rows]
"""

import gc
import io
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyzipper

from anxin.ground.paper.cells import Value
from anxin.ground.paper.workbook import Column, Stamp, table_xlsx

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
KINDS = ("number", "id", *("text", "text", "id", "date", "text", "money", "text", "date") * 3)
WORDS = (
    "周明远",
    "河东镇人民政府",
    "初中三年级",
    "县人民医院护士",
    "务农，有固定收入",
    "城乡居民基本医疗保险",
)


def rows(count: int) -> Iterator[list[Value]]:
    """Rows as they come from the register: texts that repeat and texts that do not."""
    for row in range(count):
        yield [_cell(kind, row, column) for column, kind in enumerate(KINDS)]


def _cell(kind: str, row: int, column: int) -> Value:
    if kind == "number":
        return row
    if kind == "id":
        return f"9901{row:08d}{column:04d}**"
    if kind == "date":
        return date(1950 + row % 70, 1 + row % 12, 1 + row % 28)
    if kind == "money":
        return Decimal(row % 900_000) / 100
    return f"{WORDS[(row + column) % len(WORDS)]}{row % 1000}"


def main() -> None:
    """Measure and print."""
    columns = [
        Column(f"第{at}列", kind, group="甲组" if 2 <= at < 13 else "") for at, kind in enumerate(KINDS)
    ]
    stamp = Stamp("EX-BENCH　测试", "测试", "EX-BENCH")
    gc.collect()
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.process_time()
    with tempfile.TemporaryDirectory() as work:
        book = table_xlsx(
            columns, rows(ROWS), "测试台账", "填表人：", {"a": "b"}, stamp=stamp, work=Path(work)
        )
    spent = time.process_time() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    sys.stdout.write(f"{ROWS:,} rows × {len(KINDS)}: {spent:.1f} CPU s, file {len(book) / 2**20:.1f} MB\n")
    sys.stdout.write(
        f"peak memory {after.ru_maxrss / 1024:.0f} MB, of which before {before.ru_maxrss / 1024:.0f} MB\n"
    )
    began, out = time.process_time(), io.BytesIO()
    with pyzipper.AESZipFile(out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as box:
        box.setpassword(b"x" * 20)
        box.writestr("x.xlsx", book)
    sys.stdout.write(f"AES-256 archive of it: {time.process_time() - began:.1f} CPU s more\n")


if __name__ == "__main__":
    main()
