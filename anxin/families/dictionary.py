"""The field dictionary: every fact's code, type, unit, sensitivity, theme, and the department that owns it.

One owner a field, so that nobody is asked twice (DESIGN.md rule 9; UX.md section 1). Each entry is a field of
the registry of personal fields too (families.personal).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity
from anxin.ground.units.models import Domain


class Theme(StrEnum):
    """What the notice asks to learn about a family (paragraph 3), in the order of the card."""

    INCOME = "income"
    ELDER_CARE = "elder_care"
    MEDICAL = "medical"
    UPBRINGING = "upbringing"
    SCHOOLING = "schooling"
    WORK = "work"
    HOUSING = "housing"
    MIND = "mind"
    WISHES = "wishes"

    @property
    def label(self) -> Promise:
        return THEMES[self]


THEMES: dict[Theme, Promise] = {
    Theme.INCOME: _("sources of income"),
    Theme.ELDER_CARE: _("care in old age"),
    Theme.MEDICAL: _("medical care"),
    Theme.UPBRINGING: _("upbringing"),
    Theme.SCHOOLING: _("schooling"),
    Theme.WORK: _("work"),
    Theme.HOUSING: _("housing"),
    Theme.MIND: _("state of mind"),
    Theme.WISHES: _("wishes of the family"),
}


class Kind(StrEnum):
    """How a value is typed and shown."""

    TEXT = "text"
    FEN = "fen"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True)
class Field:
    """One entry of the dictionary. ``unit`` of FEN is yuan on screen and fen in store; ``mask`` is how the
    value is shown until somebody reveals it (see ground.access.personal)."""

    code: str
    label: Promise
    theme: Theme
    kind: Kind = Kind.TEXT
    unit: str = ""
    sensitivity: Sensitivity = Sensitivity.PRIVATE
    owner: Domain | None = None
    of_household: bool = False
    mask: str = "text"


FIELDS: dict[str, Field] = {
    field.code: field
    for field in (
        Field("income_source", _("source of income"), Theme.INCOME, owner=Domain.HRSS),
        Field(
            "monthly_income", _("monthly income"), Theme.INCOME, Kind.FEN, "yuan", owner=Domain.CIVIL, mask=""
        ),
        Field("elder_care", _("care in old age"), Theme.ELDER_CARE, owner=Domain.CIVIL),
        Field(
            "health",
            _("health"),
            Theme.MEDICAL,
            sensitivity=Sensitivity.HEALTH,
            owner=Domain.HEALTH,
            mask="hidden",
        ),  # fmt: skip
        Field("medical_cover", _("medical insurance"), Theme.MEDICAL, owner=Domain.HRSS),
        Field("guardian", _("who brings the child up"), Theme.UPBRINGING, owner=Domain.CIVIL),
        Field("schooling", _("schooling"), Theme.SCHOOLING, owner=Domain.EDUCATION),
        Field(
            "school",
            _("school"),
            Theme.SCHOOLING,
            sensitivity=Sensitivity.CHILD,
            owner=Domain.EDUCATION,
            mask="hidden",
        ),  # fmt: skip
        Field("labour", _("ability to work"), Theme.WORK, owner=Domain.HRSS),
        Field("employment", _("employment"), Theme.WORK, owner=Domain.HRSS),
        Field("housing", _("housing"), Theme.HOUSING, owner=Domain.CIVIL, of_household=True),
        Field(
            "mind",
            _("state of mind"),
            Theme.MIND,
            sensitivity=Sensitivity.HEALTH,
            owner=Domain.HEALTH,
            mask="hidden",
        ),  # fmt: skip
        Field("wishes", _("wishes of the family"), Theme.WISHES, of_household=True),
        Field("difficulty", _("main difficulty"), Theme.WISHES, of_household=True),
        Field("remark", _("remark"), Theme.WISHES),
    )
}

# The layouts in which departments keep ledgers; a fact from a ledger stores the code, never the words.
LEDGERS: dict[str, Promise] = {
    "ledger:survey": _("survey form"),
    "ledger:allowance": _("list of dependants"),
    "ledger:register": _("household register"),
}


def source_words(text: str) -> str:
    """Where something comes from, in words: a ledger's layout, or what was written by hand."""
    return str(LEDGERS.get(text, text))
