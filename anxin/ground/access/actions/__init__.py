"""Acts on accounts, posts, delegations, given access, and acts for two."""

from .accounts import disable_account, make_account, random_password
from .approvals import ask, decide, use, used_for, withdraw_request
from .delegations import delegate, end_delegation
from .emergency import end_emergency, may_review, open_in_emergency, review_emergency
from .grants import Inherited, give, inherit, renew, withdraw
from .posts import appoint, end_post
from .raising import ask_to_appoint, takes_two

__all__ = [
    "Inherited",
    "appoint",
    "ask",
    "ask_to_appoint",
    "decide",
    "delegate",
    "disable_account",
    "end_delegation",
    "end_emergency",
    "end_post",
    "give",
    "inherit",
    "make_account",
    "may_review",
    "open_in_emergency",
    "random_password",
    "renew",
    "review_emergency",
    "takes_two",
    "use",
    "used_for",
    "withdraw",
    "withdraw_request",
]
