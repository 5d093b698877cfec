"""What a notice is made of before it is issued. Every text comes in Chinese and in English."""

from dataclasses import dataclass
from datetime import date

from anxin.ground.units.models import Kind, Level
from anxin.notices.models import Asked


@dataclass(frozen=True)
class Words:
    """One text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Addressee:
    """A kind of unit as the notice calls it; with a level, only units of that level."""

    kind: Kind
    words: Words
    level: Level | None = None


@dataclass(frozen=True)
class Item:
    """One thing asked."""

    asks: Asked
    words: Words


@dataclass(frozen=True)
class Paragraph:
    """One paragraph in our own words, with the things it asks."""

    name: Words
    words: Words
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class NoticeContent:
    """A whole notice; ``number`` is its place in the register of notices."""

    number: int
    title: Words
    issuer: Words
    issued_on: date
    source: Words
    addressees: tuple[Addressee, ...]
    paragraphs: tuple[Paragraph, ...]
