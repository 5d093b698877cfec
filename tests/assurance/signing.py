"""People who sign in through the form, with what they carry: for the checks of O19."""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.test import Client
from django.utils import timezone

from anxin.ground.access.actions import change_password
from anxin.ground.access.models import Post
from tests.cast import PASSWORD, hire

PROVED: set[str] = set()
STRANGER, HOME = "198.51.100.7", "203.0.113.9"  # two places to sign in from
PROFILES = pytest.mark.parametrize("rules", ["ASVS", "MLPS3"])
SIGN_IN, STEP = "/access/sign-in/", "/access/sign-in/step/"


@dataclass
class Person:
    """Somebody with a post, a password of their own and, if they have set it up, the app."""

    post: Post
    secret: str = ""
    codes: list[str] = field(default_factory=list)

    @property
    def login(self) -> str:
        return self.post.account.login

    def code(self) -> str:
        """What the app shows now, or in a moment: a code about to change could be stale when it arrives."""
        if (left := 30 - time.time() % 30) < 2:
            time.sleep(left)
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // 30))


def person(login, unit, role="officer", *, app=False) -> Person:
    """Somebody who has changed the initial secret to a lasting password, with the app if asked."""
    found = Person(hire(login, unit, role, "测试员"))
    change_password(by=found.post, account=found.post.account, password=PASSWORD)
    if app:
        found.secret = generate_totp_secret()
        TOTP.activate(found.post.account, found.secret)
        found.codes = RecoveryCodes.activate(found.post.account).generate_codes()
    return found


def at(place="192.0.2.1") -> Client:
    """A browser at an address."""
    return Client(REMOTE_ADDR=place)


def enter(client, login, password=PASSWORD):
    """Fill in the form and send it."""
    return client.post(SIGN_IN, {"username": login, "password": password})


def signed_in(who: Person, place="192.0.2.1") -> Client:
    """A browser in which this person has signed in through the form."""
    client = at(place)
    enter(client, who.login)
    if who.secret:
        client.post(STEP, {"code": who.code()})
    assert is_in(client)
    return client


def entered(who: Person, password) -> Client:
    """A browser elsewhere in which this password was tried."""
    client = at("192.0.2.55")
    enter(client, who.login, password)
    return client


def is_in(client) -> bool:
    """Does this browser reach the page of one's own account?"""
    return client.get("/access/me/").status_code == 200


def key(client) -> str:
    """The session key that the browser holds."""
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def bare(answer) -> str:
    """The page without the tokens of its forms and the login that was typed."""
    page = re.sub(r'(csrfmiddlewaretoken"|X-CSRFToken&quot;:) value="[^"]*"', "", answer.content.decode())
    return page.replace(answer.context["form"]["login"].value(), "")


def cpu(act, number) -> float:
    """Seconds of processor that an act takes: the work a caller waits for, whatever else the machine does."""
    begun = time.process_time()
    act(number)
    return time.process_time() - begun


def later(**by):
    """The world as it is after a while (`timedelta`'s words)."""
    return time_machine.travel(timezone.now() + timedelta(**by), tick=True)


def at_start(question, *, https=False):
    """What a process that has just started answers to a question about its settings ``s``, told as JSON."""
    world = {**os.environ, "DJANGO_SETTINGS_MODULE": "anxin.config.settings"}
    world |= {"ANXIN_BASE_URL": "https://anxin.example.gov.cn"} if https else {}
    ask = (
        "import django; django.setup(); import anxin.config.urls, json; from django.conf import settings as s"
    )
    told = subprocess.check_output([sys.executable, "-c", f"{ask}; print({question})"], env=world, text=True)
    return json.loads(told)


def count_case(request, record_property, figure, cases):
    """Before the last test of a file, when all others have passed: tell the figure (printed if it passes)."""
    tests = [item for item in request.session.items if item.path == request.node.path]
    if len(PROVED.intersection(item.nodeid for item in tests)) == len(tests) - 1:
        record_property(figure, f"{len({item.originalname for item in tests})} of {cases} cases")
    before = request.session.testsfailed
    yield
    if request.session.testsfailed == before:
        PROVED.add(request.node.nodeid)
