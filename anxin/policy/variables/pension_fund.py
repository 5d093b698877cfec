"""What the enterprise-type pension insurance pays for a death outside work: funeral aid, lump sum (F3-6)."""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import OUT_OF_TIME, Gap, Refusal
from anxin.policy.entities import Family
from anxin.policy.local import local_of
from anxin.policy.variables.base import Whole, bits, rules_of
from anxin.policy.variables.facts import Category, Employment
from anxin.policy.variables.localities import key_of

INCOME = "province_income.monthly"


class pension_fund_income_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the province's urban disposable income a month of the year before the death"

    def formula(family, period):
        year = family("year_of_event", period).astype(np.int64) - 1
        return local_of(family, INCOME).of_year(family("region", period), year)


class pension_fund_income_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The province's urban disposable income a month and head of the year before the death"

    def formula(family, period):
        return local_of(family, INCOME).numbers[family("pension_fund_income_row", period)]


class pension_fund_income_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why that income cannot be told (bits of Gap)"

    def formula(family, period):
        rows, known = family("pension_fund_income_row", period), family("region_known", period)
        return bits(
            (Gap.REGION, (rows == 0) & ~known),
            (Gap.PROVINCE_INCOME, (rows == 0) & known),
            (Gap.RULE_UNCONFIRMED, ~local_of(family, INCOME).confirmed[rows]),
        )


class pension_fund_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Insured in the enterprise-type pension insurance, or of an enterprise and not known"

    def formula(family, period):
        maybe = ~family("pension_insured_known", period) & (
            family("employment", period) == Employment.enterprise
        )
        return family("pension_insured", period) | maybe


class pension_fund_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether the notice of 2021 is in force on the death: 1, else 0"

    def formula(family, period):
        rule = rules_of(family, "pension_fund_funeral")
        rows = rule.look_up(key_of(family, "pension_fund_funeral"), family("date_of_death", period))
        return np.where(family("date_of_death_known", period), rows, 0)


class pension_fund_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What both sums need (bits of Gap)"

    def formula(family, period):
        death = family("death_gaps", period)
        early = family("date_of_death_known", period) & (family("pension_fund_row", period) == 0)
        missing = bits(
            (Gap.CATEGORY, ~family("category_known", period)),
            (Gap.PENSION_INSURED, ~family("pension_insured_known", period)),
            (Gap.ORGAN_STAFF_IN_FUND, organ_staff_in_fund(family, period)),
            (Gap.RULE_UNCONFIRMED, early),
        )
        dated = family("date_of_death_known", period) & ~early
        told = death | missing | np.where(dated, family("pension_fund_income_gaps", period), 0)
        return np.where((death & OUT_OF_TIME) > 0, death, told)


def organ_staff_in_fund(family, period):
    """Staff of an organ or institution said to be in the enterprises' insurance (F3-6 is not their rule, F1-5
    names a local one): a human being confirms it first. An institution's work-injury death is told beside
    the other fund's aid and marked to be checked (W19)."""
    institution = family("employment", period) == Employment.institution
    injury = family("category", period) == Category.work_injury
    organ = family("of_organ", period) & family("employment_known", period)
    return family("pension_insured", period) & (organ | (institution & ~injury))


def at_work(family, period):
    """A death that a work-injury or pension channel decides, not illness."""
    category = family("category", period)
    return family("category_known", period) & (category != Category.illness)


class pension_fund_funeral_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether the funeral aid of the pension fund is to be asked about"

    def formula(family, period):
        return family("pension_fund_asked", period)


class pension_fund_funeral_refusals(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Not for a death on duty or a martyr; a work-injury death is told, as art 49 of the law has both"
    reference = ["人社部发〔2021〕18号 art 2", "社会保险法 art 49"]

    def formula(family, period):
        injury = family("category", period) == Category.work_injury
        return bits((Refusal.WORK_DEATH, at_work(family, period) & ~injury))


class pension_fund_funeral_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why the funeral aid cannot be computed (bits of Gap)"

    def formula(family, period):
        refused = family("pension_fund_funeral_refusals", period) > 0
        return np.where(refused, 0, family("pension_fund_gaps", period))


class pension_fund_funeral_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Funeral aid: 2 x the province's urban disposable income of a month of the year before the death"
    reference = "人社部发〔2021〕18号 art 4"

    def formula(family, period):
        due = (family("pension_fund_funeral_gaps", period) == 0) & family("pension_fund_asked", period)
        due = due & (family("pension_fund_funeral_refusals", period) == 0)
        months = rules_of(family, "pension_fund_funeral").numbers(
            "income_months", family("pension_fund_row", period)
        )
        return np.where(due, months * family("pension_fund_income_fen", period), 0)


class pension_fund_funeral_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the death"

    def formula(family, period):
        return family("pension_fund_row", period)


class pension_fund_months(Whole):
    value_type = int
    unit = "months"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = (
        "Months of one who served: 3 under 5 years paid in, 6 under 10, 9 to 15, 1 more for each year to 24"
    )
    reference = "人社部发〔2021〕18号 art 5"

    def formula(family, period):
        table, rows = rules_of(family, "pension_fund_survivors"), family("pension_fund_row", period)
        under_5, under_10, to_15, each, most = (
            table.numbers(f"months_{name}", rows)
            for name in ("under_5", "under_10", "to_15", "each_year", "most")
        )
        years = family("contribution_years", period)
        later = np.minimum(to_15 + each * np.maximum(years - 15, 0), most)
        return np.where(years < 5, under_5, np.where(years < 10, under_10, later))


class pension_fund_survivors_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether the lump sum of the pension fund is to be asked about"

    def formula(family, period):
        return family("pension_fund_asked", period)


class pension_fund_survivors_refusals(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Not for a death at work"
    reference = "人社部发〔2021〕18号 art 2"

    def formula(family, period):
        return bits((Refusal.WORK_DEATH, at_work(family, period)))


class pension_fund_survivors_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = (
        "Why the lump sum cannot be computed (bits of Gap): for retired persons the months are not confirmed"
    )

    def formula(family, period):
        retired, known = family("retired", period), family("retired_known", period)
        own = bits(
            (Gap.RETIRED, ~known),
            (Gap.RULE_UNCONFIRMED, retired),
            (Gap.CONTRIBUTION_YEARS, ~retired & ~family("contribution_years_known", period)),
        )
        death = family("death_gaps", period)
        told = family("pension_fund_gaps", period) | np.where((death & OUT_OF_TIME) > 0, 0, own)
        return np.where(family("pension_fund_survivors_refusals", period) > 0, 0, told)


class pension_fund_survivors_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = (
        "Lump sum: months x the province's urban disposable income of a month of the year before the death"
    )
    reference = "人社部发〔2021〕18号 art 5"

    def formula(family, period):
        due = (family("pension_fund_survivors_gaps", period) == 0) & family("pension_fund_asked", period)
        due = due & (family("pension_fund_survivors_refusals", period) == 0)
        sum_ = family("pension_fund_months", period) * family("pension_fund_income_fen", period)
        return np.where(due, sum_, 0)


class pension_fund_survivors_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the death"

    def formula(family, period):
        return family("pension_fund_row", period)


VARIABLES = (
    pension_fund_income_row,
    pension_fund_income_fen,
    pension_fund_income_gaps,
    pension_fund_asked,
    pension_fund_row,
    pension_fund_gaps,
    pension_fund_funeral_asked,
    pension_fund_funeral_refusals,
    pension_fund_funeral_gaps,
    pension_fund_funeral_fen,
    pension_fund_funeral_row,
    pension_fund_months,
    pension_fund_survivors_asked,
    pension_fund_survivors_refusals,
    pension_fund_survivors_gaps,
    pension_fund_survivors_fen,
    pension_fund_survivors_row,
)
