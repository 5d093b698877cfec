"""Reads the heading row of a deceased: 死者：…  单位：…  职务：…  身份证号：…  死亡时间：…, in one cell or in
several.
"""

from anxin.surveys.ledger import words
from anxin.surveys.ledger.reading import Row, plain

_LABELS = words.officer_labels()
_LENGTHS = sorted({len(label) for label in _LABELS}, reverse=True)
_COLONS = "：:∶﹕︰"
_FEWEST = 2  # labels; one alone may be a remark
_SAYS_DEAD = {field for field in _LABELS.values() if field.startswith("death")}


def deceased_in(row: Row) -> dict[str, tuple[str, str]] | None:
    """Field → (label as written, value), or None when the row is no heading of a deceased."""
    texts = [plain(cell) for cell in row.cells if cell != ""]
    found = _with_colons("  ".join(texts)) if _may_have_labels(texts) else _in_cells(texts)
    named = "name" in found and (len(found) >= _FEWEST or _label_says_dead(found["name"][0]))
    return found if named and (_label_says_dead(found["name"][0]) or _SAYS_DEAD & set(found)) else None


def _may_have_labels(texts: list[str]) -> bool:
    return any(sign in text for text in texts for sign in _COLONS)


def _label_says_dead(label: str) -> bool:
    return words.group_side(label) == "officer"


def _with_colons(text: str) -> dict[str, tuple[str, str]]:
    """Each colon is looked at from behind: the longest label that ends there, spaces in it not counted."""
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    bare = "".join(text.split())
    marks: list[tuple[int, int, str]] = []
    for at, sign in enumerate(bare):
        label = _label_before(bare, at) if sign in _COLONS else None
        if label:
            marks.append((places[at] + 1, places[label[0]], label[1]))
    ends = [*(start for _, start, _ in marks[1:]), len(text)]
    found: dict[str, tuple[str, str]] = {}
    for (begin, _, said), end in zip(marks, ends, strict=False):
        value = text[begin:end].strip(" \t\r\n　；;，,。")
        found.setdefault(_LABELS[said], (said, value))
    return found


def _label_before(bare: str, end: int) -> tuple[int, str] | None:
    """Where the label that ends before `end` begins, and the label; 基本工资（元）： is 基本工资."""
    if bare[end - 1 : end] in (")", "）"):
        end = max(bare.rfind("(", 0, end), bare.rfind("（", 0, end))
    for length in _LENGTHS:
        label = bare[end - length : end] if length <= end else ""
        if label in _LABELS:
            return end - length, label
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
