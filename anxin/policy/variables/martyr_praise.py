"""The martyr's praise money (烈士褒扬金): F1-20. It is owed in every channel and reads no pay."""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import OUT_OF_TIME
from anxin.policy.entities import Family
from anxin.policy.variables.base import Whole, row_in_force, rules_of
from anxin.policy.variables.facts import Category


class martyr_praise_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the date of death (see RuleTable); 0 for none"

    def formula(family, period):
        return row_in_force(family, period, "martyr_praise")


class martyr_praise_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether praise money is to be asked about: a martyr, and not certainly before 2011-08-01"

    def formula(family, period):
        martyr = family("category", period) == Category.martyr
        undated = ~family("date_of_death_known", period)
        return martyr & (undated | (family("martyr_praise_row", period) > 0))


class martyr_praise_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why the praise money cannot be computed (bits of Gap); 0 where it can or is not due"

    def formula(family, period):
        death = family("death_gaps", period)
        gaps = np.where((death & OUT_OF_TIME) > 0, death, death | family("income_gaps", period))
        return np.where(family("martyr_praise_asked", period), gaps, 0)


class martyr_praise_known(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether martyr_praise_fen is an amount; where not, it is 0 and means nothing"

    def formula(family, period):
        return family("martyr_praise_asked", period) & (family("martyr_praise_gaps", period) == 0)


class martyr_praise_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Martyr's praise money"
    reference = ["烈士褒扬条例 (2011) art 14", "烈士褒扬条例 (2024) art 15"]

    def formula(family, period):
        rows = family("martyr_praise_row", period)
        multiple = rules_of(family, "martyr_praise").numbers("income_multiple", rows)
        amount = multiple * family("urban_income_fen", period)
        return np.where(family("martyr_praise_known", period), amount, 0)


class martyr_praise_provisional(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The praise money rests on an earlier income figure and is to be computed again"

    def formula(family, period):
        return family("martyr_praise_known", period) & family("income_provisional", period)


VARIABLES = (
    martyr_praise_row,
    martyr_praise_asked,
    martyr_praise_gaps,
    martyr_praise_known,
    martyr_praise_fen,
    martyr_praise_provisional,
)
