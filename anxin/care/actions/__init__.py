"""Acts of care. Every one: keyword-only, ``by``, atomic, one journal entry; a rule that says no raises
Refused."""

from .handover import hand_over, in_hand
from .leads import set_work_lead
from .measures import complete_measure, decide_measure, decide_none, give_up_measure
from .needs import close_need, record_need, reopen_need, reveal_need
from .promises import answer_promise, keep_promise, put_off_promise
from .requests import (
    FACTS,
    Answer,
    Letter,
    accept,
    finish,
    forward,
    hand_back,
    resend,
    reveal_address,
    reveal_number,
    send,
)
from .responsibility import name_contact_leader, name_responsible, open_responsibilities
from .visits import NextStep, record_visit

__all__ = [
    "FACTS",
    "Answer",
    "Letter",
    "NextStep",
    "accept",
    "answer_promise",
    "close_need",
    "complete_measure",
    "decide_measure",
    "decide_none",
    "finish",
    "forward",
    "give_up_measure",
    "hand_back",
    "hand_over",
    "in_hand",
    "keep_promise",
    "name_contact_leader",
    "name_responsible",
    "open_responsibilities",
    "put_off_promise",
    "record_need",
    "record_visit",
    "reopen_need",
    "resend",
    "reveal_address",
    "reveal_need",
    "reveal_number",
    "send",
    "set_work_lead",
]
