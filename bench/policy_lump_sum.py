"""How long the lump sum of 1,000,000 deaths takes: as arrays, and as lines with their reasons.

    .venv/bin/python -m bench.policy_lump_sum [cases]

Prints CPU seconds of this process. The deaths are spread over 2005 to 2026, a tenth of them pending.
"""

import sys
import time
from datetime import date, timedelta

import numpy as np

from anxin.policy.api import (
    CATEGORIES,
    CHANNELS,
    EMPLOYMENTS,
    CaseArrays,
    LumpSumCase,
    lump_sum,
    lump_sum_arrays,
)

AS_OF = date(2026, 11, 23)
CHUNK = 20_000  # lines are handed on in chunks, so that memory stays small


def main(count: int) -> None:
    lump_sum([LumpSumCase(AS_OF, None, None, None, 1, AS_OF)])  # loads the parameters
    report("one case with its lines", 1, lambda: lump_sum([LumpSumCase(AS_OF, None, None, None, 1, AS_OF)]))
    cases = arrays(count)
    report("arrays", count, lambda: lump_sum_arrays(cases))
    listed = plain(count)
    report("lines", count, lambda: sum(len(lump_sum(listed[i : i + CHUNK])) for i in range(0, count, CHUNK)))


def report(what, count, work):
    began = time.process_time()
    work()
    spent = time.process_time() - began
    sys.stdout.write(f"{what}: {count} cases, {spent:.3f} CPU s\n")


def arrays(count: int) -> CaseArrays:
    rng = np.random.default_rng(17)
    return CaseArrays(
        death=np.datetime64("2005-01-01") + rng.integers(0, 365 * 21, count).astype("timedelta64[D]"),
        category=rng.integers(1, len(CATEGORIES) - 1, count),
        employment=np.full(count, EMPLOYMENTS.index("civil_servant")),
        channel=np.full(count, CHANNELS.index("pension")),
        pending=rng.random(count) < 0.1,
        basic_pay_fen=rng.integers(200_000, 900_000, count),
        basic_pay_known=np.ones(count, dtype=bool),
        as_of=np.full(count, np.datetime64(AS_OF)),
    )


def plain(count: int) -> list[LumpSumCase]:
    rng = np.random.default_rng(17)
    days, pay = rng.integers(0, 365 * 21, count).tolist(), rng.integers(200_000, 900_000, count).tolist()
    kinds = [None, *["martyr", "on_duty", "illness"] * 3]
    return [
        LumpSumCase(
            date(2005, 1, 1) + timedelta(days=days[i]),
            kinds[i % 10],
            "civil_servant",
            "pension",
            pay[i],
            AS_OF,
        )
        for i in range(count)
    ]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
