"""What is done about a need, by which department, on what ground."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import Move, Moves
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet
from anxin.ground.units.models import Domain, Unit

from .base import OfHousehold
from .catalogue import CatalogueEntry
from .needs import Need


class MeasureQuerySet(ScopedQuerySet["Measure"]):
    def proposed(self) -> Self:
        """Measures that were decided on, done or not ("no measure" is not one)."""
        return self.exclude(state=Measure.State.NONE)


class Measure(OfHousehold):
    """One measure for one need: a service or a sum (fen), its ground, its day, its proof.

    It cites an entry of the standing catalogue, or says why it was decided case by case (measures older than
    the catalogue have neither). "No measure" is a decision too and is kept as one, with its reason.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        SENT = "sent", _("sent to the department")
        ACCEPTED = "accepted", _("accepted by the department")
        RETURNED = "returned", _("returned by the department")
        DONE = "done", _("done")
        NONE = "none", _("no measure")

    need = models.ForeignKey(Need, models.CASCADE, related_name="measures")
    domain = models.CharField(max_length=12, choices=Domain.choices, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    words = EncryptedTextField(blank=True, default="")
    amount_fen = models.BigIntegerField(null=True, blank=True)
    ground = models.TextField(blank=True)
    entry = models.ForeignKey(CatalogueEntry, models.PROTECT, null=True, blank=True, related_name="+")
    case_by_case = EncryptedTextField(blank=True, default="")
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    reason = EncryptedTextField(blank=True, default="")
    proof = EncryptedTextField(blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["path", "decided_at", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["need"]),
            models.Index(
                fields=["path", "due"], condition=Q(state__in=["planned", "returned"]), name="care_to_send"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="none") | ~Q(domain="") | Q(unit__isnull=False),
                name="a_measure_has_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="none") | Q(due__isnull=False), name="a_measure_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gt=0), name="a_sum_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) | (~Q(state="done") & Q(done_on=None)),
                name="a_done_measure_has_its_day",
            ),
        ]

    @property
    def who(self) -> str:
        """The department or unit that carries it out, in the reader's language."""
        return self.unit.label if self.unit else str(self.get_domain_display())

    @property
    def settled(self) -> bool:
        """Is nothing left to do about it?"""
        return self.state in (Measure.State.DONE, Measure.State.NONE)


S = Measure.State
MEASURE_MOVES: Moves = {
    (S.PLANNED, S.SENT): Move("care.measure"),
    (S.PLANNED, S.DONE): Move("care.measure", reason=True),  # the reason is the proof
    (S.PLANNED, S.NONE): Move("care.measure", reason=True),
    (S.RETURNED, S.SENT): Move("care.measure"),
    (S.RETURNED, S.DONE): Move("care.measure", reason=True),
    (S.RETURNED, S.NONE): Move("care.measure", reason=True),
    (S.SENT, S.ACCEPTED): Move("care.answer"),
    (S.SENT, S.RETURNED): Move("care.answer", reason=True),
    (S.SENT, S.DONE): Move("care.answer", reason=True),
    (S.ACCEPTED, S.RETURNED): Move("care.answer", reason=True),
    (S.ACCEPTED, S.DONE): Move("care.answer", reason=True),
}
