"""People who sign in, the posts they act in, posts handed on for a time, and access given outside a post's
own subtree."""

from .accounts import Account, AccountManager
from .approvals import Approval, ApprovalQuerySet
from .delegations import Delegation, DelegationQuerySet, posts_in_hand
from .emergency import EmergencyAccess
from .grants import Grant, GrantQuerySet
from .posts import Post, PostQuerySet
from .signing import Attempt, PastPassword, Session

__all__ = [
    "Account",
    "AccountManager",
    "Delegation",
    "DelegationQuerySet",
    "Approval",
    "ApprovalQuerySet",
    "EmergencyAccess",
    "Grant",
    "GrantQuerySet",
    "Post",
    "PostQuerySet",
    "posts_in_hand",
    "Attempt",
    "Grant",
    "GrantQuerySet",
    "PastPassword",
    "Post",
    "PostQuerySet",
    "Session",
]
