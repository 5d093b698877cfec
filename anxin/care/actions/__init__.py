"""Acts of care. Every one: keyword-only, ``by``, atomic, one journal entry; a rule that says no raises
Refused."""

from .absence import announce_absence, end_absence
from .agreeing import approve_table, return_table
from .cards import print_cards
from .catalogue import Agreed, bring_into_force, end_entry, put_out, sign_entry, withdraw_entry, write_entry
from .closings import approve_closing, ask_closing, refuse_closing, reopen, take_back_closing
from .contacts import end_contact, name_contact
from .cycles import Intervals, drop_visit_cycle, end_note, note_for_visits, set_visit_cycle
from .drafts import Crossed, drop_draft, forget_drafts, keep_draft, send_visit
from .duties import confirm_decision, decide_duty, finish_duty, plan_duty, send_decision_back, set_duty_aside
from .handover import back_from_storage, hand_over, in_hand
from .joint import (
    TOLD,
    Asked,
    Said,
    fill_cell,
    hand_in,
    reopen_column,
    send_out,
    sign_column,
    sign_on_paper,
    start_table,
    withdraw_table,
)
from .leads import set_work_lead
from .looking_ahead import look_ahead
from .measures import complete_measure, decide_measure, decide_none, give_up_measure
from .needs import close_need, record_need, refuse_need, reopen_need, reveal_need, verify_need
from .passing import announce, call_off, complete, go_through, missing, take_effect, tell_of_handover
from .plans import Planned, Why, cancel_visit, plan_round, plan_visit, replan_visit
from .promises import WordBack, answer_promise, keep_promise, put_off_promise, tell_family
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
from .taking_up import take_up_date
from .visits import Found, NextStep, record_visit
from .words import answer_word, raise_word, receive_word, take_up_word

__all__ = [
    "FACTS",
    "TOLD",
    "Agreed",
    "Answer",
    "Asked",
    "Crossed",
    "Found",
    "Intervals",
    "Letter",
    "NextStep",
    "Planned",
    "Said",
    "Why",
    "WordBack",
    "accept",
    "announce",
    "announce_absence",
    "answer_promise",
    "answer_word",
    "approve_closing",
    "approve_table",
    "ask_closing",
    "back_from_storage",
    "bring_into_force",
    "call_off",
    "cancel_visit",
    "close_need",
    "complete",
    "complete_measure",
    "confirm_decision",
    "decide_duty",
    "decide_measure",
    "decide_none",
    "drop_draft",
    "drop_visit_cycle",
    "end_absence",
    "end_contact",
    "end_entry",
    "end_note",
    "fill_cell",
    "finish",
    "finish_duty",
    "forget_drafts",
    "forward",
    "give_up_measure",
    "go_through",
    "hand_back",
    "hand_in",
    "hand_over",
    "in_hand",
    "keep_draft",
    "keep_promise",
    "look_ahead",
    "missing",
    "name_contact",
    "name_contact_leader",
    "name_responsible",
    "note_for_visits",
    "open_responsibilities",
    "plan_duty",
    "plan_round",
    "plan_visit",
    "print_cards",
    "put_off_promise",
    "put_out",
    "raise_word",
    "receive_word",
    "record_need",
    "record_visit",
    "refuse_closing",
    "refuse_need",
    "reopen",
    "reopen_column",
    "reopen_need",
    "replan_visit",
    "resend",
    "return_table",
    "reveal_address",
    "reveal_need",
    "reveal_number",
    "send",
    "send_decision_back",
    "send_out",
    "send_visit",
    "set_duty_aside",
    "set_visit_cycle",
    "set_work_lead",
    "sign_column",
    "sign_entry",
    "sign_on_paper",
    "start_table",
    "take_back_closing",
    "take_effect",
    "take_up_date",
    "take_up_word",
    "tell_family",
    "tell_of_handover",
    "verify_need",
    "withdraw_entry",
    "withdraw_table",
    "write_entry",
]
