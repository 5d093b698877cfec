"""Help for officers: what somebody asked for, and real help given (办实事), of the notice's four kinds."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.days.clock import today
from anxin.ground.units.models import STEP, Unit

from .officers import Officer

TO_DO = "help"  # the part of access that whoever sees to a help is given


class HelpKind(models.TextChoices):
    """The four kinds of the notice's third paragraph."""

    POLITICAL = "political", _("political encouragement")
    WORK = "work", _("support at work")
    BENEFITS = "benefits", _("assured benefits")
    POLICY = "policy", _("tilted policy")


class HelpEntryQuerySet(models.QuerySet["HelpEntry"]):
    def in_force(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def for_path(self, path: str) -> Self:
        """Those that hold at a place: written for it or for a unit above it."""
        above = [path[:end] for end in range(STEP, len(path) + 1, STEP)]
        return self.filter(unit__path__in=above)


class HelpEntry(models.Model):
    """One help that a place gives its officers (关爱措施), with its ground; holds from one day to another
    (``until`` is outside). Never edited: a change is a new entry. No person is in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=HelpKind.choices)
    title = models.CharField(max_length=80)
    text = models.TextField()
    ground = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = HelpEntryQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "unit__path", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_help_entry_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["unit", "title"], condition=Q(until=None), name="one_help_entry_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def holds(self) -> bool:
        """Is it in force today?"""
        return self.since <= today() and (self.until is None or self.until > today())


def gone() -> Q:
    """Of a request: its officer is no longer there."""
    return Q(officer__left_on__lte=today())


class HelpRequestQuerySet(ScopedQuerySet["HelpRequest"]):
    def waiting(self) -> Self:
        """Asked and not decided yet; or nobody has decided what becomes of it, since its officer is gone."""
        return self.filter(Q(state=HelpRequest.State.ASKED) | Q(state__in=OPEN) & gone())

    def open(self) -> Self:
        """Whoever asked still waits for something: a decision, the help, or the word about it."""
        return self.filter(state__in=OPEN)

    def of_the_gone(self) -> Self:
        """Open, and whoever asked is no longer there: somebody decides what becomes of it."""
        return self.open().filter(gone())

    def of_those_there(self) -> Self:
        """Whoever asked is at work here."""
        return self.exclude(gone())

    def late(self, day: date) -> Self:
        """Nothing was said to whoever asked by the day it was due."""
        return self.open().filter(due__lt=day)

    def answered(self, day: date) -> Self:
        """Answered in the year up to a day, whatever the answer was."""
        return self.filter(answered_on__gte=date(day.year, 1, 1), answered_on__lte=day)

    def in_time(self) -> Self:
        """Answered by the day it was due."""
        return self.filter(answered_on__lte=F("due"))


class HelpRequest(Scoped):
    """What an officer asks for, for himself or for his family. His words stay as he wrote them, read by
    whoever decides on help and by nobody who decides on posts. ``due``: the last day of the answer."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        AGREED = "agreed", _("agreed, being done")
        DECLINED = "declined", _("cannot be done")
        DONE = "done", _("done")
        ANSWERED = "answered", _("answered")
        WITHDRAWN = "withdrawn", _("taken back")
        CLOSED = "closed", _("closed: no longer there")

    class For(models.TextChoices):
        SELF = "self", _("for myself")
        FAMILY = "family", _("for my family")

    class Channel(models.TextChoices):
        PAGE = "page", _("from the officer's page")
        SPOKEN = "spoken", _("in person")
        PHONE = "phone", _("by telephone")
        FAMILY = "relatives", _("told by the officer's family")

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="help_requests")
    wanted_for = models.CharField(max_length=6, choices=For.choices)
    words = EncryptedTextField()
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.PAGE)
    asked_on = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    answered_on = models.DateField(null=True, blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due", "entered_at", "id"]
        indexes = [
            models.Index(fields=["path", "due"], name="officers_asked"),
            models.Index(fields=["officer", "-entered_at"], name="officers_asked_by"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="help_request_id_path"),
            models.CheckConstraint(
                condition=Q(state="answered", answered_on__isnull=False)
                | (~Q(state="answered") & Q(answered_on=None)),
                name="answered_help_has_its_day",
            ),
            models.CheckConstraint(condition=Q(due__gte=F("asked_on")), name="help_is_due_after_it_is_asked"),
        ]

    @property
    def waits(self) -> bool:
        """Does whoever asked still wait for something?"""
        return self.state in OPEN

    @property
    def is_left_behind(self) -> bool:
        """Is whoever asked no longer there, and nobody has decided what becomes of it?"""
        return self.waits and not self.officer.is_at_work

    @property
    def at(self) -> int:
        """How far it has come, for the line asked, decided, done, answered: 1 to 4."""
        return {"asked": 1, "agreed": 2, "declined": 2, "done": 3}.get(self.state, 4)

    @property
    def reply(self) -> str:
        """The latest words of the office to whoever asked."""
        return next((step.words for step in self.steps.all() if step.words and step.move != "asked"), "")


class HelpStep(Scoped):
    """One step in the life of a request: when, who, what, with the words that the officer reads."""

    request = models.ForeignKey(HelpRequest, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    move = models.CharField(max_length=12)
    words = EncryptedTextField(blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"], name="officers_help_step")]

    def get_move_display(self) -> str:
        """What happened, in the reader's language."""
        return str(HelpRequest.State(self.move).label)


class HelpQuerySet(ScopedQuerySet["Help"]):
    def planned(self) -> Self:
        """Decided and not done yet."""
        return self.filter(state=Help.State.PLANNED)

    def given(self, since: date, until: date) -> Self:
        """Done in [since, until)."""
        return self.filter(state=Help.State.DONE, done_on__gte=since, done_on__lt=until)


class Help(Scoped):
    """One real help (办实事): for one officer who asked, or for the officers of a unit. It rests on an entry
    of the catalogue, or says why it was decided case by case."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DONE = "done", _("done")
        DROPPED = "dropped", _("given up")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, models.CASCADE, null=True, blank=True, related_name="helps")
    request = models.OneToOneField(HelpRequest, models.CASCADE, null=True, blank=True, related_name="help")
    kind = models.CharField(max_length=10, choices=HelpKind.choices)
    entry = models.ForeignKey(HelpEntry, models.PROTECT, null=True, blank=True, related_name="+")
    case_by_case = EncryptedTextField(blank=True, default="")
    words = EncryptedTextField()
    doer = models.ForeignKey(Post, models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    outcome = EncryptedTextField(blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = HelpQuerySet.as_manager()

    class Meta:
        ordering = ["due", "decided_at", "id"]
        indexes = [models.Index(fields=["path", "due"], name="officers_help_due")]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="help_id_path"),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) | (~Q(state="done") & Q(done_on=None)),
                name="a_done_help_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(request=None) | Q(officer__isnull=False), name="who_asked_is_helped"
            ),
        ]

    @property
    def settled(self) -> bool:
        """Is nothing left to do about it?"""
        return self.state != Help.State.PLANNED


S = HelpRequest.State
OPEN = (S.ASKED, S.AGREED, S.DECLINED, S.DONE)
REQUEST_MOVES: Moves = {
    (S.ASKED, S.AGREED): Move("officers.help", reason=True),  # the reason is what will be done
    (S.ASKED, S.DECLINED): Move("officers.help", reason=True),
    (S.ASKED, S.WITHDRAWN): Move("officers.own"),
    (S.AGREED, S.DONE): Move("officers.help_do", reason=True),  # the reason is what was done
    (S.AGREED, S.DECLINED): Move("officers.help", reason=True),  # it could not be done after all
    (S.DECLINED, S.ANSWERED): Move("officers.help", reason=True),  # the reason is what was said
    (S.DONE, S.ANSWERED): Move("officers.help", reason=True),
    **{(state, S.CLOSED): Move("officers.help", reason=True) for state in OPEN},  # the officer is gone
    **{(S.CLOSED, state): Move("officers.help") for state in (S.ASKED, S.DECLINED, S.DONE)},  # he is not
}
H = Help.State
HELP_MOVES: Moves = {
    (H.PLANNED, H.DONE): Move("officers.help_do", reason=True),
    (H.PLANNED, H.DROPPED): Move("officers.help", reason=True),
}
