"""What the codes of a calculation mean. Nothing here is stored; a code without words fails a test."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RULES: dict[str, Promise] = {
    "lump_sum": _("Lump-sum pension"),
    "martyr_praise": _("Martyr's praise money"),
}
PAYERS: dict[str, Promise] = {
    "unit_of_deceased": _("the officer's former unit"),
    "county_veterans": _("county veterans affairs"),
}
TERMS: dict[str, Promise] = {
    "income": _(
        "%(factor)s times the national urban per-capita disposable income of the year before (%(year)s)"
    ),
    "income_earlier": _(
        "%(factor)s times the national urban per-capita disposable income of %(year)s,"
        " as the figure of the year before is not out yet"
    ),
    "basic_pay": _("%(factor)s months of the officer's own basic pay"),
}
EMPLOYMENTS: dict[str, Promise] = {
    "civil_servant": pgettext_lazy("employment", "civil servant"),
    "as_civil_servant": pgettext_lazy("employment", "staff managed like civil servants"),
    "police": pgettext_lazy("employment", "police"),
    "institution": pgettext_lazy("employment", "public institution"),
    "enterprise": pgettext_lazy("employment", "enterprise"),
    "village": pgettext_lazy("employment", "village or community officer"),
    "other": pgettext_lazy("employment", "other"),
}
ASSUMPTIONS: dict[str, Promise] = {
    "pending_category": _("The determination is pending; each category is calculated as one scenario."),
    "assumed_pension_channel": _("The law that pays is not confirmed; the pension channel is assumed."),
    "assumed_civil_servant": _("The employment is not confirmed; the unit's name suggests a civil servant."),
    "assumed_police": _("The employment is not confirmed; the unit's name suggests the police."),
    "assumed_institution": _("The employment is not confirmed; unit or post suggest a public institution."),
    "assumed_enterprise": _("The employment is not confirmed; the unit's name suggests an enterprise."),
    "assumed_village": _("The employment is not confirmed; unit or post suggest a village officer."),
}
SHORT_ASSUMPTIONS: dict[str, Promise] = {
    "assumed_pension_channel": _("pension channel assumed"),
    "assumed_civil_servant": _("civil servant assumed"),
    "assumed_police": _("police assumed"),
    "assumed_institution": _("public institution assumed"),
    "assumed_enterprise": _("enterprise assumed"),
    "assumed_village": _("village officer assumed"),
}
# What an assumption puts in the place of an input that the register lacks.
ASSUMED: dict[str, dict[str, str]] = {
    "channel": {"assumed_pension_channel": "pension"},
    "employment": {f"assumed_{kind}": kind for kind in EMPLOYMENTS},
}
CONFIDENCE: dict[str, Promise] = {
    "Q": _("text read"),
    "S": _("quoted, text not seen"),
    "M": _("to be confirmed"),
}
INPUTS: dict[str, Promise] = {
    "death": pgettext_lazy("calculation", "day of death"),
    "category": pgettext_lazy("calculation", "determination"),
    "channel": pgettext_lazy("calculation", "law that pays"),
    "employment": pgettext_lazy("calculation", "employment"),
    "basic_pay_fen": pgettext_lazy("calculation", "basic pay of the last month (yuan)"),
    "as_of": pgettext_lazy("calculation", "calculated as of"),
}


@dataclass(frozen=True)
class Missing:
    """What is missing, who is to supply it, and whether the officer's record is where it is written."""

    what: Promise
    ask: Promise
    in_record: bool = False


GAPS: dict[str, Missing] = {
    "death_date": Missing(
        _("day of death missing"),
        _("Ask the unit or the household registry for the day on the death certificate."),
        in_record=True,
    ),
    "death_after_as_of": Missing(
        _("day of death lies ahead"),
        _("Compare the day of death with the death certificate."),
        in_record=True,
    ),
    "before_2004_10": Missing(
        _("rules before October 2004 not recorded"),
        _("Ask the county's veterans affairs department for the document then in force."),
    ),
    "category": Missing(
        _("determination missing"),
        _("Ask the deciding body for the determination document."),
        in_record=True,
    ),
    "employment": Missing(
        _("employment missing"),
        _("Ask the unit whether the officer was a civil servant, and enter it."),
        in_record=True,
    ),
    "employment_rule_missing": Missing(
        _("rule for this employment not recorded"),
        _("Ask the county's human resources department for the document and the standard."),
    ),
    "channel": Missing(
        _("law that pays missing"),
        _("Ask the county's human resources department which one holds."),
        in_record=True,
    ),
    "work_injury_rule_missing": Missing(
        _("paid by work-injury insurance, rule not recorded"),
        _("Ask the county's social insurance agency for its assessment."),
    ),
    "no_channel_rule_missing": Missing(
        _("neither law pays, local rule not recorded"),
        _("Ask the county's departments of finance and civil affairs for the local document."),
    ),
    "basic_pay": Missing(
        _("basic pay missing"),
        _("Ask the unit for the basic pay of the last month (post and grade pay, no allowances)."),
        in_record=True,
    ),
    "basic_pay_invalid": Missing(
        _("basic pay cannot be right"),
        _("Compare the basic pay with the pay slip of the last month; the unit is yuan."),
        in_record=True,
    ),
    "income": Missing(
        _("income figure of %(year)s not recorded"),
        _("It is recorded once the National Bureau of Statistics has published it."),
    ),
    "income_unconfirmed": Missing(
        _("income figure of %(year)s to be confirmed"),
        _("Whoever keeps the rules compares it with the communiqué of the National Bureau of Statistics."),
    ),
}
OF_A_YEAR = re.compile(r"(income|income_unconfirmed)_(\d{4})")


def split(code: str) -> tuple[str, str]:
    """The kind of a gap and the year in its code ("" where it names none)."""
    found = OF_A_YEAR.fullmatch(code)
    return (found[1], found[2]) if found else (code, "")


def missing(code: str) -> str:
    """What is missing, in the reader's language."""
    kind, year = split(code)
    return str(GAPS[kind].what) % {"year": year} if year else str(GAPS[kind].what)


def ask(code: str) -> str:
    """Who is to supply it."""
    return str(GAPS[split(code)[0]].ask)


def in_record(code: str) -> bool:
    """Is it mended by correcting the officer's record?"""
    return GAPS[split(code)[0]].in_record


PARAMETERS: tuple[tuple[re.Pattern[str], Promise], ...] = (
    (re.compile(r"\w+\.\w+\.income_multiple"), _("multiple of the income figure")),
    (re.compile(r"\w+\.\w+\.pay_multiple"), _("months of basic pay")),
    (re.compile(r"\w+\.\w+\.payer"), _("who pays")),
    (re.compile(r"urban_income_(\d{4})"), _("urban per-capita disposable income of %(year)s (yuan)")),
    (re.compile(r"urban_income_published_(\d{4})"), _("day on which the figure of %(year)s was published")),
    (re.compile(r"urban_income_published_by"), _("day by which a figure is assumed to be out")),
)


def parameter(code: str) -> str:
    """The name of a parameter, in the reader's language."""
    for pattern, name in PARAMETERS:
        if found := pattern.fullmatch(code):
            return str(name) % {"year": found[1]} if found.groups() else str(name)
    raise KeyError(code)
