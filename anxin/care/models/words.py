"""What a family says (我要反映): on its page, by telephone, in person; answered by a day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet

from .base import OfHousehold, Step


class FamilyWordQuerySet(ScopedQuerySet["FamilyWord"]):
    def unanswered(self) -> Self:
        """Words to which the family has no answer yet, taken up or not."""
        return self.filter(state__in=UNANSWERED)

    def overdue(self, day: date) -> Self:
        """Words that still wait for an answer though their day has passed."""
        return self.unanswered().filter(due__lt=day)

    def late(self, day: date) -> Self:
        """Words answered after their day, or not answered though it has passed."""
        open_ones = Q(state__in=UNANSWERED, due__lt=day)
        return self.filter(open_ones | Q(answered_on__gt=F("due")))

    def to_raise(self, day: date) -> Self:
        """Unanswered words past their day that can still be put before somebody further up."""
        return self.unanswered().filter(due__lt=day, raised__lt=FamilyWord.Raised.LEADER)


class FamilyWord(OfHousehold):
    """One thing that a family said, in its own words: who says it, how it came, by which day the answer is
    owed, before whom it lies. ``key`` names what a telephone sent, so that a word sent twice is kept once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for an answer")
        IN_HAND = "in_hand", _("taken up")
        ANSWERED = "answered", _("answered")

    class Channel(models.TextChoices):
        PAGE = "page", _("on the family page")
        PHONE = "phone", _("by telephone")
        IN_PERSON = "in_person", _("in person")
        LETTER = "letter", _("by letter")

    class Raised(models.IntegerChoices):
        RESPONSIBLE = 0, _("with the responsible person")
        DEPUTY = 1, _("put before the deputy and the person in charge")
        LEADER = 2, _("put before the leader")

    words = EncryptedTextField()
    speaker = EncryptedTextField(blank=True, default="")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    said_on = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    raised = models.PositiveSmallIntegerField(choices=Raised.choices, default=Raised.RESPONSIBLE)
    raised_on = models.DateField(null=True, blank=True)
    received_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField()
    answered_on = models.DateField(null=True, blank=True)
    key = models.UUIDField(null=True, blank=True, unique=True)

    objects = FamilyWordQuerySet.as_manager()

    class Meta:
        ordering = ["due", "received_at", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["household", "-received_at"]),
            models.Index(
                fields=["due"], condition=Q(state__in=["waiting", "in_hand"]), name="care_word_to_answer"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="answered", answered_on__isnull=False)
                | (~Q(state="answered") & Q(answered_on=None)),
                name="an_answered_word_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(raised=0, raised_on=None) | (Q(raised__gt=0) & Q(raised_on__isnull=False)),
                name="a_raised_word_has_its_day",
            ),
            models.CheckConstraint(condition=Q(due__gte=F("said_on")), name="an_answer_follows_the_word"),
        ]

    @property
    def waits(self) -> bool:
        """Is the family still without an answer?"""
        return self.state in UNANSWERED

    @property
    def reply(self) -> str:
        """The latest words of the office that the family sees: the answer, or what is done meanwhile."""
        return next((step.words for step in self.steps.all() if step.words), "")


class WordStep(Step):
    """What became of a word: taken up, answered; with the words that the family sees."""

    word = models.ForeignKey(FamilyWord, models.CASCADE, related_name="steps")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"])]

    def get_move_display(self) -> str:
        """What happened, in the reader's language."""
        return str(FamilyWord.State(self.move).label)


S = FamilyWord.State
UNANSWERED = (S.WAITING, S.IN_HAND)
WORD_MOVES: Moves = {
    (S.WAITING, S.IN_HAND): Move("care.word", reason=True),  # the reason is what the family reads meanwhile
    (S.WAITING, S.ANSWERED): Move("care.word", reason=True),  # the reason is the answer
    (S.IN_HAND, S.ANSWERED): Move("care.word", reason=True),
}
