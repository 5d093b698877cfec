"""Acts on accounts, posts, given access, and acts for two."""

from .accounts import make_account, random_password
from .approvals import ask, decide, use, used_for, withdraw_request
from .emergency import end_emergency, may_review, open_in_emergency, review_emergency
from .grants import give, withdraw
from .posts import appoint
from .raising import ask_to_appoint, takes_two

__all__ = [
    "appoint",
    "ask",
    "ask_to_appoint",
    "decide",
    "end_emergency",
    "give",
    "make_account",
    "may_review",
    "open_in_emergency",
    "random_password",
    "review_emergency",
    "takes_two",
    "use",
    "used_for",
    "withdraw",
    "withdraw_request",
]
