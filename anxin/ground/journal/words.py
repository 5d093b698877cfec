"""What the journal's codes mean, in words; each room tells its own (stored words are codes only)."""

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}
_purposes: dict[str, str | Promise] = {}


def tell(words: dict[str, str | Promise]) -> None:
    """Register what act codes mean (once, at start-up). One code is one act: two acts under one code could
    not be told apart in the journal, so a second telling ends the start (``ImproperlyConfigured``)."""
    if doubled := sorted(_words.keys() & words.keys()):
        raise ImproperlyConfigured(f"These act codes were told before: {', '.join(doubled)}.")
    _words.update(words)


def words_of(act: str) -> str:
    """The act in the reader's language; the code itself while nobody has told it."""
    return str(_words.get(act, act))


def told() -> frozenset[str]:
    """Every code that has words."""
    return frozenset(_words)


def tell_purposes(words: dict[str, str | Promise]) -> None:
    """Register what the codes of purposes mean (once, at start-up)."""
    _purposes.update(words)


def purpose_words(code: str) -> str:
    """The purpose in the reader's language; nothing while nobody has told it."""
    return str(_purposes.get(code, ""))
