"""What is missing, who supplies it, and where it is written."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Missing:
    """What is missing, who is to supply it, and where it is written: with the officer, with a person (who
    somebody is, or what entitlements depend on), or nowhere in the register."""

    what: Promise
    ask: Promise
    where: str = ""


OFFICER, PERSON, STANDING = "officer", "person", "standing"


GAPS: dict[str, Missing] = {
    "death_date": Missing(
        _("day of death missing"),
        _("Ask the unit or the household registry for the day on the death certificate."),
        OFFICER,
    ),
    "death_after_as_of": Missing(
        _("day of death lies ahead"),
        _("Compare the day of death with the death certificate."),
        OFFICER,
    ),
    "before_2004_10": Missing(
        _("rules before October 2004 not recorded"),
        _("Ask the county's veterans affairs department for the document then in force."),
    ),
    "category": Missing(
        _("determination missing"),
        _("Ask the deciding body for the determination document."),
        OFFICER,
    ),
    "employment": Missing(
        _("employment missing"),
        _("Ask the unit whether the officer was a civil servant, and enter it."),
        OFFICER,
    ),
    "employment_rule_missing": Missing(
        _("rule for this employment not recorded"),
        _("Ask the county's human resources department for the document and the standard."),
    ),
    "channel": Missing(
        _("law that pays missing"),
        _("Ask the county's human resources department which one holds."),
        OFFICER,
    ),
    "no_channel_rule_missing": Missing(
        _("neither law pays, local rule not recorded"),
        _("Ask the county's departments of finance and civil affairs for the local document."),
    ),
    "basic_pay": Missing(
        _("basic pay missing"),
        _("Ask the unit for the basic pay of the last month (post and grade pay, no allowances)."),
        OFFICER,
    ),
    "basic_pay_invalid": Missing(
        _("basic pay cannot be right"),
        _("Compare the basic pay with the pay slip of the last month; the unit is yuan."),
        OFFICER,
    ),
    "income": Missing(
        _("income figure of %(year)s not recorded"),
        _("It is recorded once the National Bureau of Statistics has published it."),
    ),
    "income_unconfirmed": Missing(
        _("income figure of %(year)s to be confirmed"),
        _("Whoever keeps the rules compares it with the communiqué of the National Bureau of Statistics."),
    ),
    "birth": Missing(
        _("day of birth missing"),
        _("Compare with the household register or the identity card."),
        PERSON,
    ),
    "sex": Missing(
        _("sex missing"),
        _("Compare with the household register or the identity card."),
        PERSON,
    ),
    "kin": Missing(
        _("relation to the officer missing"),
        _("Ask the family or the household registry."),
    ),
    "incapacity": Missing(
        _("ability to work not known"),
        _("Ask for the assessment of working capacity, or note that none is claimed."),
        STANDING,
    ),
    "reliance": Missing(
        _("not known whether the officer was the main support"),
        _("Ask the family and the village or community committee."),
        STANDING,
    ),
    "means": Missing(
        _("own income not known"),
        _("Ask the family; civil affairs compares it."),
        STANDING,
    ),
    "study": Missing(
        _("schooling not known"),
        _("Ask the family or the school."),
        STANDING,
    ),
    "parents_of_deceased": Missing(
        _("not known whether the officer's own parents are alive"),
        _("Enter the officer's parents on the card, the deceased ones too."),
    ),
    "insured": Missing(
        _("not known whether the unit had joined work-injury insurance"),
        _("Ask the county's social insurance agency."),
        OFFICER,
    ),
    "insured_wage": Missing(
        _("average insured wage of the 12 months before missing"),
        _("Ask the county's social insurance agency."),
        OFFICER,
    ),
    "insured_wage_invalid": Missing(
        _("average insured wage cannot be right"),
        _("Compare it with the statement of the social insurance agency; the unit is yuan a month."),
        OFFICER,
    ),
    "region": Missing(
        _("not known which place's standards hold"),
        _("Enter the county of the unit."),
        OFFICER,
    ),
    "local_wage": Missing(
        _("average wage of %(year)s of this place not recorded"),
        _("Whoever keeps the rules loads the local standard with its document."),
    ),
    "local_standard": Missing(
        _("local standard not recorded"),
        _("Whoever keeps the rules loads the local standard with its document."),
    ),
    "rank_allowance": Missing(
        _("police rank allowance missing"),
        _("Ask the unit for the pay slip of the last month."),
        OFFICER,
    ),
    "amount_unknown": Missing(
        _("amount set by a document that is not recorded"),
        _("Ask the competent department for the document; it is loaded as a local standard."),
    ),
    "rule_unconfirmed": Missing(
        _("rule to be compared with its text"),
        _("Whoever keeps the rules compares it with the document before it is used."),
    ),
    "needy": Missing(
        _("not known whether recognised as in need"),
        _("Ask the school or civil affairs."),
        STANDING,
    ),
    "other_parent": Missing(
        _("not known how the child's other parent is"),
        _("Ask the family or the village or community committee."),
        STANDING,
    ),
    "wage": Missing(
        _("whole monthly wage of the officer missing"),
        _("Ask the unit; survivors together receive no more than it."),
        OFFICER,
    ),
    "boarding": Missing(
        _("not known whether the child boards at school"),
        _("Ask the family or the school."),
        STANDING,
    ),
    "assistance": Missing(
        _("standing with social assistance not known"),
        _("Ask civil affairs."),
        STANDING,
    ),
    "pension_insured": Missing(
        _("not known whether in the basic pension insurance of enterprise employees"),
        _("Ask the county's social insurance agency."),
        OFFICER,
    ),
    "organ_staff_in_fund": Missing(
        _("to be confirmed: staff of organs and institutions in the pension insurance of enterprises"),
        _("Ask the county's social insurance agency; what then holds is for a human being to decide."),
        OFFICER,
    ),
    "children_of_deceased": Missing(
        _("not known whether the officer's children are alive and able to work"),
        _("Enter the officer's children on the card, the deceased ones too."),
    ),
    "contribution_years": Missing(
        _("years of contributions to old-age insurance missing"),
        _("Ask the county's social insurance agency."),
        OFFICER,
    ),
    "service_years": Missing(
        _("years of work missing"),
        _("Ask the unit for the day on which the officer began work."),
        OFFICER,
    ),
    "retired": Missing(
        _("not known whether the officer had retired"),
        _("Ask the unit."),
        OFFICER,
    ),
    "province_income": Missing(
        _("the province's urban income of the year before not recorded"),
        _("Whoever keeps the rules loads the local standard with its document."),
    ),
    "on_application": Missing(
        _("decided on application"),
        _("The law names no sum; the department looks at the family and decides."),
    ),
    "lone": Missing(
        _("not known whether alone in the world"),
        _("Ask the village or community committee."),
        STANDING,
    ),
}
OF_A_YEAR = re.compile(r"(income|income_unconfirmed|local_wage)_(\d{4})")


def split(code: str) -> tuple[str, str]:
    """The kind of a gap and the year in its code ("" where it names none)."""
    found = OF_A_YEAR.fullmatch(code)
    return (found[1], found[2]) if found else (code, "")


def missing(*codes: str) -> str:
    """What is missing, in the reader's language; of several codes of one kind the first and the last year."""
    kind = split(codes[0])[0]
    years = sorted({split(code)[1] for code in codes})
    told = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return str(GAPS[kind].what) % {"year": told} if told else str(GAPS[kind].what)


def ask(code: str) -> str:
    """Who is to supply it."""
    return str(GAPS[split(code)[0]].ask)


def where(code: str) -> str:
    """Where it is written: OFFICER, PERSON, STANDING, or the empty string where the register is not the
    place."""
    return GAPS[split(code)[0]].where


def in_record(code: str) -> bool:
    """Is it mended by correcting the officer's record?"""
    return where(code) == OFFICER
