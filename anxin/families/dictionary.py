"""The field dictionary: every fact's code, type, unit, sensitivity, theme, and the department that owns it.

One owner a field, so that nobody is asked twice (DESIGN.md rule 9; UX.md section 1). Each entry is a field of
the registry of personal fields too (families.personal).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    """How a value is typed and shown. CHOICE is one of the codes that the field names: rules read it."""

    TEXT = "text"
    FEN = "fen"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"


WITHDRAWN = "-"  # what was told before does not hold, and nothing is told in its place


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
    choices: tuple[tuple[str, Promise], ...] = ()

    @property
    def is_coded(self) -> bool:
        """Is the value a code or a day that rules are reckoned from (see families.forms.standing)?"""
        return self.kind in (Kind.CHOICE, Kind.DAY)

    def words(self, value: str) -> str:
        """A stored value in words: of a choice what the code says, anything else as it stands."""
        if value == WITHDRAWN and self.is_coded:
            return str(pgettext_lazy("fact", "no longer so"))
        return str(dict(self.choices).get(value, value))


def _choice(
    code: str, label: Promise, theme: Theme, choices: dict[str, Promise], owner: Domain, **more: str
) -> Field:
    """A coded fact. It says little by itself and rules are reckoned from it, so it is shown as it is."""
    return Field(
        code,
        label,
        theme,
        Kind.CHOICE,
        owner=owner,
        choices=tuple(choices.items()),
        mask=more.get("mask", ""),
        sensitivity=Sensitivity(more.get("sensitivity", Sensitivity.PRIVATE)),
    )


def _day(code: str, label: Promise, mask: str = "") -> Field:
    """A day that begins or ends something a rule asks about."""
    return Field(code, label, Theme.WORK, Kind.DAY, owner=Domain.HRSS, mask=mask)


# What entitlements depend on, as codes (policy.codes): what was told in words stays beside them as told.
STANDING = (
    _choice(
        "relied",
        _("who supported this person"),
        Theme.INCOME,
        {"yes": _("mainly the officer"), "no": _("mainly others")},
        Domain.CIVIL,
    ),
    _choice(
        "assistance",
        _("social assistance"),
        Theme.INCOME,
        {
            "none": _("receives none"),
            "low_income": _("minimum living allowance"),
            "destitute": _("support for the destitute"),
        },
        Domain.CIVIL,
    ),
    _choice(
        "disabled",
        _("severe disability"),
        Theme.MEDICAL,
        {"yes": _("holds the certificate"), "no": _("holds none")},
        Domain.CIVIL,
        mask="hidden",
        sensitivity=Sensitivity.HEALTH,
    ),
    _choice(
        "lone",
        _("relatives left"),
        Theme.UPBRINGING,
        {"yes": _("none left: lone elder or orphan"), "no": _("has other relatives")},
        Domain.CIVIL,
    ),
    _choice(
        "raised_deceased",
        _("who brought the officer up"),
        Theme.UPBRINGING,
        {"yes": _("this person, in the parents' place"), "no": _("not this person")},
        Domain.CIVIL,
    ),
    _choice(
        "other_parent",
        _("the child's other parent"),
        Theme.UPBRINGING,
        {
            "living": _("alive and able to bring the child up"),
            "unable": _("alive, unable to bring the child up"),
            "dead": _("dead or missing"),
        },
        Domain.CIVIL,
    ),
    _choice(
        "study",
        _("stage of schooling"),
        Theme.SCHOOLING,
        {
            "none": _("not at school"),
            "preschool": _("kindergarten"),
            "primary": _("primary school"),
            "junior": _("junior middle school"),
            "senior": _("senior middle school"),
            "vocational": _("vocational school"),
            "college": _("university or college"),
            "postgraduate": _("postgraduate studies"),
        },
        Domain.EDUCATION,
    ),
    _choice(
        "boarding",
        _("where the pupil lives"),
        Theme.SCHOOLING,
        {"yes": _("boards at school"), "no": _("lives at home")},
        Domain.EDUCATION,
    ),
    _choice(
        "needy",
        _("recognised as in need"),
        Theme.SCHOOLING,
        {"yes": _("recognised by school or civil affairs"), "no": _("not recognised")},
        Domain.EDUCATION,
    ),
    _choice(
        "incapable",
        _("assessed ability to work"),
        Theme.WORK,
        {"yes": _("wholly unable to work"), "no": _("able to work")},
        Domain.HRSS,
    ),
    _day("employed_on", _("began to work on")),
    _day("enlisted_on", _("enlisted on")),
    _day("prison_from", _("prison term began on"), mask="hidden"),
    _day("prison_until", _("prison term ended on"), mask="hidden"),
)

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
        *STANDING,
    )
}

# The layouts in which departments keep ledgers; a fact from a ledger stores the code, never the words.
LEDGERS: dict[str, Promise] = {
    "ledger:survey": _("survey form"),
    "ledger:allowance": _("list of dependants"),
    "ledger:register": _("household register"),
}
# What a card that a death opened took over, and from where (officers.actions.tell_family).
CARRIED: dict[str, Promise] = {
    "officer:roster": _("the unit's personnel ledger"),
    "officer:hand": _("the unit's list of officers, entered by hand"),
    "officer:told": _("said when the family was told in person"),
}


def source_words(text: str) -> str:
    """Where something comes from, in words: a ledger's layout, what the unit had of the officer or was told
    after the death, or what was written by hand."""
    return str((LEDGERS | CARRIED).get(text, text))
