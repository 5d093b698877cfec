"""What a family may apply for: social assistance (F6-10 to F6-13), and the funeral aid of organs (F3-4).

The law on social assistance names who may apply, where and to whom, and no sum: the rules here are asked, and
what they tell is the gap ON_APPLICATION.
"""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.ages import age_reached
from anxin.policy.codes import OUT_OF_TIME, Gap
from anxin.policy.entities import Family, Person
from anxin.policy.variables.base import Whole, bits, made, tables_of
from anxin.policy.variables.facts import Assistance, Employment, Study
from anxin.policy.variables.localities import family_row, key_of, local_gaps, number, standard_row


class family_is_assisted(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Somebody of the family is known to have minimum living allowance or support of the destitute"

    def formula(family, period):
        assistance = np.asarray(family.members("assistance", period))
        has = np.isin(assistance, [Assistance.low_income.index, Assistance.destitute.index])
        return family.any(has)


class family_studies(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Some relative is known to be at school"

    def formula(family, period):
        study = np.asarray(family.members("study", period))
        return family.any(~np.isin(study, [Study.unknown.index, Study.none.index]))


class family_has_relatives(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "There is a relative"

    def formula(family, period):
        return family.any(family.members("is_relative", period))


class destitute_support_asked(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Without anybody and without income: 60 or more, severely disabled, or below 16"
    reference = "社会救助暂行办法 art 14"

    def formula(person, period):
        on, law = person.family("assessed_on", period), tables_of(person).conventions
        birth, known = person("birth", period), person("birth_known", period)
        old = known & age_reached(birth, 60, on, law)
        young = known & ~age_reached(birth, 16, on, law)
        helpless = old | young | person("disabled", period)
        no_means = person("own_income_known", period) & (person("own_income_fen", period) == 0)
        assisted = person("assistance", period) == Assistance.destitute
        alone = person("lone", period) & person("is_relative", period)
        return alone & helpless & no_means & ~assisted


def _family(what):
    def formula(family, period):
        return family("family_has_relatives", period) & what(family, period)

    return formula


FAMILY_RULES = {
    "social_assistance": lambda family, period: ~family("family_is_assisted", period),
    "temporary_aid": lambda family, period: family("date_of_death_known", period),
    "medical_aid": lambda family, period: family("date_of_death_known", period),
    "education_aid": lambda family, period: family("family_studies", period),
}


def _on_application(population, period):
    return np.full(population.count, np.int64(Gap.ON_APPLICATION))


def _row(rule, of_person):
    def formula(population, period):
        day = population.family("assessed_on", period) if of_person else population("assessed_on", period)
        return standard_row(population, period, rule, key_of(population, rule), day)

    return formula


def _told(rule, entity):
    row = _row(rule, entity is Person)
    return (
        made(
            f"{rule}_gaps", entity, int, "The law names no sum (Gap.ON_APPLICATION)", _on_application, Whole
        ),
        made(f"{rule}_row", entity, int, "Row of the version in force on the day", row, Whole),
    )


class funeral_aid_organ_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Somebody of an organ died, or somebody whose employment is not known"

    def formula(family, period):
        kind = np.asarray(family("employment", period))
        ours = ("unknown", "civil_servant", "as_civil_servant", "police")
        return np.isin(kind, [Employment[name].index for name in ours])


class funeral_aid_organ_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why the funeral aid cannot be told (bits of Gap)"

    def formula(family, period):
        death, known = family("death_gaps", period), family("region_known", period)
        local = local_gaps(family, "funeral_aid.organ", family("funeral_aid_organ_local_row", period), known)
        told = death | local | bits((Gap.EMPLOYMENT, ~family("employment_known", period)))
        return np.where((death & OUT_OF_TIME) > 0, death, told)


class funeral_aid_organ_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Funeral aid of organs: the local amount, once"
    reference = "local (F3-4: Hubei 鄂人〔2008〕2号 is one example)"

    def formula(family, period):
        due = family("funeral_aid_organ_asked", period) & (family("funeral_aid_organ_gaps", period) == 0)
        return np.where(
            due, number(family, "funeral_aid.organ", family("funeral_aid_organ_local_row", period)), 0
        )


class funeral_aid_organ_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the day of assessment"

    formula = _row("funeral_aid_organ", of_person=False)


VARIABLES = (
    family_is_assisted,
    family_studies,
    family_has_relatives,
    destitute_support_asked,
    *(
        made(f"{rule}_asked", Family, bool, f"Whether {rule} may be applied for", _family(what))
        for rule, what in FAMILY_RULES.items()
    ),
    *(one for rule in FAMILY_RULES for one in _told(rule, Family)),
    *_told("destitute_support", Person),
    family_row("funeral_aid_organ_local_row", "funeral_aid.organ", "Row of the local amount"),
    funeral_aid_organ_asked,
    funeral_aid_organ_gaps,
    funeral_aid_organ_fen,
    funeral_aid_organ_row,
)
