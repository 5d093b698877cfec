"""The lump-sum pension (一次性抚恤金) of organ staff: F1-1, F1-2, F1-21."""

from datetime import date

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import OTHER_RULE, OUT_OF_TIME, PAYERS
from anxin.policy.entities import Person
from anxin.policy.variables.base import Whole, row_in_force, rules_of

Payer = Enum("Payer", [(code, code) for code in PAYERS])


class lump_sum_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the date of death (see RuleTable); 0 for none"

    def formula(person, period):
        return row_in_force(person, period, "lump_sum")


def income_multiple(person, period):
    """Times the income that the version in force takes; 0 where none is in force."""
    return rules_of(person, "lump_sum").numbers("income_multiple", person("lump_sum_row", period))


class lump_sum_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the lump sum cannot be computed (bits of Gap); 0 where it can"

    def formula(person, period):
        death, where = person("death_gaps", period), person("coverage_gaps", period)
        needs_income = income_multiple(person, period) > 0
        read = person("pay_gaps", period) | np.where(needs_income, person("income_gaps", period), 0)
        elsewhere = (where & OTHER_RULE) > 0
        return np.where((death & OUT_OF_TIME) > 0, death, death | where | np.where(elsewhere, 0, read))


class lump_sum_known(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether lump_sum_fen is an amount; where not, it is 0 and means nothing"

    def formula(person, period):
        return person("lump_sum_gaps", period) == 0


class lump_sum_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Lump-sum pension"
    reference = ["民发〔2007〕64号 art 1", "民发〔2011〕192号 art 1", "烈士褒扬条例 (2024) art 16"]

    def formula(person, period):
        table, rows = rules_of(person, "lump_sum"), person("lump_sum_row", period)
        of_income = income_multiple(person, period) * person("urban_income_fen", period)
        of_pay = table.numbers("pay_multiple", rows) * person("basic_pay_fen", period)
        return np.where(person("lump_sum_known", period), of_income + of_pay, 0)


class lump_sum_provisional(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The lump sum rests on an earlier income figure and is to be computed again"

    def formula(person, period):
        early = person("income_provisional", period) & (income_multiple(person, period) > 0)
        return person("lump_sum_known", period) & early


class lump_sum_version(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Day from which the version of the rule is in force; 1970-01-01 for none"

    def formula(person, period):
        starts = [version.start or "1970-01-01" for version in rules_of(person, "lump_sum").versions]
        return np.array(starts, dtype="datetime64[D]")[person("lump_sum_row", period)]


class lump_sum_payer(Variable):
    value_type = Enum
    possible_values = Payer
    default_value = Payer.unknown
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Who pays the lump sum"

    def formula(person, period):
        payers = [
            PAYERS.index(version.payer or "unknown") for version in rules_of(person, "lump_sum").versions
        ]
        return np.array(payers)[person("lump_sum_row", period)]


VARIABLES = (
    lump_sum_row,
    lump_sum_gaps,
    lump_sum_known,
    lump_sum_fen,
    lump_sum_provisional,
    lump_sum_version,
    lump_sum_payer,
)
