"""Citizen numbers (公民身份号码, GB 11643-1999) and telephones: checked and mended. Knows no database.

Nothing here puts a number into an exception, since exceptions end in logs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from stdnum.cn.ric import calc_check_digit, get_birth_date
from stdnum.exceptions import ValidationError

from anxin.ground.days.clock import today

EARLIEST_BIRTH = date(1850, 1, 1)  # an earlier one is a slip of the pen
RESIDENCE_PERMITS = {"81": "hong_kong", "82": "macau", "83": "taiwan"}

_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_OTHER_SHAPES = {
    "fifteen_digits": re.compile(r"[0-9]{15}"),
    "foreign_card": re.compile(r"[A-Z]{3}[0-9]{12}"),
    "scientific": re.compile(r"[0-9]\.?[0-9]*[eE][+]?1[0-9]|[0-9]{15,18}\.0+"),
}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_HYPHENS = re.compile(r"[-‐‑‒–—―－]+")
_APOSTROPHE = re.compile(r"^['‘’`]|['‘’`]$")  # the sign that makes Excel keep text
_LOOKALIKES = ("×", "✕", "Х", "х", "Χ", "χ", "Ⅹ", "ⅹ")  # multiplication, Cyrillic, Greek, Roman ten
_MENDINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("full_width", lambda text: text.translate(_FULL_WIDTH)),
    ("spaces", lambda text: _SPACES.sub("", text)),
    ("apostrophe", lambda text: _APOSTROPHE.sub("", text)),
    ("hyphen", lambda text: _HYPHENS.sub("", text)),
    ("lookalike_x", lambda text: text[:-1] + "X" if text.endswith(_LOOKALIKES) else text),
    ("lowercase_x", lambda text: text[:-1] + "X" if text.endswith("x") else text),
)


class BadNumber(ValueError):
    """Not a citizen number. `code` says what is wrong; the number itself is never carried.

    Codes: empty, length, characters, birth, future_birth, check_digit; fifteen_digits (the number of before
    1999); foreign_card (the old card of permanent residence); scientific and rounded (a workbook made it a
    number and the last digits are lost).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code: Final = code


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """A number whose shape, birth date and check digit are right, and what can be read from it.

    `region` (the first six digits) is a hint only: abolished counties stay in numbers for life.
    """

    number: str = field(repr=False)
    birth: date = field(repr=False)
    sex: Literal["1", "2"]  # GB/T 2261.1: 1 male, 2 female
    region: str

    @property
    def permit(self) -> str | None:
        """`hong_kong`, `macau` or `taiwan` for a residence permit (港澳台居民居住证), else None."""
        return RESIDENCE_PERMITS.get(self.number[:2])


def parse_citizen_number(text: str) -> CitizenNumber:
    """Checks a number, after mending it. Raises BadNumber. Unknown region codes pass (POLICY 8.3)."""
    number, _ = mend(text)
    _check_shape(number)
    birth = _birth_of(number)
    if calc_check_digit(number) != number[-1]:
        raise BadNumber("rounded" if number.endswith("000") else "check_digit")
    return CitizenNumber(number, birth, "1" if int(number[16]) % 2 else "2", number[:6])


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """The number as it was meant, and what had to be mended: nothing that could change a digit.

    Codes, in this order: full_width, spaces, apostrophe, hyphen, lookalike_x, lowercase_x.
    """
    if _SHAPE.fullmatch(text):
        return text, ()
    mended = []
    for code, mending in _MENDINGS:
        before, text = text, mending(text)
        if text != before:
            mended.append(code)
    return text, tuple(mended)


def with_check_digit(body: str) -> str:
    """The whole number of 17 digits (for the demo and for tests, which use the unassigned region 99)."""
    return body + calc_check_digit(f"{body}0")


def _check_shape(number: str) -> None:
    if _SHAPE.fullmatch(number):
        return
    if not number:
        raise BadNumber("empty")
    for code, shape in _OTHER_SHAPES.items():
        if shape.fullmatch(number):
            raise BadNumber(code)
    raise BadNumber("characters" if len(number) == 18 else "length")


def _birth_of(number: str) -> date:
    try:
        birth = get_birth_date(number)
    except ValidationError:
        raise BadNumber("birth") from None
    if birth < EARLIEST_BIRTH:
        raise BadNumber("birth")
    if birth > today():
        raise BadNumber("future_birth")
    return birth
