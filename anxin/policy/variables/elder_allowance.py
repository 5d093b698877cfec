"""The elder allowance (高龄津贴): F6-14. The state encourages one from 80 on; every amount is local."""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.ages import age_reached, birthday
from anxin.policy.codes import REVIEWS, Gap, Refusal
from anxin.policy.entities import Person
from anxin.policy.variables.base import NEVER, Whole, bits, tables_of
from anxin.policy.variables.facts import Assistance, Kin
from anxin.policy.variables.localities import key_of, local_gaps, number, own_row, standard_row

RULE = "elder_allowance"
ELDER = 60
AGES = (80, 90, 100)
LOW_INCOME_ONLY = f"{RULE}.low_income_only"


class elder_allowance_reached(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "How many of the ages 60, 80, 90, 100 are known to be reached on the day of assessment"
    reference = "老年人权益保障法 art 2: an elder is 60 or more"

    def formula(person, period):
        on, law = person.family("assessed_on", period), tables_of(person).conventions
        birth = person("birth", period)
        many = sum(age_reached(birth, age, on, law).astype(np.int64) for age in (ELDER, *AGES))
        return np.where(person("birth_known", period), many, 0)


class elder_allowance_asked(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "An elder of 60 or more, or a parent or grandparent whose birth is not known"

    def formula(person, period):
        kin, day = person("kin", period), person.family("assessed_on", period)
        maybe = ((kin == Kin.parent) | (kin == Kin.grandparent)) & ~person("birth_known", period)
        gone = person("died_on_known", period) & (person("died_on", period) <= day)
        elder = person("elder_allowance_reached", period) > 0
        return person("is_relative", period) & ~gone & (elder | maybe)


class elder_allowance_bracket(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The highest age of 80, 90, 100 reached for which the place has an amount: place in AGES from 1"

    def formula(person, period):
        reached = person("elder_allowance_reached", period) - 1
        place = (reached >= 1).astype(np.int64)
        for at in range(2, len(AGES) + 1):
            has = own_row(person, period, f"{RULE}.age_{AGES[at - 1]}") > 0
            place = np.where((reached >= at) & has, at, place)
        return place


class elder_allowance_local_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of that amount; 0 where the place has none"

    def formula(person, period):
        place, rows = person("elder_allowance_bracket", period), np.zeros(person.count, dtype=np.int64)
        for at, age in enumerate(AGES, start=1):
            rows = np.where(place == at, own_row(person, period, f"{RULE}.age_{age}"), rows)
        return rows


class elder_allowance_refusals(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Not 80 yet; or the place gives it to low incomes only (bits of Refusal)"

    def formula(person, period):
        only = number(person, LOW_INCOME_ONLY, own_row(person, period, LOW_INCOME_ONLY)) > 0
        none = person("assistance", period) == Assistance.none
        young = person("birth_known", period) & (person("elder_allowance_reached", period) < 2)
        return bits((Refusal.BELOW_80, young), (Refusal.NO_ASSISTANCE, only & none))


class elder_allowance_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the allowance cannot be told (bits of Gap)"

    def formula(person, period):
        placed, rows = person("own_region_known", period), person("elder_allowance_local_row", period)
        place = person("elder_allowance_bracket", period)
        only = number(person, LOW_INCOME_ONLY, own_row(person, period, LOW_INCOME_ONLY)) > 0
        told = bits(
            (Gap.BIRTH, ~person("birth_known", period)),
            (Gap.ASSISTANCE, only & ~person("assistance_known", period)),
        )
        for at, age in enumerate(AGES, start=1):
            mine = np.where(place == at, rows, 0)
            told = told | np.where(place == at, local_gaps(person, f"{RULE}.age_{age}", mine, placed), 0)
        return np.where(person("elder_allowance_refusals", period) > 0, 0, told)


class elder_allowance_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The allowance a month: the local amount of the age reached"
    reference = "老年人权益保障法 art 33; amounts are local"

    def formula(person, period):
        place, rows = person("elder_allowance_bracket", period), person("elder_allowance_local_row", period)
        amounts = np.zeros(person.count, dtype=np.int64)
        for at, age in enumerate(AGES, start=1):
            amounts += number(person, f"{RULE}.age_{age}", np.where(place == at, rows, 0))
        open_ = (person("elder_allowance_gaps", period) == 0) & (
            person("elder_allowance_refusals", period) == 0
        )
        return np.where(person("elder_allowance_asked", period) & open_, amounts, 0)


class elder_allowance_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the day of assessment"

    def formula(person, period):
        return standard_row(person, period, RULE, key_of(person, RULE), person.family("assessed_on", period))


def next_age(person, period):
    """The next of 80, 90, 100 that lies ahead: its place in AGES from 1; 0 for none or an unknown birth."""
    place = np.maximum(person("elder_allowance_reached", period), 1)
    ahead = person("birth_known", period) & (place <= len(AGES))
    return np.where(ahead, place, 0)


class elder_allowance_ends(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Day on which the next of 80, 90, 100 is reached, when it is looked at again; NaT for none"

    def formula(person, period):
        place, ages = next_age(person, period), np.array((0, *AGES))
        day = birthday(person("birth", period), ages[place], tables_of(person).conventions)
        return np.where(place > 0, day, NEVER)


class elder_allowance_review(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why then: place in REVIEWS from 1"

    def formula(person, period):
        codes = np.array([0, *(REVIEWS.index(f"elder_{age}") + 1 for age in AGES)])
        return codes[next_age(person, period)]


VARIABLES = (
    elder_allowance_reached,
    elder_allowance_asked,
    elder_allowance_bracket,
    elder_allowance_local_row,
    elder_allowance_refusals,
    elder_allowance_gaps,
    elder_allowance_fen,
    elder_allowance_row,
    elder_allowance_ends,
    elder_allowance_review,
)
