"""Drafts of visits: what somebody wrote and has not sent, on the server so that no telephone can lose it."""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Self

from django.db import models

from anxin.ground.access.models import Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.database.models import ScopedQuerySet

from .base import OfHousehold

Said = Mapping[str, Sequence[str]]  # the form as it was sent: the name of a field and what stood in it


class VisitDraftQuerySet(ScopedQuerySet["VisitDraft"]):
    def own(self, post: Post) -> Self:
        """Those that this post wrote: nobody else sees a draft (row security holds besides)."""
        return self.filter(by=post)


class VisitDraft(OfHousehold):
    """A visit not sent yet. Its id is the key under which it is sent once; ``version`` grows with every
    change, so that a telephone and a computer never overwrite each other."""

    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    fields_json = EncryptedTextField(default="{}")
    changed_at = models.DateTimeField(db_index=True)

    objects = VisitDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "id"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["by", "household"])]

    @property
    def said(self) -> dict[str, list[str]]:
        """The fields as they were written."""
        found: dict[str, list[str]] = json.loads(self.fields_json)
        return found

    def say(self, said: Said) -> None:
        """Hold these fields from now on; not saved yet."""
        self.fields_json = json.dumps({name: list(words) for name, words in said.items()}, ensure_ascii=False)

    @property
    def key(self) -> uuid.UUID:
        """The key under which this visit is sent."""
        return self.pk
