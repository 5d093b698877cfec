"""Files that the house keeps for somebody, for a purpose, until an hour. The disk holds cipher text only."""

from typing import Self

from django.db import models

from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import Scoped, ScopedQuerySet
from anxin.ground.days.clock import now


class StoredFileQuerySet(ScopedQuerySet["StoredFile"]):
    def expired(self) -> Self:
        """Files whose hour has come."""
        return self.filter(expires_at__lte=now())


class StoredFile(Scoped):
    """One file: whose (the id of a post: this room lies below access), what for, until when.

    ``place`` is its random name in the data directory; no address of the house serves that directory. Row
    security shows the row to its owner, and to those whose scope holds the path.
    """

    owner = models.UUIDField()
    purpose = models.CharField(max_length=40)
    name = EncryptedTextField()
    kind = models.CharField(max_length=100)
    size = models.BigIntegerField()
    place = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        db_table = "files_file"
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["path"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="a_file_ends_after_it_begins"
            )
        ]
