"""Which leader keeps contact (联系点) with which frontline unit or officer, and the visits."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.access.models.posts import DateRange
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit

from .officers import Officer


class ContactPointQuerySet(ScopedQuerySet["ContactPoint"]):
    def on(self, day: date) -> Self:
        """Those that hold on a day. The last day is outside."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def current(self) -> Self:
        """Those that hold today."""
        return self.on(today())


class ContactPoint(Scoped):
    """That a leader keeps contact with a frontline unit, or with one officer; exactly one of the two is set.
    An officer's own contact leader comes before the unit's. The path is the unit's or the officer's, set by
    the database; one leader a unit and one an officer at a time."""

    leader = models.ForeignKey(Post, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    officer = models.ForeignKey(Officer, models.CASCADE, null=True, blank=True, related_name="+")
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ["path", "-since", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["leader"], condition=Q(until=None), name="officers_contacts_held"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="contact_point_id_path"),
            models.CheckConstraint(
                condition=Q(unit=None, officer__isnull=False) | Q(unit__isnull=False, officer=None),
                name="contact_with_a_unit_or_an_officer",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="contact_ends_after_it_begins"
            ),
            *(
                ExclusionConstraint(
                    name=f"one_contact_leader_a_{whom}_at_a_time",
                    expressions=[
                        (whom, RangeOperators.EQUAL),
                        (DateRange("since", "until"), RangeOperators.OVERLAPS),
                    ],
                )
                for whom in ("unit", "officer")
            ),
        ]

    @property
    def is_held(self) -> bool:
        """Does it hold today?"""
        return self.since <= today() and (self.until is None or self.until > today())

    @property
    def whom(self) -> str:
        """The unit's or the officer's name."""
        return self.officer.name if self.officer else str(self.unit.label if self.unit else "")


class ContactVisit(Scoped):
    """One visit of a leader to a frontline unit or officer: the day of the visit, and three sentences. ``by``
    is who entered it; who went is the leader of the contact point.

    What was promised has a day (``due``) and is over when it is ``kept_on``. No place, no photograph, no
    length of stay, as for families; and no visit is a talk (谈心谈话), which has a table of its own.
    """

    class Outcome(models.TextChoices):
        MADE = "made", _("visited")
        ATTEMPTED = "attempted", _("nobody met")

    point = models.ForeignKey(ContactPoint, models.CASCADE, related_name="visits")
    on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.MADE)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    news = EncryptedTextField(blank=True, default="")
    said = EncryptedTextField(blank=True, default="")
    promised = EncryptedTextField(blank=True, default="")
    due = models.DateField(null=True, blank=True)
    kept_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-entered_at"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["point", "-on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kept_on=None) | Q(due__isnull=False), name="only_a_promise_is_kept"
            ),
        ]

    @property
    def is_promise_open(self) -> bool:
        """Is what was promised still to be done?"""
        return self.due is not None and self.kept_on is None
