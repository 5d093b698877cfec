"""What somebody is there to do, where, from when to when."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from anxin.ground.access.rights import SUBTREE_ROLES, Role, may
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit

from .accounts import Account


class PostQuerySet(models.QuerySet["Post"]):
    def current(self) -> Self:
        """Posts held today."""
        day = today()
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Post(models.Model):
    """What somebody is there to do, where, from when to when. A session acts in exactly one post.

    Name, title and telephone are the office directory: they stand on the contact card. Posts are not
    under row security, as sign-in reads them before any scope exists.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="posts", null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=12, choices=Role.choices)
    name = models.CharField(max_length=50)
    title = models.CharField(max_length=80, blank=True)
    phone = EncryptedTextField(blank=True, default="")
    scope_root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    only: frozenset[str] | None = None  # in this request, no permission beyond these (see gate)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="post_ends_after_it_begins"
            )
        ]

    @property
    def has_subtree(self) -> bool:
        """Does this post see the subtree of its scope root? Otherwise it sees only what is given to it."""
        return self.role in SUBTREE_ROLES

    @property
    def bounds(self) -> tuple[str, str]:
        """The range of paths this post sees by itself; empty for posts that live by grants."""
        if not self.has_subtree:
            return "", ""
        path = self.scope_root.path
        return path, path + "~"

    def may(self, permission: str) -> bool:
        """Does this post's role hold ``permission``, and does this request leave it that?"""
        return may(self.role, permission) and (self.only is None or permission in self.only)
