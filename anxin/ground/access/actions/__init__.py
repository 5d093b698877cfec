"""Acts on accounts, posts, given access, and what one signs in with."""

from .accounts import disable_account, make_account, random_password
from .grants import give, withdraw
from .posts import appoint
from .signing import (
    bind_subject,
    change_password,
    choose_language,
    clear_factors,
    end_sessions,
    note_factor,
    reset_password,
)

__all__ = [
    "appoint",
    "bind_subject",
    "change_password",
    "choose_language",
    "clear_factors",
    "disable_account",
    "end_sessions",
    "give",
    "make_account",
    "note_factor",
    "random_password",
    "reset_password",
    "withdraw",
]
