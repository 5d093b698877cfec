"""The title of an official document in lines that make a lozenge or a trapezium.

GB/T 9704-2012, 标题: lines complete in their words, evenly set, of fitting length, never a rectangle and
never an hourglass. Nothing here knows grammar: common words of titles (templates/title_words.txt) are not
cut, a line never begins with 的 or closing marks, 关于 likes to begin one. A newline in the title decides
instead.
"""

from functools import lru_cache
from itertools import combinations, pairwise
from pathlib import Path

LONGEST = 19  # characters of 22 pt that 156 mm hold with some air
CLOSING = frozenset("的地得了着和与及或、，。：；》）〉”』〕等")
OPENING = frozenset("《（〈“『〔和与及或、第")
MOST_LINES = 4  # a longer title is left to the word processor
FORBIDDEN = 1000.0
WORDS = frozenset((Path(__file__).parent / "templates" / "title_words.txt").read_text("utf-8").split())


def lozenge(title: str) -> list[str]:
    """The lines of a title; lines that the writer broke by hand stay as they are."""
    if "\n" in title:
        return [line.strip() for line in title.split("\n") if line.strip()]
    if len(title) <= LONGEST:
        return [title]
    fewest = -(-len(title) // LONGEST)
    if fewest > MOST_LINES:
        return [title]
    ways = [cuts for count in (fewest, fewest + 1) for cuts in combinations(_places(title), count - 1)]
    if not ways:
        return [title]
    best = min(ways, key=lambda cuts: _cost(title, cuts))
    return _cut(title, best)


def _places(title: str) -> list[int]:
    return [at for at in range(3, len(title) - 2) if _roughness(title, at) < FORBIDDEN]


def _cut(title: str, cuts: tuple[int, ...]) -> list[str]:
    return [title[start:end] for start, end in pairwise((0, *cuts, len(title)))]


def _cost(title: str, cuts: tuple[int, ...]) -> float:
    lengths = [len(line) for line in _cut(title, cuts)]
    return sum(_roughness(title, at) for at in cuts) + _shape(tuple(lengths))


@lru_cache(maxsize=2048)
def _shape(lengths: tuple[int, ...]) -> float:
    """Long lines, uneven lines, rectangles and hourglasses cost; fewer lines are better."""
    mean = sum(lengths) / len(lengths)
    cost = len(lengths) + sum((length - mean) ** 2 for length in lengths) / 12
    cost += sum(FORBIDDEN for length in lengths if length > LONGEST)
    cost += 1.0 if len(set(lengths)) == 1 else 0.0
    hourglass = any(b < a and b < c for a, b, c in zip(lengths, lengths[1:], lengths[2:], strict=False))
    return cost + (6.0 if hourglass else 0.0)


@lru_cache(maxsize=2048)
def _roughness(title: str, at: int) -> float:
    """How ill a break before `title[at]` reads: negative well, FORBIDDEN never."""
    before, after = title[at - 1], title[at]
    if after in CLOSING or before in OPENING or (before.isascii() and after.isascii()) or _in_word(title, at):
        return FORBIDDEN
    quoted = _quoted(title, at)
    if quoted:
        return FORBIDDEN if quoted <= LONGEST else 5.0
    if title.startswith("关于", at):
        return -4.0
    ends, begins = title[at - 2 : at] in WORDS, title[at : at + 2] in WORDS
    return 4.0 - 2.0 * ends - 1.5 * begins


def _in_word(title: str, at: int) -> bool:
    spans = ((start, start + length) for length in (2, 3, 4) for start in range(at - length + 1, at))
    return any(title[max(start, 0) : end] in WORDS for start, end in spans)


def _quoted(title: str, at: int) -> int:
    """Length of the title in 《》 that the place lies in, else 0."""
    start = title.rfind("《", 0, at)
    end = title.find("》", start)
    return end - start + 1 if start != -1 and start < at <= end else 0
