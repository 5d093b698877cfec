"""Acts on accounts, posts, delegations and given access."""

from .accounts import disable_account, make_account, random_password
from .delegations import delegate, end_delegation
from .grants import Inherited, give, inherit, renew, withdraw
from .posts import appoint, end_post

__all__ = [
    "Inherited",
    "appoint",
    "delegate",
    "disable_account",
    "end_delegation",
    "end_post",
    "give",
    "inherit",
    "make_account",
    "random_password",
    "renew",
    "withdraw",
]
