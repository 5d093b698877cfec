"""When the person died, and on which day the case is assessed."""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import Gap
from anxin.policy.entities import Family
from anxin.policy.variables.base import Whole, bits, rules_of
from anxin.policy.years import year_of


class event_on(Variable):
    value_type = date
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Day of the death; of somebody missing and not declared dead, the day of the event"
    reference = "工伤保险条例 art 41"

    def formula(family, period):
        dead = family("date_of_death_known", period)
        return np.where(dead, family("date_of_death", period), family("missing_since", period))


class event_known(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether event_on is known"

    def formula(family, period):
        return family("date_of_death_known", period) | family("missing_since_known", period)


class missing_only(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Missing and not declared dead"

    def formula(family, period):
        return family("missing_since_known", period) & ~family("date_of_death_known", period)


class year_of_event(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Calendar year of the event: its figures are those of the year before"

    def formula(family, period):
        return year_of(family("event_on", period))


class death_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What is wrong with the date of death (bits of Gap)"

    def formula(family, period):
        day = family("date_of_death", period)
        known = family("date_of_death_known", period)
        return bits(
            (Gap.DEATH_DATE, ~known),
            (Gap.DEATH_AFTER_AS_OF, known & (day > family("assessed_on", period))),
            (Gap.BEFORE_2004_10, known & (day < rules_of(family, "lump_sum").first_start())),
        )


VARIABLES = (event_on, event_known, missing_only, year_of_event, death_gaps)
