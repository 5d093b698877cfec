"""Who is responsible for a family: never nobody, from the card's first instant."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import today
from anxin.ground.units.models import STEP, Unit

from .base import OfHousehold

MAY_BE_NAMED = frozenset({Role.TOWNSHIP, Role.CLERK, Role.LEADER})


class TsTzRange(Func):
    """PostgreSQL's range of two moments."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


def up_the_line(path: str) -> list[str]:
    """The paths from a unit up to the root, nearest first."""
    return [path[:end] for end in range(len(path), 0, -STEP)]


class WorkLeadQuerySet(models.QuerySet["WorkLead"]):
    def nearest(self, units: Iterable[Unit]) -> "Mapping[uuid.UUID, WorkLead | None]":
        """For each unit, the work lead of the nearest unit up the line (itself first). One query for all."""
        wanted = list(units)
        paths = {path for unit in wanted for path in up_the_line(unit.path)}
        found = self.filter(unit__path__in=paths).select_related("unit", "post")
        leads = {lead.unit.path: lead for lead in found}
        return {
            unit.pk: next((leads[p] for p in up_the_line(unit.path) if p in leads), None) for unit in wanted
        }


class WorkLead(models.Model):
    """The unit's person in charge of this work (专责人). He answers for every family of the unit, and of the
    units below that have none of their own, until somebody is named.

    This is the office directory, like units and posts: it says nothing of any family, and a card opened far
    below must find the lead above its own scope. So it is not under row security.
    """

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(default=today)

    objects = WorkLeadQuerySet.as_manager()

    class Meta:
        ordering = ["unit__path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("post")), name="work_lead_is_not_his_own_deputy"
            )
        ]


class ResponsibilityQuerySet(ScopedQuerySet["Responsibility"]):
    def current(self) -> Self:
        """Those that hold now: exactly one a household."""
        return self.filter(until=None)

    def unnamed(self) -> Self:
        """Those that hold now and still wait for a name (待指派)."""
        return self.current().filter(unassigned=True, resting=False)


class Responsibility(OfHousehold):
    """That a post is responsible for a household, with a deputy, from one moment to another.

    ``unassigned`` (待指派): nobody was named yet; the work lead answers meanwhile, and where no unit up the
    line has one, ``responsible`` is empty and the row still stands, first in the list.

    ``resting``: the card is closed and nobody has to be named; whoever stands in answers if the family comes
    back. So the periods of a card join from its opening on, closed or not.
    """

    responsible = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    deputy = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    unassigned = models.BooleanField(default=False)
    resting = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    why = EncryptedTextField(blank=True, default="")

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        ordering = ["path", "since"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["path"], condition=Q(until=None, unassigned=True), name="care_unnamed_path"),
            models.Index(
                fields=["responsible", "path"],
                include=["household", "unassigned"],
                condition=Q(until=None),
                name="care_answers_for",
            ),
        ]
        constraints = [
            ExclusionConstraint(
                name="one_responsible_at_a_time",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    (TsTzRange("since", "until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="responsibility_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(unassigned=True) | Q(responsible__isnull=False),
                name="a_named_family_has_somebody",
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | Q(responsible=None) | ~Q(deputy=F("responsible")),
                name="nobody_is_his_own_deputy",
            ),
            models.CheckConstraint(
                condition=Q(resting=False) | Q(unassigned=True), name="a_closed_card_has_nobody_named"
            ),
        ]


class ContactLeader(OfHousehold):
    """The leader who keeps in touch with a household (联系领导), from one day to another."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["path", "since"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(until=None), name="one_contact_leader_at_a_time"
            )
        ]
