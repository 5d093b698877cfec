"""O7: a form that is sent again, by a finger, a lost signal or a killed process, is done once."""

import os
import signal
import socket
import time
import uuid
from threading import Barrier, Thread
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection
from django.urls import reverse

from anxin.care.models import Visit
from anxin.families.models import Person
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import today
from anxin.ground.jobs.keys import once
from anxin.ground.jobs.models import UsedKey
from tests.cast import client_of

HANDS = 20
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def form(household, tree):
    """A form of a visit with its key, and where it is sent."""
    with scope(tree.county.path):
        met = Person.objects.get(household=household, name="陈桂香").pk
    said = {"key": str(uuid.uuid4()), "seen": "0", "on": str(today()), "met": str(met), "news": "身体稳定"}
    return reverse("care:visit_new", kwargs={"card": household.pk}), said


def visits():
    with everywhere():
        return Visit.objects.count()


def at_once(calls):
    """Every call in a thread of its own, begun together; what each gave."""
    gave, start = [], Barrier(len(calls))

    def run(call):
        try:
            start.wait()
            gave.append(call())
        finally:
            connection.close()

    threads = [Thread(target=run, args=[call]) for call in calls]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return gave


def test_twenty_posts_at_once_record_one_visit_and_are_answered_alike(form, county_clerk, record_property):
    address, said = form
    clients = [client_of(county_clerk) for _hand in range(HANDS)]
    answers = at_once([lambda one=one: one.post(address, said) for one in clients])
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {
        (302, address.replace("new/", ""))
    }
    assert len(answers) == HANDS
    assert visits() == 1
    record_property("O7", f"{HANDS} posts at once, 1 visit, {HANDS} equal answers")


def test_twenty_phones_with_one_key_and_other_words_record_one_and_lose_nothing(form, county_clerk):
    address, said = form
    send = reverse("care:draft_send", kwargs={"card": address.split("/")[2]})
    clients = [client_of(county_clerk) for _hand in range(HANDS)]
    calls = [
        lambda one=one, nth=nth: one.post(send, {**said, "news": f"第{nth}句"}).json()
        for nth, one in enumerate(clients)
    ]
    answers = at_once(calls)
    assert visits() == 1
    assert sum("sent" in answer for answer in answers) == 1
    assert len({answer["key"] for answer in answers if "key" in answer}) == HANDS - 1


def test_a_reply_that_nobody_heard_is_given_again(form, county_clerk, live_server):
    """The connection is cut as soon as the form is sent: the server commits and speaks to nobody."""
    address, said = form
    client = client_of(county_clerk)
    token = "t" * 32
    cookies = {key: one.value for key, one in client.cookies.items()} | {"csrf": token}
    body = urlencode({**said, "csrfmiddlewaretoken": token})
    place = urlsplit(live_server.url)
    lines = [
        f"POST {address} HTTP/1.1", f"Host: {place.netloc}", "Connection: close",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
        "Cookie: " + "; ".join(f"{key}={value}" for key, value in cookies.items()), "", body,
    ]  # fmt: skip
    with socket.create_connection((place.hostname, place.port)) as line:
        line.sendall("\r\n".join(lines).encode())
    for _try in range(100):
        if visits():
            break
        time.sleep(0.1)
    assert visits() == 1
    assert client.post(address, said).status_code == 302
    assert visits() == 1


def test_a_process_killed_between_commit_and_reply_has_done_it_and_one_killed_before_has_not():
    """A child process does the act and is killed at the worst moment; the form comes again."""
    who, key, done = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()

    def act():
        return once(who=who, key=key, act="care.visited", words="一", do=lambda: {"done": str(done)})

    for after_commit in (False, True):
        connection.close()
        child = os.fork()
        if child == 0:
            _do_and_die(act, after_commit)
        os.waitpid(child, 0)
        assert UsedKey.objects.filter(who=who).exists() is after_commit
    assert act().again
    assert act().result == {"done": str(done)}
    assert UsedKey.objects.filter(who=who).count() == 1


def _do_and_die(act, after_commit):
    from django.db import transaction  # noqa: PLC0415  # in the child alone

    try:
        with transaction.atomic():
            act()
            if not after_commit:
                os.kill(os.getpid(), signal.SIGKILL)
    finally:
        os.kill(os.getpid(), signal.SIGKILL)
