"""Acts on the register. Every one: keyword-only, ``by``, atomic, one journal entry."""

from .children import (
    approve_standing,
    ask_for_child,
    child_access_of,
    decide_child_access,
    end_standing,
    open_child,
)
from .closing import shut, take_up
from .deceased import copy_of_deceased
from .details import CardDetails, MemberDetails, OfficerDetails, Origin
from .facts import record_fact, record_standing
from .merging import Merged, merge
from .opening import open_card, open_cards
from .people import add_member, correct_officer, correct_person, end_membership
from .reveals import reveal, reveal_fact, reveal_of_household
from .sealing import seal, unseal

__all__ = [
    "CardDetails",
    "MemberDetails",
    "Merged",
    "OfficerDetails",
    "Origin",
    "add_member",
    "approve_standing",
    "ask_for_child",
    "child_access_of",
    "copy_of_deceased",
    "correct_officer",
    "correct_person",
    "decide_child_access",
    "end_membership",
    "end_standing",
    "merge",
    "open_card",
    "open_cards",
    "open_child",
    "record_fact",
    "record_standing",
    "reveal",
    "reveal_fact",
    "reveal_of_household",
    "seal",
    "shut",
    "take_up",
    "unseal",
]
