"""Acts on accounts, posts, given access, and acts for two."""

from .accounts import make_account, random_password
from .approvals import ask, decide, use, used_for, withdraw_request
from .grants import give, withdraw
from .posts import appoint

__all__ = [
    "appoint",
    "ask",
    "decide",
    "give",
    "make_account",
    "random_password",
    "use",
    "used_for",
    "withdraw",
    "withdraw_request",
]
