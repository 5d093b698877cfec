"""Words of the command line in the reader's language, before Django is there to translate them."""

import gettext as catalogues
import os
from collections.abc import MutableSequence
from functools import lru_cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
ROOMS = (HOUSE / "cli" / "locale", HOUSE / "ground" / "locale")
_chosen: list[str] = []


def choose_language(arguments: MutableSequence[str]) -> None:
    """Take ``--lang zh|en`` out of ``arguments``, wherever it stands; else go by the usual variables."""
    given = _take_option(arguments, "--lang")
    names = (given, *(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")))
    wanted = next((name for name in names if name), "")
    _chosen[:] = ["zh-hans" if wanted.lower().startswith("zh") else "en"]


def language() -> str:
    """Django's code of the language chosen: ``zh-hans`` or ``en``."""
    if not _chosen:
        choose_language([])
    return _chosen[0]


def gettext(sentence: str) -> str:
    """Translate ``sentence`` now."""
    return _catalogue(language()).gettext(sentence) if sentence else ""


@lru_cache
def _catalogue(code: str) -> catalogues.NullTranslations:
    found = catalogues.NullTranslations()
    if code == "zh-hans":
        for room in ROOMS:
            found.add_fallback(catalogues.translation("django", room, ["zh_Hans"], fallback=True))
    return found


def _take_option(arguments: MutableSequence[str], name: str) -> str | None:
    for place, word in enumerate(arguments):
        if word == "--":
            return None
        if word == name and place + 1 < len(arguments):
            value = arguments[place + 1]
            del arguments[place : place + 2]
            return value
        if word.startswith(f"{name}="):
            del arguments[place]
            return word.removeprefix(f"{name}=")
    return None
