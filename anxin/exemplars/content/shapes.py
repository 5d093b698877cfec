"""What a profile is made of before it is published. Every text comes in Chinese and in English."""

from dataclasses import dataclass
from datetime import date

from anxin.ground.days.partial import PartialDate


@dataclass(frozen=True)
class Words:
    """One text in both languages."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True)
class Told:
    """A passage: words, and a heading if it has one."""

    words: Words
    heading: Words = Words()


@dataclass(frozen=True)
class Honoured:
    """An honour, when, and who says so."""

    name: Words
    on: PartialDate
    source: Words


@dataclass(frozen=True)
class Profile:
    """A whole profile. Nothing may stand in it that ``source`` does not say."""

    slug: str
    name: Words
    headline: Words
    died_on: date
    age_at_death: int
    source: Words
    source_on: date
    posts: tuple[Told, ...]
    deeds: tuple[Told, ...]
    qualities: tuple[Told, ...]
    honours: tuple[Honoured, ...]
