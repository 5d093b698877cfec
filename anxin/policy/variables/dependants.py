"""Who is a dependant (供养亲属) in work-injury law: 劳社部令第18号, F2-8. This predicate belongs to the
dependants' pension alone; regular pension of martyrs' survivors and survivors' allowance have their own."""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.ages import age_reached, birth_key, keys_reached, on_key
from anxin.policy.codes import Gap, Refusal
from anxin.policy.entities import Family, Person
from anxin.policy.local import local_of
from anxin.policy.truth import NO, UNKNOWN, YES, both, either, picked, truth
from anxin.policy.variables.base import Whole, bits, rules_of, tables_of
from anxin.policy.variables.facts import Kin, Sex
from anxin.policy.variables.kinfolk import dead_by

RULE = "dependants_pension"
OLD_KINS = (Kin.spouse, Kin.parent, Kin.grandparent)
YOUNG_KINS = (Kin.child, Kin.grandchild, Kin.sibling)


def option_row(family, period, name):
    """Row of an open point's local setting on the event (see LocalTable)."""
    return local_of(family, name).on(family("region", period), family("event_on", period))


class dependants_eligibility_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the convention on which day a dependant's state counts (see LocalTable)"

    def formula(family, period):
        return option_row(family, period, f"{RULE}.eligibility")


class dependants_on(Variable):
    value_type = date
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = (
        "Day on which a dependant's age and state count: that of the event, or by convention of assessment"
    )
    reference = "河南省工伤保险条例 art 29 (F2-11); the national text is silent"

    def formula(family, period):
        rolling = local_of(family, f"{RULE}.eligibility").numbers[
            family("dependants_eligibility_row", period)
        ]
        return np.where(rolling == 2, family("assessed_on", period), family("event_on", period))


def is_one_of(person, period, kins):
    """Whether the kin is one of these."""
    kin = person("kin", period)
    return np.logical_or.reduce([kin == one for one in kins])


def number(person, period, name):
    """A number of the version of the rule that is in force."""
    return rules_of(person, RULE).numbers(name, person("dependants_pension_row", period))


def old(person, period, day):
    """Has reached the age of men or of women; where both answers are one, the sex is not asked for."""
    known, born = person("birth_known", period), birth_key(person("birth", period))
    on = on_key(day, tables_of(person).conventions)
    man = truth(known, keys_reached(born, number(person, period, "elder_age_male"), on))
    woman = truth(known, keys_reached(born, number(person, period, "elder_age_female"), on))
    sex = person("sex", period)
    either_sex = np.where(man == woman, man, UNKNOWN)
    return np.where(sex == Sex.male, man, np.where(sex == Sex.female, woman, either_sex))


def young(person, period, day):
    """Below the age of majority."""
    of_age = age_reached(
        person("birth", period), number(person, period, "child_below_age"), day, tables_of(person).conventions
    )
    return truth(person("birth_known", period), ~of_age)


class dependant_age(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Old enough (spouse, parents, grandparents) or young enough (children, grandchildren, siblings)"
    reference = "劳社部令第18号 art 3: 60 for men, 55 for women, below 18"

    def formula(person, period):
        day = person.family("dependants_on", period)
        cases = (
            (is_one_of(person, period, OLD_KINS), old(person, period, day)),
            (is_one_of(person, period, YOUNG_KINS), young(person, period, day)),
        )
        return picked(cases, person.count)


class dependant_kinfolk(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = (
        "Those who come first are gone: parents (for grandparents, siblings), children (for grandchildren)"
    )
    reference = "劳社部令第18号 art 3"

    def formula(person, period):
        kin = person("kin", period)
        cases = (
            (kin == Kin.grandparent, person.family("parents_dead", period)),
            (kin == Kin.sibling, person.family("parents_gone", period)),
            (kin == Kin.grandchild, person.family("children_gone", period)),
            (is_one_of(person, period, (Kin.spouse, Kin.parent, Kin.child)), np.full(person.count, YES)),
        )
        return picked(cases, person.count)


class dependant_qualifies(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Of a kin named in the rule, and wholly unable to work or of the age, those before them gone"
    reference = "劳社部令第18号 art 2, 3"

    def formula(person, period):
        named = is_one_of(person, period, (*OLD_KINS, *YOUNG_KINS))
        by_age = both(person("dependant_age", period), person("dependant_kinfolk", period))
        incapable = truth(person("incapable_known", period), person("incapable", period))
        return np.where(named, either(by_age, incapable), NO)


class dependant(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = (
        "A dependant when it happened: qualifies, and the one who died was the main support (see truth.py)"
    )
    reference = "劳社部令第18号 art 2, 3"

    def formula(person, period):
        relied = truth(person("relied_known", period), person("relied", period))
        answer = both(person("dependant_qualifies", period), relied)
        return np.where(person("kin_known", period), answer, UNKNOWN)


class dependant_over_age(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Came in as a minor, is of age by now, and not wholly unable to work"
    reference = "劳社部令第18号 art 4"

    def formula(person, period):
        grown = 2 - young(person, period, person.family("assessed_on", period))
        able = 2 - truth(person("incapable_known", period), person("incapable", period))
        minor = is_one_of(person, period, YOUNG_KINS)
        return np.where(minor, both(grown, able), NO)


class dependant_stops(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "What ended or suspended a dependant's pension by the day of assessment (bits of Refusal)"
    reference = "劳社部令第18号 art 4, 5"

    def formula(person, period):
        """Of age and able, work or enlistment, remarriage of the spouse, adoption, death; prison suspends."""
        today = person.family("assessed_on", period)

        def by(name):
            return person(f"{name}_known", period) & (person(name, period) <= today)

        out = person("prison_to_known", period) & (person("prison_to", period) < today)
        spouse = person("kin", period) == Kin.spouse
        return bits(
            (Refusal.DIED, by("died_on")),
            (Refusal.EMPLOYED, by("employed_on")),
            (Refusal.ENLISTED, by("enlisted_on")),
            (Refusal.REMARRIED, by("remarried_on") & spouse),
            (Refusal.ADOPTED, by("adopted_on")),
            (Refusal.IN_PRISON, by("prison_from") & ~out),
            (Refusal.OVER_18, person("dependant_over_age", period) == YES),
        )


class dependant_refusals(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why a relative is not, or no longer, a dependant (bits of Refusal)"

    def formula(person, period):
        no = person("dependant", period) == NO
        named = is_one_of(person, period, (*OLD_KINS, *YOUNG_KINS))
        unfit = no & named & (person("dependant_qualifies", period) == NO)
        first_there = unfit & (person("dependant_kinfolk", period) == NO)
        grandchild = person("kin", period) == Kin.grandchild
        not_relied = person("relied_known", period) & ~person("relied", period)
        never = bits(
            (Refusal.NOT_A_DEPENDANT_KIN, no & ~named),
            (Refusal.AGE, unfit & (person("dependant_age", period) == NO)),
            (Refusal.NOT_RELIANT, no & named & not_relied),
            (Refusal.PARENTS_LIVING, first_there & ~grandchild),
            (Refusal.CHILDREN_LIVING, first_there & grandchild),
        )
        return np.where(never > 0, never, person("dependant_stops", period))


class dependant_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "What is missing to say whether a relative is a dependant (bits of Gap); 0 where it is refused"

    def formula(person, period):
        kin_known = person("kin_known", period)
        open_ = kin_known & (person("dependant", period) == UNKNOWN)
        unsure = open_ & (person("dependant_qualifies", period) == UNKNOWN)
        later = (person("dependant", period) == YES) & (person("dependant_over_age", period) == UNKNOWN)
        age = unsure & (person("dependant_age", period) == UNKNOWN)
        kinfolk = unsure & (person("dependant_kinfolk", period) == UNKNOWN)
        kinfolk &= person("dependant_age", period) != NO
        age &= person("dependant_kinfolk", period) != NO
        born, grandchild = person("birth_known", period), person("kin", period) == Kin.grandchild
        incapacity = (unsure | later) & ~person("incapable_known", period)
        gaps = bits(
            (Gap.BIRTH, age & ~born),
            (Gap.SEX, age & born),
            (Gap.KIN, ~kin_known),
            (Gap.INCAPACITY, incapacity),
            (Gap.RELIANCE, open_ & ~person("relied_known", period)),
            (Gap.PARENTS_OF_DECEASED, kinfolk & ~grandchild),
            (Gap.CHILDREN_OF_DECEASED, kinfolk & grandchild),
        )
        return np.where(person("dependant_refusals", period) > 0, 0, gaps)


class dependant_lone(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "An old person without anybody, or an orphan: the other parent of a minor child is dead"
    reference = "工伤保险条例 art 39"

    def formula(person, period):
        """Asked of the old and of minors only; of a child the other parent decides where it is known."""
        day = person.family("dependants_on", period)
        stated = truth(person("lone_known", period), person("lone", period))
        child = person("kin", period) == Kin.child
        other = person("other_parent", period)
        dead = truth(person("other_parent_known", period), other == other.possible_values.dead)
        of_child = np.where(
            person("lone_known", period), either(stated, np.where(dead == YES, YES, NO)), dead
        )
        minor = is_one_of(person, period, YOUNG_KINS) & (young(person, period, day) != NO)
        elder = is_one_of(person, period, OLD_KINS) & (old(person, period, day) != NO)
        return picked(((minor & child, of_child), (minor | elder, stated)), person.count)


class dependants_pension_asked(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A relative who was alive when it happened, and work-injury insurance speaks"

    def formula(person, period):
        event = person.family("event_on", period)
        dated = person.family("event_known", period)
        dead = dated & (dead_by(person, period, event) == YES)
        return person("is_relative", period) & person.family("injury_applies", period) & ~dead


VARIABLES = (
    dependants_eligibility_row,
    dependants_on,
    dependant_age,
    dependant_kinfolk,
    dependant_qualifies,
    dependant,
    dependant_over_age,
    dependant_stops,
    dependant_refusals,
    dependant_gaps,
    dependant_lone,
    dependants_pension_asked,
)
