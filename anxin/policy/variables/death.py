"""When the person died, and on which day the case is assessed."""

from datetime import date

from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import Gap
from anxin.policy.entities import Person
from anxin.policy.variables.base import Whole, bits, rules_of
from anxin.policy.years import year_of


class date_of_death(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Date of death, known to the day"


class date_of_death_known(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether date_of_death is known"


class assessed_on(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Day on which the case is assessed: what was published by then counts"


class year_of_death(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Calendar year of the death"

    def formula(person, period):
        return year_of(person("date_of_death", period))


class death_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "What is wrong with the date of death (bits of Gap)"

    def formula(person, period):
        day = person("date_of_death", period)
        known = person("date_of_death_known", period)
        return bits(
            (Gap.DEATH_DATE, ~known),
            (Gap.DEATH_AFTER_AS_OF, known & (day > person("assessed_on", period))),
            (Gap.BEFORE_2004_10, known & (day < rules_of(person, "lump_sum").first_start())),
        )


VARIABLES = (date_of_death, date_of_death_known, assessed_on, year_of_death, death_gaps)
