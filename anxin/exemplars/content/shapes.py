"""What a profile is made of before it is published. Texts come in Chinese, in English where there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from anxin.ground.days.partial import PartialDate

PARTS = ("post", "deed", "quality", "honour")  # models.Part, which lies above


@dataclass(frozen=True)
class Words:
    """One text in both languages."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True)
class Told:
    """A passage: words, and what is known beside them: a heading, when (from, to), which of the four
    qualities, who says so where it is not the source of the whole. ``key`` names it in a draft."""

    words: Words
    heading: Words = Words()
    theme: str = ""
    on: PartialDate | None = None
    until: PartialDate | None = None
    source: Words = Words()
    key: str = ""


@dataclass(frozen=True)
class Profile:
    """A whole profile. Nothing may stand in it that its sources do not say."""

    name: Words
    headline: Words
    source: Words
    source_on: date
    died_on: date | None = None
    age_at_death: int | None = None
    code: str = ""
    parts: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)

    def of(self, part: str) -> tuple[Told, ...]:
        """The passages of one part, in their order."""
        return self.parts.get(part, ())
