"""Turns cells into values: numbers of persons, dates, money, sexes, relations. What cannot be read gets a
code.

Rule of the house: doubt is not a fault. A code is given only where the clerk must put something right.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Generic, TypeVar, cast

from anxin.families import kinship
from anxin.families.identity import BadNumber, CitizenNumber, mend, parse_citizen_number
from anxin.families.kinship import Sex
from anxin.ground.days.partial import PartialDate
from anxin.ground.days.reading import BadDate
from anxin.surveys.ledger import words
from anxin.surveys.ledger.reading import Cell, plain
from anxin.surveys.ledger.shapes import Determination

T = TypeVar("T")
_LONGEST_BLANK = max(map(len, words.BLANK)) + 4  # with spaces around it
_EXCEL_ZERO = date(1899, 12, 30)
_OTHER_DOCUMENT = re.compile(
    r"[A-Z]{1,3}[0-9]{6,12}"
)  # passports, permits, the old card of permanent residence
_ID_CODES = {
    "scientific": "float_id",
    "rounded": "float_id",
    "fifteen_digits": "old_number",
    "length": "id_length",
    "characters": "id_characters",
    "birth": "id_birth",
}
_MASKED = re.compile(r"[0-9]{0,6}\*{4,}[0-9Xx]{0,4}")  # 9901**********002X: tells nothing of a number
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ABOUT = re.compile(r"^(约|大约|大概)|(生|出生|左右|前后)$")
_NOT_MONEY = re.compile(r"\d[年岁人户口]")  # 3人, 60岁: a number, but of something else
_KIN_SIGNS = frozenset("父母爸妈夫妻子女儿媳婿孙兄弟姐妹哥叔伯舅姨姑侄甥嫂婆公爷奶岳亲属")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value, or the code of what is wrong with its cell; `mended` names what was put right."""

    value: T | None = None
    fault: str | None = None
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """What the cell of a personal number holds: a citizen number, another document, or nothing."""

    citizen: CitizenNumber | None = field(default=None, repr=False)
    document: str = field(default="", repr=False)


def blank(cell: Cell) -> bool:
    """Whether the cell says nothing: empty, a dash, 无, 不详."""
    if not isinstance(cell, str):
        return cell is None
    return not cell or (len(cell) <= _LONGEST_BLANK and words.folded(cell) in words.BLANK)


def text(cell: Cell) -> str:
    """The text of a cell, "" when it says nothing."""
    return "" if blank(cell) else plain(cell)


def person_number(cell: Cell) -> Read[Number]:
    """A citizen number with its birth date. Faults: float_id, old_number, check_digit, future_birth, id_…."""
    if blank(cell):
        return Read(Number())
    if isinstance(cell, str) and _MASKED.fullmatch(cell.strip()):
        return Read(Number())
    if isinstance(cell, bool | date):
        return Read(fault="id_characters")
    if isinstance(cell, float | int):
        return Read(fault=_numeric_fault(cell))
    return _number_in(plain(cell))


def _numeric_fault(cell: float) -> str:
    if abs(cell) >= 1e15:
        return "float_id"
    return "old_number" if abs(cell) >= 1e14 else "id_length"


def _number_in(written: str) -> Read[Number]:
    number, mended = mend(written)
    if _OTHER_DOCUMENT.fullmatch(number.upper()):
        return Read(Number(document=number.upper()))
    try:
        return Read(Number(parse_citizen_number(number)), mended=mended)
    except BadNumber as bad:
        return Read(fault=_ID_CODES.get(bad.code, bad.code))


def partial_date(cell: Cell, hint: date | None = None) -> Read[PartialDate]:
    """A date as precise as it was written. `hint` (from the identity number) settles what Excel made unclear.

    Fault: bad_date.
    """
    if blank(cell):
        return Read()
    if isinstance(cell, bool):
        return Read(fault="bad_date")
    if isinstance(cell, date):
        return Read(PartialDate(cell.year, cell.month, cell.day))
    return _written_date(cell, hint)


@lru_cache(maxsize=65_536)
def _written_date(cell: str | float, hint: date | None) -> Read[PartialDate]:
    given = _ABOUT.sub("", cell.strip()).strip("，,。；; ") if isinstance(cell, str) else cell
    try:
        return Read(PartialDate.parse(given or cell))
    except BadDate as bad:
        return _RESCUES.get(bad.code, _no_date)(given, hint)


def _no_date(_given: str | float, _hint: date | None) -> Read[PartialDate]:
    return Read(fault="bad_date")


def _shortened(given: str | float, hint: date | None) -> Read[PartialDate]:
    """The number 1968.1 was 1968.10 or 1968.1 before Excel: the identity number tells, else only the year is
    sure.
    """
    year = int(float(given))
    if hint and hint.year == year and hint.month in (1, 10):
        return Read(PartialDate(year, hint.month))
    return Read(PartialDate(year))


def _serial(given: str | float, _hint: date | None) -> Read[PartialDate]:
    day = _EXCEL_ZERO + timedelta(days=int(float(given)))
    return Read(PartialDate(day.year, day.month, day.day))


def _short_year(given: str | float, hint: date | None) -> Read[PartialDate]:
    try:
        found = PartialDate.parse(given, short_years=True)
        if hint and (hint.year - found.year) in (-100, 100):
            found = PartialDate(hint.year, found.month, found.day)
    except BadDate:
        return Read(fault="bad_date")
    return Read(found)


_RESCUES: dict[str, Callable[[str | float, date | None], Read[PartialDate]]] = {
    "ambiguous": _shortened,
    "serial": _serial,
    "short_year": _short_year,
}


def money(cell: Cell, unit: str) -> Read[int]:
    """Yuan (or ten thousand yuan) as fen. Words without a number are no amount and no fault; 1200-1500 is
    one.

    Fault: bad_amount.
    """
    if cell is None or blank(cell):
        return Read()
    if isinstance(cell, bool | date):
        return Read(fault="bad_amount")
    if isinstance(cell, float | int):
        return _fen(Decimal(repr(cell)), unit)
    return _written_money(cell, unit)


def _written_money(cell: str, unit: str) -> Read[int]:
    bare = words.folded(cell).replace(",", "")
    numbers = _NUMBER.findall(bare.split("(")[0])
    if not numbers:
        return Read()
    if len(numbers) > 1 or _NOT_MONEY.search(bare):
        return Read(fault="bad_amount")
    return _fen(Decimal(numbers[0]), "万元" if "万" in bare else unit)


def _fen(amount: Decimal, unit: str) -> Read[int]:
    try:
        fen = int((amount * (1_000_000 if unit == "万元" else 100)).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError):
        return Read(fault="bad_amount")
    return Read(fen) if 0 <= fen < 10**12 else Read(fault="bad_amount")


def sex(cell: Cell) -> Read[Sex]:
    """Fault: unknown_sex."""
    if blank(cell):
        return Read()
    found = words.SEXES.get(words.folded(plain(cell)))
    return Read(cast(Sex, found)) if found else Read(fault="unknown_sex")


def determination(cell: Cell) -> Determination | None:
    """How the death was determined, None when the words say nothing that we know (they stay in the facts)."""
    return cast("Determination | None", words.DETERMINATIONS.get(words.heading(plain(cell))))


def relation(cell: Cell, whose: Sex | None) -> Read[str]:
    """A GB/T 4761 code for what the member is called; `whose` is the member's sex, for words that leave it
    open.

    Unusual words of kinship are "other relative"; only words that name no kinship are a fault (bad_relation).
    """
    if blank(cell):
        return Read(fault="missing_relation")
    code = _relation_code(words.folded(plain(cell)))
    if code is None:
        return Read(fault="bad_relation")
    return Read(_by_sex(code, whose))


@lru_cache(maxsize=4096)
def _relation_code(bare: str) -> str | None:
    inside = re.sub(r"[(（].*", "", bare)
    for word in (bare, inside, inside.removeprefix("其"), re.sub(r"^(户主|死者|其|之)+之?", "", inside)):
        if word in words.RELATIONS:
            return words.RELATIONS[word]
    if bare in kinship.KINSHIP:  # a file from another system may hold the code itself
        return bare
    return "97" if bare and bare[-1] in _KIN_SIGNS else None


_SEXED = {"10": ("11", "12"), "50": ("51", "52"), "child": ("20", "30")}


def _by_sex(code: str, whose: Sex | None) -> str | None:
    if code not in _SEXED:
        return code
    if whose is None:
        return code if code in kinship.KINSHIP else None
    return _SEXED[code][whose == kinship.FEMALE]


def unit_and_post(written: str) -> tuple[str, str]:
    """安和县公安局民警 → 安和县公安局, 民警. What cannot be parted stays with the unit."""
    parts = written.split(maxsplit=1)
    if len(parts) == 2:
        return parts[0], parts[1]
    for post in words.POSTS:
        if written.endswith(post) and len(written) > len(post):
            return written.removesuffix(post).rstrip("，,、"), post
    return written, ""
