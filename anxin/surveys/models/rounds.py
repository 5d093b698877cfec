"""Survey rounds (调查摸底): which places a notice asks, since which year, by when; and what each answered.

A place that has not begun has no row: "not started" is the difference between the places asked and the
answers, so a round over a whole province costs one row. Answers tell of units: they are read by area."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Length
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.counting import CountOf
from anxin.ground.database.fields import PathField
from anxin.ground.database.models import Bounds, Scoped, ScopedQuerySet
from anxin.ground.days.clock import now
from anxin.ground.units.choosing import Choice
from anxin.ground.units.models import STEP, Kind, Unit

OFFICE = Q(kind=Kind.ORGANISATION, parent__kind=Kind.REGION)


class RoundQuerySet(ScopedQuerySet["Round"]):
    def readable_by(self, post: Post) -> "RoundQuerySet":
        """Rounds asked from above the place the post answers for, by it, or below it; none for a post that
        answers for no place."""
        lo, hi = post.papers
        line = [lo[:end] for end in range(0, len(lo) + 1, STEP)]
        return self.filter(Q(path__in=line) | Q(path__gte=lo, path__lt=hi)) if hi else self.none()

    def with_answers(self, post: Post, reach: Bounds) -> "RoundQuerySet":
        """Rounds with answers that wait for the post to accept them (``waiting``: how many)."""
        answers = Answer.objects.to_accept(post, reach).filter(round=OuterRef("pk"))
        return self.annotate(waiting=CountOf.rows(answers)).filter(waiting__gt=0)

    def unanswered(self, reach: Bounds) -> "RoundQuerySet":
        """Rounds asked from above the first place of ``reach`` whose answer is not in, with how far it is
        (``stand``); whether they ask that very place says ``asks``."""
        answers = Answer.objects.visible_to(reach).filter(path=reach.lo, round=OuterRef("pk"))
        found = self.filter(path__up_from=reach.lo).exclude(path=reach.lo)
        found = found.exclude(Exists(answers.filter(state__in=(AnswerState.SENT, AnswerState.ACCEPTED))))
        return found.annotate(stand=Subquery(answers.values("state")[:1]))


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

    def asks(self, unit: Unit, offices: Iterable[Unit]) -> bool:
        """Is this unit one of ``places``? For one at hand, whose organisation departments are ``offices``."""
        below = unit.path.startswith(self.path) and unit.path != self.path
        if not below or unit.pk == self.unit_id:
            return False
        lines = [Choice.of(line) for line in self.lines]
        standing = [one for one in offices if one.pk != self.unit_id] if unit.kind == Kind.REGION else []
        if not _stands_for_region(unit):
            standing.append(unit)
        return any(line.means(one) for line in lines for one in standing)

    def places(self) -> "ScopedQuerySet[Unit]":
        """The units that answer, each for its place; a region for which an organisation department was
        asked answers itself (an office stands for its region, as with ledgers)."""
        means = (self.meant() & ~OFFICE) | Q(pk__in=self.offices_meant().values("parent"))
        return self.within().filter(means)

    def within(self) -> "ScopedQuerySet[Unit]":
        """The units below the place that asks, without the one that asks."""
        return Unit.objects.under(self.path).exclude(path=self.path).exclude(pk=self.unit_id)

    def meant(self) -> Q:
        """What the lines say, as they stand."""
        return reduce(or_, [Choice.of(line).condition() for line in self.lines])

    def offices_meant(self) -> "ScopedQuerySet[Unit]":
        """The organisation departments of regions that the lines mean."""
        return self.within().filter(self.meant(), OFFICE)


def _stands_for_region(unit: Unit) -> bool:
    return unit.kind == Kind.ORGANISATION and unit.parent is not None and unit.parent.kind == Kind.REGION


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


class AnswerQuerySet(ScopedQuerySet["Answer"]):
    def to_accept(self, post: Post, reach: Bounds) -> "AnswerQuerySet":
        """Sent in and waiting for whoever answers for ``reach``: places directly below it, and every place
        that a round of its own asked; not what the post sent in itself."""
        near = Q(round__path=reach.lo) | Q(long=Length(Value(reach.lo)) + STEP)
        found = self.visible_to(reach).filter(state=AnswerState.SENT).exclude(path=reach.lo)
        return found.annotate(long=Length("path")).filter(near).exclude(sent_by=post.pk)


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

    objects = AnswerQuerySet.as_manager()

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
