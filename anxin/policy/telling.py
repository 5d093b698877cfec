"""From arrays of results to lines: which version, which figures, which articles, which gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from anxin.policy.arrays import ResultArrays, SumArrays
from anxin.policy.cases import Expanded
from anxin.policy.codes import EMPLOYMENTS, OF_A_YEAR, OTHER_RULE, Gap
from anxin.policy.lines import Line, Step
from anxin.policy.rules import ParameterUsed, RuleTable, Version, rule_table
from anxin.policy.system import system
from anxin.policy.years import Publication, YearTable, publication, year_table

PROVISIONAL_GROUND = "mohrss_2013_34"
LIKE_CIVIL_SERVANTS_GROUND = "mohrss_2008_42"
DECIDED_ELSEWHERE = int(OTHER_RULE)  # a plain number: an enum's & costs more than the rest of a line
LIKE_CIVIL_SERVANTS = EMPLOYMENTS.index("as_civil_servant")


@dataclass(frozen=True)
class Law:
    """The tables that lines are told from."""

    rules: dict[str, RuleTable]
    income: YearTable
    publication: Publication


@cache
def law() -> Law:
    """The tables of the system's own parameters."""
    children = system().parameters.children
    return Law(
        rules={name: rule_table(children[name]) for name in ("lump_sum", "martyr_praise")},
        income=year_table(children["urban_income"].children["amount"], "urban_income"),
        publication=publication(children["urban_income"]),
    )


class Facts(NamedTuple):
    """What a line tells about one row besides the result, in plain Python."""

    category: str
    employment: int
    pending: bool
    channel_assumed: bool
    employment_assumed: bool
    pay_fen: int
    year: int
    income_fen: int


def facts_of(rows: Expanded, results: ResultArrays) -> list[Facts]:
    """The facts of every row."""
    columns = (
        rows.arrays.employment,
        rows.arrays.pending,
        results.assumed_pension_channel,
        results.assumed_civil_servant,
        rows.arrays.basic_pay_fen,
        results.income_year,
        results.income_fen,
    )
    plain = (column.tolist() for column in columns)
    return [Facts(*values) for values in zip(rows.categories, *plain, strict=True)]


def lump_sum_lines(facts: list[Facts], sums: SumArrays) -> list[Line]:
    """The lump-sum line of every row."""
    return [_lump_sum(about, *result) for about, result in zip(facts, _plain(sums), strict=True)]


def praise_lines(facts: list[Facts], sums: SumArrays, due: list[bool]) -> list[Line | None]:
    """The praise-money line of every row, None where none is due."""
    results = zip(facts, _plain(sums), due, strict=True)
    return [_praise(about, *result) if asked else None for about, result, asked in results]


def _plain(sums: SumArrays) -> Iterator[tuple[int, int, int, bool]]:
    columns = (sums.row, sums.gaps, sums.amount_fen, sums.provisional)
    return zip(*(column.tolist() for column in columns), strict=True)


def _lump_sum(about: Facts, row: int, gaps: int, amount: int, provisional: bool) -> Line:
    row = 0 if gaps & DECIDED_ELSEWHERE else row
    version = law().rules["lump_sum"].versions[row]
    return Line(
        rule="lump_sum",
        category=about.category,
        version=version.start,
        amount_fen=None if gaps else amount,
        gaps=gap_codes(gaps, about.year),
        provisional=provisional,
        arithmetic=() if gaps else _steps(version, about),
        citations=_citations("lump_sum", row, provisional, about.employment == LIKE_CIVIL_SERVANTS),
        payer=version.payer,
        parameters=_parameters("lump_sum", row, about.year, provisional),
        assumptions=_assumptions(about.pending, about.channel_assumed, about.employment_assumed),
    )


def _praise(about: Facts, row: int, gaps: int, amount: int, provisional: bool) -> Line:
    """It reads neither channel nor employment, so it assumes nothing about them."""
    version = law().rules["martyr_praise"].versions[row]
    return Line(
        rule="martyr_praise",
        category=about.category,
        version=version.start,
        amount_fen=None if gaps else amount,
        gaps=gap_codes(gaps, about.year),
        provisional=provisional,
        arithmetic=() if gaps else _steps(version, about),
        citations=_citations("martyr_praise", row, provisional, False),
        payer=version.payer,
        parameters=_parameters("martyr_praise", row, about.year, provisional),
        assumptions=_assumptions(about.pending, False, False),
    )


def _steps(version: Version, about: Facts) -> tuple[Step, ...]:
    income = _income_steps(version.income_multiple, about.income_fen, about.year)
    if not version.pay_multiple:
        return income
    return (*income, Step("basic_pay", version.pay_multiple, about.pay_fen))


@cache
def _income_steps(factor: int, income_fen: int, year: int) -> tuple[Step, ...]:
    return (Step("income", factor, income_fen, year),) if factor else ()


@cache
def gap_codes(gaps: int, year: int) -> tuple[str, ...]:
    """The codes of the bits, in the order of Gap; a missing figure is named with its year."""
    codes = ((gap, str(gap.name).lower()) for gap in Gap if gap & gaps)
    return tuple(f"{code}_{year}" if gap & OF_A_YEAR else code for gap, code in codes)


@cache
def _citations(rule: str, row: int, provisional: bool, like_civil_servants: bool) -> tuple[str, ...]:
    grounds = law().rules[rule].versions[row].grounds
    also = (
        (LIKE_CIVIL_SERVANTS_GROUND, bool(grounds) and like_civil_servants),
        (PROVISIONAL_GROUND, provisional),
    )
    return grounds + tuple(code for code, applies in also if applies)


@cache
def _parameters(rule: str, row: int, year: int, provisional: bool) -> tuple[ParameterUsed, ...]:
    """The multiples and the payer of the version, the income figure, and why it is not the one wanted."""
    tables, version = law(), law().rules[rule].versions[row]
    income = tables.income.used.get(year) if version.income_multiple else None
    published = tables.publication.used_for(year + 1) if provisional else None
    return version.parameters + tuple(used for used in (income, published) if used)


@cache
def _assumptions(pending: bool, channel: bool, employment: bool) -> tuple[str, ...]:
    marks = (
        ("pending_category", pending),
        ("assumed_pension_channel", channel),
        ("assumed_civil_servant", employment),
    )
    return tuple(code for code, applies in marks if applies)
