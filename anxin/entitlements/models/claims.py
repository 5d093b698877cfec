"""What is claimed of what the law owes a family, from owed to paid: to whom, how much, how it stands."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from anxin.families.models import FallenOfficer, Person
from anxin.families.models.base import OfHousehold
from anxin.families.models.households import Status
from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.units.models import Unit

PART = "claim"  # the part of a card that a payer's desk is given access to: one claim, nothing else
ONCE = "once"


class ClaimState(models.TextChoices):
    """How a claim stands. 待申领 to 已付清; SET_ASIDE: another line was chosen in its place."""

    OWED = "owed", pgettext_lazy("claim", "to be applied for")
    APPLIED = "applied", pgettext_lazy("claim", "applied for")
    APPROVED = "approved", pgettext_lazy("claim", "approved")
    PAYING = "paying", pgettext_lazy("claim", "in payment")
    PAID = "paid", pgettext_lazy("claim", "paid")
    REFUSED = "refused", pgettext_lazy("claim", "refused")
    APPEALED = "appealed", pgettext_lazy("claim", "appealed")
    SET_ASIDE = "set_aside", pgettext_lazy("claim", "not claimed")
    CLOSED = "closed", pgettext_lazy("claim", "closed")


S = ClaimState
GRANTED = (S.APPROVED, S.PAYING, S.PAID, S.CLOSED)  # the payer has named a sum
RUNNING = (S.APPLIED, S.APPEALED, S.APPROVED, S.PAYING, S.PAID)  # asked of a payer, and not given up
ALIVE = (S.OWED, *RUNNING)  # taken up or asked for, and not given up
UNASKED = (S.OWED, S.SET_ASIDE)  # no payer was asked
WITH_A_DECISION = (S.APPROVED, S.PAYING, S.PAID)  # a top-up may follow once the final figure is out
UNCOUNTED = (S.REFUSED, S.SET_ASIDE)  # nothing comes of it
NEW = ""  # before a claim exists


class ClaimQuerySet(ScopedQuerySet["Claim"]):
    def in_use(self) -> Self:
        """Those of families whose card is in use."""
        return self.filter(household__status=Status.OPEN)

    def owed(self) -> Self:
        """Taken up, and not yet applied for."""
        return self.filter(state=S.OWED)

    def running(self) -> Self:
        """Asked of a payer and not given up."""
        return self.filter(state__in=RUNNING)

    def alive(self) -> Self:
        """Taken up or asked for, and neither refused nor set aside nor closed."""
        return self.filter(state__in=ALIVE)

    def moved(self) -> Self:
        """Made for another determination than the one that holds now (认定已变)."""
        return self.exclude(category="").exclude(category=F("officer__determination"))

    def unpaid_since(self, day: date) -> Self:
        """Approved on ``day`` or before, and nothing was paid yet."""
        return self.filter(state=S.APPROVED, decided_on__lte=day)


class Claim(OfHousehold):
    """One line of a calculation as it is claimed. ``line`` is the stable id of the line (Entitlement), which
    is made anew with every calculation; what was claimed stays as it was claimed.

    ``amount_fen`` is the sum as calculated when it was claimed, ``approved_fen`` what the payer approved:
    of the whole, or of one month or year for what is paid by the month or year (``period``). Who receives it
    is a set of people (Agreement) and is never copied here. ``reason`` is the payer's, ``ended_why`` that of
    whoever closed the claim or set it aside. ``top_up_of``: the claim made on a provisional
    sum, of which this is the difference to the final one."""

    officer = models.ForeignKey(FallenOfficer, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    line = models.UUIDField()
    rule = models.CharField(max_length=40)
    category = models.CharField(max_length=12)
    version = models.DateField(null=True, blank=True)
    period = models.CharField(max_length=8, default=ONCE)
    payer = models.CharField(max_length=30)
    conflict = models.CharField(max_length=40, blank=True)
    amount_fen = models.BigIntegerField()
    provisional = models.BooleanField(default=False)
    deadlines = models.JSONField(default=list)
    apply_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.OWED)
    reason = EncryptedTextField(blank=True, default="")
    ended_why = EncryptedTextField(blank=True, default="")
    desk = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    applied_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    approved_fen = models.BigIntegerField(null=True, blank=True)
    top_up_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="top_ups")
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["path", "made_at", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["payer", "state", "path"], name="claim_payer_state_path"),
            models.Index(fields=["line"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "line"], condition=Q(top_up_of=None), name="one_claim_a_line"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_claimed_sum_is_positive"),
            models.CheckConstraint(
                condition=Q(state__in=GRANTED, approved_fen__gt=0, decided_on__isnull=False)
                | Q(state=S.APPEALED)  # against a sum that was approved, which stands until it is decided
                | (~Q(state__in=GRANTED) & Q(approved_fen=None)),
                name="an_approved_sum_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNASKED) | Q(applied_on__isnull=False), name="a_claim_has_its_day"
            ),
        ]

    @property
    def once(self) -> bool:
        """Is it one sum, and not one for every month or year?"""
        return self.period == ONCE

    @property
    def is_granted(self) -> bool:
        """Has the payer named a sum?"""
        return self.state in GRANTED

    @property
    def is_moved(self) -> bool:
        """Was it made for another determination than the one that holds now?"""
        return bool(self.category) and self.category != self.officer.determination

    def late_on(self, day: date, patience: int) -> bool:
        """Approved more than ``patience`` days ago, and nothing was paid yet?"""
        return (
            self.state == S.APPROVED
            and self.decided_on is not None
            and self.decided_on < day - timedelta(patience)
        )


class ClaimEvent(OfHousehold):
    """One step in a claim's life: when, who, what, and the words said with it. Only ever added."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    move = models.CharField(max_length=12)
    words = EncryptedTextField(blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["claim"])]

    def get_move_display(self) -> str:
        """What happened, in the reader's language."""
        return str(EVENT_WORDS[self.move])


class Payment(OfHousehold):
    """Money that came: day, sum, to whom of the set (nobody named: to the family together), the voucher.
    ``month``: first day of the month or year that is paid, for what is paid by the month or year.
    ``struck_at``, ``struck_why``: noted in error, and counted no more; the row stays."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="payments")
    on = models.DateField()
    amount_fen = models.BigIntegerField()
    month = models.DateField(null=True, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    voucher = EncryptedTextField(blank=True, default="")
    noted_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_why = EncryptedTextField(blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-noted_at", "-id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["claim"])]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_payment_is_positive"),
        ]


TOPPED_UP = "topped_up"  # a claim that was made as the difference to a final sum
REOPENED, UNDECIDED, STRUCK = "reopened", "undecided", "struck"  # what was noted in error, taken back
EVENT_WORDS = {
    S.OWED.value: pgettext_lazy("claim event", "taken up"),
    TOPPED_UP: pgettext_lazy("claim event", "taken up as a top-up"),
    S.APPLIED.value: pgettext_lazy("claim event", "application handed in"),
    S.APPROVED.value: pgettext_lazy("claim event", "approved by the payer"),
    S.REFUSED.value: pgettext_lazy("claim event", "refused by the payer"),
    S.APPEALED.value: pgettext_lazy("claim event", "appeal handed in"),
    S.PAYING.value: pgettext_lazy("claim event", "payment noted"),
    S.PAID.value: pgettext_lazy("claim event", "payment noted; paid in full"),
    S.SET_ASIDE.value: pgettext_lazy("claim event", "set aside"),
    S.CLOSED.value: pgettext_lazy("claim event", "closed after review"),
    REOPENED: pgettext_lazy("claim event", "taken up again"),
    UNDECIDED: pgettext_lazy("claim event", "record of the decision taken back"),
    STRUCK: pgettext_lazy("claim event", "record of a payment struck out"),
}

CLAIM, DECIDE, PAY, CHOOSE = (f"entitlements.{name}" for name in ("claim", "decide", "pay", "choose"))
CLAIM_MOVES: Moves = {
    (NEW, S.OWED): Move(CLAIM),
    (S.OWED, S.APPLIED): Move(CLAIM),
    (S.APPLIED, S.APPROVED): Move(DECIDE),  # for another sum than claimed only with a reason
    (S.APPLIED, S.REFUSED): Move(DECIDE, reason=True),
    (S.REFUSED, S.APPEALED): Move(DECIDE, reason=True),
    (S.APPEALED, S.APPROVED): Move(DECIDE),
    (S.APPEALED, S.REFUSED): Move(DECIDE, reason=True),
    (S.APPROVED, S.APPEALED): Move(DECIDE, reason=True),  # against a sum that is too low
    (S.PAYING, S.APPEALED): Move(DECIDE, reason=True),
    (S.PAID, S.APPEALED): Move(DECIDE, reason=True),
    (S.APPROVED, S.PAYING): Move(PAY),
    (S.APPROVED, S.PAID): Move(PAY),
    (S.PAYING, S.PAYING): Move(PAY),
    (S.PAYING, S.PAID): Move(PAY),
    (S.APPROVED, S.CLOSED): Move(PAY, reason=True),  # after a review: nothing ends without a human being
    (S.PAYING, S.CLOSED): Move(PAY, reason=True),
    (S.PAID, S.CLOSED): Move(PAY, reason=True),  # paid, and the determination has changed since
    (S.OWED, S.SET_ASIDE): Move(CHOOSE, reason=True),
    (S.APPLIED, S.SET_ASIDE): Move(CHOOSE, reason=True),
    (S.REFUSED, S.SET_ASIDE): Move(CHOOSE, reason=True),
    (S.APPEALED, S.SET_ASIDE): Move(CHOOSE, reason=True),
    (S.SET_ASIDE, S.OWED): Move(CHOOSE, reason=True),
}
# Taking back what was noted in error, always with the reason: a table of its own, so that no step of the way
# forward leads back.
CLAIM_CORRECTIONS: Moves = {
    (S.CLOSED, S.APPROVED): Move(PAY, reason=True),
    (S.CLOSED, S.PAYING): Move(PAY, reason=True),
    (S.CLOSED, S.PAID): Move(PAY, reason=True),
    (S.SET_ASIDE, S.OWED): Move(CHOOSE, reason=True),
    (S.APPROVED, S.APPLIED): Move(DECIDE, reason=True),
    (S.APPROVED, S.APPEALED): Move(DECIDE, reason=True),
    (S.REFUSED, S.APPLIED): Move(DECIDE, reason=True),
    (S.REFUSED, S.APPEALED): Move(DECIDE, reason=True),
    (S.PAYING, S.PAYING): Move(PAY, reason=True),
    (S.PAYING, S.APPROVED): Move(PAY, reason=True),
    (S.PAID, S.PAYING): Move(PAY, reason=True),
    (S.PAID, S.APPROVED): Move(PAY, reason=True),
}
