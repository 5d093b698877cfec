"""What the codes of a calculation mean. Nothing here is stored; a code without words fails a test."""

from .assumptions import ASSUMED, ASSUMPTIONS, CONVENTIONS, RESERVATIONS, SHORT_ASSUMPTIONS
from .gaps import GAPS, OFFICER, PERSON, STANDING, ask, in_record, missing, split, where
from .inputs import EMPLOYMENTS, IF_KNOWN, INPUTS
from .parameters import CONFIDENCE, NUMBERS, PARAMETERS, SETTLED, parameter, value
from .rules import CONFLICTS, DEADLINES, GROUPS, PAYERS, PERIODS, REFUSALS, REVIEWS, RULES, SHARED
from .standards import OF_STANDARDS, standard
from .terms import REPLACING, TERMS, TIMES

__all__ = [
    "ASSUMED",
    "ASSUMPTIONS",
    "CONFIDENCE",
    "CONFLICTS",
    "CONVENTIONS",
    "DEADLINES",
    "EMPLOYMENTS",
    "GAPS",
    "GROUPS",
    "IF_KNOWN",
    "INPUTS",
    "NUMBERS",
    "OFFICER",
    "OF_STANDARDS",
    "PARAMETERS",
    "PAYERS",
    "PERIODS",
    "PERSON",
    "REFUSALS",
    "REPLACING",
    "REVIEWS",
    "RESERVATIONS",
    "RULES",
    "SETTLED",
    "SHARED",
    "SHORT_ASSUMPTIONS",
    "STANDING",
    "TERMS",
    "TIMES",
    "ask",
    "in_record",
    "missing",
    "parameter",
    "split",
    "standard",
    "value",
    "where",
]
