"""Every kind of date ahead: its words, its mark in the picture, whose lane, whether somebody must act.

Most ages, festivals and stages are worked with by their rule (calendar.rules); a kind says what they are.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mark(StrEnum):
    """How a date is drawn: by what it is about."""

    STUDY = "study"
    AGE = "age"
    REVIEW = "review"
    FESTIVAL = "festival"
    MEMORIAL = "memorial"
    BIRTHDAY = "birthday"

    @property
    def label(self) -> Promise:
        """In the reader's language."""
        return MARKS[self]


MARKS: Final = {
    Mark.STUDY: pgettext_lazy("mark", "schooling"),
    Mark.AGE: pgettext_lazy("mark", "age"),
    Mark.REVIEW: pgettext_lazy("mark", "entitlement review"),
    Mark.FESTIVAL: pgettext_lazy("mark", "festival"),
    Mark.MEMORIAL: pgettext_lazy("mark", "day of remembrance"),
    Mark.BIRTHDAY: pgettext_lazy("mark", "birthday"),
}


class Lane(StrEnum):
    """Where a date is drawn: in the lane of its person, or above all lanes."""

    PERSON = "person"
    FAMILY = "family"


@dataclass(frozen=True)
class KindOf:
    """One kind. ``asks``: it becomes a to-do of the responsible person 90 days before. ``decides``: something
    that runs may end then, and nothing ends without a decision that a second person confirms."""

    code: str
    words: Promise
    mark: Mark
    lane: Lane = Lane.PERSON
    asks: bool = False
    decides: bool = False
    quiet: bool = False


# Reviews that are one for the whole family, whoever the lines are about.
TOGETHER: Final = frozenset({"yearly_check", "figure_published"})


def _age(n: int, mark: Mark, *, decides: bool = False, asks: bool = True) -> KindOf:
    words = format_lazy(_("turns {n}"), n=n)
    return KindOf(f"age_{n}", words, mark, asks=asks, decides=decides)


def _study(code: str, words: Promise, *, asks: bool = True) -> KindOf:
    return KindOf(f"study_{code}", words, Mark.STUDY, asks=asks)


def _review(code: str, words: Promise, *, asks: bool = True, decides: bool = False) -> KindOf:
    lane = Lane.FAMILY if code in TOGETHER else Lane.PERSON
    return KindOf(f"review_{code}", words, Mark.REVIEW, lane, asks, decides)


def _deadline(code: str, words: Promise, *, asks: bool) -> KindOf:
    return KindOf(f"deadline_{code}", words, Mark.REVIEW, Lane.FAMILY, asks)


def _festival(code: str, words: Promise, *, quiet: bool = False) -> KindOf:
    return KindOf(f"festival_{code}", words, Mark.FESTIVAL, Lane.FAMILY, quiet=quiet)


_TABLE: Final = (
    _age(14, Mark.AGE),
    _age(16, Mark.REVIEW, decides=True),
    _age(18, Mark.REVIEW, decides=True),
    _age(22, Mark.REVIEW, decides=True),
    _age(24, Mark.REVIEW, decides=True),
    _age(50, Mark.REVIEW),
    _age(55, Mark.REVIEW),
    _age(60, Mark.REVIEW),
    _age(65, Mark.AGE, asks=False),
    _age(70, Mark.AGE, asks=False),
    _age(80, Mark.REVIEW),
    _age(85, Mark.AGE, asks=False),
    _age(90, Mark.REVIEW),
    _age(100, Mark.REVIEW),
    _study("preschool", _("may start kindergarten")),
    _study("primary", _("starts primary school")),
    _study("junior", _("moves up to junior middle school")),
    _study("senior", _("moves up to senior middle school or vocational school")),
    _study("college", _("goes to university or to work")),
    _study("ends", _("finishes school or university")),
    KindOf("school_starts", _("a new school year begins"), Mark.STUDY, Lane.FAMILY),
    _review("school_year_ends", _("entitlement review: the school year ends"), decides=True),
    _review("age_reached", _("entitlement review: an age that the place asks for"), decides=True),
    _review("yearly_check", _("entitlement review: yearly check")),
    _review("figure_published", _("entitlement review: a new figure is published"), asks=False),
    _review("missing_month_4", _("entitlement review: fourth month of a missing officer"), decides=True),
    _deadline("unit_applies", _("last day for the unit to apply for the determination"), asks=True),
    _deadline("family_applies", _("last day for the family to apply for the determination"), asks=True),
    _deadline("injury_decision", _("day of the decision on the determination"), asks=False),
    _deadline("clear_injury_decision", _("day of the decision in a clear case"), asks=False),
    _deadline("tell_agency", _("last day to tell the agency of a change"), asks=True),
    _festival("spring", _("Spring Festival")),
    _festival("qingming", _("Qingming"), quiet=True),
    _festival("dragon_boat", _("Dragon Boat Festival")),
    _festival("party_day", _("1 July")),
    _festival("mid_autumn", _("Mid-Autumn Festival")),
    _festival("double_ninth", _("Double Ninth Festival")),
    KindOf("memorial", _("anniversary of the death"), Mark.MEMORIAL, Lane.FAMILY, quiet=True),
    KindOf("birthday", pgettext_lazy("day", "birthday"), Mark.BIRTHDAY),
)
KINDS: Final[dict[str, KindOf]] = {kind.code: kind for kind in _TABLE}
ASKING: Final = frozenset(kind.code for kind in _TABLE if kind.asks)

# What entitlements call the review of an age is the date of that age.
AGE_REVIEWS: Final = {
    "child_16": 16,
    "child_18": 18,
    "elder_50": 50,
    "elder_55": 55,
    "elder_60": 60,
    "elder_80": 80,
    "elder_90": 90,
    "elder_100": 100,
}
