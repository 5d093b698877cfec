"""The words of ledgers and what they mean, from `words.toml`: headings, relations, sexes, determinations."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

_TABLE: Final = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_BRACKETS = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]?")
_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\xa0]+")
_SIGNS = re.compile(r"[:;,.、。，：；*＊_“”\"'‘’]+")

Side = str  # "officer", "member", "household"
Field = tuple[Side, str]


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Text for comparing: no spaces, no full-width signs, small letters. Not for names: NFKC changes
    characters.
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """A heading for comparing: 生前最后一个月\\n基本工资（元） → 生前最后一个月基本工资."""
    bare = _BRACKETS.sub("", folded(text)) or folded(text).strip("()[]【】〔〕")
    return _SIGNS.sub("", bare)


def _turned(table: dict[str, list[str]]) -> dict[str, str]:
    return {folded(word): code for code, words in table.items() for word in words}


_HEADINGS: Final = {side: _turned(fields) for side, fields in _TABLE["headings"].items()}
_PREFIXES: Final = {side: sorted(words, key=len, reverse=True) for side, words in _TABLE["prefixes"].items()}
_CONTAINS: Final = {
    tuple(key.split(".")): words for key, words in _TABLE["contains"].items() if key != "never"
}
_NEVER: Final = _TABLE["contains"]["never"]
_TOO_COMMON: Final = {"生前", "本人", "干部", "职工", "成员", "子女"}  # alone these words name nobody
_GROUPS: Final = _TABLE["groups"]
FOOTERS: Final = tuple(folded(word) for word in _TABLE["rows"]["footer"])
REPORTED: Final = tuple(_TABLE["rows"]["reported"])
EXAMPLES: Final = frozenset(_TABLE["rows"]["example"])
BLANK: Final = frozenset(_TABLE["rows"]["blank"])
SEXES: Final = _turned(_TABLE["sex"])
DETERMINATIONS: Final = _turned(_TABLE["determination"])
YES_NO: Final = _turned(_TABLE["yes_no"])
RELATIONS: Final = _turned(_TABLE["relations"])
SCHOOLING: Final = tuple(_TABLE["schooling"]["words"])
POSTS: Final = tuple(sorted(_TABLE["posts"]["words"], key=len, reverse=True))


def group_side(text: str) -> Side | None:
    """Whose columns a group heading spans: 殉职干部基本情况 → officer, 家庭成员情况 → member."""
    bare = heading(text)
    for side in ("member", "officer"):  # 死亡人员供养亲属 names both and means the relatives
        if any(word in bare for word in _GROUPS[side]):
            return side
    return None


@lru_cache(maxsize=4096)
def field_of(text: str, group: Side | None) -> Field | None:
    """The field that a heading means, under a group heading or none. None when it means nothing to us.

    A bare 姓名 without a group is taken for a member's; `headings` corrects that where two blocks stand side
    by side.
    """
    bare = heading(text)
    if group is not None:
        found = _HEADINGS[group].get(bare) or _after_prefix(bare, group)
        return (group, found) if found else _household(bare) or _by_content(bare, group)
    for side in ("officer", "member"):
        found = _after_prefix(bare, side)
        if found:
            return side, found
    for side in ("household", "member", "officer"):
        if bare in _HEADINGS[side]:
            return side, _HEADINGS[side][bare]
    return _by_content(bare, None)


def _after_prefix(bare: str, side: Side) -> str | None:
    for prefix in _PREFIXES[side]:
        if bare == prefix and prefix not in _TOO_COMMON:
            return "name"
        if bare.startswith(prefix):
            return _HEADINGS[side].get(bare[len(prefix) :])
    return None


def _household(bare: str) -> Field | None:
    found = _HEADINGS["household"].get(bare)
    return ("household", found) if found else None


def _by_content(bare: str, group: Side | None) -> Field | None:
    if any(word in bare for word in _NEVER):
        return None
    found = {field for field, words in _CONTAINS.items() if any(word in bare for word in words)}
    if len(found) != 1:
        return None
    side, field = found.pop()
    return (side, field) if group in (None, side) or side == "household" else None


def officer_labels() -> dict[str, str]:
    """Labels that may stand before a colon in a heading row of the deceased: 死者 → name, 死亡时间 →
    death_date.
    """
    labels = dict(_HEADINGS["officer"])
    for prefix in _PREFIXES["officer"]:
        labels |= {prefix + word: field for word, field in _HEADINGS["officer"].items()}
        labels[prefix] = "name"
    return {label: field for label, field in labels.items() if label not in _TOO_COMMON}
