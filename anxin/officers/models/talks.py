"""Talks (谈心谈话): who owes whom one, what was said in three sentences, who may read it, what was
promised."""

import uuid
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.days.clock import today
from anxin.ground.units.models import STEP, Unit

from .base import OfOfficer


def up_the_line(path: str) -> list[str]:
    """The paths from this one up to the top, itself first."""
    return [path[:end] for end in range(len(path) - len(path) % STEP, 0, -STEP)]


class TalkRuleQuerySet(models.QuerySet["TalkRule"]):
    def on_the_line(self, path: str) -> list["TalkRule"]:
        """The rules that stand over a unit, its own first."""
        rows = self.filter(unit__path__in=up_the_line(path)).select_related("unit", "talker__unit")
        return sorted(rows, key=lambda one: -len(one.unit.path))

    def for_officer(self, path: str, account: uuid.UUID | None) -> "TalkRule | None":
        """The rule by which somebody talks with an officer of a place: the nearest up the line whose talker
        is not the officer (``account``)."""
        return next(
            (one for one in self.on_the_line(path) if account is None or one.talker.account_id != account),
            None,
        )

    def around(self, lo: str, hi: str) -> list["TalkRule"]:
        """Every rule that may hold within a range of paths: set in it, or above its beginning."""
        inside = Q(unit__path__gte=lo, unit__path__lt=hi)
        rows = self.filter(inside | Q(unit__path__in=up_the_line(lo)))
        rows = rows.select_related("unit", "talker__unit", "deputy__unit")
        return list(rows.order_by("unit__path"))


class TalkRule(models.Model):
    """Who talks with the officers of a unit and of those below it that have no rule of their own: at least
    every so many months, and within so many days of an occasion. ``talker`` owes the talks; one held by the
    ``deputy`` counts as well, nobody else's does. Every number is the office's own choice;
    where no rule stands, that is a gap. Office directory: nothing of any officer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    talker = models.ForeignKey(Post, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    months = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(24)])
    occasion_days = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(60)])
    since = models.DateField(default=today)

    objects = TalkRuleQuerySet.as_manager()

    class Meta:
        ordering = ["unit__path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__range=(1, 24), occasion_days__range=(1, 60)),
                name="a_talk_rule_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("talker")), name="a_talkers_deputy_is_somebody_else"
            ),
        ]

    def counts(self, by: Post) -> bool:
        """Does a talk held by this post close what is owed by this rule?"""
        return by.pk in (self.talker_id, self.deputy_id)


class ReadBy(models.TextChoices):
    """How far a talk may be read: the confidentiality classes."""

    LINE = "line", _("whoever answers for talks here")
    LEADER = "leader", _("the leaders and whoever held it")
    TALKER = "talker", _("only whoever held it")


class Talk(OfOfficer):
    """One talk: its day and who held it. A talk is no assessment: there is no mark, no grade and no list of
    who talked how often. What was said stands apart (TalkWords), for those alone who may read it.

    ``closes``: by the rule of that day it was owed by whoever held it, or by whom this post is the deputy
    of. A talk with anybody else is good to have, and stands beside what is still owed."""

    on = models.DateField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    closes = models.BooleanField(default=True)
    entered_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-entered_at", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["officer", "-on"])]


class WordsQuerySet(ScopedQuerySet["TalkWords"]):
    def readable_by(self, post: Post) -> Self:
        """Those that this post may read; what is for the talker alone the database keeps back besides."""
        return self.filter(readable(post))


def readable(post: Post) -> Q:
    """What this post may read of the words of talks."""
    found = Q(by=post) | Q(read_by=ReadBy.LINE)
    return found | Q(read_by=ReadBy.LEADER) if post.role == Role.LEADER else found


class TalkWords(OfOfficer):
    """Three sentences after a talk: how things are, what was said, what was promised; and who may read
    them."""

    talk = models.OneToOneField(Talk, models.CASCADE, related_name="words")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    read_by = models.CharField(max_length=8, choices=ReadBy.choices, default=ReadBy.TALKER)
    news = EncryptedTextField(blank=True, default="")
    said = EncryptedTextField(blank=True, default="")
    promised = EncryptedTextField(blank=True, default="")

    objects = WordsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["path"])]


class OccasionQuerySet(ScopedQuerySet["TalkOccasion"]):
    def open(self) -> Self:
        """Occasions after which nobody has talked yet."""
        return self.filter(talked_on=None)


class TalkOccasion(OfOfficer):
    """Something after which somebody talks with an officer soon: an illness, an accident, a bereavement, a
    transfer. Closed by the next talk of whoever owes it."""

    class Kind(models.TextChoices):
        ILLNESS = "illness", _("illness")
        ACCIDENT = "accident", _("accident")
        BEREAVEMENT = "bereavement", _("bereavement")
        TRANSFER = "transfer", _("transfer")
        OTHER = "other", pgettext_lazy("occasion of a talk", "another occasion")

    kind = EncryptedTextField(choices=Kind.choices)
    on = models.DateField()
    due = models.DateField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    talked_on = models.DateField(null=True, blank=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["officer"], condition=Q(talked_on=None), name="officers_occasion_open"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(due__gte=F("on")), name="a_talk_is_due_after_its_occasion"),
        ]


class TalkPromiseQuerySet(ScopedQuerySet["TalkPromise"]):
    def open(self) -> Self:
        """Promises still to be kept."""
        return self.filter(state=TalkPromise.State.OPEN)

    def readable_by(self, post: Post) -> Self:
        """Those that this post may read: as the words of their talk, and whoever is to keep them."""
        return self.filter(readable(post) | Q(doer=post))


class TalkPromise(OfOfficer):
    """What was promised in a talk: words, who does it, by when; and how it ended. Read as far as the talk is,
    and by whoever is to keep it."""

    class State(models.TextChoices):
        OPEN = "open", _("to be done")
        KEPT = "kept", _("kept")
        ANSWERED = "answered", _("cannot be done")

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="promises")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    read_by = models.CharField(max_length=8, choices=ReadBy.choices)
    words = EncryptedTextField()
    doer = models.ForeignKey(Post, models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    answer = EncryptedTextField(blank=True, default="")

    objects = TalkPromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(
                fields=["doer", "due"], condition=Q(state="open"), name="officers_talk_promise_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_on=None) | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="a_settled_talk_promise_has_its_day",
            ),
        ]


P = TalkPromise.State
TALK_PROMISE_MOVES: Moves = {
    (P.OPEN, P.KEPT): Move("officers.talk"),
    (P.OPEN, P.ANSWERED): Move("officers.talk", reason=True),
}
