"""The special subsidy for families of police who died on duty, from the central budget (POLICY section 4)."""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import OUT_OF_TIME, Gap
from anxin.policy.entities import Family
from anxin.policy.variables.base import Whole, bits, row_in_force, rules_of
from anxin.policy.variables.facts import Category, Employment


class police_special_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the date of death (see RuleTable); 0 for none"

    def formula(family, period):
        return row_in_force(family, period, "police_special")


class police_special_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Police, died on duty or a martyr"

    def formula(family, period):
        category = family("category", period)
        on_duty = (category == Category.on_duty) | (category == Category.martyr)
        return (family("employment", period) == Employment.police) & on_duty


class police_special_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why it cannot be computed (bits of Gap); 0 where it can or is not due"

    def formula(family, period):
        return np.where(family("police_special_asked", period), family("death_gaps", period), 0)


class police_special_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Special subsidy for a police officer's family"
    reference = (
        "因公牺牲公安民警特别补助金和特别慰问金管理暂行规定 (2004), whether it still holds: not verified"
    )

    def formula(family, period):
        """An amount for a death on duty, and a second one for a martyr."""
        table, rows = rules_of(family, "police_special"), family("police_special_row", period)
        known = family("police_special_asked", period) & (family("police_special_gaps", period) == 0)
        amount = table.numbers("amount", rows) + table.numbers("martyr_amount", rows)
        return np.where(known, amount, 0)


class police_regular_pension_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Police, died on duty: the regular pension of the measure of 2014 (a martyr's has its own)"
    reference = "人民警察抚恤优待办法 (F1-10)"

    def formula(family, period):
        on_duty = family("category", period) == Category.on_duty
        return (family("employment", period) == Employment.police) & on_duty


class police_regular_pension_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Always a gap (bits of Gap): the text was not read, neither conditions nor amount are known"

    def formula(family, period):
        death = family("death_gaps", period)
        told = death | bits((Gap.RULE_UNCONFIRMED, (death & OUT_OF_TIME) == 0))
        return np.where(family("police_regular_pension_asked", period), told, 0)


VARIABLES = (
    police_special_row,
    police_special_asked,
    police_special_gaps,
    police_special_fen,
    police_regular_pension_asked,
    police_regular_pension_gaps,
)
