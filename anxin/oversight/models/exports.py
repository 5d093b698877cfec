"""An export: one list, as filtered, on its way out of the house."""

import json
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.days.clock import now
from anxin.ground.files.models import StoredFile


class ExportQuerySet(ScopedQuerySet["Export"]):
    def asked_by(self, post: Post) -> Self:
        """Those of whoever acts in this post now: neither a stand-in nor a successor opens another's."""
        return self.filter(post=post, account=post.acting_id)

    def overdue(self) -> Self:
        """Files that wait to be fetched beyond their hour."""
        return self.filter(state=Export.State.READY, expires_at__lte=now())


class Export(Scoped):
    """One export. ``filters`` may hold what was typed into a search box, ``secret`` the archive's password
    until it was shown once; both are encrypted. ``cards`` are the cards in the file: the right to them is
    looked at again when it is fetched."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a second person")
        QUEUED = "queued", _("being made")
        READY = "ready", _("ready to fetch")
        FETCHED = "fetched", _("fetched, file removed")
        EXPIRED = "expired", _("not fetched in time, file removed")
        REFUSED = "refused", pgettext_lazy("export", "refused")

    class Purpose(models.TextChoices):
        CHECK = "check", _("to check records with another department")
        REPORT = "report", _("to draft a report or a summary")
        VISIT = "visit", _("to prepare visits")
        SEND = "send", _("to hand in as the rules require")

    serial = models.CharField(max_length=24, unique=True)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    account = models.UUIDField(null=True)
    what = models.CharField(max_length=20)
    filters_json = EncryptedTextField(default="{}")
    numbers = models.BooleanField(default=False)
    children = models.BooleanField(default=False)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    reason = EncryptedTextField(blank=True, default="")
    counted = models.PositiveIntegerField()
    written = models.PositiveIntegerField(null=True)
    cards = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=8, choices=State.choices)
    refusal = models.CharField(max_length=40, blank=True)
    approval = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    secret = EncryptedTextField(blank=True, default="")

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["post", "-asked_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="ready")
                | models.Q(made_at__isnull=False, expires_at__isnull=False),
                name="a_ready_export_has_its_hours",
            ),
            models.CheckConstraint(
                condition=models.Q(fetched_at=None) | models.Q(state="fetched", file=None),
                name="a_fetched_export_has_no_file",
            ),
        ]

    @property
    def filters(self) -> dict[str, Any]:
        """What narrowed the list."""
        found: dict[str, Any] = json.loads(self.filters_json)
        return found


class ExportDay(models.Model):
    """How much a person took out on a day: a count that parallel requests cannot pass (one row, locked).

    ``person`` is a keyed hash where the same human holds two accounts, else the account's id."""

    person = models.CharField(max_length=64)
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day", "person"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_count_a_person_and_day")]
