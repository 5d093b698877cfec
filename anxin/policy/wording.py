"""The package's own words, Chinese and English, so that it can be published and read alone."""

from functools import cache
from pathlib import Path
from typing import Final

import yaml

LANGUAGES: Final = ("zh", "en")


@cache
def _words() -> dict[str, dict[str, str]]:
    """All entries of words/*.yaml under their dotted names."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted((Path(__file__).parent / "words").glob("*.yaml")):
        _gather(file.stem, yaml.safe_load(file.read_text(encoding="utf-8")), found)
    return found


def _gather(name: str, node: dict[str, object], found: dict[str, dict[str, str]]) -> None:
    if set(node) == set(LANGUAGES):
        found[name] = {language: str(node[language]) for language in LANGUAGES}
        return
    for key, child in node.items():
        assert isinstance(child, dict), f"{name}.{key} has no zh and en"
        _gather(f"{name}.{key}", child, found)


def has(name: str) -> bool:
    """Whether there are words of this name."""
    return name in _words()


def names(section: str) -> list[str]:
    """The last parts of all names in a section: names("lines.gaps") are the codes of gaps that have words."""
    return [name.removeprefix(f"{section}.") for name in _words() if name.startswith(f"{section}.")]


def say(name: str, language: str, **facts: object) -> str:
    """The words of this name with the facts put in. Raises KeyError for a name without words."""
    return _words()[name][language].format(**facts)
