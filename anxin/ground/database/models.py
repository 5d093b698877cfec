"""The base of every personal row."""

import uuid
from typing import Protocol, Self, TypeVar

from django.db import models

from .fields import PathField

M = TypeVar("M", bound=models.Model, covariant=True)


class Bounds(Protocol):
    """The range of paths that a post at work may see (ground.access.reach.Reach is the real one)."""

    @property
    def lo(self) -> str: ...
    @property
    def hi(self) -> str: ...


class ScopedQuerySet(models.QuerySet[M]):
    """Rows with a path."""

    def visible_to(self, reach: Bounds) -> Self:
        """Only the rows within ``reach``: the first call in every view. Row security holds besides."""
        return self.filter(path__gte=reach.lo, path__lt=reach.hi)

    def under(self, path: str) -> Self:
        """Only the rows of the subtree that starts at ``path``."""
        return self.filter(path__gte=path, path__lt=path + "~")


class Scoped(models.Model):
    """A row that belongs to a card or a unit: a random id for URLs, a path for row security."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = PathField()

    class Meta:
        abstract = True
