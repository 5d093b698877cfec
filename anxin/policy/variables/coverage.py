"""Whether the lump sum of the pension channel is the rule that decides a case at all."""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import OTHER_RULE, Gap
from anxin.policy.entities import Person
from anxin.policy.variables.base import Whole, bits
from anxin.policy.variables.determination import Category, Channel, Employment


class assumed_civil_servant(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A scenario of a pending case that takes the unknown employment for the civil service"

    def formula(person, period):
        return person("determination_pending", period) & ~person("employment_known", period)


class assumed_pension_channel(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A scenario of a pending case that takes the unknown channel for the pension channel"

    def formula(person, period):
        return person("determination_pending", period) & ~person("channel_known", period)


class employment_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether the employment is known and under this rule (bits of Gap)"
    reference = [
        "民发〔2011〕192号 art 1",
        "人社部发〔2008〕42号 (一): institutions run under the civil-service law",
    ]

    def formula(person, period):
        kind = person("employment", period)
        known = person("employment_known", period) | person("assumed_civil_servant", period)
        ours = (kind == Employment.civil_servant) | (kind == Employment.as_civil_servant)
        other = person("employment_known", period) & ~ours
        return bits((Gap.EMPLOYMENT, ~known), (Gap.EMPLOYMENT_RULE_MISSING, other))


class channel_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether the channel is known and is the pension channel (bits of Gap)"

    def formula(person, period):
        kind = person("channel", period)
        injury = (kind == Channel.work_injury) | (person("category", period) == Category.work_injury)
        known = person("channel_known", period) | person("assumed_pension_channel", period)
        return bits(
            (Gap.CHANNEL, ~known & ~injury),
            (Gap.WORK_INJURY_RULE_MISSING, injury),
            (Gap.NO_CHANNEL_RULE_MISSING, (kind == Channel.neither) & ~injury),
        )


class coverage_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether this rule decides the case (bits of Gap); the employment counts in its own channel only"

    def formula(person, period):
        channel = person("channel_gaps", period)
        other_channel = (channel & OTHER_RULE) > 0
        undetermined = bits((Gap.CATEGORY, ~person("category_known", period)))
        return channel | undetermined | np.where(other_channel, 0, person("employment_gaps", period))


VARIABLES = (assumed_civil_servant, assumed_pension_channel, employment_gaps, channel_gaps, coverage_gaps)
