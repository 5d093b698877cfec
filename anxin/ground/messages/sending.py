"""From inboxes to the outside: one digest a person and day, within limits, never in quiet hours.

``plan`` makes the digests of the day; ``send_waiting`` takes them out one by one. Both may run at any time,
twice at once and again after a crash: a digest is marked before it leaves and never leaves twice.
"""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Sum
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from anxin.ground.access.models import Account
from anxin.ground.days.clock import SHANGHAI, now, today
from anxin.ground.days.workdays import is_working_day

from .carriers import Letter, NotSent, Unclear, http, mail
from .models import Channel, ChannelChoice, Digest, Message, State

CARRIERS = {Channel.MAIL: mail.carry, Channel.HTTP: http.carry}
PLANNING = "messages: planning"
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
BUSY = 50  # seconds one run sends at most; the next begins after a minute


def open_channels() -> list[Channel]:
    """The ways out that this installation has. The demo's mail goes into a folder."""
    ways, demo = settings.ANXIN_OUTGOING, settings.ANXIN_DEMO or settings.TESTING
    found = {Channel.MAIL: bool(ways.mail) or demo, Channel.HTTP: bool(ways.http)}
    return [channel for channel, is_open in found.items() if is_open]


def is_quiet(moment: datetime) -> bool:
    """Does nothing leave the house now? At night, before and after office hours, on days off."""
    limits, here = settings.LIMITS["messages"], moment.astimezone(SHANGHAI)
    in_hours = limits["first_hour"] <= here.hour < limits["last_hour"]
    return not (in_hours and is_working_day(here.date()))


@transaction.atomic
def plan() -> int:
    """Make the digests of today for everybody who has something new, chose a channel and had none today.
    What an earlier day could not bring out goes into today's. Returns how many digests were made."""
    if is_quiet(now()):
        return 0
    _lock(PLANNING)
    _give_up(Digest.objects.filter(state=State.WAITING, day__lt=today()))
    waiting = Message.objects.unread().filter(told_on=None, account__is_active=True)
    had = Digest.objects.filter(day=today())
    choices = ChannelChoice.objects.filter(channel__in=open_channels(), account__in=waiting.values("account"))
    made = [
        Digest(account_id=account, day=today(), channel=channel)
        for account, channel in choices.exclude(account__in=had.values("account")).values_list(
            "account", "channel"
        )
    ]
    Digest.objects.bulk_create(made)
    waiting.filter(account__pk__among={one.account_id for one in made}).update(told_on=today())
    return len(made)


def send_waiting() -> int:
    """Send what waits, as far as the limits of each channel allow. Returns how many were taken in hand."""
    begun, taken = time.monotonic(), 0
    for channel in open_channels():
        while time.monotonic() - begun < BUSY and (one := _claim(channel)):
            _deliver(one)
            taken += 1
    return taken


@transaction.atomic
def _claim(channel: Channel) -> Digest | None:
    """The next digest of a channel, marked as on its way; None when nothing waits or the limit is reached."""
    _lock(f"messages: {channel}")
    moment = now()
    if is_quiet(moment) or _is_used_up(channel, moment):
        return None
    waiting = Digest.objects.filter(channel=channel, state=State.WAITING, day=today(), due_at__lte=moment)
    one = waiting.select_related("account").order_by("due_at", "id").first()
    if one is not None:
        one.state, one.tries, one.tried_at = State.SENDING, one.tries + 1, moment
        one.save(update_fields=["state", "tries", "tried_at"])
    return one


def _is_used_up(channel: Channel, moment: datetime) -> bool:
    """Has this channel carried as much as its limits allow in a minute, or in a day?"""
    limits, mine = settings.LIMITS["messages"], Digest.objects.filter(channel=channel)
    if mine.filter(tried_at__gt=moment - timedelta(minutes=1)).count() >= limits[f"{channel}_a_minute"]:
        return True
    tries: int = mine.filter(day=today()).aggregate(all=Sum("tries"))["all"] or 0
    return tries >= int(limits[f"{channel}_a_day"])


def _deliver(one: Digest) -> None:
    choice = ChannelChoice.objects.filter(account=one.account, channel=one.channel).first()
    told = list(Message.objects.unread().filter(account=one.account, told_on=one.day))
    if choice is None or not told:  # taken back, or read in the meantime
        one.delete()
        return
    try:
        CARRIERS[Channel(one.channel)](letter_of(one, choice.address, told))
    except NotSent:
        _try_again(one)
    except Unclear:
        pass  # stays as it is: on its way
    else:
        Digest.objects.filter(pk=one.pk).update(state=State.SENT)


def letter_of(one: Digest, address: str, told: list[Message]) -> Letter:
    """The digest in its reader's language: what is new, in the words of the codes, and where to read it."""
    most = settings.LIMITS["messages"]["lines"]
    link = settings.BASE_URL + reverse("messages:inbox")
    with translation.override(one.account.language):
        subject = _("Anxin: new messages: %(n)d") % {"n": len(told)}
        lines = [message.words for message in told[:most]]
        if len(told) > most:
            lines.append(_("And others: %(n)d") % {"n": len(told) - most})
        text = "\n".join([subject, *lines, _("Sign in to read them: %(link)s") % {"link": link}])
    return Letter(str(one.pk), address, subject, text, link, len(told))


@transaction.atomic
def _try_again(one: Digest) -> None:
    limits = settings.LIMITS["messages"]
    if one.tries >= limits["tries"]:
        _give_up(Digest.objects.filter(pk=one.pk))
        return
    wait = timedelta(minutes=limits["retry_minutes"] * 2 ** (one.tries - 1))
    Digest.objects.filter(pk=one.pk).update(state=State.WAITING, due_at=now() + wait)


def _give_up(digests: "Iterable[Digest]") -> None:
    """Park digests as not delivered. What they told and nobody read is told again by a later day's."""
    for one in digests:
        Digest.objects.filter(pk=one.pk).update(state=State.FAILED)
        reached = Digest.objects.filter(account=one.account_id, day=one.day).exclude(state=State.FAILED)
        if not reached.exists():
            mine = Message.objects.unread().filter(account=one.account_id, told_on=one.day)
            mine.update(told_on=None)


def forget_old() -> int:
    """Remove messages read so long ago as limits.toml says, and digests as old. Returns how many messages."""
    old = now() - timedelta(days=settings.LIMITS["messages"]["keep_days"])
    Digest.objects.filter(day__lt=old.date()).delete()
    return Message.objects.filter(read_at__lt=old).delete()[0]


def _lock(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [name])


def last_failed(account: Account) -> Digest | None:
    """The account's latest digest, if it did not arrive: the address may be wrong."""
    latest = (
        Digest.objects.filter(account=account).order_by("-day", F("tried_at").desc(nulls_last=True)).first()
    )
    return latest if latest and latest.state == State.FAILED else None
