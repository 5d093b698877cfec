"""Survey rounds (调查摸底): which places a notice asks, since which year, by when; and what each answered.

A place that has not begun has no row: "not started" is the difference between the places asked and the
answers, so a round over a whole province costs one row. Answers tell of units: they are read by area."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import PathField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.days.clock import now
from anxin.ground.units.choosing import Choice
from anxin.ground.units.models import STEP, Kind, Unit


class RoundQuerySet(ScopedQuerySet["Round"]):
    def readable_by(self, post: Post) -> "RoundQuerySet":
        """Rounds asked from above the post's scope root, by it, or below it."""
        root = post.scope_root.path
        line = [root[:end] for end in range(0, len(root) + 1, STEP)]
        lo, hi = post.area
        return self.filter(Q(path__in=line) | Q(path__gte=lo, path__lt=hi))


class Round(models.Model):
    """One round. Its id is that of the thing asked (ground.units.asked); ``path`` is the place that asks, and
    ``lines`` say whom (ground.units.choosing). ``above``: the round that this one passes down."""

    id = models.UUIDField(primary_key=True, editable=False)
    path = PathField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    paper = models.CharField(max_length=200)
    words = models.CharField(max_length=300)
    since = models.PositiveSmallIntegerField()
    due = models.DateField()
    lines = models.JSONField()
    above = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    opened_at = models.DateTimeField(default=now)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "id"]
        indexes = [models.Index(fields=["path"])]

    def places(self) -> "ScopedQuerySet[Unit]":
        """The units that answer, each for its place; a region for which an organisation department was
        asked answers itself (an office stands for its region, as with ledgers)."""
        asked = reduce(or_, [Choice.of(line).condition() for line in self.lines])
        within = Unit.objects.under(self.path).exclude(path=self.path).exclude(pk=self.unit_id)
        office = Q(kind=Kind.ORGANISATION, parent__kind=Kind.REGION)
        return within.filter((asked & ~office) | Q(pk__in=within.filter(asked, office).values("parent")))


class AnswerState(models.TextChoices):
    """Where a place stands that has begun."""

    AT_WORK = "at_work", _("at work")
    SENT = "sent", _("sent in")
    RETURNED = "returned", _("returned to be mended")
    ACCEPTED = "accepted", pgettext_lazy("answer", "accepted")


ANSWER_MOVES: Moves = {
    (AnswerState.AT_WORK, AnswerState.SENT): Move("surveys.answer"),
    (AnswerState.RETURNED, AnswerState.SENT): Move("surveys.answer"),
    (AnswerState.SENT, AnswerState.ACCEPTED): Move("surveys.accept"),
    (AnswerState.SENT, AnswerState.RETURNED): Move("surveys.accept", reason=True),
}


class Answer(Scoped):
    """What one place answers. ``officers`` who died since the round's year, ``unknown`` whose day of death is
    not known, ``families``: as the register held them when it was sent, never written by hand. ``nil``: the
    leader named in ``signatory`` stands behind it that there is nobody."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=AnswerState.choices, default=AnswerState.AT_WORK)
    nil = models.BooleanField(default=False)
    signatory = models.CharField(max_length=50, blank=True)
    officers = models.PositiveIntegerField(null=True, blank=True)
    unknown = models.PositiveIntegerField(null=True, blank=True)
    families = models.PositiveIntegerField(null=True, blank=True)
    sent_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    sent_account = models.UUIDField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["path", "id"]
        indexes = [models.Index(fields=["round", "path"])]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="answer_id_path"),
            models.UniqueConstraint(fields=["round", "unit"], name="one_answer_a_place"),
            models.CheckConstraint(
                condition=Q(state="at_work", sent_at=None)
                | (
                    ~Q(state="at_work")
                    & ~Q(signatory="")
                    & Q(sent_by__isnull=False, sent_at__isnull=False, officers__isnull=False)
                ),
                name="a_sent_answer_has_a_name_behind_it",
            ),
            models.CheckConstraint(condition=Q(nil=False) | Q(officers=0), name="nil_means_nobody"),
        ]


class AnswerStep(Scoped):
    """One step of an answer: who took it when, and why it was returned."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="steps")
    to = models.CharField(max_length=8, choices=AnswerState.choices)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    why = models.TextField(blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["path"])]

    @property
    def done_label(self) -> str:
        """What was done, in words: the course of an answer tells acts."""
        return gettext("begun") if self.to == AnswerState.AT_WORK else self.get_to_display()
