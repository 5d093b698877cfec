"""Ledgers that came in, and the survey rounds that ask for them."""

from .ledgers import Ledger, LedgerQuerySet, State
from .rounds import ANSWER_MOVES, Answer, AnswerState, AnswerStep, Round

__all__ = [
    "ANSWER_MOVES",
    "Answer",
    "AnswerState",
    "AnswerStep",
    "Ledger",
    "LedgerQuerySet",
    "Round",
    "State",
]
