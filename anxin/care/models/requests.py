"""What a department's desk is asked, the few facts it needs for that, and what it answered."""

import json
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.units.models import Unit

from .base import OfHousehold, Step
from .measures import Measure

PART = "request"  # the part of a card that a desk is given access to: one request, nothing else
TO_ANSWER, ANSWERED = "request", "answered"  # purposes: to answer it; to read one's own answer again


class RequestQuerySet(ScopedQuerySet["DepartmentRequest"]):
    def waiting(self) -> Self:
        """Sent or accepted: the desk still owes an answer."""
        return self.filter(state__in=WAITING)


class DepartmentRequest(OfHousehold):
    """One request to one desk. ``facts`` is a snapshot of what the clerk chose to tell, and all the desk
    sees of the family; it never grows by itself."""

    class State(models.TextChoices):
        SENT = "sent", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        DONE = "done", _("done")
        RETURNED = "returned", _("returned")
        FORWARDED = "forwarded", _("passed to another department")

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="requests")
    desk = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    subject = EncryptedTextField()
    asked = EncryptedTextField()
    ground = models.TextField(blank=True)
    facts_json = EncryptedTextField(default="{}")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT)
    sent_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expected_on = models.DateField(null=True, blank=True)
    handler = EncryptedTextField(blank=True, default="")
    answer = EncryptedTextField(blank=True, default="")
    amount_fen = models.BigIntegerField(null=True, blank=True)
    benefit_from = models.DateField(null=True, blank=True)
    benefit_until = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    forwarded_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="forwarded_to"
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["due", "sent_at", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["measure"]),
            models.Index(
                fields=["path", "sent_at"], condition=Q(state__in=["sent", "accepted"]), name="care_asked"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(state__in=["sent", "accepted"]),
                name="one_open_request_a_measure",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="who_and_when_of_an_answer_together",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "returned"]) | Q(answered_by__isnull=False),
                name="an_answer_has_its_person",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gt=0), name="an_answered_sum_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(benefit_from=None)
                | Q(benefit_until=None)
                | Q(benefit_until__gte=F("benefit_from")),
                name="a_benefit_ends_after_it_begins",
            ),
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """What the desk may know: {"people": [{code: value}], "town", "address", "contact"}."""
        found: dict[str, Any] = json.loads(self.facts_json)
        return found

    @property
    def code(self) -> str:
        """A short mark to say on the telephone."""
        return self.pk.hex[:6].upper()

    @property
    def waits(self) -> bool:
        """Does the desk still owe an answer?"""
        return self.state in WAITING

    @property
    def late_day(self) -> bool:
        """Has the desk named a day of its own that lies after the day asked for?"""
        return self.expected_on is not None and self.expected_on > self.due


class RequestStep(Step):
    """One step in a request's life: sent, accepted, returned, passed on, done."""

    request = models.ForeignKey(DepartmentRequest, models.CASCADE, related_name="steps")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["request"])]

    def get_move_display(self) -> str:
        """What happened, in the reader's language."""
        return str(STEP_WORDS[self.move])


S = DepartmentRequest.State
WAITING = (S.SENT, S.ACCEPTED)
STEP_WORDS = {
    S.SENT.value: _("request sent"),
    S.ACCEPTED.value: _("accepted"),
    S.RETURNED.value: _("returned"),
    S.FORWARDED.value: _("passed to another department"),
    S.DONE.value: _("done and answered"),
}
REQUEST_MOVES: Moves = {
    (S.SENT, S.ACCEPTED): Move("care.answer"),
    (S.SENT, S.RETURNED): Move("care.answer", reason=True),
    (S.SENT, S.DONE): Move("care.answer", reason=True),  # the reason is the answer
    (S.SENT, S.FORWARDED): Move("care.answer", reason=True),
    (S.ACCEPTED, S.RETURNED): Move("care.answer", reason=True),
    (S.ACCEPTED, S.DONE): Move("care.answer", reason=True),
    (S.RETURNED, S.SENT): Move("care.measure", reason=True),
}
