"""Words that the policy package says itself, as the reader's language needs them."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language

from anxin.policy import wording


def said(section: str, *, capital: bool = False) -> dict[str, Promise]:
    """Code → words of one section of the package's lines (policy/words/lines.yaml)."""
    return {code: _say(f"lines.{section}.{code}", capital) for code in wording.names(f"lines.{section}")}


def _told(name: str, capital: bool) -> str:
    words = wording.say(name, "en" if get_language() == "en" else "zh")
    return words[:1].upper() + words[1:] if capital else words


_say: Callable[[str, bool], Any] = lazy(_told, str)
