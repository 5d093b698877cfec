"""Acts on the register. Every one: keyword-only, ``by``, atomic, one journal entry."""

from .details import CardDetails, MemberDetails, OfficerDetails, Origin
from .facts import record_fact
from .merging import Merged, merge
from .opening import open_card, open_cards
from .people import add_member, correct_officer, correct_person, end_membership, reveal
from .sealing import seal, unseal

__all__ = [
    "CardDetails",
    "MemberDetails",
    "Merged",
    "OfficerDetails",
    "Origin",
    "add_member",
    "correct_officer",
    "correct_person",
    "end_membership",
    "merge",
    "open_card",
    "open_cards",
    "record_fact",
    "reveal",
    "seal",
    "unseal",
]
