"""The pay that months are counted in: basic pay of the last month, of police the rank allowance with it.

Allowances and bonuses never count (民发〔2007〕64号 art 2, F1-4)."""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import Gap
from anxin.policy.entities import Family
from anxin.policy.variables.base import Whole, bits, rules_of
from anxin.policy.variables.facts import Employment

# A million yuan a month: beyond it somebody wrote fen for yuan.
HIGHEST_BASIC_PAY_FEN = 100_000_000


def possible(fen):
    """Whether a sum can be somebody's monthly pay."""
    return (fen > 0) & (fen <= HIGHEST_BASIC_PAY_FEN)


class rank_allowance_counts(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Police, and the rank allowance belongs to the pay (deaths from 2014 on)"
    reference = "民发〔2014〕101号 (F1-10)"

    def formula(family, period):
        """A day of 2014 that was not seen; every sum of that year waits for the income of 2013 anyway."""
        table = rules_of(family, "police_pay")
        key = np.full(family.count, table.keys["police"])
        row = table.look_up(key, family("date_of_death", period))
        return (family("employment", period) == Employment.police) & (row > 0)


class pay_base_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Basic pay of the last month, of police with the rank allowance; 0 where it is not known"
    reference = ["民发〔2007〕64号 art 2", "民发〔2014〕101号"]

    def formula(family, period):
        rank = np.where(family("rank_allowance_counts", period), family("rank_allowance_fen", period), 0)
        return np.where(family("pay_gaps", period) == 0, family("basic_pay_fen", period) + rank, 0)


class pay_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What is wrong with the pay (bits of Gap)"

    def formula(family, period):
        return family("basic_pay_gaps", period) | family("rank_allowance_gaps", period)


class basic_pay_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What is wrong with the basic pay (bits of Gap)"

    def formula(family, period):
        known = family("basic_pay_known", period)
        fits = possible(family("basic_pay_fen", period))
        return bits((Gap.BASIC_PAY, ~known), (Gap.BASIC_PAY_INVALID, known & ~fits))


class rank_allowance_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What is wrong with the rank allowance, where it counts (bits of Gap); it may be nothing"

    def formula(family, period):
        rank, known = family("rank_allowance_fen", period), family("rank_allowance_known", period)
        fits = known & (rank >= 0) & (rank <= HIGHEST_BASIC_PAY_FEN)
        return bits((Gap.RANK_ALLOWANCE, family("rank_allowance_counts", period) & ~fits))


VARIABLES = (rank_allowance_counts, pay_base_fen, pay_gaps, basic_pay_gaps, rank_allowance_gaps)
