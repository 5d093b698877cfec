"""The journal: who did and who saw what. Codes and ids only, never personal data or sentences."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anxin.ground.database.fields import PathField
from anxin.ground.database.models import ScopedQuerySet

from .words import words_of


class JournalEntry(models.Model):
    """One act or one look. The table is partitioned by month and the app can only add to it.

    ``by`` and ``account`` are plain ids: the journal lies below access. ``path`` says who may read the
    entry; it is outside the hash, so that units can move.
    """

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    by = models.UUIDField(null=True)
    account = models.UUIDField(null=True)
    kind = models.CharField(max_length=60)
    record = models.UUIDField(null=True)
    cards = ArrayField(models.UUIDField())
    result = models.CharField(max_length=20)
    details = models.JSONField()
    request_id = models.CharField(max_length=64)
    path = PathField()
    shard = models.SmallIntegerField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "journal_entry"
        ordering = ["-at", "-seq"]

    @property
    def words(self) -> str:
        """The act in words."""
        return words_of(self.act)
