"""How names are found and sorted: whole, by pieces, by pinyin and by initials. Names are never changed.

Everything here works on a folded name: widths and compatibility forms made equal, separators (· and its
look-alikes), spaces and invisible characters left out. A query goes through the same `fold`.
"""

import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import islice, pairwise, product

from pypinyin import Style, pinyin
from pypinyin.contrib.tone_convert import to_tone3
from pypinyin.phrases_dict import phrases_dict

from .surnames import COMPOUND, RARE, SURNAMES

TOKEN_LENGTH = 80  # what the table of tokens holds
SORT_LENGTH = 200
MANY = 24  # at most so many initials of one name: long minority names have many heteronyms
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Mn"})  # control, invisible, broken, variation selectors


def fold(text: str) -> str:
    """A name or a query as tokens hold it: letters and characters only, small, at most 80 of them."""
    if not (text.isalpha() and min(text) >= "\u4e00" and max(text) <= "\u9fff"):
        text = "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if _counts(sign))
    return text[:TOKEN_LENGTH]


def initials(name: str) -> set[str]:
    """Every reading of the initials: 单晓乐 → sxl, sxy, dxl, dxy. Empty for names of one syllable or none."""
    letters = [_first_letters(readings) for readings in _readings_of(fold(name)) if readings]
    found = {"".join(combined) for combined in islice(product(*letters), MANY)}
    return {word[:TOKEN_LENGTH] for word in found if len(word) > 1}


def sort_key(name: str) -> str:
    """The key of ordered lists (collation C), by syllable, tone, character: liao4廖 jun4俊 bo1波."""
    folded = fold(name)
    syllables = ((readings or ("",))[0] for readings in _readings_of(folded))
    keys = (said + sign if said != sign else sign for said, sign in zip(syllables, folded, strict=True))
    return " ".join(keys)[:SORT_LENGTH]


def tokens(name: str) -> list[str]:
    """The words a person is found by, each once: whole name, its parts, pieces of two characters, surname,
    initials, whole pinyin. Equality with any of them is a hit."""
    folded = fold(name)
    if not folded:
        return []
    pieces = [one + two for one, two in pairwise(folded) if not (one + two).isascii()]
    surname = [] if folded[0].isascii() else [folded[0]]
    found = [folded, *_parts(name, folded), *pieces, *surname, *sorted(initials(name)), *_spelled(folded)]
    return list(dict.fromkeys(found))


def _counts(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category not in _DROPPED and category[0] not in "PSZ"


def _parts(name: str, folded: str) -> list[str]:
    """扎西·多吉 → 扎西, 多吉; an ordinary name has none."""
    if len(name) == len(folded):
        return []
    spaced = "".join(sign if _counts(sign) else " " for sign in unicodedata.normalize("NFKC", name))
    return [part for part in map(fold, spaced.split()) if len(part) > 1]


def _spelled(folded: str) -> list[str]:
    """The whole pinyin under every reading of the surname; ü also as u, as people type it."""
    first, *rest = [readings or (sign,) for readings, sign in zip(_readings_of(folded), folded, strict=True)]
    tail = "".join(_plain(readings[0]) for readings in rest)
    words = [(_plain(reading) + tail)[:TOKEN_LENGTH] for reading in first]
    return [*words, *(word.replace("v", "u") for word in words if "v" in word)]


def _readings_of(folded: str) -> list[tuple[str, ...]]:
    """The readings of each character with its tone, the likeliest first; none for what has no reading."""
    readings = [_readings(sign) for sign in folded]
    if folded:
        readings[0] = _joined(SURNAMES.get(folded[0], ()), readings[0])
    if len(folded) > 2 and (compound := COMPOUND.get(folded[:2])):
        readings[:2] = [_joined((here,), found) for here, found in zip(compound, readings, strict=False)]
    return readings


@cache
def _readings(sign: str) -> tuple[str, ...]:
    """The readings a character has today, the usual one first; a letter or a digit reads as itself.

    Dictionaries also list readings of old books (沈 as tan): beyond the first, one counts only if at least
    two words of pypinyin's use it, or if no word uses the character at all, as in many given names (晟).
    """
    if sign.isascii():
        return (sign,)
    if sign in RARE:
        return RARE[sign]
    found = pinyin(sign, style=Style.TONE, heteronym=True, errors="ignore")
    usual, *others = found[0] if found else [""]
    used = _uses().get(sign)
    living = (other for other in others if used is None or used[other] > 1)
    return tuple(to_tone3(reading) for reading in (usual, *living) if reading)


@cache
def _uses() -> dict[str, Counter[str]]:
    """How many words use each reading of a character: read once a process, in 80 ms."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for word, syllables in phrases_dict.items():
        for sign, readings in zip(word, syllables, strict=False):
            uses[sign][readings[0]] += 1
    return dict(uses)


@cache
def _plain(reading: str) -> str:
    return reading.rstrip("12345") if reading.rstrip("12345") else reading


@cache
def _first_letters(readings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading[0] for reading in readings))


@cache
def _joined(first: tuple[str, ...], then: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *then)))
