"""The living allowance for survivors of staff of organs and institutions (遗属生活困难补助): the sum.

Share x standard of the place, less an own income where a pack says so; all of a family together at most the
wage of the one who died. Who may have it stands in survivors.py.
"""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import OUT_OF_TIME, REVIEWS, Gap, Refusal
from anxin.policy.entities import Family, Person
from anxin.policy.packs.catalogue import HIGHEST_FEN
from anxin.policy.scaling import scaled
from anxin.policy.variables.base import NEVER, Whole, bits, tables_of
from anxin.policy.variables.localities import key_of, local_gaps, number, standard_row, yearly
from anxin.policy.variables.survivors import INCOME_DEDUCTED, RULE, local, of_family

BASE_AMOUNT, BASE_DIBAO = 1, 2  # places of the codes of "base" in packs/catalogue.yaml


class survivors_allowance_standard_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Why the standard of the place cannot be told (bits of Gap); without a pack there is none"

    def formula(family, period):
        known = family("region_known", period)
        base = local(family, period, "base")
        needed = {"base": base >= 0, "amount": base == BASE_AMOUNT, "share": base == BASE_DIBAO}
        gaps = np.zeros(family.count, dtype=np.int64)
        for name, applies in needed.items():
            rows = family(f"survivors_allowance_{name}_row", period)
            gaps = gaps | np.where(applies, local_gaps(family, f"{RULE}.{name}", rows, known), 0)
        dibao = local_gaps(family, "dibao.urban", family("survivors_allowance_dibao_row", period), known)
        return gaps | np.where(base == BASE_DIBAO, dibao, 0)


class survivors_allowance_standard_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The standard a month: an amount of the pack, or the minimum living standard of the place"
    reference = "民发〔1980〕5号: fixed by the province; 晋人工字〔2002〕10号"

    def formula(family, period):
        dibao = number(family, "dibao.urban", family("survivors_allowance_dibao_row", period))
        base = local(family, period, "base")
        fixed = np.where(base == BASE_AMOUNT, local(family, period, "amount"), 0)
        return np.where(base == BASE_DIBAO, dibao, fixed)


class survivors_allowance_share(Whole):
    value_type = int
    unit = "per mille"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Share of the standard: that of a lone survivor, else the usual one; all of it where no pack says"

    def formula(person, period):
        usual, lone = of_family(person, period, "share"), of_family(person, period, "lone_share")
        alone = person("lone", period) & (lone > 0)
        return np.where(alone, lone, np.where(usual > 0, usual, 1000))


class survivors_allowance_whole_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Share x standard, half up; before an own income and the cap"

    def formula(person, period):
        standard = person.family("survivors_allowance_standard_fen", period)
        return (2 * person("survivors_allowance_share", period) * standard + 1000) // 2000


class survivors_allowance_nothing_left(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The pack takes an own income off, and the known income reaches the share of the standard"

    def formula(person, period):
        """Said only where the standard and the share are settled: the lone may have a larger one."""
        usual, lone = of_family(person, period, "share"), of_family(person, period, "lone_share")
        settled = person("lone_known", period) | (lone == 0) | (lone == usual)
        settled = settled & (person.family("survivors_allowance_standard_gaps", period) == 0)
        deducts = of_family(person, period, "own_income") == INCOME_DEDUCTED
        income = np.where(person("own_income_known", period), person("own_income_fen", period), 0)
        reaches = (income > 0) & (income >= person("survivors_allowance_whole_fen", period))
        return deducts & settled & reaches


class survivors_allowance_own_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "What is missing about this person and the standard (bits of Gap); the cap apart"

    def formula(person, period):
        lone, usual = of_family(person, period, "lone_share"), of_family(person, period, "share")
        condition = person("survivors_allowance_condition", period)
        earns = person("own_income_fen", period) > 0
        unregulated = earns & (of_family(person, period, "own_income") == 0)
        death = person.family("death_gaps", period) & ~np.int64(Gap.BEFORE_2004_10)
        missing = bits(
            (Gap.EMPLOYMENT, ~person.family("employment_known", period)),
            (Gap.KIN, ~person("kin_known", period) & ~person("raised_deceased", period)),
            (Gap.RELIANCE, ~person("relied_known", period)),
            (Gap.MEANS, ~person("own_income_known", period)),
            (Gap.LONE, (lone > 0) & (lone != usual) & ~person("lone_known", period)),
            (Gap.LOCAL_STANDARD, unregulated),
        )
        told = death | missing | np.where(condition > 1, condition, 0)
        told = told | person.family("survivors_allowance_standard_gaps", period)
        told = told | person.family("survivors_allowance_service_gaps", period)
        out_of_time = (death & OUT_OF_TIME) > 0
        return np.where(
            person("survivors_allowance_refusals", period) > 0, 0, np.where(out_of_time, death, told)
        )


class survivors_allowance_uncapped_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Share x standard, half up, less an own income where the pack says so; before the cap"

    def formula(person, period):
        whole = person("survivors_allowance_whole_fen", period)
        deducts = of_family(person, period, "own_income") == INCOME_DEDUCTED
        left = np.maximum(whole - np.where(deducts, person("own_income_fen", period), 0), 0)
        holds = person("survivors_allowance_asked", period) & (
            person("survivors_allowance_own_gaps", period) == 0
        )
        return np.where(holds & (person("survivors_allowance_refusals", period) == 0), left, 0)


class survivors_allowance_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the allowance cannot be computed (bits of Gap): the wage caps it, so it must be known"

    def formula(person, period):
        due = person("survivors_allowance_uncapped_fen", period) > 0
        known = person.family("wage_known", period) & (person.family("wage_fen", period) > 0)
        wage = bits((Gap.WAGE, due & ~known))
        return person("survivors_allowance_own_gaps", period) | wage


class survivors_allowance_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The allowance a month; all of a family together at most the wage of the one who died"
    reference = "民发〔1980〕5号: total not above the wage; how it is cut is a convention (scale_down)"

    def formula(person, period):
        families = person.simulation.populations["family"]
        known = person("survivors_allowance_gaps", period) == 0
        amounts = np.where(known, person("survivors_allowance_uncapped_fen", period), 0)
        caps = np.minimum(families("wage_fen", period), HIGHEST_FEN)
        return scaled(amounts, families.members_entity_id, caps)


class survivors_allowance_scaled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether the cap cut the amount"

    def formula(person, period):
        known = person("survivors_allowance_gaps", period) == 0
        uncut = person("survivors_allowance_uncapped_fen", period)
        return known & (person("survivors_allowance_fen", period) < uncut)


class survivors_allowance_others_unsettled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Something is still missing about a relative, with whom the cap may bite"

    def formula(family, period):
        asked = family.members("survivors_allowance_asked", period)
        return family.any(asked & (family.members("survivors_allowance_gaps", period) > 0))


class survivors_allowance_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the day of assessment"

    def formula(person, period):
        return standard_row(person, period, RULE, key_of(person, RULE), person.family("assessed_on", period))


class survivors_allowance_ends(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = (
        "Day of the next review: the age of a child, the end of a school year, the yearly check; NaT for none"
    )

    def formula(person, period):
        return reviewed(person, period)[0]


class survivors_allowance_review(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why it is looked at again on that day: place in REVIEWS from 1"

    def formula(person, period):
        return reviewed(person, period)[1]


def reviewed(person, period):
    """Day and reason of the next review. An elder who is not yet of age is looked at when that is so."""
    law, on = tables_of(person), person.family("assessed_on", period)
    elder, limit = (
        person("survivors_allowance_elder", period),
        person("survivors_allowance_age_limit", period),
    )
    refused = person("survivors_allowance_refusals", period)
    open_ = (refused == 0) & (person("survivors_allowance_gaps", period) == 0)
    coming = person("survivors_allowance_of_age_on", period)
    ahead = person("birth_known", period) & (coming > on)
    check = yearly(on, law.convention("yearly_check"))
    ends = np.where(open_, check, NEVER)
    why = np.where(open_, REVIEWS.index("yearly_check") + 1, 0)
    studies = open_ & (person("survivors_allowance_study_met", period) == 1) & ~ahead
    for applies, day, code in (
        (studies, yearly(on, law.convention("school_year_ends")), REVIEWS.index("school_year_ends") + 1),
        (open_ & ~elder & ahead, coming, age_review(~elder, limit)),
        (elder & ahead & (refused == Refusal.AGE), coming, age_review(~elder, limit)),
    ):
        sooner = applies & (np.isnat(ends) | (day < ends))
        ends, why = np.where(sooner, day, ends), np.where(sooner, code, why)
    return ends, why


def age_review(young, limit):
    """The review of somebody who reaches this age."""
    codes = np.full(len(limit), REVIEWS.index("age_reached") + 1)
    for age, child in ((16, True), (18, True), (50, False), (55, False), (60, False), (80, False)):
        name = f"{'child' if child else 'elder'}_{age}"
        codes = np.where((limit == age) & (young == child), REVIEWS.index(name) + 1, codes)
    return codes


VARIABLES = (
    survivors_allowance_standard_gaps,
    survivors_allowance_standard_fen,
    survivors_allowance_share,
    survivors_allowance_whole_fen,
    survivors_allowance_nothing_left,
    survivors_allowance_own_gaps,
    survivors_allowance_uncapped_fen,
    survivors_allowance_gaps,
    survivors_allowance_fen,
    survivors_allowance_scaled,
    survivors_allowance_others_unsettled,
    survivors_allowance_row,
    survivors_allowance_ends,
    survivors_allowance_review,
)
