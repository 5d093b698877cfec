"""Acts on one's own messages: reading them, choosing where the daily digest goes."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from anxin.ground.access.models import Account, Post
from anxin.ground.days.clock import now
from anxin.ground.journal.actions import record

from .models import Channel, ChannelChoice, Message


@transaction.atomic
def read_messages(*, by: Post, account: Account, only: uuid.UUID | None = None) -> int:
    """Tick off what is unread in this inbox, or ``only`` one of it. Returns how many were."""
    unread = Message.objects.for_reader(account, by).unread()
    count = (unread.filter(pk=only) if only else unread).update(read_at=now())
    record("messages.read", by=by, path=by.unit.path, count=count)
    return count


@transaction.atomic
def choose_channels(*, by: Post, account: Account, chosen: Mapping[Channel, str]) -> None:
    """From now on the digest of this account goes over these channels, to these addresses ("" where the
    channel needs none), and over no other."""
    ChannelChoice.objects.filter(account=account).delete()
    ChannelChoice.objects.bulk_create(
        ChannelChoice(account=account, channel=channel, address=address)
        for channel, address in chosen.items()
    )
    record("messages.channels_chosen", by=by, path=by.unit.path, channels=sorted(chosen))
