"""Reads tables kept as text: CSV and tab-separated, in GB18030 or UTF-8. Runs in the child process only."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from anxin.surveys.ledger.limits import Limits, Unreadable

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OTHER_FILES = ("%PDF", "<!DOCTYPE", "<html", "<?xml", "{\\rtf")
_SEPARATORS = "\t,;，"


def rows(path: Path, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows of a table kept as text. Raises Unreadable (not_workbook) when the file is something
    else.
    """
    text = _decoded(path.read_bytes())
    separator = _separator(text)
    csv.field_size_limit(limits.cell_chars * 4)  # a field beyond the limit is refused by row, a bomb here
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1)
    except csv.Error:
        raise Unreadable("not_workbook") from None


def _decoded(raw: bytes) -> str:
    """The text. gb18030 and never gbk or gb2312: those lack rare name characters and change the dot."""
    encoding = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), "utf-8")
    for candidate in (encoding, "gb18030"):
        try:
            return _checked(raw.decode(candidate))
        except UnicodeDecodeError:
            continue
    raise Unreadable("not_workbook")


def _checked(text: str) -> str:
    start = text[:4096]
    if start.lstrip().startswith(_OTHER_FILES) or any(sign < " " and sign not in "\t\r\n" for sign in start):
        raise Unreadable("not_workbook")
    if "\x00" in text:
        raise Unreadable("not_workbook")
    if not text.strip():
        raise Unreadable("empty")
    return text


def _separator(text: str) -> str:
    """The sign that parts the cells: the one found most often in the first lines."""
    start = "\n".join(text.splitlines()[:30]) if len(text) < 2**20 else text[: 2**16]
    best = max(_SEPARATORS, key=start.count)
    if not start.count(best):
        raise Unreadable("not_workbook")
    return best
