"""Text on its way to paper: what a font cannot draw or a file cannot hold is taken out, names stay whole.

Every container (PDF, Word, Excel) passes its text through here, so that a pasted control character
never spoils a file and an invisible one never turns a name round.
"""

import re
import unicodedata

LATIN = 0.57  # ems of a Latin letter or digit, near enough
LATIN_BOLD = 0.65
TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
LONG_RUN = re.compile(r"[!-~]{24,}")
WITHIN_A_NUMBER = re.compile(r"(?<=\d) (?=\d{3,4}(?!\d))")


def printable(text: str) -> str:
    """The text without control characters, lone surrogates and marks that change the direction of writing.

    Line ends stay (as one newline each), tabs become spaces. Variation selectors stay: they are part of
    how a person writes a name.
    """
    if text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or _drawn(c))


def _drawn(character: str) -> bool:
    if ord(character) & 0xFFFE == 0xFFFE:  # noncharacters, which XML forbids
        return False
    # unassigned (Cn) stays: Python's tables are older than the newest rare characters of names
    return character not in TURNING and unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")


def breakable(text: str) -> str:
    """Long runs without a blank (addresses of pages) get places to break; identity numbers are shorter. A
    telephone number written in groups has none: 139 0000 1868 stands on one line."""
    kept = WITHIN_A_NUMBER.sub("\u00a0", text)
    return LONG_RUN.sub(lambda run: "\u200b".join(_pieces(run.group())), kept)


def _pieces(run: str) -> list[str]:
    return [run[start : start + 8] for start in range(0, len(run), 8)]


def ems(text: str, latin: float = LATIN) -> float:
    """Width of the longest line in ems, near enough to share out columns (no font is asked)."""
    return max((sum(_step(character, latin) for character in line) for line in text.split("\n")), default=0.0)


def _step(character: str, latin: float) -> float:
    if unicodedata.category(character) in ("Mn", "Cf"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else latin
