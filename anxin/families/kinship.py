"""Kinship by GB/T 4761-2008: what one person is to another (its codes, words in both languages, inverses).

A code says what a person is to a reference person, so the reference person is always stored beside it: real
forms use both the deceased and the head of the household. Knows no database.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Sex = Literal["1", "2"]  # GB/T 2261.1
MALE: Final[Sex] = "1"
FEMALE: Final[Sex] = "2"


@dataclass(frozen=True, slots=True)
class Kinship:
    """One code: who `code` is to the reference person.

    `generation` counts from the reference person: 1 is the parents', -1 the children's. `answers` are the
    codes that the reference person is in return, for a man and for a woman.
    """

    code: str
    words: "_StrPromise"
    sex: Sex | None
    generation: int
    answers: tuple[str, str]


_SIBLINGS, _OLDER, _YOUNGER = ("70", "70"), ("71", "75"), ("73", "77")
_CHILD, _CHILD_IN_LAW, _PARENT, _PARENT_IN_LAW = ("20", "30"), ("28", "38"), ("51", "52"), ("55", "56")
_GRANDCHILD, _GRANDCHILD_OUT, _SPOUSE = ("41", "42"), ("43", "44"), ("11", "12")
_RELATIVE, _STRANGER = ("97", "97"), ("99", "99")
_ADOPTED, _STEP_PARENT = ("27", "37"), ("57", "58")

_TABLE: Final = (
    Kinship("01", _("the person"), None, 0, ("01", "01")),
    Kinship("02", _("head of household"), None, 0, _RELATIVE),
    Kinship("10", _("spouse"), None, 0, _SPOUSE),
    Kinship("11", _("husband"), MALE, 0, _SPOUSE),
    Kinship("12", _("wife"), FEMALE, 0, _SPOUSE),
    Kinship("20", _("son"), MALE, -1, _PARENT),
    Kinship("21", _("only son"), MALE, -1, _PARENT),
    Kinship("22", _("eldest son"), MALE, -1, _PARENT),
    Kinship("23", _("second son"), MALE, -1, _PARENT),
    Kinship("24", _("third son"), MALE, -1, _PARENT),
    Kinship("25", _("fourth son"), MALE, -1, _PARENT),
    Kinship("26", _("fifth son"), MALE, -1, _PARENT),
    Kinship("27", _("adopted son or stepson"), MALE, -1, _STEP_PARENT),
    Kinship("28", _("son-in-law"), MALE, -1, _PARENT_IN_LAW),
    Kinship("29", _("other son"), MALE, -1, _PARENT),
    Kinship("30", _("daughter"), FEMALE, -1, _PARENT),
    Kinship("31", _("only daughter"), FEMALE, -1, _PARENT),
    Kinship("32", _("eldest daughter"), FEMALE, -1, _PARENT),
    Kinship("33", _("second daughter"), FEMALE, -1, _PARENT),
    Kinship("34", _("third daughter"), FEMALE, -1, _PARENT),
    Kinship("35", _("fourth daughter"), FEMALE, -1, _PARENT),
    Kinship("36", _("fifth daughter"), FEMALE, -1, _PARENT),
    Kinship("37", _("adopted daughter or stepdaughter"), FEMALE, -1, _STEP_PARENT),
    Kinship("38", _("daughter-in-law"), FEMALE, -1, ("53", "54")),
    Kinship("39", _("other daughter"), FEMALE, -1, _PARENT),
    Kinship("40", _("grandchild"), None, -2, ("60", "60")),
    Kinship("41", _("grandson (son's son)"), MALE, -2, ("61", "62")),
    Kinship("42", _("granddaughter (son's daughter)"), FEMALE, -2, ("61", "62")),
    Kinship("43", _("grandson (daughter's son)"), MALE, -2, ("63", "64")),
    Kinship("44", _("granddaughter (daughter's daughter)"), FEMALE, -2, ("63", "64")),
    Kinship("45", _("grandson's wife"), FEMALE, -2, ("65", "65")),
    Kinship("46", _("granddaughter's husband"), MALE, -2, ("65", "65")),
    Kinship("47", _("great-grandson"), MALE, -3, ("66", "67")),
    Kinship("48", _("great-granddaughter"), FEMALE, -3, ("66", "67")),
    Kinship("49", _("other grandchild"), None, -2, ("60", "60")),
    Kinship("50", _("parent"), None, 1, _CHILD),
    Kinship("51", _("father"), MALE, 1, _CHILD),
    Kinship("52", _("mother"), FEMALE, 1, _CHILD),
    Kinship("53", _("father-in-law (husband's father)"), MALE, 1, ("38", "38")),
    Kinship("54", _("mother-in-law (husband's mother)"), FEMALE, 1, ("38", "38")),
    Kinship("55", _("father-in-law (wife's father)"), MALE, 1, ("28", "28")),
    Kinship("56", _("mother-in-law (wife's mother)"), FEMALE, 1, ("28", "28")),
    Kinship("57", _("stepfather or adoptive father"), MALE, 1, _ADOPTED),
    Kinship("58", _("stepmother or adoptive mother"), FEMALE, 1, _ADOPTED),
    Kinship("59", _("other parental relation"), None, 1, _RELATIVE),
    Kinship("60", _("grandparent"), None, 2, ("40", "40")),
    Kinship("61", _("grandfather (father's father)"), MALE, 2, _GRANDCHILD),
    Kinship("62", _("grandmother (father's mother)"), FEMALE, 2, _GRANDCHILD),
    Kinship("63", _("grandfather (mother's father)"), MALE, 2, _GRANDCHILD_OUT),
    Kinship("64", _("grandmother (mother's mother)"), FEMALE, 2, _GRANDCHILD_OUT),
    Kinship("65", _("spouse's grandparent"), None, 2, ("46", "45")),
    Kinship("66", _("great-grandfather"), MALE, 3, ("47", "48")),
    Kinship("67", _("great-grandmother"), FEMALE, 3, ("47", "48")),
    Kinship("68", _("spouse's great-grandparent"), None, 3, _RELATIVE),
    Kinship("69", _("other grandparental relation"), None, 2, _RELATIVE),
    Kinship("70", _("brother or sister"), None, 0, _SIBLINGS),
    Kinship("71", _("elder brother"), MALE, 0, _YOUNGER),
    Kinship("72", _("elder brother's wife"), FEMALE, 0, _RELATIVE),
    Kinship("73", _("younger brother"), MALE, 0, _OLDER),
    Kinship("74", _("younger brother's wife"), FEMALE, 0, _RELATIVE),
    Kinship("75", _("elder sister"), FEMALE, 0, _YOUNGER),
    Kinship("76", _("elder sister's husband"), MALE, 0, _RELATIVE),
    Kinship("77", _("younger sister"), FEMALE, 0, _OLDER),
    Kinship("78", _("younger sister's husband"), MALE, 0, _RELATIVE),
    Kinship("79", _("other sibling"), None, 0, ("79", "79")),
    Kinship("80", _("other relation"), None, 0, _RELATIVE),
    Kinship("81", _("uncle (father's elder brother)"), MALE, 1, ("93", "94")),
    Kinship("82", _("aunt (wife of father's elder brother)"), FEMALE, 1, _RELATIVE),
    Kinship("83", _("uncle (father's younger brother)"), MALE, 1, ("93", "94")),
    Kinship("84", _("aunt (wife of father's younger brother)"), FEMALE, 1, _RELATIVE),
    Kinship("85", _("uncle (mother's brother)"), MALE, 1, ("95", "96")),
    Kinship("86", _("aunt (wife of mother's brother)"), FEMALE, 1, _RELATIVE),
    Kinship("87", _("uncle (husband of mother's sister)"), MALE, 1, _RELATIVE),
    Kinship("88", _("aunt (mother's sister)"), FEMALE, 1, ("95", "96")),
    Kinship("89", _("uncle (husband of father's sister)"), MALE, 1, _RELATIVE),
    Kinship("90", _("aunt (father's sister)"), FEMALE, 1, ("93", "94")),
    Kinship("91", _("cousin of the same surname line"), None, 0, ("91", "91")),
    Kinship("92", _("cousin of another line"), None, 0, ("92", "92")),
    Kinship("93", _("nephew (brother's son)"), MALE, -1, _RELATIVE),
    Kinship("94", _("niece (brother's daughter)"), FEMALE, -1, _RELATIVE),
    Kinship("95", _("nephew (sister's son)"), MALE, -1, ("85", "88")),
    Kinship("96", _("niece (sister's daughter)"), FEMALE, -1, ("85", "88")),
    Kinship("97", _("other relative"), None, 0, _RELATIVE),
    Kinship("98", _("live-in helper"), None, 0, _STRANGER),
    Kinship("99", _("not related"), None, 0, _STRANGER),
)
KINSHIP: Final = {kinship.code: kinship for kinship in _TABLE}

SPOUSES: Final = frozenset(("10", "11", "12"))
SONS: Final = frozenset(("20", "21", "22", "23", "24", "25", "26", "27", "29"))
DAUGHTERS: Final = frozenset(("30", "31", "32", "33", "34", "35", "36", "37", "39"))
CHILDREN: Final = SONS | DAUGHTERS
PARENTS: Final = frozenset(("50", "51", "52", "57", "58"))
PARENTS_IN_LAW: Final = frozenset(("53", "54", "55", "56"))
GRANDPARENTS: Final = frozenset(("60", "61", "62", "63", "64"))
GRANDCHILDREN: Final = frozenset(("40", "41", "42", "43", "44", "49"))
SIBLINGS: Final = frozenset(("70", "71", "73", "75", "77", "79"))
_VAGUE: Final = {  # the answer when the sex is unknown
    _SPOUSE: "10",
    _PARENT: "50",
    _OLDER: "70",
    _YOUNGER: "70",
    ("61", "62"): "60",
    ("63", "64"): "60",
    _GRANDCHILD: "40",
    _GRANDCHILD_OUT: "40",
}


def words(code: str) -> str:
    """The kinship in the reader's language. Raises KeyError for a code that the standard does not have."""
    return str(KINSHIP[code].words)


def choices() -> list[tuple[str, "_StrPromise"]]:
    """All codes with their words, in the order of the standard, for a form."""
    return [(kinship.code, kinship.words) for kinship in _TABLE]


def inverse(code: str, sex: Sex | None) -> str | None:
    """What the reference person is in return, by the reference person's sex: father (51) → son or daughter.

    Without the sex: the word that says least (parent, spouse, sibling), or None where the standard has none.
    """
    for_man, for_woman = answers = KINSHIP[code].answers
    if sex is None:
        return for_man if for_man == for_woman else _VAGUE.get(answers)
    return for_man if sex == MALE else for_woman
