"""What the death was determined to be, the employment, and the channel of payment."""

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import CATEGORIES, CHANNELS, EMPLOYMENTS
from anxin.policy.entities import Person

Category = Enum("Category", [(code, code) for code in CATEGORIES])
Employment = Enum("Employment", [(code, code) for code in EMPLOYMENTS])
Channel = Enum("Channel", [(code, code) for code in CHANNELS])


class category(Variable):
    value_type = Enum
    possible_values = Category
    default_value = Category.unknown
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Determined category of the death; with determination_pending, a scenario"


class category_known(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether category is known"

    def formula(person, period):
        return person("category", period) != Category.unknown


class determination_pending(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The determination is still to come: category is one scenario among several"


class employment(Variable):
    value_type = Enum
    possible_values = Employment
    default_value = Employment.unknown
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Kind of employment at death or retirement"


class employment_known(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether employment is known"

    def formula(person, period):
        return person("employment", period) != Employment.unknown


class channel(Variable):
    value_type = Enum
    possible_values = Channel
    default_value = Channel.unknown
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Channel of payment: pension (抚恤), work injury (工伤), neither"


class channel_known(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether channel is known"

    def formula(person, period):
        return person("channel", period) != Channel.unknown


VARIABLES = (
    category,
    category_known,
    determination_pending,
    employment,
    employment_known,
    channel,
    channel_known,
)
