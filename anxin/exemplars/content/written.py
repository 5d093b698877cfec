"""A profile as one text, for a draft, and read back from it."""

import json
from datetime import date
from typing import Any

from anxin.ground.days.partial import PartialDate

from .shapes import PARTS, Profile, Told, Words


def written(profile: Profile) -> str:
    """The profile as JSON."""
    said = {
        "name": _pair(profile.name), "headline": _pair(profile.headline), "source": _pair(profile.source),
        "source_on": profile.source_on.isoformat(),
        "died_on": profile.died_on.isoformat() if profile.died_on else None,
        "age_at_death": profile.age_at_death, "code": profile.code,
        "parts": {part: [_told(one) for one in profile.of(part)] for part in PARTS},
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False)


def read(text: str) -> Profile:
    """The profile that ``written`` wrote."""
    said = json.loads(text)
    return Profile(
        name=Words(*said["name"]), headline=Words(*said["headline"]), source=Words(*said["source"]),
        source_on=date.fromisoformat(said["source_on"]),
        died_on=date.fromisoformat(said["died_on"]) if said["died_on"] else None,
        age_at_death=said["age_at_death"], code=said["code"],
        parts={part: tuple(_read(one) for one in told) for part, told in said["parts"].items()},
    )  # fmt: skip


def _pair(words: Words) -> list[str]:
    return [words.zh, words.en]


def _told(one: Told) -> dict[str, Any]:
    return {
        "words": _pair(one.words), "heading": _pair(one.heading), "theme": one.theme, "key": one.key,
        "on": str(one.on or ""), "until": str(one.until or ""), "source": _pair(one.source),
    }  # fmt: skip


def _read(said: dict[str, Any]) -> Told:
    return Told(
        words=Words(*said["words"]), heading=Words(*said["heading"]), theme=said["theme"], key=said["key"],
        on=_day(said["on"]), until=_day(said["until"]), source=Words(*said["source"]),
    )  # fmt: skip


def _day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
