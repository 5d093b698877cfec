"""Who may have the living allowance for survivors (遗属生活困难补助) of organs, institutions: F3-1 to F3-4.

Its own predicate of who is a dependant, shared with no other rule: father or husband 60, mother or wife 50,
or unable to work; a child or younger sibling below 16 or at a secondary school or unable. Packs change ages,
schools and what an own income, a remarriage or a prison term does.
"""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.ages import birthday
from anxin.policy.codes import Gap, Refusal
from anxin.policy.entities import Family, Person
from anxin.policy.variables.base import Whole, bits, tables_of
from anxin.policy.variables.facts import Category, Employment, Kin, Sex
from anxin.policy.variables.localities import family_row, number

RULE = "survivors_allowance"
LOCAL = (
    "elder_age_male", "elder_age_female", "child_below_age", "studies", "base", "amount", "share",
    "lone_share", "own_income", "ends_on_remarriage", "pauses_in_prison", "service_years", "judged_at_death",
)  # fmt: skip
INCOME_REFUSED, INCOME_DEDUCTED = 1, 2  # places of the codes of "own_income" in packs/catalogue.yaml

ROWS = tuple(
    family_row(f"{RULE}_{name}_row", f"{RULE}.{name}", f"Row of the local value {name}") for name in LOCAL
) + (family_row(f"{RULE}_dibao_row", "dibao.urban", "Row of the minimum living standard of the place"),)


def local(family, period, name):
    """The number of a local value of each family."""
    return number(family, f"{RULE}.{name}", family(f"{RULE}_{name}_row", period))


def of_family(person, period, name):
    """The number of a local value of each person's family."""
    return number(person, f"{RULE}.{name}", person.family(f"{RULE}_{name}_row", period))


class survivors_allowance_judged_on(Variable):
    value_type = date
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Day on which ages are judged: the day of assessment, or that of the death where a pack says so"

    def formula(family, period):
        at_death = local(family, period, "judged_at_death") > 0
        return np.where(at_death, family("date_of_death", period), family("assessed_on", period))


class survivors_allowance_asked(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A relative of somebody of an organ or an institution, or whose employment is not known"

    def formula(person, period):
        kind = np.asarray(person.family("employment", period))
        ours = ("unknown", "civil_servant", "as_civil_servant", "police", "institution")
        return person("is_relative", period) & np.isin(kind, [Employment[name].index for name in ours])


class survivors_allowance_elder(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Parent, spouse or whoever brought the deceased up: the ages of elders count"
    reference = "民发〔1980〕5号"

    def formula(person, period):
        kin = person("kin", period)
        return (kin == Kin.parent) | (kin == Kin.spouse) | person("raised_deceased", period)


class survivors_allowance_young(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Child or sibling: the age and the schools of the young count"
    reference = "民发〔1980〕5号"

    def formula(person, period):
        kin = person("kin", period)
        young = (kin == Kin.child) | (kin == Kin.sibling)
        return young & ~person("survivors_allowance_elder", period)


class survivors_allowance_age_limit(Whole):
    value_type = int
    unit = "years"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The age that counts for this person: an elder from it on, a child below it"

    def formula(person, period):
        male = of_family(person, period, "elder_age_male")
        female = of_family(person, period, "elder_age_female")
        of_elder = np.where(person("sex", period) == Sex.male, male, female)
        child = of_family(person, period, "child_below_age")
        return np.where(person("survivors_allowance_elder", period), of_elder, child)


class survivors_allowance_of_age_on(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The day on which the person reaches the age that counts; means nothing for an unknown birth"

    def formula(person, period):
        limit, law = person("survivors_allowance_age_limit", period), tables_of(person).conventions
        return birthday(person("birth", period), limit, law)


class survivors_allowance_age_met(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether the age is met: 1 yes, 0 no, else what is missing to say so (bits of Gap)"

    def formula(person, period):
        elder, known = person("survivors_allowance_elder", period), person("birth_known", period)
        on = person.family("survivors_allowance_judged_on", period)
        past = person("survivors_allowance_of_age_on", period) <= on
        missing = bits((Gap.BIRTH, ~known), (Gap.SEX, known & needs_sex(person, period, on)))
        return np.where(missing > 0, missing, np.where(elder, past, ~past).astype(np.int64))


def needs_sex(person, period, on):
    """An elder of unknown sex whose age lies between the two that count."""
    needs = np.asarray(person("survivors_allowance_elder", period) & ~person("sex_known", period))
    which = np.flatnonzero(needs)
    ages = [of_family(person, period, f"elder_age_{sex}")[which] for sex in ("male", "female")]
    birth, law = person("birth", period)[which], tables_of(person).conventions
    days = [birthday(birth, age, law) <= on[which] for age in ages]
    needs[which] = days[0] != days[1]
    return needs


class survivors_allowance_study_met(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether a child is at a school that counts above the age: 1 yes, 0 no, else Gap.STUDY"

    def formula(person, period):
        young, known = person("survivors_allowance_young", period), person("study_known", period)
        schools = of_family(person, period, "studies")
        at = np.asarray(person("study", period)).astype(np.int64)
        counts = (np.right_shift(schools, at) & 1) * known
        return np.where(young, np.where(known, counts, np.int64(Gap.STUDY)), 0)


class survivors_allowance_incapable_met(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether the person is unable to work: 1 yes, 0 no, else Gap.INCAPACITY"

    def formula(person, period):
        known = person("incapable_known", period)
        return np.where(known, person("incapable", period).astype(np.int64), np.int64(Gap.INCAPACITY))


CONDITIONS = ("age", "study", "incapable")


class survivors_allowance_condition(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = (
        "Whether one of age, school and incapacity holds: 1 yes, 0 no, else all that is missing (bits of Gap)"
    )

    def formula(person, period):
        met = [person(f"survivors_allowance_{name}_met", period) for name in CONDITIONS]
        holds = np.any([one == 1 for one in met], axis=0)
        missing = np.bitwise_or.reduce([np.where(one > 1, one, 0) for one in met])
        return np.where(holds, 1, missing)


def by_then(person, period, event):
    """Whether an event is known to have happened by the day of assessment."""
    day = person.family("assessed_on", period)
    return person(f"{event}_known", period) & (person(event, period) <= day)


def in_prison(person, period):
    """Whether a prison term runs on the day of assessment."""
    day = person.family("assessed_on", period)
    over = person("prison_to_known", period) & (person("prison_to", period) < day)
    return by_then(person, period, "prison_from") & ~over


class survivors_allowance_service_gaps(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "What is missing to judge the years of service that a pack asks for (F3-4; bits of Gap)"

    def formula(family, period):
        asked = local(family, period, "service_years") > 0
        open_ = asked & family("determination_pending", period)
        of_illness = asked & ~open_ & (family("category", period) == Category.illness)
        return bits(
            (Gap.CATEGORY, open_), (Gap.SERVICE_YEARS, of_illness & ~family("service_years_known", period))
        )


class survivors_allowance_service_short(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Died of illness after fewer years of service than the pack asks for (F3-4)"

    def formula(family, period):
        of_illness = ~family("determination_pending", period) & (
            family("category", period) == Category.illness
        )
        short = family("service_years", period) < local(family, period, "service_years")
        return of_illness & family("service_years_known", period) & short


class survivors_allowance_refusals(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the allowance does not hold (bits of Refusal)"
    reference = ["民发〔1980〕5号", "local packs: remarriage, prison, years of service (F3-3, F3-4)"]

    def formula(person, period):
        elder, young = (
            person("survivors_allowance_elder", period),
            person("survivors_allowance_young", period),
        )
        means = of_family(person, period, "own_income") == INCOME_REFUSED
        remarried = by_then(person, period, "remarried_on") & (person("kin", period) == Kin.spouse)
        jailed = in_prison(person, period) & (of_family(person, period, "pauses_in_prison") > 0)
        return bits(
            (Refusal.NOT_A_DEPENDANT_KIN, person("kin_known", period) & ~elder & ~young),
            (Refusal.AGE, (elder | young) & (person("survivors_allowance_condition", period) == 0)),
            (Refusal.NOT_RELIANT, person("relied_known", period) & ~person("relied", period)),
            (Refusal.HAS_MEANS, means & (person("own_income_fen", period) > 0)),
            (Refusal.DIED, by_then(person, period, "died_on")),
            (Refusal.REMARRIED, remarried & (of_family(person, period, "ends_on_remarriage") > 0)),
            (Refusal.IN_PRISON, jailed),
            (Refusal.SERVICE_TOO_SHORT, person.family("survivors_allowance_service_short", period)),
            (Refusal.INCOME_COVERS, person("survivors_allowance_nothing_left", period)),
        )  # fmt: skip


VARIABLES = (
    *ROWS,
    survivors_allowance_judged_on,
    survivors_allowance_asked,
    survivors_allowance_elder,
    survivors_allowance_young,
    survivors_allowance_age_limit,
    survivors_allowance_of_age_on,
    survivors_allowance_age_met,
    survivors_allowance_study_met,
    survivors_allowance_incapable_met,
    survivors_allowance_condition,
    survivors_allowance_service_gaps,
    survivors_allowance_service_short,
    survivors_allowance_refusals,
)
