"""Aid with the person's own payment to residents' medical insurance: F6-9. The ratio is local."""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import Gap, Refusal
from anxin.policy.entities import Person
from anxin.policy.local import local_of
from anxin.policy.variables.base import Whole, bits
from anxin.policy.variables.facts import Assistance
from anxin.policy.variables.localities import key_of, local_gaps, number, own_row, standard_row
from anxin.policy.years import year_of

SHARE = "medical.personal_share"
LOW_INCOME, DESTITUTE = "medical.aid_low_income", "medical.aid_destitute"


class medical_share_asked(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A relative of whom it is known how the household stands with social assistance, or not known"

    def formula(person, period):
        gone = person("died_on_known", period) & (
            person("died_on", period) <= person.family("assessed_on", period)
        )
        return person("is_relative", period) & ~gone


class medical_share_payment_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the person's own payment of the year of assessment"

    def formula(person, period):
        year = year_of(person.family("assessed_on", period))
        return local_of(person, SHARE).of_year(person("own_region", period), year)


class medical_share_ratio_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the local ratio, for low income or for the destitute"

    def formula(person, period):
        destitute = person("assistance", period) == Assistance.destitute
        return np.where(destitute, own_row(person, period, DESTITUTE), own_row(person, period, LOW_INCOME))


class medical_share_ratio(Whole):
    value_type = int
    unit = "per mille"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The part of the payment that is met"

    def formula(person, period):
        rows = person("medical_share_ratio_row", period)
        destitute = person("assistance", period) == Assistance.destitute
        of_each = [number(person, name, np.where(mine, rows, 0)) for name, mine in
                   ((DESTITUTE, destitute), (LOW_INCOME, ~destitute))]  # fmt: skip
        return of_each[0] + of_each[1]


class medical_share_payment_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The person's own payment of the year"

    def formula(person, period):
        return number(person, SHARE, person("medical_share_payment_row", period))


class medical_share_refusals(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Insured as staff; or neither on minimum living allowance nor destitute (others: local rules)"
    reference = "社会救助暂行办法 art 28"

    def formula(person, period):
        elsewhere = person("employees_cover_known", period) & person("employees_cover", period)
        none = person("assistance", period) == Assistance.none
        return bits((Refusal.EMPLOYEES_COVER, elsewhere), (Refusal.NO_ASSISTANCE, none & ~elsewhere))


class medical_share_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the aid cannot be told (bits of Gap)"

    def formula(person, period):
        known, placed = person("assistance_known", period), person("own_region_known", period)
        destitute = person("assistance", period) == Assistance.destitute
        rows = person("medical_share_ratio_row", period)
        ratio = np.where(
            destitute,
            local_gaps(person, DESTITUTE, np.where(destitute, rows, 0), placed),
            local_gaps(person, LOW_INCOME, np.where(destitute, 0, rows), placed),
        )
        payment = local_gaps(person, SHARE, person("medical_share_payment_row", period), placed)
        told = np.where(known, ratio | payment, np.int64(Gap.ASSISTANCE))
        return np.where(person("medical_share_refusals", period) > 0, 0, told)


class medical_share_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Aid of the year: ratio x the person's own payment, half up"
    reference = "社会救助暂行办法 art 28; ratios are local"

    def formula(person, period):
        open_ = (person("medical_share_gaps", period) == 0) & (person("medical_share_refusals", period) == 0)
        due = person("medical_share_asked", period) & open_
        of_all = person("medical_share_ratio", period) * person("medical_share_payment_fen", period)
        return np.where(due, (2 * of_all + 1000) // 2000, 0)


class medical_share_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the day of assessment"

    def formula(person, period):
        day = person.family("assessed_on", period)
        return standard_row(person, period, "medical_share", key_of(person, "medical_share"), day)


VARIABLES = (
    medical_share_asked,
    medical_share_payment_row,
    medical_share_ratio_row,
    medical_share_ratio,
    medical_share_payment_fen,
    medical_share_refusals,
    medical_share_gaps,
    medical_share_fen,
    medical_share_row,
)
