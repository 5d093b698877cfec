"""Acts on accounts, posts and given access."""

from .accounts import make_account, random_password
from .grants import give, withdraw
from .posts import appoint

__all__ = ["appoint", "give", "make_account", "random_password", "withdraw"]
