"""Ledgers that came in, and the survey rounds that ask for them."""

from .ledgers import Ledger, LedgerQuerySet, State
from .rounds import ANSWER_MOVES, Answer, AnswerState, AnswerStep, Round
from .tallies import ANSWERS, AnswerTally, AnswerTallyChange

__all__ = [
    "ANSWERS",
    "ANSWER_MOVES",
    "Answer",
    "AnswerState",
    "AnswerStep",
    "AnswerTally",
    "AnswerTallyChange",
    "Ledger",
    "LedgerQuerySet",
    "Round",
    "State",
]
