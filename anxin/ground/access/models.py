"""People who sign in, the posts they act in, and access given outside a post's own subtree."""

import uuid
from typing import Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from anxin.ground.database.fields import EncryptedTextField, PathField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit

from .rights import SUBTREE_ROLES, Role, may


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; Django's log-in looks them up by login."""

    def make(self, login: str, password: str, language: str = "zh-hans") -> "Account":
        account = self.model(login=login, language=language)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in. No name and no e-mail: those belong to the post (see DESIGN.md, identity)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(max_length=60, unique=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)

    USERNAME_FIELD = "login"
    objects = AccountManager()

    def __str__(self) -> str:
        return str(self.id)


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
        """Does this post's role hold ``permission``?"""
        return may(self.role, permission)


class GrantQuerySet(ScopedQuerySet["Grant"]):
    def current(self) -> Self:
        """Access that holds today."""
        day = today()
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day, ended_at=None)

    def held_by(self, post: Post) -> Self:
        """Access given to this post, or to the unit whose desk it serves."""
        return self.filter(holder__in=[post.id, post.unit_id])


class Grant(models.Model):
    """Access to one card's range outside the holder's own subtree: to whom, to what, why, from, to.

    ``holder`` is the id of a post, or of a unit when every post of that unit's desk may act. ``record`` is
    the id that appears in URLs (a card, or a request to a department). Row security shows a grant to its
    holder and to those whose scope holds the card.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.UUIDField(db_index=True)
    record = models.UUIDField(db_index=True)
    path = PathField()
    part = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40)
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)
    given_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        db_table = "access_grant"
        ordering = ["path", "id"]
