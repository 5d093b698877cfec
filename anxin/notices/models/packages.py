"""Packages between networks: whose keys are trusted for what, and what was packed and opened.

No personal data: keys of installations, numbers of documents, ids and hashes. No row security.
"""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.days.clock import now
from anxin.ground.units.models import Unit
from anxin.notices.packages.keys import PublicKey, SecretKey, grouped


class Way(models.TextChoices):
    """Where the holder of a key stands, seen from here; and what is therefore taken from it."""

    OWN = "own", _("this installation")
    ABOVE = "above", _("the level above: notices come from it, reports go to it")
    BELOW = "below", _("a unit below: notices go to it, reports come from it")


class PackageKeyQuerySet(models.QuerySet["PackageKey"]):
    def standing(self) -> Self:
        """Keys that are trusted, and the own key that signs now."""
        return self.filter(ended_at=None, trusted_at__isnull=False)

    def partners(self) -> Self:
        """Keys of other installations."""
        return self.exclude(way=Way.OWN)

    def own(self) -> Self:
        """Keys of this installation: the one that signs and earlier ones, which still open what was on its
        way when they were replaced."""
        return self.filter(way=Way.OWN)


class PackageKey(models.Model):
    """A key. Of others the public line alone; of this installation the secret too, encrypted.

    ``unit``: for a key from below, whose network it is: reports from it tell of that part of the tree only.
    ``trusted_at``: since a second person agreed that it is theirs; until then nothing is taken from it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    way = models.CharField(max_length=5, choices=Way.choices)
    name = models.CharField(max_length=80)
    line = models.CharField(max_length=200, unique=True)
    fingerprint = models.CharField(max_length=32, unique=True)
    secret_line = EncryptedTextField(blank=True, default="")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(default=now)
    trusted_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PackageKeyQuerySet.as_manager()

    class Meta:
        ordering = ["way", "name", "taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["way"], condition=Q(way=Way.OWN, ended_at=None), name="one_own_key_signs"
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.BELOW) | Q(unit__isnull=False), name="a_key_from_below_has_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(way=Way.OWN) | Q(secret_line=""), name="only_own_keys_are_secret"
            ),
        ]

    @property
    def public(self) -> PublicKey:
        """What its packages are checked with, and what is written to it."""
        return PublicKey(self.line)

    @property
    def secret(self) -> SecretKey:
        """What signs and opens; of own keys only."""
        return SecretKey(self.secret_line)

    @property
    def read_out(self) -> str:
        """The fingerprint as two people compare it by telephone."""
        return grouped(self.fingerprint)


class PackageKind(models.TextChoices):
    """What a package carries."""

    NOTICE = "notice", _("notice")
    REPORT = "report", _("report-back")
    ANSWER = "answer", _("answer to a report-back")
    RECEIPT = "receipt", _("receipt of a notice")


class Package(models.Model):
    """One package that was packed here, or opened here. Its id is the one inside it: the same package opened
    twice finds itself, and nothing is done again.

    ``record`` is the notice or report here; ``content`` a hash of what it said, ``document`` its number."""

    id = models.UUIDField(primary_key=True, editable=False)
    inward = models.BooleanField()
    kind = models.CharField(max_length=7, choices=PackageKind.choices)
    key = models.ForeignKey(PackageKey, models.PROTECT, related_name="packages")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    record = models.UUIDField()
    document = models.CharField(max_length=40)
    content = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["unit", "at"])]
