"""A tiny SVG builder: every word is escaped, every number short; text is measured before it is set."""

import unicodedata
from html import escape

Attribute = str | int | float | None
_PAUSES = "，、　 "


def element(name: str, *children: str, **attributes: Attribute) -> str:
    """One SVG element. Attributes have `_` for `-`; None leaves one out. Children are SVG, not words."""
    given = "".join(
        f' {key.strip("_").replace("_", "-")}="{_value(v)}"' for key, v in attributes.items() if v is not None
    )
    inside = "".join(children)
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def words(text: str) -> str:
    """Words as a child of an element."""
    return escape(text, quote=False)


def line(
    x: float,
    y: float,
    text: str,
    *,
    room: float | None = None,
    size: int = 12,
    fill: str,
    bold: bool = False,
    anchor: str | None = None,
) -> str:
    """One line of text. Longer than `room` (user units) → cut with an ellipsis, whole on pointing at it."""
    said = fit(text, size, room) if room else text
    tip = element("title", words(text)) if said != text else ""
    return element(
        "text",
        tip,
        words(said),
        x=x,
        y=y,
        font_size=None if size == 12 else size,
        font_weight=700 if bold else None,
        fill=fill,
        text_anchor=anchor,
    )


def width(text: str, size: int = 12) -> float:
    """How wide a text is set, in user units, on the safe side: Han one em, others a little over half."""
    return sum(size * (1.0 if unicodedata.east_asian_width(c) in "WF" else 0.6) for c in text)


def fit(text: str, size: int, room: float) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if width(text, size) <= room:
        return text
    while text and width(text, size) + size > room:
        text = text[:-1]
    return text.rstrip("，、：　 ") + "…"


def wrap(text: str, size: int, room: float, most: int) -> list[str]:
    """The text in at most so many lines; the last is cut with an ellipsis when more remains."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most - 1 and width(rest, size) > room:
        cut = _cut(rest, size, room, room * (most - len(lines) - 1))
        lines.append(rest[:cut].rstrip(_PAUSES))
        rest = rest[cut:].lstrip(_PAUSES)
    return [*lines, fit(rest, size, room)] if rest else lines


def _cut(text: str, size: int, room: float, room_after: float) -> int:
    """Where to break: at a comma, space or hyphen if what follows then fits, or if a word of letters would be
    cut; else at the last character that fits."""
    full = next((n for n in range(len(text), 1, -1) if width(text[:n], size) <= room), 1)
    kept = (text.rfind(mark, 0, full) + 1 for mark in "·-")
    soft = max(*(text.rfind(mark, 0, full + 1) for mark in _PAUSES), *kept)
    around = text[full - 1 : full + 1]
    in_word = around.isascii() and around.isalpha()
    fits = width(text[soft:].lstrip(_PAUSES), size) <= room_after
    return soft if soft > 0 and (fits or in_word) else full


def _value(value: Attribute) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return escape(str(value))
