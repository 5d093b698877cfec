"""What messages add at start-up: their door, with what is unread, and their words in the journal."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Account
from anxin.ground.access.request import Request
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

from .kinds import kind
from .models import Message


def unread(request: HttpRequest) -> "QuerySet[Any]":
    """The unread rows: counted in one question with those of all other doors."""
    found = cast(Request, request)
    return Message.objects.for_reader(cast(Account, found.user), found.post).unread()


entry("messages:inbox", _("Messages"), "account.own", 94, badge=unread)
kind("access.review_waits", _("Emergency access to review"))
tell(
    {
        "messages.read": _("ticked off messages of one's own"),
        "messages.channels_chosen": _("chose where messages go"),
    }
)
