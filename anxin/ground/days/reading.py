"""Reads dates as ledgers and date boxes write them. Finds pieces; `partial` checks them."""

import re
from dataclasses import dataclass
from typing import Final

from anxin.ground.days.clock import today


class BadDate(ValueError):
    """What was given is not a date. Carries a code, never the text: it may be personal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code: Final = code


class Ambiguous(BadDate):
    """The number 1968.1: Excel drops the last nought, so it may be January or October."""

    def __init__(self) -> None:
        super().__init__("ambiguous")


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces of a written date."""

    year: int
    month: int | None = None
    day: int | None = None
    lunar: bool = False
    leap: bool = False


_SEPARATOR = r"[-./]"
_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_COMPACT = re.compile(r"(?P<y>\d{4})(?:(?P<m>\d{2})(?P<d>\d{2})?)?", re.ASCII)
_POINTED = re.compile(
    rf"(?P<y>\d{{4}}|\d\d){_SEPARATOR}(?P<m>\d{{1,2}})(?:{_SEPARATOR}(?P<d>\d{{1,2}}){_TIME})?", re.ASCII
)
_WORDED = re.compile(
    r"(?P<y>\d{4}|\d\d)年(?:(?P<l>闰)?(?P<m>\d{1,2})月份?(?:(?P<d>\d{1,2})[日号]?)?)?", re.ASCII
)
_STORED = re.compile(r"L(?P<y>\d{4})(?:-(?P<m>\d\d)(?P<l>R)?(?:-(?P<d>\d\d))?)?", re.ASCII)
_SHORTENED = re.compile(r"\d{4}\.1")  # 1968.10, once Excel has made it a number
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.\d+)?", re.ASCII)  # Excel counts days: 1927 to 2119
_LUNAR = re.compile(r"^[农阴旧]历")
_CHINESE = re.compile(r"[〇○零一二三四五六七八九十廿卅正冬腊初元]")
_FOLD = str.maketrans("０１２３４５６７８９．－／：　—–―。、", "0123456789.-/: ---..")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_MONTHS = {"正": "一", "元": "一", "冬": "十一", "腊": "十二"}
_TENS = {"十": "1", "廿": "2", "卅": "3"}


def parts_of(given: str | int | float, *, short_years: bool = False) -> Parts:
    """The pieces of a text or a number. Raises BadDate; see PartialDate.parse for the codes."""
    if isinstance(given, str):
        return _of_text(given, short_years)
    if isinstance(given, bool):
        raise BadDate("format")
    if isinstance(given, float):
        return _of_float(given)
    return _of_text(str(given), short_years)


def _of_float(number: float) -> Parts:
    text = str(int(number)) if number.is_integer() else repr(number)
    if _SHORTENED.fullmatch(text):
        raise Ambiguous
    return _of_text(text, short_years=False)


def _of_text(given: str, short_years: bool) -> Parts:
    text = given.translate(_FOLD).strip()
    if not text:
        raise BadDate("empty")
    if _SERIAL.fullmatch(text):
        raise BadDate("serial")
    lunar = bool(_LUNAR.match(text))
    text = _LUNAR.sub("", text)
    if "年" in text:
        text = _without_chinese_numerals("".join(text.split()))
    found = _matched(text)
    stored = found.re is _STORED
    year = _year_of(found["y"], short_years)
    leap = bool(found.groupdict().get("l"))
    return Parts(year, _number(found["m"]), _number(found["d"]), lunar or stored or leap, leap)


def _matched(text: str) -> re.Match[str]:
    for pattern in (_POINTED, _COMPACT, _WORDED, _STORED):
        if found := pattern.fullmatch(text):
            return found
    raise BadDate("format")


def _year_of(text: str, short_years: bool) -> int:
    if len(text) == 4:
        return int(text)
    if not short_years:
        raise BadDate("short_year")
    year = 2000 + int(text)
    return year if year <= today().year + 10 else year - 100


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _without_chinese_numerals(text: str) -> str:
    """一九七一年十月廿三 → 1971年10月23. The year goes digit by digit."""
    if not _CHINESE.search(text):
        return text
    year, _, rest = text.partition("年")
    month, _, day = rest.partition("月")
    leap = "闰" if month.startswith("闰") else ""
    month = month.removeprefix("闰")
    month = _count(_MONTHS.get(month, month))
    tail = f"{leap}{month}月{_count(day.removeprefix('初').rstrip('日号'))}" if rest else ""
    return f"{year.translate(_DIGITS)}年{tail}"


def _count(text: str) -> str:
    """十五 → 15, 廿 → 20, 二十三 → 23; digits stay as they are."""
    for sign, ten in _TENS.items():
        before, found, after = text.partition(sign)
        if found:
            tens = before.translate(_DIGITS) or ten
            return tens + (after.translate(_DIGITS) or "0")
    return text.translate(_DIGITS)
