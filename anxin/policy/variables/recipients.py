"""Who receives the lump sum: a set without order or shares (军人抚恤优待条例 art 18, by reference)."""

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.entities import Family, Person

Recipient = Enum("Recipient", [(code, code) for code in ("no", "yes", "to_be_checked")])


class family_has_first_recipients(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "There is a parent, a spouse or a child"

    def formula(family, period):
        return sum(family.nb_persons(role) for role in (Family.PARENT, Family.SPOUSE, Family.CHILD)) > 0


class lump_sum_recipient(Variable):
    value_type = Enum
    possible_values = Recipient
    default_value = Recipient.no
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "In the set of recipients; a sibling only if there is nobody else, age and support to be checked"
    reference = "军人抚恤优待条例 (2024) art 18 (F1-8)"

    def formula(person, period):
        first = (
            person.has_role(Family.PARENT) | person.has_role(Family.SPOUSE) | person.has_role(Family.CHILD)
        )
        alone = ~person.family("family_has_first_recipients", period)
        sibling = person.has_role(Family.SIBLING) & alone
        return first * Recipient.yes.index + sibling * Recipient.to_be_checked.index


VARIABLES = (family_has_first_recipients, lump_sum_recipient)
