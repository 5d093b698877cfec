"""The lump-sum pension (一次性抚恤金) of organ and institution staff, of police, and of martyrs whom neither
law covers: F1-1, F1-2, F1-5, F1-10, F1-21, F1-23."""

from datetime import date

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import OTHER_RULE, OUT_OF_TIME, PAYERS, Gap
from anxin.policy.entities import Family
from anxin.policy.local import local_of
from anxin.policy.variables.base import Payer, Whole, bits, row_in_force, rules_of
from anxin.policy.variables.facts import Category, Channel, Employment


class lump_sum_asked(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether the rule has something to say: of every death but one determined as a work injury"

    def formula(family, period):
        return family("category", period) != Category.work_injury


class lump_sum_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the date of death (see RuleTable); 0 for none"

    def formula(family, period):
        """By category; institutions and martyrs whom neither law covers have versions of their own."""
        keys = rules_of(family, "lump_sum").keys
        category = family("category", period)
        institution = family("employment", period) == Employment.institution
        own = {
            "institution_on_duty": institution & (category == Category.on_duty),
            "institution_illness": institution & (category == Category.illness),
            "martyr_neither": (family("channel_taken", period) == Channel.neither)
            & (category == Category.martyr),
        }
        key = np.asarray(category).astype(np.int64)
        for name, holds in own.items():
            key = np.where(holds, keys[name], key)
        return row_in_force(family, period, "lump_sum", key)


def multiple(family, period, name):
    """A number of the version in force; 0 where none is."""
    return rules_of(family, "lump_sum").numbers(name, family("lump_sum_row", period))


class officer_pay_row(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Row of the second lieutenant's pay on the date of death (see LocalTable); 0: not known"

    def formula(family, period):
        table = local_of(family, "martyr.second_lieutenant_pay")
        rows = table.on(np.zeros(family.count, dtype=np.int64), family("date_of_death", period))
        return np.where(multiple(family, period, "officer_pay_multiple") > 0, rows, 0)


class officer_pay_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Basic pay of a second lieutenant on the date of death, where it counts; 0 where it is not known"
    reference = "烈士褒扬条例 (2024) art 16 (F1-23)"

    def formula(family, period):
        table = local_of(family, "martyr.second_lieutenant_pay")
        return table.numbers[family("officer_pay_row", period)]


class lump_sum_reads_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What is missing of the figures that the version in force reads (bits of Gap)"

    def formula(family, period):
        needs_income = multiple(family, period, "income_multiple") > 0
        of_officer = multiple(family, period, "officer_pay_multiple") > 0
        unknown = family("officer_pay_row", period) == 0
        pay = np.where(of_officer, bits((Gap.AMOUNT_UNKNOWN, unknown)), family("pay_gaps", period))
        return pay | np.where(needs_income, family("income_gaps", period), 0)


class lump_sum_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why the lump sum cannot be computed (bits of Gap); 0 where it can or another law decides"

    def formula(family, period):
        death, where = family("death_gaps", period), family("coverage_gaps", period)
        elsewhere = (where & OTHER_RULE) > 0
        read = np.where(elsewhere, 0, family("lump_sum_reads_gaps", period))
        unversioned = family("date_of_death_known", period) & (family("lump_sum_row", period) == 0)
        open_ = bits((Gap.RULE_UNCONFIRMED, unversioned & ~elsewhere & family("category_known", period)))
        gaps = np.where((death & OUT_OF_TIME) > 0, death, death | where | read | open_)
        return np.where(family("lump_sum_refusals", period) > 0, 0, gaps)


class lump_sum_refusals(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Which other law decides in place of the lump sum (bits of Refusal)"

    def formula(family, period):
        return family("coverage_refusals", period)


class lump_sum_known(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether lump_sum_fen is an amount; where not, it is 0 and means nothing"

    def formula(family, period):
        settled = (family("lump_sum_gaps", period) | family("lump_sum_refusals", period)) == 0
        return family("lump_sum_asked", period) & settled


class lump_sum_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Lump-sum pension"
    reference = [
        "民发〔2007〕64号 art 1",
        "人社部发〔2008〕42号",
        "民发〔2011〕192号 art 1",
        "民发〔2014〕101号",
        "烈士褒扬条例 (2024) art 16",
    ]

    def formula(family, period):
        """Times the income of the year before the death, plus months of pay (or of a second lieutenant's)."""
        amount = (
            multiple(family, period, "income_multiple") * family("urban_income_fen", period)
            + multiple(family, period, "pay_multiple") * family("pay_base_fen", period)
            + multiple(family, period, "officer_pay_multiple") * family("officer_pay_fen", period)
        )
        return np.where(family("lump_sum_known", period), amount, 0)


class lump_sum_provisional(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The lump sum rests on an earlier income figure and is to be computed again"

    def formula(family, period):
        early = family("income_provisional", period) & (multiple(family, period, "income_multiple") > 0)
        return family("lump_sum_known", period) & early


class pension_or_work_injury(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "An organ's officer died on duty in the work-injury channel: both laws may speak (F2-12)"

    def formula(family, period):
        on_duty = family("category", period) == Category.on_duty
        injury = family("channel_taken", period) == Channel.work_injury
        return on_duty & injury & family("of_organ", period)


class lump_sum_version(Variable):
    value_type = date
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Day from which the version of the rule is in force; 1970-01-01 for none"

    def formula(family, period):
        starts = [version.start or "1970-01-01" for version in rules_of(family, "lump_sum").versions]
        return np.array(starts, dtype="datetime64[D]")[family("lump_sum_row", period)]


class lump_sum_payer(Variable):
    value_type = Enum
    possible_values = Payer
    default_value = Payer.unknown
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Who pays the lump sum"

    def formula(family, period):
        payers = [
            PAYERS.index(version.payer or "unknown") for version in rules_of(family, "lump_sum").versions
        ]
        return np.array(payers)[family("lump_sum_row", period)]


VARIABLES = (
    lump_sum_asked,
    lump_sum_row,
    officer_pay_row,
    officer_pay_fen,
    lump_sum_reads_gaps,
    lump_sum_gaps,
    lump_sum_refusals,
    lump_sum_known,
    lump_sum_fen,
    lump_sum_provisional,
    pension_or_work_injury,
    lump_sum_version,
    lump_sum_payer,
)
