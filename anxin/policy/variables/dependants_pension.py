"""The monthly pension of each dependant (供养亲属抚恤金): F2-1, F2-2, F2-5, F2-11."""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.ages import birthday
from anxin.policy.codes import OUT_OF_TIME, REVIEWS, Gap
from anxin.policy.entities import Family, Person
from anxin.policy.local import local_of
from anxin.policy.scaling import scaled
from anxin.policy.truth import NO, UNKNOWN, YES
from anxin.policy.variables.base import NEVER, Whole, bits, rules_of, tables_of
from anxin.policy.variables.dependants import RULE, YOUNG_KINS, is_one_of, number, option_row, young
from anxin.policy.variables.facts import Kin
from anxin.policy.variables.missing import first_of_month
from anxin.policy.variables.pay import possible
from anxin.policy.variables.work_injury import joined, row_of_event

# Where the event is not known, or no version is in force, nobody is refused.
NO_RULE = int(OUT_OF_TIME | Gap.DEATH_DATE | Gap.RULE_UNCONFIRMED)


class insured_wage_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What is wrong with the insured wage (bits of Gap)"

    def formula(family, period):
        known = family("insured_wage_known", period)
        fits = possible(family("insured_wage_fen", period))
        return bits((Gap.INSURED_WAGE, ~known), (Gap.INSURED_WAGE_INVALID, known & ~fits))


class own_wage_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The deceased's own wage (本人工资) as pensions count it; 0 where it cannot be told"
    reference = "工伤保险条例 art 64 (F2-2)"

    def formula(family, period):
        """Average contribution wage of 12 months, at least 60 % and at most 300 % of the region's average."""
        table, rows = rules_of(family, RULE), family("dependants_version_row", period)
        average, wage = family("local_wage_fen", period), family("insured_wage_fen", period)
        least = (average * table.numbers("wage_floor", rows) + 500) // 1000
        most = (average * table.numbers("wage_ceiling", rows) + 500) // 1000
        known = (family("local_wage_gaps", period) | family("insured_wage_gaps", period)) == 0
        return np.where(known, np.clip(wage, least, most), 0)


class own_wage_bound(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "1: the own wage was raised to the floor, 2: cut to the ceiling, 0: neither"

    def formula(family, period):
        own, wage = family("own_wage_fen", period), family("insured_wage_fen", period)
        return np.where(own == 0, 0, np.where(own > wage, 1, np.where(own < wage, 2, 0)))


class dependants_pension_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the event (see RuleTable); 0 for none"

    def formula(person, period):
        return person.family("dependants_version_row", period)


class dependants_version_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the event (see RuleTable); 0 for none"

    def formula(family, period):
        return row_of_event(family, period, RULE)


class dependants_family_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What is missing for every dependant of the family (bits of Gap)"

    def formula(family, period):
        wages = family("local_wage_gaps", period) | family("insured_wage_gaps", period)
        return joined(family("injury_gaps", period), wages)


class dependants_pension_refusals(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why a relative gets no pension (bits of Refusal); nothing is said where the event is out of time"

    def formula(person, period):
        time = person.family("injury_gaps", period) & NO_RULE
        asked = person("dependants_pension_asked", period) & (time == 0)
        return np.where(asked, person("dependant_refusals", period), 0)


class dependants_person_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "What is missing about this relative (bits of Gap)"

    def formula(person, period):
        lone = (person("dependant", period) != NO) & (person("dependant_lone", period) == UNKNOWN)
        return person("dependant_gaps", period) | bits((Gap.LONE, lone & person("kin_known", period)))


class dependants_pension_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the pension cannot be computed (bits of Gap); 0 where it can or is refused"

    def formula(person, period):
        """Where the sums would have to be cut and no way of cutting is settled, the amount is not known."""
        gaps = joined(
            person.family("dependants_family_gaps", period), person("dependants_person_gaps", period)
        )
        uncut = person("dependants_uncut", period)
        gaps = gaps | bits((Gap.AMOUNT_UNKNOWN, uncut & (gaps == 0)))
        due = person("dependants_pension_asked", period) & (
            person("dependants_pension_refusals", period) == 0
        )
        return np.where(due, gaps, 0)


class dependant_share(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    unit = "per mille"
    label = "Share of the own wage: 40 % for the spouse, 30 % for others, 10 points more for the lone"
    reference = "工伤保险条例 art 39 (F2-1)"

    def formula(person, period):
        spouse = person("kin", period) == Kin.spouse
        share = np.where(
            spouse, number(person, period, "spouse_share"), number(person, period, "other_share")
        )
        return share + np.where(
            person("dependant_lone", period) == YES, number(person, period, "lone_points"), 0
        )


class dependant_uncapped_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Share of the own wage before any cap, rounded half up; 0 for who gets none or is not settled"

    def formula(person, period):
        open_ = person("dependants_person_gaps", period) | person("dependants_pension_refusals", period)
        settled = person("dependants_pension_asked", period) & (open_ == 0)
        amount = (person("dependant_share", period) * person.family("own_wage_fen", period) + 500) // 1000
        return np.where(settled, amount, 0)


class dependants_over_cap(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The dependants' shares together are above the own wage"
    reference = "工伤保险条例 art 39: 核定的各供养亲属的抚恤金之和不应高于因工死亡职工生前的工资"

    def formula(family, period):
        together = family.sum(family.members("dependant_uncapped_fen", period))
        return together > family("own_wage_fen", period)


class dependants_scale_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the convention how sums are cut to the cap (see LocalTable)"

    def formula(family, period):
        return option_row(family, period, f"{RULE}.scale_down")


class dependants_uncut(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Above the cap, and the place has not settled how sums are cut"

    def formula(person, period):
        table = local_of(person, f"{RULE}.scale_down")
        settled = table.numbers[person.family("dependants_scale_row", period)] == 1
        return person.family("dependants_over_cap", period) & ~settled


class dependants_pension_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Monthly pension of a dependant"
    reference = "工伤保险条例 art 39 (F2-1); how it is cut: a convention (F2-1, scale-down)"

    def formula(person, period):
        """Share of the own wage; all together at most that wage, cut pro rata (see scaling)."""
        amounts = person("dependant_uncapped_fen", period)
        place = np.flatnonzero(amounts)
        groups = person.simulation.family.members_entity_id[place]
        caps = person.simulation.family("own_wage_fen", period)
        cut = np.zeros(person.count, dtype=np.int64)
        cut[place] = scaled(amounts[place], groups, caps)
        return np.where(person("dependants_pension_gaps", period) == 0, cut, 0)


class dependants_unsettled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Of some relative it is not known yet whether and how much: with more dependants the cap may bite"

    def formula(family, period):
        members = family.members
        open_ = members("dependants_pension_asked", period) & (members("dependants_person_gaps", period) > 0)
        return family.any(open_)


class dependants_pension_provisional(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The wage was bound by an earlier average wage and the pension is to be computed again"

    def formula(person, period):
        early = person.family("wage_provisional", period)
        return (person("dependants_pension_fen", period) > 0) & early


class dependants_starts_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the convention from which month the pension runs (see LocalTable)"

    def formula(family, period):
        return option_row(family, period, f"{RULE}.starts")


class dependants_pension_starts(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = (
        "First day for which the pension is owed: of the month after the death; missing, of the fourth month"
    )
    reference = [
        "工伤保险条例 art 41 (F2-5)",
        "河南省工伤保险条例 art 30 (F2-11); the national text is silent",
    ]

    def formula(person, period):
        return person.family("dependants_first_day", period)


class dependants_first_day(Variable):
    value_type = date
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "First day for which the family's dependants get their pensions"

    def formula(family, period):
        same_month = local_of(family, f"{RULE}.starts").numbers[family("dependants_starts_row", period)] == 2
        event = family("event_on", period)
        of_death = np.where(same_month, first_of_month(event, 0), first_of_month(event, 1))
        of_missing = first_of_month(family("missing_since", period), 3)
        day = np.where(family("missing_since_known", period), of_missing, of_death)
        return np.where(family("event_known", period), day, NEVER)


class dependants_pension_ends(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = (
        "Day on which the pension is looked at again: a minor's 18th birthday; never a day on which it stops"
    )
    reference = "劳社部令第18号 art 4"

    def formula(person, period):
        """Not of somebody wholly unable to work: that pension goes on."""
        today = person.family("assessed_on", period)
        minor = is_one_of(person, period, YOUNG_KINS) & (young(person, period, today) == YES)
        unable = person("incapable_known", period) & person("incapable", period)
        grown = birthday(
            person("birth", period), number(person, period, "child_below_age"), tables_of(person).conventions
        )
        return np.where(minor & ~unable & (person("dependants_pension_refusals", period) == 0), grown, NEVER)


class dependants_pension_review(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why it is looked at again (place in REVIEWS, from 1; 0 for none)"

    def formula(person, period):
        dated = ~np.isnat(person("dependants_pension_ends", period))
        return np.where(dated, REVIEWS.index("child_18") + 1, 0)


VARIABLES = (
    insured_wage_gaps,
    own_wage_fen,
    own_wage_bound,
    dependants_pension_row,
    dependants_version_row,
    dependants_family_gaps,
    dependants_pension_refusals,
    dependants_person_gaps,
    dependants_pension_gaps,
    dependant_share,
    dependant_uncapped_fen,
    dependants_over_cap,
    dependants_scale_row,
    dependants_uncut,
    dependants_pension_fen,
    dependants_unsettled,
    dependants_pension_provisional,
    dependants_starts_row,
    dependants_pension_starts,
    dependants_first_day,
    dependants_pension_ends,
    dependants_pension_review,
)
