"""The counsellors' own schema of the database: wrapped keys, notes, and keys given to a colleague for
recovery.

Nothing in it opens with the house's keys (officers.sealing), each row is in sight of its own post alone,
and the app may add notes but neither change nor remove one. No foreign key leaves the schema, so that it
can be dumped, moved or locked away as a whole.
"""

import uuid

from django.db import models
from django.db.models import Q

from anxin.ground.access.models import Post
from anxin.ground.database.fields import SealedTextField

from .counselling import Booking

SCHEMA = "counselling"


def _in_schema(table: str) -> str:
    """The name of a table of the schema, as Django puts it between quotation marks."""
    return f'{SCHEMA}"."{table}'


def _outside(to: type[models.Model]) -> "models.ForeignKey[models.Model, models.Model]":
    """A reference out of the schema, which the database does not tie: see above."""
    return models.ForeignKey(to, models.DO_NOTHING, db_constraint=False, related_name="+")


class CounsellorKey(models.Model):
    """A counsellor's private half, wrapped by a passphrase that is stored nowhere. A retired one was lost:
    what was sealed to it stays shut unless a colleague was entrusted with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = _outside(Post)
    wrapped = SealedTextField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: models.Manager["CounsellorKey"] = models.Manager()

    class Meta:
        db_table = _in_schema("counsellor_key")
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(retired_at=None), name="one_counsellor_key_in_use"
            ),
        ]


class CounsellorNote(models.Model):
    """What a counsellor noted after an hour. Only ever added; only the counsellor's passphrase opens it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = _outside(Post)
    booking = _outside(Booking)
    key = models.ForeignKey(CounsellorKey, models.PROTECT, related_name="+")
    sealed = SealedTextField()
    at = models.DateTimeField()

    objects: models.Manager["CounsellorNote"] = models.Manager()

    class Meta:
        db_table = _in_schema("counsellor_note")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["booking"], name="counsellor_note_booking")]


class KeyRecovery(models.Model):
    """A colleague can let its owner in again: the owner's private half, sealed to the colleague's
    (``sealed``). Once the colleague does so it lies here wrapped by a code that is told in person
    (``released``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = _outside(Post)
    colleague = _outside(Post)
    key = models.ForeignKey(CounsellorKey, models.PROTECT, related_name="+")
    colleague_key = models.UUIDField()
    sealed = SealedTextField()
    given_at = models.DateTimeField()
    released = SealedTextField(blank=True, default="")
    released_at = models.DateTimeField(null=True, blank=True)

    objects: models.Manager["KeyRecovery"] = models.Manager()

    class Meta:
        db_table = _in_schema("key_recovery")
        ordering = ["-given_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released="", released_at=None) | (~Q(released="") & Q(released_at__isnull=False)),
                name="a_key_is_released_at_a_moment",
            ),
            models.UniqueConstraint(
                fields=["key", "colleague_key"], name="a_key_is_given_once_to_a_colleague"
            ),
        ]
