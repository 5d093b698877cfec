"""Acts for the persons concerned. Every one: keyword-only, ``by``, atomic, one journal entry."""

from .assessments import make_assessment
from .basis import give_consent, note_notice, note_withdrawal, record_basis
from .copies import hand_over
from .erasing import ask_erasure, erase, kept_by
from .requests import answer, carry_out, check_identity, decide_request, receive, reveal_contact, withdraw
from .retention import appraise
from .sealing import ask_unsealing, freeze, open_again, put_away

__all__ = [
    "answer",
    "appraise",
    "ask_erasure",
    "ask_unsealing",
    "carry_out",
    "check_identity",
    "decide_request",
    "erase",
    "freeze",
    "give_consent",
    "hand_over",
    "kept_by",
    "make_assessment",
    "note_notice",
    "note_withdrawal",
    "open_again",
    "put_away",
    "receive",
    "record_basis",
    "reveal_contact",
    "withdraw",
]
