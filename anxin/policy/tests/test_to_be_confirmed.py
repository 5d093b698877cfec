"""What was not read, or contradicts itself, is handed to a human being and never told as a sum."""

from dataclasses import replace
from datetime import date

import pytest

from anxin.policy.api import Deceased, Relative
from anxin.policy.tests.cases import all_lines, by_person, packs_named
from anxin.policy.tests.test_local_rules import COUNTY, FUND

POLICE = Deceased(
    death=date(2024, 5, 1), category="on_duty", employment="police", channel="pension",
    basic_pay_fen=480000, rank_allowance_fen=56000,
)  # fmt: skip


@pytest.mark.parametrize("employment", ["institution", "civil_servant", "as_civil_servant", "police"])
def test_staff_of_organs_in_the_enterprises_pension_insurance_are_to_be_confirmed(employment):
    told = {one.rule: one for one in all_lines(packs=COUNTY, **(FUND | {"employment": employment}))}
    for rule in ("pension_fund_funeral", "pension_fund_survivors"):
        assert (told[rule].amount_fen, told[rule].gaps) == (None, ("organ_staff_in_fund",))


def test_the_regular_pension_of_police_is_a_gap_until_its_text_is_read():
    [told] = [one for one in all_lines(of=POLICE) if one.rule == "police_regular_pension"]
    assert (told.amount_fen, told.gaps, told.payer) == (None, ("rule_unconfirmed",), "")
    assert told.citations == ("mca_2014_101",)
    martyr = all_lines(of=replace(POLICE, category="martyr"))
    assert "police_regular_pension" not in {one.rule for one in martyr}


def test_the_police_subsidy_says_that_its_amount_is_to_be_confirmed():
    [told] = [one for one in all_lines(of=POLICE) if one.rule == "police_special"]
    assert told.conventions == ("police_amounts_of_2004",)
    assert {one.confidence for one in told.parameters} == {"S"}


def test_aid_with_the_residents_medical_insurance_is_not_for_those_insured_as_staff():
    aided = Relative("one", kin="spouse", assistance="low_income", employees_cover=True, region="420101")
    packs = packs_named("county-standards")
    told = by_person(all_lines(aided, packs=packs), "medical_share")["one"]
    assert (told.amount_fen, told.refusals) == (None, ("employees_cover",))
    resident = by_person(all_lines(replace(aided, employees_cover=None), packs=packs), "medical_share")
    assert "employees_cover" not in resident["one"].refusals
