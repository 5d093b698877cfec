"""Families to vary, and packs to reckon with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import anxin.policy.packs
from anxin.policy.api import Deceased, FamilyCase, Line, Relative, family_lines
from anxin.policy.packs.reading import Pack, read

TODAY = date(2026, 11, 23)

# The rules of the state's own law, whose lines these tests look at; local standards have tests of their own.
OF_THE_STATE = {
    "lump_sum",
    "martyr_praise",
    "martyr_subsidy",
    "police_special",
    "work_injury_funeral",
    "work_injury_death",
    "dependants_pension",
    "regular_pension",
    "regular_pension_last",
    "missing_wage",
    "missing_advance",
}

W1 = Deceased(
    death=date(2017, 5, 9),
    category="on_duty",
    employment="civil_servant",
    channel="pension",
    basic_pay_fen=413500,
)

# Of POLICY.md W5: insured institution staff who died of a work injury.
W5 = Deceased(
    death=date(2024, 6, 10),
    category="work_injury",
    employment="institution",
    channel="work_injury",
    insured=True,
    insured_wage_fen=960000,
    region="420100",
)

WAGES = read(
    """
id: wages
region: "420000"
name: 试验用社会平均工资
citations: {notice: {title: 试验通知, source: invented for tests, confidence: S}}
values:
  local_wage.monthly:
    2016: {value: "6000", citation: notice}
    2023: {value: "8200", citation: notice}
    2025: {value: "8600", citation: notice}
"""
)

PENSIONS = read(
    """
id: pensions
region: CN
name: 试验用定期抚恤金
citations: {notice: {title: 试验通知, source: invented for tests, confidence: S}}
values:
  regular_pension.martyr:
    2024-08-01: {value: "3000", citation: notice}
  regular_pension.average_income:
    2024-01-01: {value: "2500", citation: notice}
  martyr.second_lieutenant_pay:
    2011-08-01: {value: "4000", citation: notice}
"""
)


PLACES = (Path(anxin.policy.packs.__file__).parent, Path(__file__).parent / "packs")


def pack_text(name: str) -> str:
    """A pack of the package, or of tests/packs."""
    return next(file for place in PLACES if (file := place / f"{name}.yaml").is_file()).read_text("utf-8")


def packs_named(*names: str) -> list[Pack]:
    return [read(pack_text(name)) for name in names]


def case(*relatives: Relative, of: Deceased = W1, as_of: date = TODAY, **changes: Any) -> FamilyCase:
    return FamilyCase(replace(of, **changes), relatives, as_of)


def lines(*relatives: Relative, packs: Sequence[Pack] = (), **changes: Any) -> list[Line]:
    return [one for one in all_lines(*relatives, packs=packs, **changes) if one.rule in OF_THE_STATE]


def all_lines(*relatives: Relative, packs: Sequence[Pack] = (), **changes: Any) -> list[Line]:
    [told] = family_lines([case(*relatives, **changes)], packs)
    return told


def line(*relatives: Relative, rule: str = "lump_sum", **changes: Any) -> Line:
    [told] = [one for one in all_lines(*relatives, **changes) if one.rule == rule]
    return told


def by_person(told: Sequence[Line], rule: str) -> dict[str, Line]:
    return {one.person: one for one in told if one.rule == rule}
