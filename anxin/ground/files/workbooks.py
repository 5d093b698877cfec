"""Reading workbooks that offices send, and giving them back with notes beside the rows, for any room.

Whoever sends a file is a stranger to it: it is opened in a child process without rights and within limits.
The room of ledgers does so; it registers what it can do here at start-up, and rooms beside it ask here.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from .notes import Notes

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # of an .xlsx
Cell = str | float | bool | date | None


class Row(Protocol):
    """A row with its number as Excel shows it."""

    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> Sequence[Cell]: ...
    def text(self, column: int) -> str: ...
    def cell(self, column: int) -> Cell: ...


class Sheet(Protocol):
    """A visible sheet, cells that were merged downwards filled."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[Row]: ...


Reader = Callable[[Path], Sequence[Sheet]]
Returner = Callable[[Path, Notes, Path], Path]
_readers: list[Reader] = []
_returners: list[Returner] = []


def reads_workbooks(reader: Reader) -> Reader:
    """Say who reads workbooks (once, at start-up). Raises Refused for what is no workbook."""
    _readers[:] = [reader]
    return reader


def read_workbook(path: Path) -> Sequence[Sheet]:
    """The sheets of a workbook. Raises Refused: what is wrong with the file and how to mend it."""
    return _readers[0](path)


def returns_workbooks(returner: Returner) -> Returner:
    """Say who writes notes into workbooks (once, at start-up). Raises Refused for what is no workbook."""
    _returners[:] = [returner]
    return returner


def return_workbook(path: Path, notes: Notes, to: Path) -> Path:
    """The same workbook with a red 问题 column, written beside ``path``: where it is, since what was no xlsx
    becomes one. Raises Refused."""
    return _returners[0](path, notes, to)
