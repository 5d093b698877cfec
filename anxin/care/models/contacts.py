"""Whom one speaks to in a department, or in any other unit that takes part in the joint measures."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from anxin.ground.access.models import Post
from anxin.ground.access.models.posts import DateRange
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit


class DepartmentContactQuerySet(models.QuerySet["DepartmentContact"]):
    def on(self, day: date) -> Self:
        """Those who are the contact on a day: at most one a desk. Who left the post is nobody's contact."""
        held = Q(post__until=None) | Q(post__until__gt=day)
        return self.filter(held, Q(until=None) | Q(until__gt=day), since__lte=day)

    def current(self) -> Self:
        """Those who are the contact today."""
        return self.on(today())


class DepartmentContact(models.Model):
    """Who is the named contact (联系人) of a department, from one day to another (``until`` is outside).

    ``post`` is the post of role desk in whose name the contact answers and signs. Its account may be empty:
    a department that seldom signs in answers requests through a one-time link and signs tables on paper, and
    what it says still has somebody's name. Office directory, like posts and work leads: nothing of any
    family, so no row security.
    """

    desk = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    phone = EncryptedTextField(blank=True, default="")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    objects = DepartmentContactQuerySet.as_manager()

    class Meta:
        ordering = ["desk__path", "-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_contact_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="one_contact_a_desk_at_a_time",
                expressions=[
                    ("desk", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
