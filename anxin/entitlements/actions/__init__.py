"""The acts of entitlements."""

from .agreements import Signed, record_agreement
from .calculating import calculate, calculate_again
from .choices import choose
from .claims import appeal, apply_for, approve, refuse, set_aside, start_claim
from .corrections import reopen_claim, strike_payment, take_back_decision
from .forms import drop_form, keep_form
from .packs import checked, load_pack, recalculate
from .payments import Paid, close_claim, note_payment
from .top_ups import make_top_ups

__all__ = [
    "Paid",
    "Signed",
    "appeal",
    "apply_for",
    "approve",
    "calculate",
    "calculate_again",
    "checked",
    "choose",
    "close_claim",
    "drop_form",
    "keep_form",
    "load_pack",
    "make_top_ups",
    "note_payment",
    "recalculate",
    "record_agreement",
    "refuse",
    "reopen_claim",
    "set_aside",
    "start_claim",
    "strike_payment",
    "take_back_decision",
]
