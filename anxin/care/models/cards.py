"""That a contact card was printed for a family, and whom it names."""

from django.db import models

from anxin.ground.access.models import Post
from anxin.ground.database.models import ScopedQuerySet

from .base import OfHousehold


class CardPrint(OfHousehold):
    """One printing of a family's contact card: when, by whom, and the responsible person it names. A card
    that names somebody else than today's is to be printed anew."""

    printed_at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    responsible = models.ForeignKey(Post, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-printed_at", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["household", "-printed_at"])]
