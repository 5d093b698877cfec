"""Digests: one a day and person at most, in office hours, within the limits, tried again and never twice."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail

from anxin.ground.messages import sending
from anxin.ground.messages.actions import choose_channels, read_messages
from anxin.ground.messages.carriers import NotSent, Unclear
from anxin.ground.messages.kinds import kind, kinds
from anxin.ground.messages.models import Channel, ChannelChoice, Digest, Message, State
from anxin.ground.messages.outbox import send
from tests.cast import client_of

pytestmark = pytest.mark.django_db
MORNING = "2026-11-24 09:00 +0800"  # a Tuesday
NEXT_MORNING = "2026-11-25 09:00 +0800"


@pytest.fixture(autouse=True)
def _words():
    kind("test.waiting", "催办：%(count)s件")
    yield
    del kinds.__globals__["_kinds"]["test.waiting"]


@pytest.fixture
def told(county_clerk):
    """The clerk, who wants e-mail and has something new."""
    wants(county_clerk)
    send(county_clerk, "test.waiting", count=3)
    return county_clerk


def wants(post, address="clerk@example.gov.cn"):
    choose_channels(by=post, account=post.account, chosen={Channel.MAIL: address})


def run(moment):
    """What the worker does at a moment."""
    with time_machine.travel(moment, tick=False):
        sending.plan()
        return sending.send_waiting()


def test_a_digest_says_what_is_new_and_where_to_read_it(told):
    run(MORNING)
    (letter,) = mail.outbox
    assert letter.to == ["clerk@example.gov.cn"]
    assert letter.subject == "安心：新消息1条"
    assert "催办：3件" in letter.body
    assert f"{settings.BASE_URL}/messages/" in letter.body
    assert told.name not in letter.body


def test_it_speaks_the_language_of_its_reader(told):
    told.account.language = "en"
    told.account.save()
    run(MORNING)
    assert mail.outbox[0].subject == "Anxin: new messages: 1"


def test_there_is_one_digest_a_day_and_the_next_one_tells_the_rest(told):
    run(MORNING)
    send(told, "test.waiting", count=5)
    run("2026-11-24 14:40 +0800")
    assert len(mail.outbox) == 1
    run(NEXT_MORNING)
    assert len(mail.outbox) == 2
    assert "催办：5件" in mail.outbox[1].body
    assert "催办：3件" not in mail.outbox[1].body


@pytest.mark.parametrize(
    "moment",
    ["2026-11-24 07:59 +0800", "2026-11-24 18:00 +0800", "2026-11-28 10:00 +0800", "2026-10-01 10:00 +0800"],
)
def test_at_night_and_on_days_off_nothing_leaves(told, moment):
    assert run(moment) == 0
    assert mail.outbox == []


def test_what_was_planned_before_the_evening_waits_for_the_next_day(told):
    with time_machine.travel("2026-11-24 17:59 +0800", tick=False):
        sending.plan()
    with time_machine.travel("2026-11-24 18:01 +0800", tick=False):
        assert sending.send_waiting() == 0
    run(NEXT_MORNING)
    assert len(mail.outbox) == 1
    assert Digest.objects.filter(state=State.FAILED, day=date(2026, 11, 24)).count() == 1


def test_what_was_read_before_is_not_told(told):
    client_of(told).post("/messages/", {})
    run(MORNING)
    assert mail.outbox == []


def test_whoever_chose_nothing_is_told_in_the_inbox_alone(county_clerk):
    send(county_clerk, "test.waiting", count=3)
    run(MORNING)
    assert mail.outbox == []
    assert Message.objects.unread().count() == 1


def test_a_channel_taken_back_in_between_gets_nothing(told):
    with time_machine.travel(MORNING, tick=False):
        sending.plan()
        choose_channels(by=told, account=told.account, chosen={})
        sending.send_waiting()
    assert mail.outbox == []


def test_a_disabled_account_is_told_nothing(told):
    told.account.is_active = False
    told.account.save()
    run(MORNING)
    assert mail.outbox == []


def test_planning_twice_makes_one_digest(told):
    with time_machine.travel(MORNING, tick=False):
        assert (sending.plan(), sending.plan()) == (1, 0)


def failing(monkeypatch, fault):
    tries = []

    def carry(letter):
        tries.append(letter.id)
        raise fault

    monkeypatch.setitem(sending.CARRIERS, Channel.MAIL, carry)
    return tries


def test_what_nobody_took_is_tried_again_with_longer_waits_and_then_parked(told, monkeypatch):
    monkeypatch.setitem(settings.LIMITS["messages"], "last_hour", 24)
    tries = failing(monkeypatch, NotSent("refused"))
    with time_machine.travel(MORNING, tick=False) as clock:
        sending.plan()
        for minutes in (0, 9, 1, 19, 1, 39, 1, 79, 1, 600):
            clock.shift(timedelta(minutes=minutes))
            sending.send_waiting()
    assert len(tries) == settings.LIMITS["messages"]["tries"]
    assert Digest.objects.get().state == State.FAILED
    assert Message.objects.get().told_on is None  # the digest of the next day tells it
    assert "送达" in client_of(told).get("/messages/channels/").content.decode()


def test_what_may_have_arrived_is_never_sent_again(told, monkeypatch):
    tries = failing(monkeypatch, Unclear("broke_off"))
    run(MORNING)
    run("2026-11-24 14:40 +0800")
    assert len(tries) == 1
    assert Digest.objects.get().state == State.SENDING


def test_a_worker_that_dies_on_the_way_leaves_a_digest_that_nobody_sends_again(told, monkeypatch):
    failing(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        run(MORNING)
    monkeypatch.undo()
    run("2026-11-24 14:40 +0800")
    assert mail.outbox == []


def test_a_channel_carries_so_many_a_minute(told, county_clerk, leader, officer, monkeypatch):
    monkeypatch.setitem(settings.LIMITS["messages"], "mail_a_minute", 2)
    for post in (leader, officer):
        wants(post)
        send(post, "test.waiting", count=1)
    assert run(MORNING) == 2
    assert run("2026-11-24 09:00:59 +0800") == 0
    assert run("2026-11-24 09:01:01 +0800") == 1
    assert len(mail.outbox) == 3


def test_a_channel_carries_so_many_a_day_tries_included(told, leader, monkeypatch):
    monkeypatch.setitem(settings.LIMITS["messages"], "mail_a_day", 1)
    wants(leader)
    send(leader, "test.waiting", count=1)
    run(MORNING)
    run("2026-11-24 14:40 +0800")
    assert len(mail.outbox) == 1


def test_many_messages_are_told_as_a_few_and_a_number(told):
    for n in range(settings.LIMITS["messages"]["lines"] + 4):
        send(told, "test.waiting", count=n)
    run(MORNING)
    assert mail.outbox[0].body.count("催办") == settings.LIMITS["messages"]["lines"]
    assert "另有5条" in mail.outbox[0].body


def test_old_messages_are_forgotten_once_they_were_read(told):
    with time_machine.travel(MORNING, tick=False) as clock:
        read_messages(by=told, account=told.account)
        send(told, "test.waiting", count=1)
        clock.shift(timedelta(days=settings.LIMITS["messages"]["keep_days"] + 1))
        assert (sending.forget_old(), sending.forget_old()) == (1, 0)
    assert Message.objects.count() == 1


def test_an_account_chooses_its_channels_on_a_page(county_clerk):
    browser = client_of(county_clerk)
    wrong = browser.post("/messages/channels/", {"mail": "on", "mail_address": "no address"})
    empty = browser.post("/messages/channels/", {"mail": "on"})
    assert empty.context["form"].errors.keys() == {"mail_address"}
    assert "example.gov.cn" in wrong.content.decode()
    assert not ChannelChoice.objects.exists()
    browser.post("/messages/channels/", {"mail": "on", "mail_address": "jing@example.gov.cn"})
    assert ChannelChoice.objects.get().address == "jing@example.gov.cn"
    browser.post("/messages/channels/", {"mail_address": "jing@example.gov.cn"})
    assert not ChannelChoice.objects.exists()
