"""Somebody missing on a duty journey or in disaster relief and not declared dead (F2-5). None of it depends
on how the death will be determined. The dependants' pension is in dependants_pension."""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import REVIEWS, Gap, Refusal
from anxin.policy.entities import Family
from anxin.policy.variables.base import Whole, bits, rules_of
from anxin.policy.variables.facts import Channel
from anxin.policy.variables.pay import possible
from anxin.policy.variables.work_injury import joined, row_of_event


def first_of_month(days, months):
    """The first day of the month so many months later."""
    return (days.astype("datetime64[M]") + np.timedelta64(months, "M")).astype("datetime64[D]")


class missing_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the event (see RuleTable); 0 for none"

    def formula(family, period):
        return row_of_event(family, period, "missing")


class missing_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Missing, not declared dead, and not known to be outside work-injury insurance"
    reference = "工伤保险条例 art 41"

    def formula(family, period):
        channel = family("channel", period)
        outside = (channel == Channel.pension) | (channel == Channel.neither)
        return family("missing_only", period) & ~outside


class missing_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What both sums need (bits of Gap): the day, the channel unless the unit is known to be insured"

    def formula(family, period):
        insured = family("insured", period) & family("insured_known", period)
        open_ = ~family("channel_known", period) & ~insured
        return joined(family("injury_gaps", period), bits((Gap.CHANNEL, open_)))


class missing_wage_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the event (see RuleTable); 0 for none"

    def formula(family, period):
        return family("missing_row", period)


class missing_wage_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether the wage of somebody missing is to be asked about"

    def formula(family, period):
        return family("missing_asked", period)


class missing_wage_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why it cannot be told (bits of Gap)"

    def formula(family, period):
        wage = family("wage_known", period) & possible(family("wage_fen", period))
        gaps = joined(family("missing_gaps", period), bits((Gap.WAGE, ~wage)))
        return np.where(family("missing_wage_asked", period), gaps, 0)


class missing_wage_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Monthly wage that goes on for three months from the month of the event"
    reference = "工伤保险条例 art 41"

    def formula(family, period):
        known = family("missing_wage_asked", period) & (family("missing_wage_gaps", period) == 0)
        return np.where(known, family("wage_fen", period), 0)


class missing_wage_starts(Variable):
    value_type = date
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "First day of the month of the event"

    def formula(family, period):
        return first_of_month(family("event_on", period), 0)


class missing_wage_ends(Variable):
    value_type = date
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "First day of the fourth month: the dependants' pension follows"

    def formula(family, period):
        return first_of_month(family("event_on", period), 3)


class missing_wage_review(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why it is looked at again on missing_wage_ends (place in REVIEWS, from 1)"

    def formula(family, period):
        return np.full(family.count, REVIEWS.index("missing_month_4") + 1)


class missing_advance_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the event (see RuleTable); 0 for none"

    def formula(family, period):
        return family("missing_row", period)


class missing_advance_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether the advance on the lump sum is to be asked about"

    def formula(family, period):
        return family("missing_asked", period)


class missing_advance_refusals(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The family is known not to be in hardship (bits of Refusal)"

    def formula(family, period):
        known, hardship = family("hardship_known", period), family("hardship", period)
        return bits((Refusal.HAS_MEANS, family("missing_advance_asked", period) & known & ~hardship))


class missing_advance_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why the advance cannot be told (bits of Gap); 0 where it can or is not due"

    def formula(family, period):
        rest = bits((Gap.NEEDY, ~family("hardship_known", period))) | family("income_gaps", period)
        due = family("missing_advance_asked", period) & (family("missing_advance_refusals", period) == 0)
        return np.where(due, joined(family("missing_gaps", period), rest), 0)


class missing_advance_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Advance on the lump sum for the family of somebody missing, in hardship"
    reference = "工伤保险条例 art 41"

    def formula(family, period):
        """Half of twenty times the income of the year before; settled against the lump sum later."""
        table, rows = rules_of(family, "missing"), family("missing_row", period)
        whole = table.numbers("income_multiple", rows) * family("urban_income_fen", period)
        settled = (family("missing_advance_gaps", period) | family("missing_advance_refusals", period)) == 0
        share = table.numbers("advance_share", rows)
        return np.where(family("missing_advance_asked", period) & settled, (whole * share + 500) // 1000, 0)


class missing_advance_provisional(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The advance rests on an earlier income figure and is to be computed again"

    def formula(family, period):
        return (family("missing_advance_fen", period) > 0) & family("income_provisional", period)


VARIABLES = (
    missing_row,
    missing_asked,
    missing_gaps,
    missing_wage_row,
    missing_wage_asked,
    missing_wage_gaps,
    missing_wage_fen,
    missing_wage_starts,
    missing_wage_ends,
    missing_wage_review,
    missing_advance_row,
    missing_advance_asked,
    missing_advance_refusals,
    missing_advance_gaps,
    missing_advance_fen,
    missing_advance_provisional,
)
