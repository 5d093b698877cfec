"""On what basis a family's data is held, whether the family was told, and what it has agreed to."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.care.models.base import OfHousehold
from anxin.families.models import Person
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet


class Basis(models.TextChoices):
    """PIPL article 13: item 3 (statutory duty) needs no consent; otherwise item 1."""

    DUTY = "duty", _("statutory duty (PIPL article 13, item 3)")
    CONSENT = "consent", _("consent (PIPL article 13, item 1)")


BASES = Basis


class LegalBasis(OfHousehold):
    """The basis on which the data of one family is held, with the document that gives it. The newest holds;
    earlier ones stay."""

    basis = models.CharField(max_length=8, choices=Basis.choices)
    document = models.CharField(max_length=200)
    since = models.DateField()
    recorded_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["household"])]


class NoticeGiven(OfHousehold):
    """That the family was told what is held, why, and which rights it has (PIPL articles 17 and 35: due under
    a statutory duty too)."""

    class Way(models.TextChoices):
        HANDED = "handed", _("handed over and explained")
        READ_OUT = "read_out", _("read out on a visit")
        POSTED = "posted", _("sent by post")
        TELEPHONE = "telephone", _("told on the telephone")

    on = models.DateField()
    way = models.CharField(max_length=10, choices=Way.choices)
    told = EncryptedTextField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-recorded_at"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["household"])]


class ConsentQuerySet(ScopedQuerySet["Consent"]):
    def current(self, day: date) -> Self:
        """Consents that hold on a day."""
        begun = self.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))
        return begun.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))


class Consent(OfHousehold):
    """One separate consent: what for, who gave it, from when. Withdrawing ends it and deletes nothing that
    was done before (PIPL article 15)."""

    class Purpose(models.TextChoices):
        PHOTO = "photo", _("photographs")
        SHARING = "sharing", _("giving data to a department outside the statutory duty")
        EXEMPLAR = "exemplar", _("telling the story as an exemplar")
        OTHER = "other", _("something else")

    class Giver(models.TextChoices):
        SELF = "self", _("the person concerned")
        GUARDIAN = "guardian", _("guardian of a minor")

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    wording = EncryptedTextField()
    giver = models.CharField(max_length=10, choices=Giver.choices)
    given_by = EncryptedTextField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    paper = EncryptedTextField(blank=True, default="")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_noted_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-recorded_at"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["household"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_noted_by=None)
                | Q(withdrawn_on__isnull=False, withdrawn_noted_by__isnull=False),
                name="who_noted_a_withdrawal_and_when",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_consent_ends_after_it_begins"
            ),
        ]
