"""Between what sums a dependant's pension lies while it is open whether the dependant is alone (F2-1)."""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import Gap
from anxin.policy.entities import Family, Person
from anxin.policy.variables.base import Whole
from anxin.policy.variables.dependants import number


class dependant_lone_open(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A dependant of whom nothing but being alone is missing: the pension lies between two shares"

    def formula(person, period):
        due = person("dependants_pension_asked", period) & (
            person("dependants_pension_refusals", period) == 0
        )
        return due & (person("dependants_person_gaps", period) == int(Gap.LONE))


class dependant_high_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Share of the own wage if such a dependant is alone, half up; 0 for others"

    def formula(person, period):
        share = person("dependant_share", period) + number(person, period, "lone_points")
        amount = (share * person.family("own_wage_fen", period) + 500) // 1000
        return np.where(person("dependant_lone_open", period), amount, 0)


class dependants_range_told(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Ranges can be told: nothing else is missing, and even the highest shares stay below the cap"

    def formula(family, period):
        members = family.members
        gaps = members("dependants_pension_asked", period) & (members("dependants_person_gaps", period) > 0)
        other = family.any(gaps & ~members("dependant_lone_open", period))
        most = family.sum(members("dependant_uncapped_fen", period) + members("dependant_high_fen", period))
        known = family("dependants_family_gaps", period) == 0
        return known & ~other & (most <= family("own_wage_fen", period))


class dependants_pension_low_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The least that a pension can come to while it is open whether the dependant is alone; else 0"

    def formula(person, period):
        told = person.family("dependants_range_told", period) & person("dependant_lone_open", period)
        amount = (person("dependant_share", period) * person.family("own_wage_fen", period) + 500) // 1000
        return np.where(told, amount, 0)


class dependants_pension_high_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The most that it can come to; else 0"

    def formula(person, period):
        told = person.family("dependants_range_told", period)
        return np.where(told, person("dependant_high_fen", period), 0)


VARIABLES = (
    dependant_lone_open,
    dependant_high_fen,
    dependants_range_told,
    dependants_pension_low_fen,
    dependants_pension_high_fen,
)
