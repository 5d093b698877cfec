"""Sessions in a table of ours (settings.SESSION_ENGINE): one can see whose they are, and end them."""

import time
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY as WHO
from django.contrib.auth import logout
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import transaction
from django.http import HttpRequest

from anxin.ground.access.models import Account, Session
from anxin.ground.database.crypto import Damaged, seal, unseal

from .profile import profile

BEGUN, USED, DEVICE, PASSWORD_DUE = "begun", "used", "device", "password_due"
NOTED = 60  # seconds: a session's use is written down once in so long, not at every page
PLACE = "access_session.session_data"
BROWSERS = ("Edg", "OPR", "QQBrowser", "MicroMessenger", "Firefox", "Chrome", "Safari")
WORDS = {"Edg": "Edge", "OPR": "Opera", "MicroMessenger": "WeChat"}
SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "HarmonyOS", "Mac OS", "Linux")


class SessionStore(DatabaseStore):
    """Django's sessions in the database, sealed, with their owner, their beginning and their device.

    Two requests of one session may run at once (a telephone sends what waited and asks who is signed in).
    Django's own store lets the later one write over what the earlier one wrote, so that a message or a
    search is lost; here each writes only what it changed itself."""

    _found: dict[str, Any] | None = None  # as it lay in the database when this request read it

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def get_session_cookie_age(self) -> int:
        return int(profile().idle.total_seconds())

    def load(self) -> dict[str, Any]:
        found = super().load()
        self._found = deepcopy(found)
        return found

    def save(self, must_create: bool = False) -> None:
        with transaction.atomic():
            if self.session_key and not must_create and self._found is not None:
                self._take_over(self._found)
            super().save(must_create)
        self._found = deepcopy(dict(self.items()))

    def _take_over(self, found: dict[str, Any]) -> None:
        """Put what this request changed upon what lies in the database by now, whoever wrote it."""
        rows = Session.objects.select_for_update().filter(session_key=self.session_key)
        lies = rows.first()
        if lies is None:  # ended meanwhile: nothing brings it back (Django refuses to save it)
            return
        mine = dict(self.items())
        now = self.decode(lies.session_data)
        for name in found.keys() | mine.keys():
            if name not in mine:
                now.pop(name, None)
            elif name not in found or mine[name] != found[name]:
                now[name] = mine[name]
        self._session_cache = now

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        one: Any = super().create_model_instance(data)
        one.account = data.get(WHO)
        one.device = data.get(DEVICE, "")
        if BEGUN in data:
            one.begun = datetime.fromtimestamp(data[BEGUN], tz=UTC)
        return one  # type: ignore[no-any-return]

    def encode(self, session_dict: dict[str, Any]) -> str:
        return seal(super().encode(session_dict), PLACE)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            return super().decode(unseal(str(session_data), PLACE))
        except Damaged:
            return {}


def begin(request: HttpRequest, account: Account, *, password_due: bool) -> None:
    """Write down what a session begins with (its key is new already), and end the oldest beyond the limit."""
    request.session[BEGUN] = time.time()
    request.session[DEVICE] = device_words(request.headers.get("User-Agent", ""))
    request.session[PASSWORD_DUE] = password_due
    others = Session.living_of(account).exclude(pk=request.session.session_key)
    end = [one.pk for one in others[profile().sessions - 1 :]]
    Session.objects.filter(pk__in=end).delete()


def end_if_over(request: HttpRequest) -> None:
    """Sign out a session that has lasted as long as any may, else note that it is in use (its idle time
    begins anew when it is saved). One that never began properly begins now."""
    if not request.user.is_authenticated:
        return
    at = time.time()
    if at - request.session.setdefault(BEGUN, at) > profile().absolute.total_seconds():
        logout(request)
    elif at - request.session.get(USED, 0) >= NOTED:
        request.session[USED] = at


def device_words(agent: str) -> str:
    """Browser and system as their owner would say: "Firefox, Windows"."""
    browser = next((one for one in BROWSERS if one in agent), "")
    system = next((one for one in SYSTEMS if one in agent), "")
    return ", ".join(filter(None, (WORDS.get(browser, browser), system)))
