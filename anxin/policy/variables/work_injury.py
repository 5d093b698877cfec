"""Work-injury insurance (工伤保险): whether it speaks, the region's average wage, and the two sums paid once:
funeral aid and the lump sum (F2-1, F2-6, F2-9)."""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import OUT_OF_TIME, Gap
from anxin.policy.entities import Family
from anxin.policy.local import local_of
from anxin.policy.variables.base import Whole, bits, rules_of
from anxin.policy.variables.facts import Category, Channel
from anxin.policy.years import year_of

LOCAL_WAGE = "local_wage.monthly"


def row_of_event(family, period, rule):
    """Of each family, the row of the version in force on the event; 0 where none or undated."""
    table = rules_of(family, rule)
    rows = table.look_up(np.full(family.count, table.keys["all"]), family("event_on", period))
    return np.where(family("event_known", period), rows, 0)


class injury_applies(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Work-injury insurance may owe something for this death in this category"
    reference = "工伤保险条例 art 14-16, 39; 烈士褒扬条例 (2024) art 16"

    def formula(family, period):
        """A work-injury death; in the work-injury channel also a martyr and a death on duty."""
        category = family("category", period)
        channel = family("channel_taken", period) == Channel.work_injury
        in_it = channel & ((category == Category.martyr) | (category == Category.on_duty))
        return (category == Category.work_injury) | in_it


class insurance_open(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Not known whether the unit is insured: the sums are the same, fund or unit pays them"
    reference = "工伤保险条例 art 62 (F2-6)"

    def formula(family, period):
        return ~family("insured_known", period)


class paid_by_fund(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The work-injury fund pays; an uninsured unit pays the same itself"
    reference = "工伤保险条例 art 62 (F2-6)"

    def formula(family, period):
        return family("insured", period) | ~family("insured_known", period)


class injury_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What every sum of work-injury insurance needs: the event (bits of Gap)"

    def formula(family, period):
        """An event before the text of 2010 came into force (a day from memory) is a rule not confirmed.
        Whether the unit was insured decides who pays, not how much, and keeps no sum open."""
        day, known = family("event_on", period), family("event_known", period)
        before = known & (day < rules_of(family, "work_injury_death").first_start())
        time = bits(
            (Gap.DEATH_DATE, ~known),
            (Gap.DEATH_AFTER_AS_OF, known & (day > family("assessed_on", period))),
            (Gap.BEFORE_2004_10, known & (day < rules_of(family, "lump_sum").first_start())),
        )
        rest = bits((Gap.RULE_UNCONFIRMED, before))
        return np.where((time & OUT_OF_TIME) > 0, time, time | rest)


class wage_provisional(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The average wage of the year before is not there yet, and the one before it serves for now"
    reference = "人社部发〔2013〕34号 (F2-9)"

    def formula(family, period):
        """Days of publication differ by place: taken for not out yet only within the year of the event."""
        wanted = family("year_of_event", period).astype("int64") - 1
        table, region = local_of(family, LOCAL_WAGE), family("region", period)
        missing = (table.of_year(region, wanted) == 0) & (table.of_year(region, wanted - 1) > 0)
        return missing & (year_of(family("assessed_on", period)) == wanted + 1)


class wage_year(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Year whose average wage is used: the one before the event, provisionally one earlier"

    def formula(family, period):
        return family("year_of_event", period) - 1 - family("wage_provisional", period)


class local_wage_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the region's average monthly wage of wage_year (see LocalTable); 0: not known"

    def formula(family, period):
        table = local_of(family, LOCAL_WAGE)
        return table.of_year(family("region", period), family("wage_year", period).astype("int64"))


class local_wage_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = (
        "Average monthly wage of the pooling region (统筹地区职工月平均工资) of wage_year; 0 where unknown"
    )

    def formula(family, period):
        return local_of(family, LOCAL_WAGE).numbers[family("local_wage_row", period)]


class local_wage_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether the region and its average wage are known and confirmed (bits of Gap)"

    def formula(family, period):
        row, region = family("local_wage_row", period), family("region_known", period)
        dated = family("event_known", period)
        sure = local_of(family, LOCAL_WAGE).confirmed[row]
        return bits(
            (Gap.REGION, (row == 0) & ~region),
            (Gap.LOCAL_WAGE, dated & (row == 0) & region),
            (Gap.RULE_UNCONFIRMED, (row > 0) & ~sure),
        )


def joined(time, rest):
    """The gaps of a rule: where the event is out of time nothing else is asked for."""
    return np.where((time & OUT_OF_TIME) > 0, time, time | rest)


class work_injury_funeral_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the death (see RuleTable); 0 for none"

    def formula(family, period):
        return row_of_event(family, period, "work_injury_funeral")


class work_injury_funeral_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Work-injury insurance speaks, and the officer is not merely missing"

    def formula(family, period):
        return family("injury_applies", period) & ~family("missing_only", period)


class work_injury_funeral_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why the funeral aid cannot be computed (bits of Gap); 0 where it can or is not due"

    def formula(family, period):
        gaps = joined(family("injury_gaps", period), family("local_wage_gaps", period))
        return np.where(family("work_injury_funeral_asked", period), gaps, 0)


class work_injury_funeral_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Funeral aid of work-injury insurance"
    reference = "工伤保险条例 art 39 (F2-1)"

    def formula(family, period):
        """Six months of the region's average monthly wage of the year before."""
        months = rules_of(family, "work_injury_funeral").numbers(
            "wage_months", family("work_injury_funeral_row", period)
        )
        known = family("work_injury_funeral_asked", period) & (
            family("work_injury_funeral_gaps", period) == 0
        )
        return np.where(known, months * family("local_wage_fen", period), 0)


class work_injury_funeral_provisional(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The funeral aid rests on an earlier average wage and is to be computed again"

    def formula(family, period):
        return (family("work_injury_funeral_fen", period) > 0) & family("wage_provisional", period)


class work_injury_death_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the death (see RuleTable); 0 for none"

    def formula(family, period):
        return row_of_event(family, period, "work_injury_death")


class work_injury_death_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Work-injury insurance speaks, and the officer is not merely missing"

    def formula(family, period):
        return family("work_injury_funeral_asked", period)


class work_injury_death_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why the lump sum of work-injury insurance cannot be computed (bits of Gap); 0 where it can"

    def formula(family, period):
        gaps = joined(family("injury_gaps", period), family("income_gaps", period))
        return np.where(family("work_injury_death_asked", period), gaps, 0)


class work_injury_death_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Lump sum of work-injury insurance (一次性工亡补助金)"
    reference = "工伤保险条例 art 39 (F2-1)"

    def formula(family, period):
        """Twenty times the national urban per-capita disposable income of the year before."""
        times = rules_of(family, "work_injury_death").numbers(
            "income_multiple", family("work_injury_death_row", period)
        )
        known = family("work_injury_death_asked", period) & (family("work_injury_death_gaps", period) == 0)
        return np.where(known, times * family("urban_income_fen", period), 0)


class work_injury_death_provisional(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The lump sum rests on an earlier income figure and is to be computed again"

    def formula(family, period):
        return (family("work_injury_death_fen", period) > 0) & family("income_provisional", period)


VARIABLES = (
    injury_applies,
    insurance_open,
    paid_by_fund,
    injury_gaps,
    wage_provisional,
    wage_year,
    local_wage_row,
    local_wage_fen,
    local_wage_gaps,
    work_injury_funeral_row,
    work_injury_funeral_asked,
    work_injury_funeral_gaps,
    work_injury_funeral_fen,
    work_injury_funeral_provisional,
    work_injury_death_row,
    work_injury_death_asked,
    work_injury_death_gaps,
    work_injury_death_fen,
    work_injury_death_provisional,
)
