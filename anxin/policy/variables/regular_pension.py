"""What a martyr's survivors get of the regular pension (定期抚恤金): F1-24, F1-26."""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.ages import birthday
from anxin.policy.codes import REVIEWS, Gap
from anxin.policy.entities import Person
from anxin.policy.local import local_of
from anxin.policy.truth import NO, YES
from anxin.policy.variables.base import NEVER, Whole, bits, rules_of, tables_of
from anxin.policy.variables.facts import Kin
from anxin.policy.variables.kinfolk import dead_by

AMOUNT = "regular_pension.martyr"


class regular_amount_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the monthly amount (see LocalTable); 0: not known"

    def formula(person, period):
        return local_of(person, AMOUNT).on(person("regular_region", period), person("regular_on", period))


class regular_pension_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the regular pension cannot be told (bits of Gap); 0 where it can or is refused"

    def formula(person, period):
        """The day of the death plays no part, except that it may not lie ahead."""
        ahead = person.family("death_gaps", period) & int(Gap.DEATH_AFTER_AS_OF)
        row = person("regular_amount_row", period)
        sure = local_of(person, AMOUNT).confirmed[row]
        amount = bits((Gap.AMOUNT_UNKNOWN, row == 0), (Gap.RULE_UNCONFIRMED, ~sure))
        due = person("regular_pension_asked", period) & (person("regular_pension_refusals", period) == 0)
        gaps = np.where(ahead > 0, ahead, person("regular_open", period) | amount)
        return np.where(due, gaps, 0)


class regular_pension_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Regular pension a month"
    reference = "烈士褒扬条例 (2024) art 18; the amount is set nationally each year"

    def formula(person, period):
        settled = (person("regular_pension_gaps", period) | person("regular_pension_refusals", period)) == 0
        amount = local_of(person, AMOUNT).numbers[person("regular_amount_row", period)]
        return np.where(person("regular_pension_asked", period) & settled, amount, 0)


class regular_pension_ends(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Day on which it is looked at again: a minor's 18th birthday, else the end of the year"
    reference = "烈士褒扬条例 (2024) art 22: confirmed every year"

    def formula(person, period):
        today = person.family("assessed_on", period)
        year = (today.astype("datetime64[Y]") + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
        grown = birthday(person("birth", period), 18, tables_of(person).conventions)
        minor = person("regular_of_minor", period)
        return np.where(person("regular_pension_refusals", period) > 0, NEVER, np.where(minor, grown, year))


class regular_of_minor(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A child or sibling below 18 whose birthday comes within the year of assessment"

    def formula(person, period):
        kin, today = person("kin", period), person.family("assessed_on", period)
        young_kin = ((kin == Kin.child) | (kin == Kin.sibling)) & ~person("raised_deceased", period)
        grown = birthday(person("birth", period), 18, tables_of(person).conventions)
        this_year = grown.astype("datetime64[Y]") == today.astype("datetime64[Y]")
        return young_kin & (person("regular_minor", period) == YES) & this_year


class regular_pension_review(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why it is looked at again (place in REVIEWS, from 1; 0 for none)"

    def formula(person, period):
        yearly = REVIEWS.index("yearly_check") + 1
        why = np.where(person("regular_of_minor", period), REVIEWS.index("child_18") + 1, yearly)
        return np.where(np.isnat(person("regular_pension_ends", period)), 0, why)


class regular_pension_last_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the version in force on the day of assessment (see RuleTable); 0 for none"

    def formula(person, period):
        return person("regular_pension_row", period)


class regular_pension_last_asked(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A survivor who had, or may have had, the regular pension died while the law of 2024 was in force"
    reference = "烈士褒扬条例 (2024) art 23 (F1-26)"

    def formula(person, period):
        start = rules_of(person, "regular_pension").first_start()
        today = person.family("assessed_on", period)
        dead = (dead_by(person, period, today) == YES) & (person("died_on", period) >= start)
        had = (person("regular_eligible", period) != NO) & person("kin_known", period)
        return person("regular_pension_asked", period) & dead & had


class regular_pension_last_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the six months cannot be told (bits of Gap); 0 where they can or are not due"

    def formula(person, period):
        amount = bits((Gap.AMOUNT_UNKNOWN, person("regular_amount_row", period) == 0))
        asked = person("regular_pension_last_asked", period)
        return np.where(asked, person("regular_open", period) | amount, 0)


class regular_pension_last_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Six more months of a recipient's regular pension, as funeral aid"
    reference = "烈士褒扬条例 (2024) art 23 (F1-26)"

    def formula(person, period):
        months = rules_of(person, "regular_pension").numbers(
            "months_after_death", person("regular_pension_row", period)
        )
        amount = local_of(person, AMOUNT).numbers[person("regular_amount_row", period)]
        known = person("regular_pension_last_asked", period) & (
            person("regular_pension_last_gaps", period) == 0
        )
        return np.where(known, months * amount, 0)


VARIABLES = (
    regular_amount_row,
    regular_pension_gaps,
    regular_pension_fen,
    regular_pension_ends,
    regular_of_minor,
    regular_pension_review,
    regular_pension_last_row,
    regular_pension_last_asked,
    regular_pension_last_gaps,
    regular_pension_last_fen,
)
