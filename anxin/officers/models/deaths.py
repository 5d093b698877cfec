"""An officer's death as it is recorded here, and the steps of the first days."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household
from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import today
from anxin.officers.first_days import BY_CODE, TELL, Step
from anxin.policy.deadlines import deadline

from .base import OfOfficer


class DeathQuerySet(ScopedQuerySet["Death"]):
    def untold(self) -> Self:
        """Deaths that nobody has told the family of."""
        return self.filter(told_on=None)


class Death(OfOfficer):
    """That an officer died: ``on`` which day, ``event_on`` the day of the accident or on which the illness
    broke out (the terms of the law begin there), ``how`` in words.

    Until ``told_on`` (the family was told, in person) nothing leaves this table: no card, no event, no
    message. ``told_by`` are those who went, in words. The card that was opened in the same act is
    ``household``; it alone is kept on, this row is working paper.
    """

    officer = models.OneToOneField("officers.Officer", models.CASCADE, related_name="death")
    on = models.DateField()
    event_on = models.DateField()
    how = EncryptedTextField(blank=True, default="")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_on = models.DateField(null=True, blank=True)
    told_by = EncryptedTextField(blank=True, default="")
    household = models.ForeignKey(
        Household, models.SET_NULL, null=True, blank=True, related_name="+", db_constraint=False
    )

    objects = DeathQuerySet.as_manager()

    class Meta:
        ordering = ["path", "-on", "id"]
        indexes = [models.Index(fields=["path", "on"])]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="death_id_path"),
            models.CheckConstraint(condition=Q(event_on__lte=F("on")), name="an_event_precedes_the_death"),
            models.CheckConstraint(
                condition=Q(told_on=None) | Q(told_on__gte=F("on")), name="nobody_is_told_before_the_death"
            ),
            models.CheckConstraint(
                condition=Q(household=None) | Q(told_on__isnull=False),
                name="no_card_before_the_family_is_told",
            ),
        ]

    @property
    def is_told(self) -> bool:
        """Has the family been told in person?"""
        return self.told_on is not None


class FirstStepQuerySet(ScopedQuerySet["FirstStep"]):
    def open(self) -> Self:
        """Steps that are neither done nor found needless."""
        return self.filter(state=FirstStep.State.OPEN)

    def late(self, day: date) -> Self:
        """Open steps whose last day has passed."""
        return self.open().filter(due__lt=day)


class FirstStep(OfOfficer):
    """One step of the first days with its last day (see ``first_days``): done on which day by whom, or
    needless and why. ``due`` was reckoned when the death was recorded."""

    class State(models.TextChoices):
        OPEN = "open", _("to be done")
        DONE = "done", _("done")
        NEEDLESS = "needless", _("not needed here")

    death = models.ForeignKey(Death, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=16, choices=[(step.code, step.words) for step in BY_CODE.values()])
    due = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    done_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    words = EncryptedTextField(blank=True, default="")

    objects = FirstStepQuerySet.as_manager()

    class Meta:
        ordering = ["due", "code"]
        indexes = [
            models.Index(fields=["path", "due"], condition=Q(state="open"), name="officers_first_days"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["death", "code"], name="a_first_step_once"),
            models.CheckConstraint(
                condition=Q(state="open", done_on=None, by=None)
                | (~Q(state="open") & Q(done_on__isnull=False, by__isnull=False)),
                name="who_and_when_of_a_first_step_together",
            ),
        ]

    @property
    def step(self) -> Step:
        """What is to be done."""
        return BY_CODE[self.code]

    @property
    def later(self) -> date | None:
        """Until when the family or the union may still apply, where the unit has not."""
        return deadline(self.step.later, self.death.event_on).on if self.step.later else None

    @property
    def is_open(self) -> bool:
        """Is it still to be done?"""
        return self.state == self.State.OPEN

    @property
    def is_telling(self) -> bool:
        """Is this the step that comes before all others?"""
        return self.code == TELL

    @property
    def light(self) -> str:
        """How the day stands: ok, needless, late or coming."""
        if self.state != self.State.OPEN:
            return "ok" if self.state == self.State.DONE else "none"
        return "late" if self.due < today() else "soon"


S = FirstStep.State
STEP_MOVES: Moves = {
    (S.OPEN, S.DONE): Move("officers.death"),
    (S.OPEN, S.NEEDLESS): Move("officers.death", reason=True),
}
