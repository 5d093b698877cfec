"""The base of every step in the life of a record of care."""

from django.db import models

from anxin.families.models.base import OfHousehold
from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField

__all__ = ["OfHousehold", "Step"]


class Step(OfHousehold):
    """One step in the life of a record: when, who, what, and the words said with it. Only ever added."""

    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    move = models.CharField(max_length=12)
    words = EncryptedTextField(blank=True, default="")

    class Meta:
        abstract = True
