"""The income figure of the year before the death: published yet, known, confirmed."""

from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import Gap
from anxin.policy.entities import Family
from anxin.policy.variables.base import Whole, bits, tables_of


class income_provisional(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The figure of the year before the death is not out yet on the day of assessment"
    reference = "人社部发〔2013〕34号 (F2-9): pay on the figure before it, compute again and top up"

    def formula(family, period):
        wanted = family("year_of_event", period).astype("int64") - 1
        return family("assessed_on", period) < tables_of(family).publication.out_on(wanted)


class income_year(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Year whose income figure is used: the one before the death, provisionally one earlier"

    def formula(family, period):
        return family("year_of_event", period) - 1 - family("income_provisional", period)


class urban_income_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "National urban per-capita disposable income of income_year; 0 where there is none"

    def formula(family, period):
        amount, _, _ = tables_of(family).income.look_up(family("income_year", period).astype("int64"))
        return amount


class income_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether the figure of income_year is known and confirmed (bits of Gap)"

    def formula(family, period):
        dated = family("event_known", period)
        _, known, confirmed = tables_of(family).income.look_up(family("income_year", period).astype("int64"))
        return bits((Gap.INCOME, dated & ~known), (Gap.INCOME_UNCONFIRMED, dated & known & ~confirmed))


VARIABLES = (income_provisional, income_year, urban_income_fen, income_gaps)
