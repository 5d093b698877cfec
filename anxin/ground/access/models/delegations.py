"""A post handed to a colleague for a time (代理)."""

import uuid
from datetime import timedelta
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.days.clock import now, today

from .accounts import Account
from .posts import DateRange, Post

LONGEST = 30  # days, the first and the last counted; limits.toml may ask for fewer


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def standing(self) -> Self:
        """Those that hold today or will hold later, not ended."""
        return self.filter(ended_at=None, until__gte=today())

    def current(self) -> Self:
        """Those that hold today."""
        return self.standing().filter(since__lte=today())


class Delegation(models.Model):
    """That a colleague acts in a post from one day to another, both counted, and ends by itself.

    Like posts it is read before any scope exists, so it is not under row security: it holds ids and days,
    and a reason that lies encrypted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations")
    to = models.ForeignKey(Account, models.PROTECT, related_name="delegations")
    since = models.DateField(default=today)
    until = models.DateField()
    reason = EncryptedTextField()
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    colleague = ""  # his name as his own post tells it, for a page

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="delegation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(until__lt=F("since") + timedelta(LONGEST)), name="delegation_of_thirty_days"
            ),
            ExclusionConstraint(
                name="one_stand_in_at_a_time",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (DateRange("since", "until", Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
            ),
        ]


def posts_in_hand(account: Account) -> list[Post]:
    """The posts in which this account may act today, its own first, in one question; those that a colleague
    handed on for a time carry the account as ``stand_in``."""
    own_ones = Post.objects.filter(account=account).order_by().values("pk")
    handed = Delegation.objects.current().filter(to=account, post__account__is_active=True).order_by()
    # Two lists by their indexes: "or" would look through every post of the house, at every request.
    mine = Post.objects.current().filter(pk__in=own_ones.union(handed.values("post"), all=True))
    found = list(mine.select_related("unit", "scope_root"))
    own = next((post.name for post in found if post.account_id == account.pk), account.login)
    for post in found:
        if post.account_id != account.pk:
            post.stand_in, post.stand_in_name = account, own
    return sorted(found, key=lambda post: post.stand_in is not None)
