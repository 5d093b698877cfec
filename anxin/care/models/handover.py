"""A family passes from one responsible person to the next (交接), and days on which somebody is away."""

import uuid
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.access.models.posts import DateRange
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import today

from .base import OfHousehold


class HandoverQuerySet(ScopedQuerySet["Handover"]):
    def under_way(self) -> Self:
        """Those that are not done yet, whether the checklist is complete or not."""
        return self.filter(state__in=UNDER_WAY)

    def ahead(self) -> Self:
        """Those under way in which the former person is still responsible."""
        return self.under_way().filter(afterwards=False)

    def about(self, post: Post) -> Self:
        """Those in which this post gives a family away or takes it over."""
        return self.filter(Q(former=post) | Q(successor=post))


class Handover(OfHousehold):
    """One family passes on, from a day, with a checklist and a word to the family.

    Announced ahead: ``former`` stays responsible until all is done and the day has come. ``afterwards``: the
    person changed at once (an account was disabled, somebody was named in a hurry), and what is left is that
    whoever took over looks everything through and tells the family; ``successor`` may still be to be named.
    """

    class Why(models.TextChoices):
        TRANSFER = "transfer", _("transfer to other work")
        RETIREMENT = "retirement", _("retirement")
        LEAVE = "leave", _("long leave")
        END = "end", _("end of the post")
        OTHER = "other", _("another reason")
        LEFT = "left", _("left at once")

    class State(models.TextChoices):
        OPEN = "open", _("under way")
        READY = "ready", _("ready, waits for its day")
        DONE = "done", _("done")
        WITHDRAWN = "withdrawn", _("called off")

    class How(models.TextChoices):
        PERSON = "person", _("in person")
        TELEPHONE = "telephone", _("by telephone")

    former = models.ForeignKey(Post, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=12, choices=Why.choices)
    afterwards = models.BooleanField(default=False)
    effect_on = models.DateField()
    words = EncryptedTextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    told_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    told_words = EncryptedTextField(blank=True, default="")
    announced_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    announced_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = EncryptedTextField(blank=True, default="")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["effect_on", "path", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(
                fields=["former"], condition=Q(state__in=["open", "ready"]), name="care_handover_from"
            ),
            models.Index(
                fields=["successor"], condition=Q(state__in=["open", "ready"]), name="care_handover_to"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(state__in=["open", "ready"]),
                name="one_handover_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("former")), name="nobody_hands_over_to_himself"
            ),
            models.CheckConstraint(
                condition=Q(afterwards=True) | Q(successor__isnull=False),
                name="a_handover_ahead_names_its_successor",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="", told_by=None)
                | (Q(told_on__isnull=False, told_by__isnull=False) & ~Q(told_how="")),
                name="a_word_to_the_family_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "done"]) | Q(told_on__isnull=False),
                name="no_handover_without_a_word",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "ready"], ended_at=None)
                | Q(state__in=["done", "withdrawn"], ended_at__isnull=False),
                name="an_ended_handover_has_its_moment",
            ),
        ]

    @property
    def is_under_way(self) -> bool:
        """Is something left to do?"""
        return self.state in UNDER_WAY


class HandoverItem(OfHousehold):
    """One point of the checklist, gone through: when, by whom, with what words. Only ever added."""

    class Point(models.TextChoices):
        FILES = "files", _("Family card and person files")
        PROMISES = "promises", _("Promises to be kept")
        MEASURES = "measures", _("Measures and requests under way")
        DATES = "dates", _("Dates of the next 90 days")
        KEYS = "keys", _("What the family should not be asked again")

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    point = models.CharField(max_length=10, choices=Point.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    words = EncryptedTextField(blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [models.UniqueConstraint(fields=["handover", "point"], name="each_point_once")]


S = Handover.State
UNDER_WAY = (S.OPEN, S.READY)
HANDOVER_MOVES: Moves = {
    (S.OPEN, S.READY): Move("care.handover"),
    (S.OPEN, S.DONE): Move("care.handover"),
    (S.OPEN, S.WITHDRAWN): Move("care.assign", reason=True),
    (S.READY, S.WITHDRAWN): Move("care.assign", reason=True),
}  # ready → done is the day's own move: nobody makes it (actions/handover.take_effect)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def standing(self) -> Self:
        """Those that hold today or will hold later."""
        return self.filter(ended_at=None, until__gte=today())

    def current(self) -> Self:
        """Those that hold today."""
        return self.standing().filter(since__lte=today())


class Absence(models.Model):
    """That somebody is away from one day to another, both counted: the deputies cover, nobody's duty changes
    hands, and it ends by itself. Why he is away is nobody's business here.

    Office directory, like posts and delegations: ids and days, nothing of any family, read where no scope
    reaches the office. So it is not under row security.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    announced_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_ends_after_it_begins"),
            ExclusionConstraint(
                name="one_absence_at_a_time",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (DateRange("since", "until", Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
            ),
        ]
