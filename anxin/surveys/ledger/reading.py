"""Sends a child process to read a workbook, and takes the rows that it found. The parent never opens the
file.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from anxin.surveys.ledger.limits import MIB, REFUSED, Limits, Unreadable

Cell = str | float | bool | date | None
_CHILD = [sys.executable, "-I", "-m", "anxin.surveys.ledger.child"]
_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
_OUT_OF_MEMORY = {-signal.SIGABRT}  # calamine's way to run out of memory


Answer = dict[str, Any] | list[Any]  # a line of the child: a sheet begins, or a row of it


@dataclass(slots=True)
class Row:
    """A row with its number as Excel shows it. `cells` start at column A; empty cells are ""."""

    number: int
    cells: list[Cell]

    def text(self, column: int) -> str:
        """The cell as text without space around it; numbers as Excel shows them (5, not 5.0)."""
        return plain(self.cells[column]) if column < len(self.cells) else ""

    def cell(self, column: int) -> Cell:
        """The cell as the workbook holds it, "" beyond the last."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(slots=True)
class Sheet:
    """A visible sheet. Cells merged downwards are filled: each row shows what a reader sees."""

    name: str
    rows: list[Row] = field(default_factory=list)


def plain(cell: Cell) -> str:
    """A cell as a person reads it."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def read_sheets(path: Path, limits: Limits) -> list[Sheet]:
    """All visible sheets of a workbook, and the hidden `_meta` of our own exports. Raises Unreadable."""
    sheets: list[Sheet] = []
    merged: list[list[list[int]]] = []
    for answer in run_child({"act": "read", "path": str(path.absolute())}, path, limits):
        if isinstance(answer, dict):
            sheets.append(Sheet(answer["sheet"]))
            merged.append(answer["merged"])
        else:
            sheets[-1].rows.append(Row(*answer))
    for sheet, ranges in zip(sheets, merged, strict=True):
        _fill_downwards(sheet, ranges)
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable("empty")
    return sheets


def _fill_downwards(sheet: Sheet, ranges: list[list[int]]) -> None:
    rows = {row.number: row.cells for row in sheet.rows}
    for top, left, bottom, _right in ranges:
        above = rows.get(top, [])
        if bottom == top or left > len(above):
            continue
        for number in range(top + 1, min(bottom, sheet.rows[-1].number) + 1):
            if left <= len(rows.get(number, ())):
                rows[number][left - 1] = above[left - 1]


def run_child(order: dict[str, object], path: Path, limits: Limits) -> Iterator[Answer]:
    """The child's answers, one by one. Raises Unreadable when it refuses or dies by its limits."""
    check_size(path, limits)
    order = order | {"limits": asdict(limits)}
    try:
        done = subprocess.run(
            _CHILD,
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            env={},  # what opens strangers' files knows no password
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("timeout") from None
    return _answers(done)


def check_size(path: Path, limits: Limits) -> None:
    """Raises Unreadable for a file that is not there or is larger than a ledger can be."""
    if not path.is_file():
        raise Unreadable("missing")
    if path.stat().st_size > limits.file_bytes:
        raise Unreadable("too_large", limit_mb=limits.file_bytes // MIB)


def _answers(done: "subprocess.CompletedProcess[bytes]") -> Iterator[Answer]:
    if done.returncode in _OUT_OF_TIME:
        raise Unreadable("timeout")
    if done.returncode in _OUT_OF_MEMORY:
        raise Unreadable("too_heavy")
    lines = done.stdout.splitlines()
    if done.returncode == REFUSED:
        last = json.loads(lines[-1])
        raise Unreadable(last["unreadable"], **last["params"])
    if done.returncode:
        raise Unreadable("not_workbook")
    return (json.loads(line, object_hook=_dated) for line in lines)


def _dated(found: dict[str, Any]) -> object:
    if "d" in found:
        return date.fromisoformat(found["d"])
    return found.get("t", found)
