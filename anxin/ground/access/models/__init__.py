"""People who sign in, the posts they act in, and access given outside a post's own subtree."""

from .accounts import Account, AccountManager
from .approvals import Approval, ApprovalQuerySet
from .grants import Grant, GrantQuerySet
from .posts import Post, PostQuerySet

__all__ = [
    "Account",
    "AccountManager",
    "Approval",
    "ApprovalQuerySet",
    "Grant",
    "GrantQuerySet",
    "Post",
    "PostQuerySet",
]
