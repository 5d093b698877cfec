"""Relief funds (帮扶资金): money in, payments to officers in need, and the receipt for each."""

from typing import Self

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.units.models import Unit

from .help import Help
from .officers import Officer


class Fund(Scoped):
    """A fund of one unit for officers in need, with the rule it is paid by. Closed once it is empty."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    ground = models.TextField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["path", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="fund_id_path"),
            models.UniqueConstraint(fields=["unit", "name"], name="one_fund_of_a_name"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="a_fund_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def money_in(self) -> int:
        """All that was put in, in fen."""
        return self.inflows.aggregate(sum=Sum("amount_fen"))["sum"] or 0

    @property
    def money_out(self) -> int:
        """All that was paid out, in fen."""
        return _sum(self.payments.filter(state__in=(P.PAID, P.RECEIPTED)))

    @property
    def bound(self) -> int:
        """What is asked for or agreed to and not paid yet, in fen."""
        return _sum(self.payments.filter(state__in=(P.PROPOSED, P.AGREED)))

    @property
    def left(self) -> int:
        """What can still be given away, in fen."""
        return self.money_in - self.money_out - self.bound


def _sum(payments: "PaymentQuerySet") -> int:
    return payments.aggregate(sum=Sum("amount_fen"))["sum"] or 0


class FundMoney(Scoped):
    """Money put into a fund: how much, when, where it came from."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="inflows")
    amount_fen = models.BigIntegerField()
    on = models.DateField()
    words = EncryptedTextField()
    noted_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-noted_at", "id"]
        indexes = [models.Index(fields=["path"], name="officers_fund_money")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="money_put_in_is_positive"),
        ]


class PaymentQuerySet(ScopedQuerySet["Payment"]):
    def paid(self) -> Self:
        """Money that left the fund, with or without its receipt."""
        return self.filter(state__in=(P.PAID, P.RECEIPTED))

    def without_receipt(self) -> Self:
        """Paid, and nobody has signed for it yet."""
        return self.filter(state=P.PAID)


class Payment(Scoped):
    """One payment of relief to one officer (fen): asked for by a clerk, agreed to by a leader, paid, and
    signed for. It stays with its fund wherever the officer goes: ``payee`` and ``unit`` are the name and the
    unit of that day. ``taken_by``: who signed in the officer's place, and what he is to him."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for agreement")
        AGREED = "agreed", _("agreed, to be paid")
        REFUSED = "refused", _("not agreed")
        PAID = "paid", _("paid, receipt missing")
        RECEIPTED = "receipted", _("paid, signed for")

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="payments")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="payments")
    payee = EncryptedTextField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    help = models.ForeignKey(Help, models.PROTECT, null=True, blank=True, related_name="payments")
    amount_fen = models.BigIntegerField()
    words = EncryptedTextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = EncryptedTextField(blank=True, default="")
    paid_on = models.DateField(null=True, blank=True)
    receipt = models.CharField(max_length=40, blank=True)
    receipted_on = models.DateField(null=True, blank=True)
    taken_by = EncryptedTextField(blank=True, default="")

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [models.Index(fields=["path", "state"], name="officers_payments")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_relief_payment_is_positive"),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="who_and_when_of_a_payment_together",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("proposed_by")), name="a_payment_has_two_people"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["paid", "receipted"], paid_on__isnull=False)
                | (~Q(state__in=["paid", "receipted"]) & Q(paid_on=None)),
                name="a_paid_payment_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="receipted", receipted_on__isnull=False)
                | (
                    ~Q(state="receipted")
                    & Q(
                        receipted_on=None,
                        receipt="",
                    )
                ),
                name="a_receipt_has_its_day",
            ),
        ]

    @property
    def settled(self) -> bool:
        """Is nothing left to do about it?"""
        return self.state in (P.REFUSED, P.RECEIPTED)


P = Payment.State
PAYMENT_MOVES: Moves = {
    (P.PROPOSED, P.AGREED): Move("officers.agree"),
    (P.PROPOSED, P.REFUSED): Move("officers.agree", reason=True),
    (P.AGREED, P.PAID): Move("officers.fund"),
    (P.AGREED, P.REFUSED): Move("officers.agree", reason=True),
    (P.PAID, P.RECEIPTED): Move("officers.fund"),
}
