"""Requests of the persons concerned (PIPL articles 44 to 50), from received to answered."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Move
from anxin.care.models.base import OfHousehold
from anxin.families.models import Household, Person
from anxin.ground.access.lifecycle import Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet


class RequestQuerySet(ScopedQuerySet["RightsRequest"]):
    def open(self) -> Self:
        """Not yet answered and not withdrawn."""
        return self.exclude(state__in=SETTLED)

    def overdue(self, day: date) -> Self:
        """Open ones whose day has passed."""
        return self.open().filter(due__lt=day)

    def of_card(self, household: Household) -> Self:
        """Those about one family; the link is the card's id, which sealing does not change."""
        return self.filter(household=household)


class RightsRequest(Scoped):
    """One request about one person, or about a whole family. Entered on the family's behalf by the office.

    It is the office's own record: its path is the card's place, but it is not tied to the card, so that a
    request that ends in sealing can still be answered. Then ``household`` reads as None and only the number
    of the card is left. No copy of an identity paper is kept: ``papers`` says what was seen.
    """

    class Kind(models.TextChoices):
        ACCESS = "access", _("access: what is held about me")
        COPY = "copy", _("a copy of what is held")
        CORRECTION = "correction", _("correction or completion")
        DELETION = "deletion", _("deletion")
        FREEZING = "freezing", _("freezing: storage only")
        EXPLANATION = "explanation", _("explanation of the rules")

    class Standing(models.TextChoices):
        SELF = "self", _("the person concerned")
        GUARDIAN = "guardian", _("guardian of a minor")
        NEXT_OF_KIN = "next_of_kin", _("next of kin of the deceased")

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        CHECKED = "checked", _("identity checked")
        GRANTED = "granted", _("granted")
        PARTLY = "partly", _("granted in part")
        REFUSED = "refused", _("not granted")
        CARRIED_OUT = "carried_out", _("carried out")
        ANSWERED = "answered", _("answered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    standing = models.CharField(max_length=12, choices=Standing.choices)
    asker = EncryptedTextField()
    contact = EncryptedTextField(blank=True, default="")
    interest = EncryptedTextField(blank=True, default="")
    wording = EncryptedTextField()
    papers = EncryptedTextField(blank=True, default="")
    received_on = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    decision = models.CharField(max_length=8, blank=True)
    reason = EncryptedTextField(blank=True, default="")
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["path", "due"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_by=None, decided_on=None)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_on__isnull=False)),
                name="a_decision_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["refused", "partly"]) | ~Q(reason=""),
                name="a_refusal_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_on__isnull=False)
                | (~Q(state="answered") & Q(answered_on=None)),
                name="an_answered_request_has_its_day",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Does somebody still wait for an answer?"""
        return self.state not in SETTLED

    @property
    def is_granted(self) -> bool:
        """Granted, wholly or in part, and still to be carried out."""
        return self.state in (RightsRequest.State.GRANTED, RightsRequest.State.PARTLY)

    @property
    def code(self) -> str:
        """A short mark to say on the telephone; stands on the letter."""
        return self.pk.hex[:8].upper()

    @property
    def decision_words(self) -> str:
        """The decision in the reader's language; empty before there is one."""
        return str(RightsRequest.State(self.decision).label) if self.decision else ""


class RequestStep(Scoped):
    """One step in a request's life: when, who, what, the words said with it. Only ever added."""

    request = models.ForeignKey(RightsRequest, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    move = models.CharField(max_length=12, choices=RightsRequest.State.choices)
    words = EncryptedTextField(blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["request"])]


class Tombstone(OfHousehold):
    """That data of one person was removed: which kinds and how many rows, when, on which request. Never what
    it was, and not whose: the person is no longer there to be named."""

    request = models.ForeignKey(RightsRequest, models.PROTECT, related_name="tombstones")
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    kinds = models.JSONField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["path"])]


S = RightsRequest.State
SETTLED = (S.ANSWERED, S.WITHDRAWN)
DECISIONS = (S.GRANTED, S.PARTLY, S.REFUSED)
ENTER, DECIDE = "rights.request", "rights.settle"
REQUEST_MOVES: Moves = {
    (S.RECEIVED, S.CHECKED): Move(ENTER, reason=True),  # the reason is which papers were seen
    (S.RECEIVED, S.REFUSED): Move(DECIDE, reason=True),
    (S.RECEIVED, S.WITHDRAWN): Move(ENTER, reason=True),
    (S.CHECKED, S.GRANTED): Move(DECIDE),
    (S.CHECKED, S.PARTLY): Move(DECIDE, reason=True),
    (S.CHECKED, S.REFUSED): Move(DECIDE, reason=True),
    (S.CHECKED, S.WITHDRAWN): Move(ENTER, reason=True),
    (S.GRANTED, S.CARRIED_OUT): Move(DECIDE, reason=True),  # what was done
    (S.GRANTED, S.WITHDRAWN): Move(ENTER, reason=True),
    (S.PARTLY, S.CARRIED_OUT): Move(DECIDE, reason=True),
    (S.PARTLY, S.WITHDRAWN): Move(ENTER, reason=True),
    (S.REFUSED, S.ANSWERED): Move(ENTER, reason=True),  # how the family was told
    (S.CARRIED_OUT, S.ANSWERED): Move(ENTER, reason=True),
}
