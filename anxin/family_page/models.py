"""The tables of the door. They hold ids and no relation to other rooms, since the door's process knows none.

The door's role sees the rows of one pass at a time: the one whose token it names (``passes.at_the_door``). A
stolen login of that role lists nothing. What is said and shown lies under the door's own keys.
"""

import json
import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.fields import DigestField, DoorTextField, EncryptedTextField, PathField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.days.clock import now

TRIES = 5  # wrong codes after which a pass is withdrawn


class PassQuerySet(ScopedQuerySet["Pass"]):
    def open(self) -> Self:
        """Passes that still let somebody in: not expired, not used, not withdrawn."""
        return self.filter(expires_at__gt=now(), used_at=None, withdrawn_at=None)


class Pass(Scoped):
    """A link with a code by another channel: lets one person see one matter for a time.

    Only hashes of the link's token and of the code are kept. ``subject``: the id of a request
    (desk), of a joint table's column (column) or of a household (family). ``contact``: the post in whose name
    a department's contact answers. ``used_at``: when the
    last thing that can be said through it was said.
    """

    class Kind(models.TextChoices):
        DESK = "desk", _("department desk")
        COLUMN = "column", _("column of a department")
        FAMILY = "family", _("family")

    class Why(models.TextChoices):
        OFFICE = "office", _("by the office")
        TRIES = "tries", _("too many wrong codes")
        NEWER = "newer", _("a newer link was made")
        ANSWERED = "answered", _("answered another way")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    subject = models.UUIDField(editable=False)
    contact = models.UUIDField(null=True, editable=False)
    token_hash = DigestField(unique=True, db_index=False)
    code_hash = DigestField(db_index=False)
    issued_by = models.UUIDField(editable=False)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=8, choices=Why.choices, blank=True, default="")

    objects = PassQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["subject"])]
        constraints = [
            models.UniqueConstraint(fields=["id", "path"], name="pass_id_path"),
            models.CheckConstraint(condition=Q(tries__lte=TRIES), name="a_pass_has_so_many_tries"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")), name="a_pass_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="one_open_pass_a_matter",
            ),
        ]

    def is_open(self, at: datetime) -> bool:
        """Does it still let somebody in at this moment?"""
        return self.used_at is None and self.withdrawn_at is None and self.expires_at > at

    @property
    def state(self) -> str:
        """issued, opened, used, withdrawn or expired, as it stands now."""
        if self.used_at:
            return "used"
        if self.withdrawn_at:
            return "withdrawn"
        if self.expires_at <= now():
            return "expired"
        return "opened" if self.opened_at else "issued"


class OfPass(models.Model):
    """A row that goes with its pass: same card, same end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = PathField()
    given = models.ForeignKey(Pass, models.CASCADE, related_name="%(class)ss", db_column="pass_id")
    content_json = DoorTextField(default="{}")

    class Meta:
        abstract = True

    @property
    def content(self) -> dict[str, Any]:
        """What it says, as the writer gave it."""
        found: dict[str, Any] = json.loads(self.content_json or "{}")
        return found


class Sheet(OfPass):
    """What a pass shows: a snapshot that the office writes. The door reads nothing else of anybody."""

    written_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["path"])]
        constraints = [models.UniqueConstraint(fields=["given"], name="one_sheet_a_pass")]


class SaidQuerySet(ScopedQuerySet["Said"]):
    def waiting(self) -> Self:
        """What the house has not carried out yet, the oldest first."""
        return self.filter(taken_at=None).order_by("said_at", "id")


class Said(OfPass):
    """One thing said at the door, or one look taken there. A job of the house carries it out: ``taken_at``;
    ``result``: the code of the rule that
    said no by then."""

    kind = models.CharField(max_length=10)
    said_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=60, blank=True, default="")

    objects = SaidQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "id"]
        indexes = [
            models.Index(fields=["path"]),
            models.Index(fields=["said_at"], condition=Q(taken_at=None), name="said_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["given"], condition=Q(kind__in=["return", "done", "forward"]), name="one_last_word"
            ),
            models.UniqueConstraint(fields=["given"], condition=Q(kind="accept"), name="accepted_once"),
        ]


class Knock(models.Model):
    """How often an address failed at the door of late, under a keyed hash: it waits, longer each time."""

    mark = DigestField(primary_key=True, db_index=False)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    wait_until = models.DateTimeField(null=True)


class Handed(models.Model):
    """That a family's page was handed over: to whom, and the token, so that its contact card can be printed
    again. For the office alone, under the house's keys: the door may not even read this table."""

    given = models.OneToOneField(Pass, models.CASCADE, primary_key=True, related_name="handed")
    path = PathField()
    token = EncryptedTextField()
    holder = EncryptedTextField(blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["path"])]
