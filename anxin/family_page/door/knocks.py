"""Who fails often waits: wrong codes and unknown links are counted by address, under a keyed hash.

A whole department or a mobile network may stand behind one address, so nobody is locked out for long.
"""

import ipaddress
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest

from anxin.family_page.models import Knock
from anxin.ground.database.crypto import DOOR, digest
from anxin.ground.days.clock import now

FREE = 10  # failures without a wait
FORGET = timedelta(minutes=30)  # after the last failure it is as if there had been none
LONGEST = 15  # minutes of one wait


def wait(request: HttpRequest) -> int:
    """How many minutes this address must still wait; 0: none."""
    held = Knock.objects.filter(mark=_mark(request), wait_until__gt=now()).first()
    return _minutes(held.wait_until) if held and held.wait_until else 0


@transaction.atomic
def failed(request: HttpRequest) -> None:
    """Count one failure; from the eleventh on each doubles the wait."""
    moment = now()
    Knock.objects.filter(last_at__lt=moment - FORGET).delete()
    mark = _mark(request)
    Knock.objects.get_or_create(mark=mark, defaults={"last_at": moment})
    held = Knock.objects.select_for_update().get(mark=mark)
    held.failures, held.last_at = held.failures + 1, moment
    if held.failures > FREE:
        minutes = min(2 ** (held.failures - FREE - 1), LONGEST)
        held.wait_until = moment + timedelta(minutes=minutes)
    held.save(update_fields=["failures", "last_at", "wait_until"])


def _mark(request: HttpRequest) -> str:
    return digest(_network(request.META.get("REMOTE_ADDR", "")), DOOR)


def _network(address: str) -> str:
    """An IPv6 caller owns a whole /64 and could change its address with every try."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address or "unknown"
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def _minutes(until: datetime) -> int:
    return max(1, -(-int((until - now()).total_seconds()) // 60))
