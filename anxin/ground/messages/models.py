"""An inbox, the channels an account chose, and digests on their way out. No table holds a personal word but
the address that somebody gave for himself, which lies encrypted."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Account, Post
from anxin.ground.database.fields import EncryptedTextField
from anxin.ground.days.clock import now

from . import kinds


class Channel(models.TextChoices):
    """The ways out of the house. The inbox is none of them: it is always there."""

    MAIL = "mail", _("e-mail")
    HTTP = "http", _("text message or group robot")


class MessageQuerySet(models.QuerySet["Message"]):
    def for_reader(self, account: Account, post: Post) -> Self:
        """One's own messages, and those of the post one acts in (for a colleague, by delegation)."""
        return self.filter(Q(account=account) | Q(post=post))

    def unread(self) -> Self:
        """What nobody has opened or ticked off."""
        return self.filter(read_at=None)


class Message(models.Model):
    """One thing that somebody is told: a code with at most a count, a document's number and a page's path.

    ``told_on`` is the day whose digest told it outside; empty: the next one does, unless it is read before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+", null=True)
    code = models.CharField(max_length=60)
    count = models.PositiveIntegerField(null=True)
    document = models.CharField(max_length=30, blank=True)
    link = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    told_on = models.DateField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "id"]
        indexes = [
            models.Index(fields=["account", "at"], name="message_of_account"),
            models.Index(fields=["post", "at"], name="message_of_post"),
            models.Index(fields=["account"], condition=Q(read_at=None, told_on=None), name="message_untold"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=kinds.CODE), name="a_message_is_a_code"),
            models.CheckConstraint(
                condition=Q(count=None) | Q(count__lte=kinds.MOST), name="a_count_is_short"
            ),
            models.CheckConstraint(
                condition=Q(document__regex=kinds.DOCUMENT), name="a_document_is_a_number"
            ),
            models.CheckConstraint(condition=Q(link__regex=kinds.LINK), name="a_link_is_a_path"),
        ]

    @property
    def words(self) -> str:
        """What it says, in the reader's language."""
        return kinds.words_of(self.code, self.count, self.document)

    @property
    def opens(self) -> str:
        """The page to which it leads: its own, else the inbox."""
        return self.link or reverse("messages:inbox")


class ChannelChoice(models.Model):
    """A channel that an account chose for its digest, and where it ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    channel = models.CharField(max_length=4, choices=Channel.choices)
    address = EncryptedTextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "channel"], name="a_channel_once")]


class State(models.TextChoices):
    """How far a digest has come."""

    WAITING = "waiting", _("waiting to leave")
    SENDING = "sending", _("on its way")
    SENT = "sent", _("has left")
    FAILED = "failed", _("not delivered")


class Digest(models.Model):
    """What one account is told on one day over one channel: at most one, whatever happens.

    Before it leaves it is marked as on its way, in a transaction of its own. A worker that dies in between
    leaves it so, and nobody sends it again: the inbox holds everything.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    day = models.DateField()
    channel = models.CharField(max_length=4, choices=Channel.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=now)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["day", "due_at", "id"]
        indexes = [
            models.Index(fields=["channel", "tried_at"], name="digest_tried"),
            models.Index(fields=["channel", "due_at"], condition=Q(state="waiting"), name="digest_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "day", "channel"], name="one_digest_a_day"),
        ]
