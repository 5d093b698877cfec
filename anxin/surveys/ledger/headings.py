"""Finds the heading of a table: which rows it takes, and what each column means."""

from dataclasses import dataclass

from anxin.surveys.ledger import words
from anxin.surveys.ledger.reading import Row, Sheet
from anxin.surveys.ledger.words import Field, Side

_SEARCHED_ROWS = 40  # titles, instructions and signatures may stand above a table; no more than this
_DEEPEST = 3  # heading rows
_LONGEST = 60  # signs in a heading
_TRIED = 6  # columns without a word of the heading before a row counts as none
_FEWEST = 3  # fields that make a heading
_NAMED = {("member", "name"), ("officer", "name"), ("member", "id_number")}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one sheet. `fields` gives the column (from 0) of each field; `labels` what stands above
    it.
    """

    last_row: int  # row number as Excel shows it
    fields: dict[Field, int]
    labels: tuple[str, ...]
    units: dict[Field, str]  # what stood in brackets: 元, 万元


def find_heading(sheet: Sheet) -> Heading | None:
    """The heading that explains most columns with the fewest rows, or None when the sheet has no table of
    ours.
    """
    best: tuple[int, Heading] | None = None
    for first in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        for depth in range(1, _DEEPEST + 1):
            block = sheet.rows[first : first + depth]
            heading = _read_block(block)
            score = len(heading.fields)
            if _is_heading(heading) and (best is None or score > best[0]):
                best = score, heading
    return best[1] if best else None


def _is_heading(heading: Heading) -> bool:
    return len(heading.fields) >= _FEWEST and not _NAMED.isdisjoint(heading.fields)


def _read_block(block: list[Row]) -> Heading:
    paths = _paths(block)
    found = [_field(path) for path in paths]
    _tell_blocks_apart(found, paths)
    fields: dict[Field, int] = {}
    for column, field in enumerate(found):
        if field is not None:
            fields.setdefault(field, column)
    labels = tuple(" ".join(path[-1].split()) if path else "" for path in paths)
    units = {field: _unit(labels[column]) for field, column in fields.items()}
    return Heading(block[-1].number, fields, labels, units)


def _paths(block: list[Row]) -> list[list[str]]:
    """What stands above each column, from the top down. A group heading counts for the columns it spans."""
    width = max(len(row.cells) for row in block)
    paths: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(block):
        spanning = ""
        for column in range(width):
            text = row.text(column)
            below = any(lower.text(column) not in ("", text) for lower in block[depth + 1 :])
            spanning = (text if below else "") if text else spanning
            shown = text or (spanning if below else "")
            if shown and (not paths[column] or paths[column][-1] != shown):
                paths[column].append(shown)
    return paths


def _field(path: list[str]) -> Field | None:
    if not path:
        return None
    groups = [side for side in map(words.group_side, path[:-1]) if side]
    return words.field_of(path[-1], groups[-1] if groups else None)


def _tell_blocks_apart(found: list[Field | None], paths: list[list[str]]) -> None:
    """Two blocks with a bare 姓名 each and no group heading: the one with the relation is the members'."""
    names = [column for column, field in enumerate(found) if field == ("member", "name")]
    if len(names) != 2 or ("officer", "name") in found or any(len(path) > 1 for path in paths):
        return
    officers = _officer_block(names, found)
    for column in officers:
        field = words.field_of(paths[column][-1], "officer") if paths[column] else None
        if found[column] and field and field[0] == "officer":
            found[column] = field


def _officer_block(names: list[int], found: list[Field | None]) -> range:
    first, second = names
    relations = [column for column, field in enumerate(found) if field in _RELATIONS]
    relation = relations[0] if relations else len(found)
    if relation == second - 1 or relation > second:
        return range(0, min(relation, second))
    return range(second, len(found))


_RELATIONS = (("member", "relation"), ("member", "relation_head"))


def _unit(label: str) -> str:
    return "万元" if "万元" in label else "元"


def is_repeated(row: Row, heading: Heading) -> bool:
    """Whether a row repeats the heading (it is printed again on each page)."""
    same = 0
    for tried, column in enumerate(heading.fields.values()):
        same += _same(row.text(column), heading.labels[column])
        if same >= min(_FEWEST, len(heading.fields)):
            return True
        if tried > _TRIED and not same:
            return False  # a row of a person
    return False


def _same(text: str, label: str) -> bool:
    return bool(text) and len(text) <= _LONGEST and words.heading(text) == words.heading(label)


def note_column(heading: Heading) -> int | None:
    """The 问题 column of an earlier return, from 1."""
    column = heading.fields.get(("household", "reported"))
    return None if column is None else column + 1


def side_fields(heading: Heading, side: Side) -> dict[str, int]:
    """The columns of one side: of the officer, the member or the household."""
    return {name: column for (whose, name), column in heading.fields.items() if whose == side}
