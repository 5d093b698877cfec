"""Which law decides a death: the channel taken, the kind of employer, whether the lump sum is the rule."""

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import Gap, Refusal
from anxin.policy.entities import Family
from anxin.policy.variables.base import Whole, bits
from anxin.policy.variables.facts import Category, Channel, Employment

# A death of institution staff on or after this day is for work-injury insurance. Which day in early 2011 is
# from memory (F1-5), so the months of pay are not reckoned from then on and nothing else takes their place.
INSTITUTIONS_INSURED = np.datetime64("2011-01-01")
PRAISED_FROM = np.datetime64("2011-08-01")  # the first law on martyrs that also speaks of institutions


class assumed_civil_servant(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "A scenario of a pending case that takes the unknown employment for the civil service"

    def formula(family, period):
        """Not in a work-injury scenario: that insurance asks for no employment."""
        asks = family("category", period) != Category.work_injury
        return family("determination_pending", period) & ~family("employment_known", period) & asks


class of_insured_employer(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Institution or enterprise: an employer that must join work-injury insurance"
    reference = "工伤保险条例 art 2"

    def formula(family, period):
        kind = family("employment", period)
        return (kind == Employment.institution) | (kind == Employment.enterprise)


class of_organ(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Civil servant, staff managed like civil servants, or police (or taken for a civil servant)"
    reference = ["民发〔2011〕192号 art 1", "人社部发〔2008〕42号 (一)", "民发〔2014〕101号"]

    def formula(family, period):
        kind = family("employment", period)
        organs = (Employment.civil_servant, Employment.as_civil_servant, Employment.police)
        stated = np.logical_or.reduce([kind == one for one in organs])
        return stated | family("assumed_civil_servant", period)


class channel_taken(Variable):
    value_type = Enum
    possible_values = Channel
    default_value = Channel.unknown
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The channel stated; else that of a work-injury death, else in a scenario the employer's default"

    def formula(family, period):
        """A work-injury death is paid by work-injury insurance whatever else is known. In a scenario, the
        default is work-injury insurance for institutions and enterprises, the pension channel for others."""
        injury = family("category", period) == Category.work_injury
        default = np.where(
            family("of_insured_employer", period), Channel.work_injury.index, Channel.pension.index
        )
        guess = np.where(family("determination_pending", period), default, Channel.unknown.index)
        stated = np.asarray(family("channel", period)).astype(np.int64)
        taken = np.where(stated > 0, stated, np.where(injury, Channel.work_injury.index, guess))
        return Channel.encode(taken.astype(np.int16))


def _assumed(family, period, channel):
    scenario = family("determination_pending", period) & ~family("channel_known", period)
    return scenario & (family("channel_taken", period) == channel)


class assumed_pension_channel(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "A scenario of a pending case that takes the unknown channel for the pension channel"

    def formula(family, period):
        return _assumed(family, period, Channel.pension)


class assumed_work_injury_channel(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "A scenario of a pending case that takes the unknown channel for work-injury insurance"

    def formula(family, period):
        return _assumed(family, period, Channel.work_injury)


class work_injury_decides(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Work-injury insurance pays for this death, and the lump sum of the pension channel does not"

    def formula(family, period):
        """A martyr in that channel; a death on duty in that channel unless of an organ (there both laws may
        speak, and a human being chooses: see work_injury_asked)."""
        channel = family("channel_taken", period) == Channel.work_injury
        category = family("category", period)
        elsewhere = family("employment_known", period) & ~family("of_organ", period)
        on_duty = (category == Category.on_duty) & elsewhere
        return channel & ((category == Category.martyr) | on_duty)


class pension_fund_decides(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "A death by illness of enterprise staff: the old-age insurance fund pays (F3-6)"
    reference = "人社部发〔2021〕18号"

    def formula(family, period):
        illness = family("category", period) == Category.illness
        return illness & (family("employment", period) == Employment.enterprise)


class employment_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Whether the employment is known and under this rule (bits of Gap)"
    reference = "人社部发〔2008〕42号 (institutions: F1-5)"

    def formula(family, period):
        known = family("employment_known", period) | family("assumed_civil_servant", period)
        institution = family("employment", period) == Employment.institution
        ours = family("of_organ", period) | institution
        return bits(
            (Gap.EMPLOYMENT, ~known),
            (Gap.EMPLOYMENT_RULE_MISSING, known & ~ours),
        ) | np.where(institution, family("institution_gaps", period), 0)


class institution_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What keeps the lump sum of institution staff open (bits of Gap)"
    reference = "人社部发〔2008〕42号 (F1-5)"

    def formula(family, period):
        """On duty: months of pay until institutions had to join work-injury insurance (a day from memory).
        A martyr: by the martyrs' law since 2011-08-01; what held before was not seen. Illness: months of pay,
        but by a local rule where the unit had joined the enterprises' old-age insurance."""
        category, day = family("category", period), family("date_of_death", period)
        illness = category == Category.illness
        late = (category == Category.on_duty) & (day >= INSTITUTIONS_INSURED)
        early = (category == Category.martyr) & (day < PRAISED_FROM)
        joined, known = family("pension_insured", period), family("pension_insured_known", period)
        return bits(
            (Gap.RULE_UNCONFIRMED, family("date_of_death_known", period) & (late | early)),
            (Gap.PENSION_INSURED, illness & ~known),
            (Gap.LOCAL_STANDARD, illness & known & joined),
        )


class coverage_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = (
        "Whether the lump sum decides the case (bits of Gap); the employment counts in its own channel only"
    )

    def formula(family, period):
        category, channel = family("category", period), family("channel_taken", period)
        neither = channel == Channel.neither
        no_law = neither & (category != Category.martyr)
        open_ = bits(
            (Gap.CATEGORY, ~family("category_known", period)),
            (Gap.CHANNEL, channel == Channel.unknown),
            (Gap.NO_CHANNEL_RULE_MISSING, no_law),
        )
        return open_ | np.where(neither, 0, family("employment_gaps", period))


class coverage_refusals(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Which other law decides in place of the lump sum (bits of Refusal)"

    def formula(family, period):
        return bits(
            (Refusal.WORK_INJURY_DECIDES, family("work_injury_decides", period)),
            (Refusal.PENSION_FUND_DECIDES, family("pension_fund_decides", period)),
        )


VARIABLES = (
    assumed_civil_servant,
    of_insured_employer,
    of_organ,
    channel_taken,
    assumed_pension_channel,
    assumed_work_injury_channel,
    work_injury_decides,
    pension_fund_decides,
    employment_gaps,
    institution_gaps,
    coverage_gaps,
    coverage_refusals,
)
