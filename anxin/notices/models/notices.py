"""A notice: who issues it, how it came about, until when it asks for something.

Notices hold no personal data and no row security: an issued one is read by whoever stands in its line
(``readable_by``), a draft by the unit that writes it.
"""

import uuid
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import PathField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.database.tongues import told
from anxin.ground.days.clock import SHANGHAI, now
from anxin.ground.units.models import STEP, Unit

CLOSES = time(18)  # the hour in China at which the office closes: a day named as a deadline ends then
HURRY = timedelta(hours=24)  # less than this before a deadline needs a written reason


def closes_at(day: date) -> datetime:
    """The instant at which a day that is a deadline ends: the close of the office in China."""
    return datetime.combine(day, CLOSES, SHANGHAI)


class NoticeState(models.TextChoices):
    """How far a notice has come on its way out."""

    DRAFT = "draft", _("draft")
    HANDED_IN = "handed_in", _("handed in for approval")
    RETURNED = "returned", _("returned to be changed")
    APPROVED = "approved", _("approved, not issued yet")
    ISSUED = "issued", _("issued")
    DROPPED = "dropped", _("dropped")


# The last move is made by the job that delivers (``actions.issue``); all others by a person on a page.
MOVES: Moves = {
    (NoticeState.DRAFT, NoticeState.HANDED_IN): Move("notices.write"),
    (NoticeState.RETURNED, NoticeState.HANDED_IN): Move("notices.write"),
    (NoticeState.DRAFT, NoticeState.DROPPED): Move("notices.write", reason=True),
    (NoticeState.RETURNED, NoticeState.DROPPED): Move("notices.write", reason=True),
    (NoticeState.HANDED_IN, NoticeState.APPROVED): Move("notices.approve"),
    (NoticeState.HANDED_IN, NoticeState.RETURNED): Move("notices.approve", reason=True),
    (NoticeState.APPROVED, NoticeState.RETURNED): Move("notices.approve", reason=True),
    (NoticeState.APPROVED, NoticeState.ISSUED): Move("notices.write"),
}
OPEN_TO_WRITE = frozenset({NoticeState.DRAFT, NoticeState.RETURNED})


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    def issued(self) -> Self:
        """Those that are out."""
        return self.filter(state=NoticeState.ISSUED)

    def on_the_way(self) -> Self:
        """Those that may still go out."""
        return self.exclude(state__in=[NoticeState.ISSUED, NoticeState.DROPPED])

    def readable_by(self, post: Post) -> Self:
        """Issued notices of whoever stands above this post's unit or below its scope root; and every notice
        of its own unit, on its way too, where the post sees its drafts."""
        line = [post.unit.path[:end] for end in range(0, len(post.unit.path) + 1, STEP)]
        lo, hi = post.area
        out = Q(state=NoticeState.ISSUED) & (Q(path__in=line) | Q(path__gte=lo, path__lt=hi))
        return self.filter(out | Q(unit=post.unit)) if post.may("notices.draft") else self.filter(out)


class Notice(models.Model):
    """A notice. ``number`` is its place in the register of notices of this house; ``mark``, ``year`` and
    ``serial`` make the number on its head (机关代字〔年〕号), which a notice that came from outside may lack.

    ``unit`` issues it to the part of the tree below ``path`` (None and "": it came from outside and is meant
    for everybody). ``parent``: the notice from above that this one passes on with local additions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    issuer = models.CharField(max_length=120)
    issuer_en = models.CharField(max_length=160, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    source_en = models.CharField(max_length=200, blank=True)
    is_first = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    path = PathField(blank=True, default="")
    mark = models.CharField(max_length=12, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.DRAFT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    receive_by = models.DateField(null=True, blank=True)
    urgent_why = models.TextField(blank=True)
    copies = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    made_account = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)
    approved_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    approved_account = models.UUIDField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-number"]
        indexes = [models.Index(fields=["path", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["is_first"], condition=models.Q(is_first=True), name="one_first_notice"
            ),
            models.UniqueConstraint(
                fields=["unit", "mark", "year", "serial"],
                condition=~Q(state="dropped"),
                name="one_notice_a_number",
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | (Q(year__isnull=False, serial__isnull=False) & ~Q(mark="")),
                name="an_own_notice_bears_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(issued_on__isnull=False), name="issued_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_account=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_account__isnull=False, approved_at__isnull=False),
                name="approved_by_and_when_together",
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("made_by")) & ~Q(approved_account=F("made_account")),
                name="a_notice_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(unit=None)
                | Q(state__in=["draft", "handed_in", "returned", "dropped"])
                | Q(approved_at__isnull=False),
                name="no_notice_goes_out_unapproved",
            ),
        ]

    @property
    def label(self) -> str:
        """The title in the reader's language."""
        return told(self.title, self.title_en)

    @property
    def issuer_label(self) -> str:
        """Who issued it, in the reader's language."""
        return told(self.issuer, self.issuer_en)

    @property
    def source_label(self) -> str:
        """Where the notice is taken from, in the reader's language."""
        return told(self.source, self.source_en)

    @property
    def document(self) -> str:
        """The number on its head, as printed: 澜组通〔2026〕3号. Empty for one that bears none."""
        return f"{self.mark}〔{self.year}〕{self.serial}号" if self.mark else ""

    def reach(self) -> "ScopedQuerySet[Unit]":
        """The units that it can address at all: its own part of the tree, without the unit that issues it and
        the region for which that one stands."""
        within = Unit.objects.under(self.path)
        return within.exclude(pk=self.unit_id).exclude(path=self.path) if self.unit_id else within

    def addressed(self) -> "ScopedQuerySet[Unit]":
        """The units that it addresses, each once, however many lines mean it."""
        lines = [line.choice().condition() for line in self.addressees.select_related("below")]
        return self.reach().filter(reduce(or_, lines)) if lines else Unit.objects.none()

    @property
    def is_open_to_write(self) -> bool:
        """May its words still be changed?"""
        return self.state in OPEN_TO_WRITE

    def sign_by(self, level: int) -> date | None:
        """The day by which the units of one row of the cascade sign for it: the level's own, else the last
        one. Asks for nothing where ``days`` were fetched along."""
        return next((one.day for one in self.days.all() if one.level == level), self.receive_by)

    def first_deadline(self) -> date | None:
        """The earliest day by which anything is asked for: a receipt, or one of the items."""
        days = [self.receive_by, *self.days.values_list("day", flat=True)]
        days += self.items.values_list("due", flat=True)
        return min((day for day in days if day), default=None)

    def is_hurried(self) -> bool:
        """Is it now less than 24 hours before its first deadline, or past it?"""
        day = self.first_deadline()
        return day is not None and closes_at(day) - now() < HURRY


# What was done, by the state it led to: the course of a notice tells acts, the light beside it its state.
DONE: dict[str, Promise] = {
    NoticeState.DRAFT: _("written in"),
    NoticeState.HANDED_IN: pgettext_lazy("done with a notice", "handed in"),
    NoticeState.RETURNED: pgettext_lazy("done with a notice", "returned"),
    NoticeState.APPROVED: pgettext_lazy("done with a notice", "approved"),
    NoticeState.ISSUED: pgettext_lazy("done with a notice", "issued"),
    NoticeState.DROPPED: pgettext_lazy("done with a notice", "given up"),
}


class NoticeStep(models.Model):
    """One step of a notice on its way: who took it when, and why where a reason is asked. ``to`` is the state
    it led to; a step into "draft" tells that somebody wrote in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="steps")
    to = models.CharField(max_length=10, choices=NoticeState.choices)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    account = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]

    @property
    def done_label(self) -> str:
        """What was done, in words."""
        return str(DONE[self.to])
