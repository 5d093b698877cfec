"""Check-ups (体检): a batch with a hospital, who is invited, who went. No result, no finding, no free words
in which one could be written: what a doctor says stays between the doctor and the officer."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit

from .base import OfOfficer


class CheckUpBatch(Scoped):
    """One round of check-ups that a unit arranges: at which hospital, from which day to which."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    hospital = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-first", "path", "id"]
        indexes = [models.Index(fields=["path", "-first"])]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_batch_ends_after_it_begins")
        ]


class CheckUpQuerySet(ScopedQuerySet["CheckUp"]):
    def unanswered(self, day: date) -> Self:
        """Invitations of batches that are over, about which nobody noted anything."""
        return self.filter(state=CheckUp.State.INVITED, batch__last__lt=day)

    def attended(self) -> Self:
        """Check-ups that took place."""
        return self.filter(state=CheckUp.State.ATTENDED)


class CheckUp(OfOfficer):
    """That an officer is invited to a batch, and what came of it: went (``on``), puts it off (``until``), or
    needs none, for one of a few reasons. There is no column for a result, and none may be added."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("check-up", "invited")
        ATTENDED = "attended", pgettext_lazy("check-up", "went")
        DEFERRED = "deferred", pgettext_lazy("check-up", "put off")
        EXCUSED = "excused", pgettext_lazy("check-up", "needs none")

    class Why(models.TextChoices):
        DUTY = "duty", _("duty did not allow it")
        AWAY = "away", _("away on these days")
        ELSEWHERE = "elsewhere", _("had one elsewhere")
        OWN = "own", _("does not wish one")

    batch = models.ForeignKey(CheckUpBatch, models.CASCADE, related_name="check_ups")
    state = models.CharField(max_length=10, choices=State.choices, default=State.INVITED)
    on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True, default="")

    objects = CheckUpQuerySet.as_manager()

    class Meta:
        ordering = ["-batch__first", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["officer", "-on"])]
        constraints = [
            models.UniqueConstraint(fields=["batch", "officer"], name="invited_once_a_batch"),
            models.CheckConstraint(
                condition=Q(state="invited", on=None, until=None, why="")
                | Q(state="attended", on__isnull=False, until=None, why="")
                | Q(state="deferred", on=None, until__isnull=False, why__in=["duty", "away", "own"])
                | Q(state="excused", on=None, until=None, why__in=["elsewhere", "own"]),
                name="a_check_up_says_what_its_state_needs",
            ),
        ]


C = CheckUp.State
MARK = "officers.check_ups"
CHECK_UP_MOVES: Moves = {
    (C.INVITED, C.ATTENDED): Move(MARK),
    (C.INVITED, C.DEFERRED): Move(MARK),
    (C.INVITED, C.EXCUSED): Move(MARK),
    (C.DEFERRED, C.ATTENDED): Move(MARK),
    (C.DEFERRED, C.DEFERRED): Move(MARK),
    (C.DEFERRED, C.EXCUSED): Move(MARK),
}
