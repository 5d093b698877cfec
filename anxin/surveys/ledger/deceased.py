"""Reads the heading row of a deceased: 死者：…  单位：…  职务：…  身份证号：…  死亡时间：…, in one cell or in
several.
"""

import re

from anxin.surveys.ledger import words
from anxin.surveys.ledger.reading import Row, plain

_LABELS = words.officer_labels()
_LONGEST = max(map(len, _LABELS))
_COLON = re.compile(r"[:：∶﹕︰]")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]\s*$")
_FEWEST = 2  # labels; one alone may be a remark
_SAYS_DEAD = {field for field in _LABELS.values() if field.startswith("death")}


def deceased_in(row: Row) -> dict[str, tuple[str, str]] | None:
    """Field → (label as written, value), or None when the row is no heading of a deceased."""
    texts = [plain(cell) for cell in row.cells if cell != ""]
    if not texts:
        return None
    found = _with_colons("  ".join(texts)) if _may_have_labels(texts) else _in_cells(texts)
    named = "name" in found and (len(found) >= _FEWEST or _label_says_dead(found["name"][0]))
    return found if named and (_label_says_dead(found["name"][0]) or _SAYS_DEAD & set(found)) else None


def _may_have_labels(texts: list[str]) -> bool:
    return any(sign in text for text in texts for sign in "：:∶﹕︰")


def _label_says_dead(label: str) -> bool:
    return words.group_side(label) == "officer"


def _with_colons(text: str) -> dict[str, tuple[str, str]]:
    """Each colon is looked at from behind: the longest label that ends there."""
    marks = [
        (colon.end(), *label) for colon in _COLON.finditer(text) if (label := _label_before(text, colon))
    ]
    ends = [*(start for _, start, _ in marks[1:]), len(text)]
    found: dict[str, tuple[str, str]] = {}
    for (begin, _, label), end in zip(marks, ends, strict=False):
        value = text[begin:end].strip(" \t\r\n　；;，,。")
        found.setdefault(_LABELS[label], (label, value))
    return found


def _label_before(text: str, colon: re.Match[str]) -> tuple[int, str] | None:
    """Where the label before a colon begins, and the label; spaces and line breaks inside it do not count."""
    before = _BRACKETS.sub("", text[: colon.start()])
    signs = [(place, sign) for place, sign in enumerate(before) if not sign.isspace()][-_LONGEST:]
    for place in range(len(signs)):
        label = "".join(sign for _, sign in signs[place:])
        if label in _LABELS:
            return signs[place][0], label
    return None


def _in_cells(texts: list[str]) -> dict[str, tuple[str, str]]:
    """Labels and values in cells side by side, without colons."""
    found: dict[str, tuple[str, str]] = {}
    pairs = iter(texts)
    for label in pairs:
        field = _LABELS.get(words.heading(label))
        if field is None:
            return {}
        found.setdefault(field, (label, next(pairs, "")))
    return found
