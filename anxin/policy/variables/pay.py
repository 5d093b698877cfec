"""Basic pay: of the last month before the death, allowances and bonuses left out (民发〔2007〕64号 art 2)."""

from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import Gap
from anxin.policy.entities import Person
from anxin.policy.variables.base import Whole, bits

# A million yuan a month: beyond it somebody wrote fen for yuan.
HIGHEST_BASIC_PAY_FEN = 100_000_000


class basic_pay_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Basic pay (or basic retirement pay) of the last month before the death"


class basic_pay_known(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether basic_pay_fen is known"


class pay_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "What is wrong with the basic pay (bits of Gap)"

    def formula(person, period):
        pay = person("basic_pay_fen", period)
        known = person("basic_pay_known", period)
        possible = (pay > 0) & (pay <= HIGHEST_BASIC_PAY_FEN)
        return bits((Gap.BASIC_PAY, ~known), (Gap.BASIC_PAY_INVALID, known & ~possible))


VARIABLES = (basic_pay_fen, basic_pay_known, pay_gaps)
