"""Looks into a zipped workbook before anything parses it: how much it would unpack to, how far its cells
reach.

Runs in the child process only. Sizes in the directory of a zip may lie, so every part is unpacked and counted
here.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from anxin.surveys.ledger.limits import Limits, Unreadable

_CHUNK = 2**18
_WORKBOOKS = ("workbook.xml", "workbook.bin", "content.xml")
_FILLED = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>"""
)  # <c r="A1">…</c>
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")  # no office program writes them
_OVERLAP = 400


def check(path: Path, limits: Limits) -> None:
    """Raises Unreadable when the zip is no workbook, is locked, or would unpack to more than the limits."""
    try:
        with zipfile.ZipFile(path) as archive:
            packed = path.stat().st_size
            _check_directory(archive, packed, limits)
            _check_parts(archive, packed, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, OSError):
        raise Unreadable("not_workbook") from None


def _check_directory(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    parts = archive.infolist()
    if len(parts) > limits.entries:
        raise Unreadable("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("password")
    _check_size(sum(part.file_size for part in parts), packed, limits)
    if not any(part.filename.endswith(_WORKBOOKS) for part in parts):
        raise Unreadable("not_workbook")


def _check_size(unpacked: int, packed: int, limits: Limits) -> None:
    swollen = unpacked > limits.ratio_from and unpacked > limits.ratio * packed
    if swollen or unpacked > limits.unpacked_bytes:
        raise Unreadable("bomb")


def _check_parts(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    unpacked = 0
    for part in archive.infolist():
        reach = Reach(limits) if "worksheets/" in part.filename else None
        for chunk in _chunks(archive, part):
            unpacked += len(chunk) - _OVERLAP
            _check_size(unpacked, packed, limits)
            if part.filename.endswith((".xml", ".rels")):
                _check_xml(chunk, reach)


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked part, a chunk at a time; each begins with the end of the one before."""
    with archive.open(part) as stream:
        tail = b" " * _OVERLAP
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = (tail + chunk)[-_OVERLAP:]


def _check_xml(chunk: bytes, reach: "Reach | None") -> None:
    if any(mark in chunk for mark in _ENTITIES):
        raise Unreadable("bomb")
    if reach is not None:
        reach.widen(chunk)


class Reach:
    """The rectangle of filled cells seen so far. calamine would allocate all of it."""

    def __init__(self, limits: Limits) -> None:
        self._limit = limits.cells
        self._rows = 0
        self._columns: set[bytes] = set()

    def widen(self, chunk: bytes) -> None:
        """Counts the filled cells of a chunk in. Raises Unreadable (too_many_cells) beyond the limit."""
        found = _FILLED.findall(chunk)
        if not found:
            return
        self._columns.update({letters for letters, _ in found})
        self._rows = max(self._rows, *map(int, {row for _, row in found}))
        columns = max(column_number(letters.decode()) for letters in self._columns)
        if columns * self._rows > self._limit:
            raise Unreadable("too_many_cells", row=self._rows, column=max(self._columns, key=_order).decode())


def _order(letters: bytes) -> tuple[int, bytes]:
    return len(letters), letters


def column_number(letters: str) -> int:
    """A → 1, AA → 27, XFD → 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letter(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
