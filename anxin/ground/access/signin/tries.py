"""Wrong tries: whoever guesses must wait, and nobody else.

A browser that somebody has signed in from before (its device cookie names the login) has a counter of its
own, so no stranger can lock its owner out. A stranger is counted by login and place together; places by all
their tries, and the whole house by all of them: past that mark a stranger has one try before the wait. Waits
grow.
A try that must wait is answered as a wrong one, after the same work (adapters.AccountAdapter).
"""

from dataclasses import dataclass
from datetime import timedelta

from allauth.core.internal.ratelimit import get_ip
from django.db import transaction
from django.http import HttpRequest

from anxin.ground.access.models import Attempt
from anxin.ground.database.crypto import digest
from anxin.ground.days.clock import now

from . import devices
from .profile import limits, profile


@dataclass
class Try:
    """One try to sign in: under which keys it counts, and whether it must wait."""

    own: str
    shared: tuple[str, str]  # its place and the whole house, in this window of time; unused when known
    known: bool
    must_wait: bool = False

    def failed(self) -> None:
        """Count it for its place and the house; its own key counted it when it began."""
        if self.known or self.must_wait:
            return
        window = timedelta(minutes=limits()["window_minutes"])
        for key, free in zip(self.shared, (limits()["source_tries"], limits()["house_tries"]), strict=True):
            with transaction.atomic():
                _locked(key).count(free=free, first=window, most=window, forget=2 * window)

    def succeeded(self) -> None:
        """Forget its own wrong tries: whoever knew the password is no guesser."""
        Attempt.objects.filter(pk=self.own).delete()


def begin(request: HttpRequest, login: str) -> Try:
    """Count a try as wrong before anything is looked at, so that tries at the same moment count too."""
    place, device = get_ip(request), devices.known(request, login)
    window = int(now().timestamp() // (60 * limits()["window_minutes"]))
    shared = digest(f"place|{place}|{window}"), digest(f"house|{window}")
    own = digest(f"device|{login}|{device}" if device else f"pair|{login}|{place}")
    one = Try(own, shared, bool(device))
    waiting = _waiting(shared) if not one.known else set()
    with transaction.atomic():
        counter = _locked(own)
        one.must_wait = counter.must_wait or shared[0] in waiting
        if not one.must_wait:
            _count(counter, 1 if shared[1] in waiting else profile().tries)
    return one


def _waiting(keys: tuple[str, str]) -> set[str]:
    return set(Attempt.objects.filter(pk__in=keys, until__gt=now()).values_list("pk", flat=True))


def _count(counter: Attempt, free: int) -> None:
    rules = profile()
    counter.count(
        free=free,
        first=timedelta(seconds=rules.wait_seconds),
        most=timedelta(minutes=rules.wait_most_minutes),
        forget=timedelta(hours=limits()["forget_hours"]),
    )


def _locked(key: str) -> Attempt:
    Attempt.objects.get_or_create(pk=key)
    return Attempt.objects.select_for_update().get(pk=key)
