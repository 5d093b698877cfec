"""The duty calendar: every date ahead that kinship, age, school year, festivals, remembrance and the law's
reviews bring to a family. Pure functions over plain values; what reads the register is care.queries."""

from .kinds import KINDS, KindOf, Lane, Mark
from .quiet import quiet_days_of
from .reckoning import asking_of, days_between, missing_of
from .rules import RULE_OF, RULES, Ground, Rule, Scope
from .shapes import DeathDays, DutyDay, FamilyDays, Life, Missing, PersonDays, ReviewDay

__all__ = [
    "KINDS",
    "RULES",
    "RULE_OF",
    "DeathDays",
    "DutyDay",
    "FamilyDays",
    "Ground",
    "KindOf",
    "Lane",
    "Life",
    "Mark",
    "Missing",
    "PersonDays",
    "ReviewDay",
    "Rule",
    "Scope",
    "asking_of",
    "days_between",
    "missing_of",
    "quiet_days_of",
]
