"""What the tellers share: from one row of a rule's results to its line, in codes and numbers."""

from functools import cache
from typing import Any

from anxin.policy.codes import OF_A_YEAR, REVIEWS, Gap, Refusal
from anxin.policy.lines import Line, Step
from anxin.policy.rules import ParameterUsed, Version
from anxin.policy.tables import Tables

PROVISIONAL_GROUND = "mohrss_2013_34"


def version_of(law: Tables, rule: str, it: Any) -> Version:
    """The version of the rule that a row was computed by."""
    version: Version = law.rules[rule].versions[it.row]
    return version


def line(rule: str, law: Tables, it: Any, version: Version, **more: Any) -> Line:
    """The line of a row. Amount and steps fall away where there are gaps or refusals; beside a gap a range
    may stand, of what the sum can come to.

    more: the fields of Line that this rule has beside what every row gives (arithmetic, period, deadlines,
    conflict, conventions, ...); citations, parameters and assumptions are added to those of the version."""
    open_ = bool(it.gaps or it.refusals)
    steps: tuple[Step, ...] = more.pop("arithmetic", ())
    provisional = bool(it.provisional)
    grounds = version.grounds + more.pop("citations", ()) + ((PROVISIONAL_GROUND,) if provisional else ())
    return Line(
        rule=rule,
        category=it.category,
        version=version.start,
        amount_fen=None if open_ else it.fen,
        gaps=gap_codes(it.gaps, it.income_year, it.wage_year),
        provisional=provisional,
        arithmetic=() if open_ else steps,
        citations=tuple(dict.fromkeys(grounds)),
        payer=more.pop("payer", version.payer),
        parameters=version.parameters + tuple(more.pop("parameters", ())),
        assumptions=(("pending_category",) if it.pending else ()) + tuple(more.pop("assumptions", ())),
        person=it.person,
        low_fen=None if it.refusals else it.low_fen or None,
        high_fen=None if it.refusals else it.high_fen or None,
        starts=it.starts,
        ends=it.ends,
        review=REVIEWS[it.review - 1] if it.review else "",
        refusals=refusal_codes(it.refusals),
        **more,
    )


@cache
def gap_codes(gaps: int, income_year: int, wage_year: int) -> tuple[str, ...]:
    """The codes of the bits, in the order of Gap; a missing figure is named with its year."""
    years = {gap: income_year for gap in Gap if gap & OF_A_YEAR} | {Gap.LOCAL_WAGE: wage_year}
    codes = ((gap, str(gap.name).lower()) for gap in Gap if gap & gaps)
    return tuple(f"{code}_{years[gap]}" if gap in years else code for gap, code in codes)


@cache
def refusal_codes(refusals: int) -> tuple[str, ...]:
    """The codes of the bits, in the order of Refusal."""
    return tuple(str(one.name).lower() for one in Refusal if one & refusals)


@cache
def income_steps(factor: int, income_fen: int, year: int) -> tuple[Step, ...]:
    """The term that takes the income figure of a year."""
    return (Step("income", factor, income_fen, year),) if factor else ()


@cache
def income_used(law: Tables, year: int, provisional: bool) -> tuple[ParameterUsed, ...]:
    """The income figure, and why it is not the one wanted."""
    income = law.income.used.get(year)
    published = law.publication.used_for(year + 1) if provisional else None
    return tuple(used for used in (income, published) if used)


@cache
def marks(**holds: bool) -> tuple[str, ...]:
    """The names of what holds, in the order given."""
    return tuple(name for name, one in holds.items() if one)


def local_used(law: Tables, name: str, row: int) -> tuple[ParameterUsed, ...]:
    """The local value of a row (see LocalTable); nothing for row 0."""
    used = law.local[name].used[row]
    return (used,) if used else ()
