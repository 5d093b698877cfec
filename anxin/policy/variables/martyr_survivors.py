"""Which survivors of a martyr may have the regular pension (定期抚恤金): F1-24 to F1-27. A predicate of
its own: no ages of the old, no dependence on the officer except for siblings."""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.ages import age_reached
from anxin.policy.codes import Gap, Refusal
from anxin.policy.entities import Family, Person
from anxin.policy.local import local_of
from anxin.policy.truth import NO, UNKNOWN, YES, both, either, picked, truth
from anxin.policy.variables.base import Whole, bits, rules_of, tables_of
from anxin.policy.variables.facts import Category, Kin, Study
from anxin.policy.variables.kinfolk import dead_by

AVERAGE = "regular_pension.average_income"


class regular_version_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the day of assessment (see RuleTable); 0 for none"

    def formula(family, period):
        table = rules_of(family, "regular_pension")
        return table.look_up(np.full(family.count, table.keys["all"]), family("assessed_on", period))


class regular_pension_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the day of assessment (see RuleTable); 0 for none"

    def formula(person, period):
        return person.family("regular_version_row", period)


class regular_on(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Day on which the survivor is looked at: of assessment, of one who died the day of that death"

    def formula(person, period):
        today, dead = person.family("assessed_on", period), person("died_on_known", period)
        return np.where(dead, np.minimum(person("died_on", period), today), today)


class regular_region(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Region whose figures hold: where the survivor lives, else that of the one who died"

    def formula(person, period):
        own = person("own_region_known", period)
        return np.where(own, person("own_region", period), person.family("region", period))


class regular_average_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the place's average living standard (see LocalTable); 0: not known"

    def formula(person, period):
        return local_of(person, AVERAGE).on(person("regular_region", period), person("regular_on", period))


class regular_minor(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Below 18 (see truth.py)"

    def formula(person, period):
        years = rules_of(person, "regular_pension").numbers(
            "child_below_age", person("regular_pension_row", period)
        )
        conventions = tables_of(person).conventions
        of_age = age_reached(person("birth", period), years, person("regular_on", period), conventions)
        return truth(person("birth_known", period), ~of_age)


class regular_no_means(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Has no income of one's own (see truth.py)"

    def formula(person, period):
        return truth(person("own_income_known", period), person("own_income_fen", period) == 0)


class regular_below_average(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Own income below the place's average living standard; with no income, yes (see truth.py)"

    def formula(person, period):
        row, income = person("regular_average_row", period), person("own_income_fen", period)
        average = local_of(person, AVERAGE).numbers[row]
        below = np.where(income == 0, YES, truth(row > 0, income < average))
        return np.where(person("own_income_known", period), below, UNKNOWN)


def studies(person, period):
    """At school (see truth.py)."""
    return truth(person("study_known", period), person("study", period) != Study.none)


class regular_eligible(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Fulfils the conditions of the regular pension (see truth.py)"
    reference = "烈士褒扬条例 (2024) art 17 (F1-24)"

    def formula(person, period):
        """Parents, who brought up the martyr, spouse: unable to work and without means, or below the average.
        Children: below 18, or at school or disabled and without means. Siblings whom the martyr supported:
        below 18, or at school without means."""
        kin, minor = person("kin", period), person("regular_minor", period)
        no_means = person("regular_no_means", period)
        unable = both(truth(person("incapable_known", period), person("incapable", period)), no_means)
        of_old = either(unable, person("regular_below_average", period))
        at_school = both(studies(person, period), no_means)
        disabled = both(truth(person("disabled_known", period), person("disabled", period)), no_means)
        relied = truth(person("relied_known", period), person("relied", period))
        cases = (
            (person("raised_deceased", period), of_old),
            ((kin == Kin.parent) | (kin == Kin.spouse), of_old),
            (kin == Kin.child, either(minor, at_school, disabled)),
            (kin == Kin.sibling, both(relied, either(minor, at_school))),
            (~person("kin_known", period), np.full(person.count, UNKNOWN)),
        )
        return picked(cases, person.count)


class regular_pension_asked(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A martyr's relative who outlived the martyr, assessed while the law of 2024 is in force"

    def formula(person, period):
        martyr = person.family("category", period) == Category.martyr
        dated = person.family("date_of_death_known", period)
        before = dated & (dead_by(person, period, person.family("date_of_death", period)) == YES)
        in_force = person("regular_pension_row", period) > 0
        return person("is_relative", period) & martyr & in_force & ~before


class regular_stops(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "What ended or suspended the pension by the day of assessment (bits of Refusal)"
    reference = "烈士褒扬条例 (2024) art 20, 23, 62 (F1-25 to F1-27)"

    def formula(person, period):
        """Death; prison suspends. A spouse who remarried: a subsidy of the same level, on application, where
        the spouse goes on supporting the martyr's parents or siblings."""
        today = person.family("assessed_on", period)
        spouse = person("kin", period) == Kin.spouse
        remarried = person("remarried_on_known", period) & (person("remarried_on", period) <= today)
        inside = person("prison_from_known", period) & (person("prison_from", period) <= today)
        out = person("prison_to_known", period) & (person("prison_to", period) < today)
        return bits(
            (Refusal.DIED, dead_by(person, period, today) == YES),
            (Refusal.REMARRIED, remarried & spouse),
            (Refusal.IN_PRISON, inside & ~out),
        )


class regular_pension_refusals(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why a survivor gets no regular pension (bits of Refusal)"

    def formula(person, period):
        kin, raised = person("kin", period), person("raised_deceased", period)
        young_kin = ((kin == Kin.child) | (kin == Kin.sibling)) & ~raised
        named = young_kin | (kin == Kin.parent) | (kin == Kin.spouse) | raised
        no = person("regular_pension_asked", period) & (person("regular_eligible", period) == NO)
        poor = person("regular_no_means", period) == YES
        not_relied = (
            person("relied_known", period) & ~person("relied", period) & (kin == Kin.sibling) & ~raised
        )
        grown = no & young_kin & ~not_relied
        never = bits(
            (Refusal.NOT_A_DEPENDANT_KIN, no & ~named),
            (Refusal.NOT_RELIANT, no & not_relied),
            (Refusal.HAS_MEANS, (no & named & ~young_kin) | (grown & ~poor)),
            (Refusal.OVER_18, grown & poor),
        )
        stops = np.where(person("regular_pension_asked", period), person("regular_stops", period), 0)
        return np.where(never > 0, never, stops)


class regular_open(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "What is missing to say whether the conditions are fulfilled (bits of Gap)"

    def formula(person, period):
        kin, raised = person("kin", period), person("raised_deceased", period)
        kin_known = person("kin_known", period)
        open_ = kin_known & (person("regular_eligible", period) == UNKNOWN)
        child, sibling = (kin == Kin.child) & ~raised, (kin == Kin.sibling) & ~raised
        young_kin = child | sibling
        income = person("own_income_known", period)
        no_standard = income & ~young_kin & (person("regular_below_average", period) == UNKNOWN)
        return bits(
            (Gap.BIRTH, open_ & young_kin & ~person("birth_known", period)),
            (Gap.KIN, ~kin_known),
            (Gap.INCAPACITY, open_ & child & ~person("disabled_known", period)),
            (Gap.RELIANCE, open_ & sibling & ~person("relied_known", period)),
            (Gap.MEANS, open_ & ~income),
            (Gap.STUDY, open_ & young_kin & ~person("study_known", period)),
            (Gap.LOCAL_STANDARD, open_ & no_standard),
        )


VARIABLES = (
    regular_version_row,
    regular_pension_row,
    regular_on,
    regular_region,
    regular_average_row,
    regular_minor,
    regular_no_means,
    regular_below_average,
    regular_eligible,
    regular_pension_asked,
    regular_stops,
    regular_pension_refusals,
    regular_open,
)
