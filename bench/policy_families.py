"""How long the law takes for 1,000,000 persons: every rule as arrays, and lines of a thousandth of them.

    .venv/bin/python -m bench.policy_families [persons]

A third of the persons died, the others are their relatives; a tenth of the deaths are pending. Prints CPU
seconds of this process, rule by rule (a rule also computes what later rules share with it).
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from anxin.policy.api import (
    CATEGORIES,
    CHANNELS,
    EMPLOYMENTS,
    RULES,
    Deceased,
    FamilyArrays,
    FamilyCase,
    family_arrays,
    family_lines,
)
from anxin.policy.codes import KINS, SEXES, STUDIES

AS_OF = date(2026, 11, 23)


def main(persons: int) -> None:
    family_lines([FamilyCase(Deceased(), (), AS_OF)])  # loads the parameters
    report("one family with its lines", lambda: family_lines([FamilyCase(Deceased(AS_OF), (), AS_OF)]))
    given = families(persons)
    began = time.process_time()
    run = report("simulation built", lambda: family_arrays(given))
    for rule in RULES:
        report(f"  {rule.name}", lambda name=rule.name: run.arrays(name))
    spent = time.process_time() - began
    sys.stdout.write(f"{persons} persons as arrays: {spent:.2f} CPU s\n")
    rng = np.random.default_rng(3)
    lines = report("a thousandth told", lambda: sum(len(told(run, rule.name, rng)) for rule in RULES))
    sys.stdout.write(f"  {lines} lines\n")


def told(run: Any, rule: str, rng: np.random.Generator) -> list[Any]:
    many = len(run.arrays(rule).seat)
    return run.tell(rule, np.sort(rng.choice(many, many // 1000, replace=False)))


def report(what: str, work: Callable[[], Any]) -> Any:
    began = time.process_time()
    result = work()
    sys.stdout.write(f"{what}: {time.process_time() - began:.3f} CPU s\n")
    return result


def families(persons: int) -> FamilyArrays:
    rng = np.random.default_rng(17)
    dead = persons // 3
    relatives = persons - dead
    pending = rng.random(dead) < 0.1
    deaths = {
        "date_of_death": days(rng, "2005-01-01", 365 * 21, dead),
        "assessed_on": np.full(dead, np.datetime64(AS_OF)),
        "category": np.where(pending, 0, rng.integers(1, len(CATEGORIES), dead)),
        "employment": rng.integers(1, len(EMPLOYMENTS), dead),
        "channel": rng.integers(1, len(CHANNELS), dead),
        "basic_pay_fen": rng.integers(200_000, 900_000, dead),
        "rank_allowance_fen": rng.integers(20_000, 90_000, dead),
        "insured_wage_fen": rng.integers(300_000, 3_000_000, dead),
        "wage_fen": rng.integers(500_000, 1_500_000, dead),
        "insured": rng.random(dead) < 0.9,
        "region": np.full(dead, 140000),
    }
    people = {
        "kin": rng.integers(1, len(KINS), relatives),
        "sex": rng.integers(1, len(SEXES), relatives),
        "birth": days(rng, "1930-01-01", 365 * 95, relatives),
        "incapable": rng.random(relatives) < 0.1,
        "relied": rng.random(relatives) < 0.8,
        "lone": rng.random(relatives) < 0.05,
        "study": rng.integers(1, len(STUDIES), relatives),
        "own_income_fen": rng.integers(0, 500_000, relatives),
        "needy": rng.random(relatives) < 0.2,
    }
    return FamilyArrays(known(deaths), known(people), np.sort(rng.integers(0, dead, relatives)))


def known(columns: dict[str, Any]) -> dict[str, Any]:
    twins = {f"{name.removesuffix('_fen')}_known" for name in columns} - {"assessed_on_known"}
    codes = {"category_known", "employment_known", "channel_known", "kin_known", "sex_known", "study_known"}
    many = len(next(iter(columns.values())))
    return columns | {name: np.ones(many, dtype=bool) for name in twins - codes}


def days(rng: np.random.Generator, first: str, span: int, many: int) -> Any:
    return np.datetime64(first) + rng.integers(0, span, many).astype("timedelta64[D]")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
