"""Cases and results as arrays: the fast door, one OpenFisca simulation for any number of cases."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from openfisca_core.simulations import SimulationBuilder

from anxin.policy.rules import Dates, Ints
from anxin.policy.system import system
from anxin.policy.years import Bools

# Every variable here is eternal (each case brings its own dates), so any period serves. OpenFisca's own word
# for it, ETERNITY, makes formulas fail (its year is -1).
PERIOD = "2004"


@dataclass(frozen=True)
class CaseArrays:
    """One element a case. Codes are indices into CATEGORIES, EMPLOYMENTS, CHANNELS (0 unknown).

    With `pending`, the category is one scenario of a determination still to come.
    """

    death: Dates  # NaT: not known to the day
    category: Ints
    employment: Ints
    channel: Ints
    pending: Bools
    basic_pay_fen: Ints
    basic_pay_known: Bools
    as_of: Dates


@dataclass(frozen=True)
class SumArrays:
    """One rule's results, one element a case. Where `gaps` is not 0, the amount is 0 and means nothing."""

    row: Ints  # of the rule's table of versions
    gaps: Ints  # bits of Gap
    amount_fen: Ints
    provisional: Bools


@dataclass(frozen=True)
class ResultArrays:
    """The results of a run, and what is told beside them."""

    lump_sum: SumArrays
    martyr_praise: SumArrays
    praise_due: Bools
    income_year: Ints
    income_fen: Ints
    assumed_civil_servant: Bools
    assumed_pension_channel: Bools


def lump_sum_arrays(cases: CaseArrays) -> ResultArrays:
    """Compute lump sum and praise money of every case in one simulation."""
    simulation = SimulationBuilder.build_default_simulation(system(), len(cases.death))
    for name, values in _inputs(cases).items():
        simulation.set_input(name, PERIOD, values)
    return _results(simulation)


def _inputs(cases: CaseArrays) -> dict[str, npt.NDArray[Any]]:
    dated = ~np.isnat(cases.death)
    return {
        "date_of_death": np.where(dated, cases.death, np.datetime64("1970-01-01")),
        "date_of_death_known": dated,
        "assessed_on": cases.as_of,
        "category": cases.category,
        "employment": cases.employment,
        "channel": cases.channel,
        "determination_pending": cases.pending,
        "basic_pay_fen": cases.basic_pay_fen,
        "basic_pay_known": cases.basic_pay_known,
    }


def _results(simulation: Any) -> ResultArrays:
    return ResultArrays(
        lump_sum=_sums(simulation, "lump_sum"),
        martyr_praise=_sums(simulation, "martyr_praise"),
        praise_due=simulation.calculate("martyr_praise_due", PERIOD),
        income_year=simulation.calculate("income_year", PERIOD),
        income_fen=simulation.calculate("urban_income_fen", PERIOD),
        assumed_civil_servant=simulation.calculate("assumed_civil_servant", PERIOD),
        assumed_pension_channel=simulation.calculate("assumed_pension_channel", PERIOD),
    )


def _sums(simulation: Any, rule: str) -> SumArrays:
    return SumArrays(
        row=simulation.calculate(f"{rule}_row", PERIOD),
        gaps=simulation.calculate(f"{rule}_gaps", PERIOD),
        amount_fen=simulation.calculate(f"{rule}_fen", PERIOD),
        provisional=simulation.calculate(f"{rule}_provisional", PERIOD),
    )
