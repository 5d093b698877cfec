"""People who sign in, the posts they act in, and access given outside a post's own subtree."""

from .accounts import Account, AccountManager
from .grants import Grant, GrantQuerySet
from .posts import Post, PostQuerySet
from .signing import Attempt, PastPassword, Session

__all__ = [
    "Account",
    "AccountManager",
    "Attempt",
    "Grant",
    "GrantQuerySet",
    "PastPassword",
    "Post",
    "PostQuerySet",
    "Session",
]
