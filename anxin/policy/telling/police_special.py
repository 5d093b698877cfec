"""The special subsidy for a police officer's family as a line."""

from typing import Any

from anxin.policy.lines import Line, Step
from anxin.policy.rules import NO_VERSION
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import line, version_of
from anxin.policy.telling.lump_sum import POLICE_GROUND


def tell(law: Tables, it: Any) -> Line:
    """One amount for a death on duty, a second one for a martyr; that they still hold is to be confirmed."""
    version = version_of(law, "police_special", it)
    terms = {
        "police_amount": version.number("amount"),
        "police_martyr_amount": version.number("martyr_amount"),
    }
    steps = tuple(Step(term, 1, fen) for term, fen in terms.items() if fen)
    return line("police_special", law, it, version, arithmetic=steps, conventions=("police_amounts_of_2004",))


def tell_regular(law: Tables, it: Any) -> Line:
    """That the measure of 2014 names a regular pension: a gap until its text is read, nothing is invented."""
    return line("police_regular_pension", law, it, NO_VERSION, citations=(POLICE_GROUND,), period="month")


RULE = Rule("police_special", of_person=False, reads=(), tell=tell)
REGULAR = Rule("police_regular_pension", of_person=False, reads=(), tell=tell_regular)
