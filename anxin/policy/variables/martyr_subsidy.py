"""The special subsidy for survivors of a martyr under work-injury insurance (烈士遗属特别补助金): F1-22."""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import OUT_OF_TIME, Gap
from anxin.policy.entities import Family
from anxin.policy.variables.base import Whole, bits, row_in_force, rules_of, tables_of
from anxin.policy.variables.facts import Category, Channel
from anxin.policy.variables.pay import possible

BASIC_PAY_SAID = np.datetime64("2025-01-01")  # before, the text says "pay" only


class martyr_subsidy_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the date of death (see RuleTable); 0 for none"

    def formula(family, period):
        return row_in_force(family, period, "martyr_subsidy")


class martyr_subsidy_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "A martyr in the work-injury channel, and not certainly before 2011-08-01"

    def formula(family, period):
        martyr = family("category", period) == Category.martyr
        injury = family("channel_taken", period) == Channel.work_injury
        undated = ~family("date_of_death_known", period)
        return martyr & injury & (undated | (family("martyr_subsidy_row", period) > 0))


class martyr_subsidy_of_wage(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The months are of the whole wage: the text before 2025 says pay, and the convention reads wage"

    def formula(family, period):
        reading = tables_of(family).convention("martyr_subsidy_pay")
        return (family("date_of_death", period) < BASIC_PAY_SAID) & (reading == "wage")


class martyr_subsidy_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why it cannot be computed (bits of Gap); 0 where it can or is not due"

    def formula(family, period):
        death = family("death_gaps", period)
        wage = family("wage_known", period) & possible(family("wage_fen", period))
        of_wage = family("martyr_subsidy_of_wage", period)
        pay = np.where(of_wage, bits((Gap.WAGE, ~wage)), family("basic_pay_gaps", period))
        gaps = np.where((death & OUT_OF_TIME) > 0, death, death | pay)
        return np.where(family("martyr_subsidy_asked", period), gaps, 0)


class martyr_subsidy_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Special subsidy for a martyr's survivors"
    reference = ["烈士褒扬条例 (2019) art 15", "烈士褒扬条例 (2024) art 16"]

    def formula(family, period):
        """Forty months of basic pay; before 2025 of the pay that the convention names."""
        of_wage = family("martyr_subsidy_of_wage", period)
        pay = np.where(of_wage, family("wage_fen", period), family("basic_pay_fen", period))
        months = rules_of(family, "martyr_subsidy").numbers(
            "pay_multiple", family("martyr_subsidy_row", period)
        )
        known = family("martyr_subsidy_asked", period) & (family("martyr_subsidy_gaps", period) == 0)
        return np.where(known, months * pay, 0)


VARIABLES = (
    martyr_subsidy_row,
    martyr_subsidy_asked,
    martyr_subsidy_of_wage,
    martyr_subsidy_gaps,
    martyr_subsidy_fen,
)
