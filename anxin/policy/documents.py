"""A family as JSON in, what it is owed as JSON out. No database, no server: the package alone.

`read(text)` makes a FamilyCase (or a LeaveCase) or raises InputError with the path of the wrong field;
`answer(case, packs)` calculates and tells; `schemas()` describes both (JSON Schema 2020-12).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from anxin.policy.api import family_lines
from anxin.policy.codes import (
    ASSISTANCE,
    CATEGORIES,
    CHANNELS,
    EMPLOYMENTS,
    KINS,
    OTHER_PARENTS,
    SEXES,
    STUDIES,
)
from anxin.policy.family import FamilyCase
from anxin.policy.leave.codes import UNTAKEN_REASONS
from anxin.policy.leave.door import LeaveCase, leave
from anxin.policy.packs.reading import Pack
from anxin.policy.packs.systems import citations_with
from anxin.policy.schema import schema_of
from anxin.policy.told import Answer, answer_of
from anxin.policy.told_leave import ToldLeave, leave_of
from anxin.policy.wrong import Wrong

LONGEST: Final = 1_000_000  # characters
MOST_FEN: Final = 10**12
DAY = re.compile(r"\d{4}-\d\d-\d\d")
REGION = re.compile(r"[1-9]\d{5}")

# The codes of each field that has some; the first, "unknown", is said by leaving the field out.
CODES: Final[dict[str, tuple[str, ...]]] = {
    "category": CATEGORIES[1:],
    "employment": EMPLOYMENTS[1:],
    "channel": CHANNELS[1:],
    "kin": KINS[1:],
    "sex": SEXES[1:],
    "study": STUDIES[1:],
    "other_parent": OTHER_PARENTS[1:],
    "assistance": ASSISTANCE[1:],
    "untaken_reason": UNTAKEN_REASONS[1:],
}


class InputError(Wrong):
    """A family that cannot be read: `path` is the wrong field, such as relatives[1].birth."""


@dataclass(frozen=True, slots=True)
class LeaveDocument:
    """An officer's annual leave instead of a family."""

    leave: LeaveCase


def read(text: str) -> FamilyCase | LeaveCase:
    """Read a family, or an officer's leave (an object with the one name "leave").

    Raises InputError for the first field that is wrong; it quotes no value."""
    tree = _tree(text)
    if isinstance(tree, dict) and "leave" in tree:
        document: LeaveDocument = _made(LeaveDocument, tree, "")
        _leave_in_order(document.leave)
        return document.leave
    case: FamilyCase = _made(FamilyCase, tree, "")
    _in_order(case)
    return case


def answer(case: FamilyCase | LeaveCase, packs: Sequence[Pack] = ()) -> dict[str, Any]:
    """What the family is owed (or the leave), as JSON. Raises PackError where two packs clash."""
    if isinstance(case, LeaveCase):
        return leave_of(leave([case])[0])
    [lines] = family_lines([case], packs)
    return answer_of(case, lines, packs, citations_with(packs))


def schemas() -> dict[str, Any]:
    """What may be handed in and what comes out."""
    return {
        "input": schema_of(FamilyCase, CODES),
        "output": schema_of(Answer, {}),
        "leave_input": schema_of(LeaveDocument, CODES),
        "leave_output": schema_of(ToldLeave, {}),
    }


def _tree(text: str) -> Any:
    if len(text) > LONGEST:
        raise InputError("$", "too_long", most=str(LONGEST))
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as failure:
        raise InputError("$", "not_json", line=str(failure.lineno), column=str(failure.colno)) from None
    except InputError:
        raise
    except (RecursionError, ValueError):  # nested too deep; a number of thousands of digits
        raise InputError("$", "not_json", line="1", column="1") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise InputError(name, "twice")
        made[name] = value
    return made


def _no_constant(name: str) -> Any:
    """NaN and Infinity are no JSON."""
    raise InputError("$", "not_json", line="1", column="1")


def _made(kind: Any, given: Any, path: str) -> Any:
    """A dataclass from a JSON object."""
    if not isinstance(given, dict):
        raise InputError(path or "$", "not_an_object")
    hints = get_type_hints(kind)
    for name in given:
        if name not in hints:
            raise InputError(_at(path, name), "unknown_key", known=", ".join(hints))
    values = {}
    for field in fields(kind):
        where = _at(path, field.name)
        if field.name not in given and field.default is MISSING and field.name != "relatives":
            raise InputError(where, "missing", wanted=field.name)
        if field.name in given:
            values[field.name] = _value(field.name, hints[field.name], given[field.name], where)
    return kind(**({"relatives": ()} if kind is FamilyCase else {}) | values)


def _value(name: str, kind: Any, given: Any, path: str) -> Any:
    """One value of a field, checked against its type."""
    if get_origin(kind) is UnionType:
        return None if given is None else _value(name, get_args(kind)[0], given, path)
    if is_dataclass(kind):
        return _made(kind, given, path)
    if get_origin(kind) is tuple:
        return _several(name, get_args(kind), given, path)
    return _plain(name, kind, given, path)


def _several(name: str, kinds: tuple[Any, ...], given: Any, path: str) -> tuple[Any, ...]:
    """A list of any length (relatives), or a pair (the days of a prison term)."""
    if not isinstance(given, list):
        raise InputError(path, "not_a_list")
    if kinds[-1] is Ellipsis:
        return tuple(_value(name, kinds[0], one, f"{path}[{place}]") for place, one in enumerate(given))
    if len(given) != len(kinds):
        raise InputError(path, "not_a_pair")
    pairs = enumerate(zip(kinds, given, strict=True))
    return tuple(_value(name, kind, one, f"{path}[{place}]") for place, (kind, one) in pairs)


def _plain(name: str, kind: Any, given: Any, path: str) -> Any:
    if kind is date:
        return _date(given, path)
    if kind is bool:
        if not isinstance(given, bool):
            raise InputError(path, "not_a_flag")
        return given
    if kind is int:
        return _whole(name, given, path)
    return _word(name, given, path)


def _date(given: Any, path: str) -> date:
    try:
        if not DAY.fullmatch(given):
            raise ValueError
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise InputError(path, "not_a_date") from None


def _whole(name: str, given: Any, path: str) -> int:
    most = MOST_FEN if name.endswith("_fen") else 200
    if type(given) is not int or not 0 <= given <= most:
        code = "not_fen" if name.endswith("_fen") else "not_a_count"
        raise InputError(path, code, low="0", high=str(most))
    return given


def _word(name: str, given: Any, path: str) -> str:
    if name == "region":
        if not (isinstance(given, str) and REGION.fullmatch(given)):
            raise InputError(path, "not_a_region")
        return given
    if name in CODES and given not in CODES[name]:
        raise InputError(path, "not_a_code", known=", ".join(CODES[name]))
    if not isinstance(given, str) or not given or not _is_text(given):
        raise InputError(path, "not_text")
    return given


def _is_text(given: str) -> bool:
    """Half of a surrogate pair may stand in JSON and cannot be written."""
    return not any("\ud800" <= sign <= "\udfff" for sign in given)


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _in_order(case: FamilyCase) -> None:
    """What no single field can show: a key that stands twice, days that run backwards."""
    keys: set[str] = set()
    for place, relative in enumerate(case.relatives):
        path = f"relatives[{place}]"
        if relative.key in keys:
            raise InputError(f"{path}.key", "twice")
        keys.add(relative.key)
        if relative.birth and relative.birth > case.as_of:
            raise InputError(f"{path}.birth", "after_as_of")
        if relative.prison and relative.prison[1] and relative.prison[1] < relative.prison[0]:
            raise InputError(f"{path}.prison", "period_reversed")


def _leave_in_order(case: LeaveCase) -> None:
    if case.first and case.last and case.last < case.first:
        raise InputError("leave.last", "period_reversed")
