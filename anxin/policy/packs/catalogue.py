"""What a pack may set, and how a value as it is written becomes a number for the arrays."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml

from anxin.policy.codes import STUDIES
from anxin.policy.wrong import Wrong

YUAN = re.compile(r"\d{1,9}(\.\d{1,2})?")
HIGHEST_FEN: Final = 10**9  # ten million yuan
EPOCH_DAY: Final = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Settable:
    """One thing that a pack may set (a line of catalogue.yaml)."""

    name: str
    kind: str
    by: str
    region: str
    zh: str
    en: str
    options: tuple[str, ...] = ()

    def told(self, given: Any, path: str) -> int | str:
        """The value as a line tells it: fen, a number or words. Raises Wrong."""
        return _TOLD[self.kind](self, given, path)

    def number(self, told: int | str) -> int:
        """The told value as a whole number: a list of schools as bits, a code as its place, a day as days."""
        if self.kind == "studies":
            return sum(1 << STUDIES.index(study) for study in str(told).split("+"))
        if self.kind == "code":
            return self.options.index(str(told)) + 1
        if self.kind == "day":
            return date.fromisoformat(str(told)).toordinal() - EPOCH_DAY
        return int(told)


def _money(_self: Settable, given: Any, path: str) -> int:
    if isinstance(given, str) and YUAN.fullmatch(given):
        given = int(Decimal(given) * 100)
    if type(given) is not int or not 0 <= given <= HIGHEST_FEN:
        raise Wrong(path, "not_money")
    return int(given)


def _whole(high: int) -> Callable[[Settable, Any, str], int]:
    def told(_self: Settable, given: Any, path: str) -> int:
        if type(given) is not int or not 0 <= given <= high:
            raise Wrong(path, "not_a_count", low="0", high=str(high))
        return int(given)

    return told


def _flag(_self: Settable, given: Any, path: str) -> int:
    if not isinstance(given, bool):
        raise Wrong(path, "not_a_flag")
    return int(given)


def _studies(_self: Settable, given: Any, path: str) -> str:
    if not isinstance(given, list) or not given:
        raise Wrong(path, "not_a_list")
    for place, study in enumerate(given):
        if study not in STUDIES[2:]:
            raise Wrong(f"{path}[{place}]", "not_a_code", known=", ".join(STUDIES[2:]))
    return "+".join(sorted(set(given), key=STUDIES.index))


def _code(self: Settable, given: Any, path: str) -> str:
    if given not in self.options:
        raise Wrong(path, "not_a_code", known=", ".join(self.options))
    return str(given)


def _day(_self: Settable, given: Any, path: str) -> str:
    try:
        return (given if type(given) is date else date.fromisoformat(given)).isoformat()
    except (TypeError, ValueError):
        raise Wrong(path, "not_a_date") from None


_TOLD: Final[dict[str, Callable[[Settable, Any, str], int | str]]] = {
    "money": _money,
    "count": _whole(200),
    "per_mille": _whole(1000),
    "flag": _flag,
    "studies": _studies,
    "code": _code,
    "day": _day,
}


def _read() -> dict[str, Settable]:
    text = (Path(__file__).parent / "catalogue.yaml").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return {
        name: Settable(name, **(row | {"options": tuple(row.get("options", ()))}))
        for name, row in rows.items()
    }


SETTABLES: Final[dict[str, Settable]] = _read()
