"""The way in: a GET reveals and consumes nothing, the code comes another way, closed links answer alike."""

import logging
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.urls import get_resolver

from anxin.family_page import door_urls, passes
from anxin.family_page.actions import send_link, withdraw_link
from anxin.family_page.door import knocks
from anxin.family_page.models import Knock, Pass, Said
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import now

from .conftest import at_the_door, role_of_the_door

pytestmark = pytest.mark.django_db(transaction=True)
WRONG = "0000 0000"


def state(asked) -> Pass:
    with scope(asked.path):
        return Pass.objects.get(subject=asked.pk)


def give_code(phone, handed, code=None):
    return phone.post(handed.path, {"code": code or handed.link.spoken})


def test_a_get_asks_for_the_code_and_neither_reveals_nor_consumes(handed, asked):
    with at_the_door() as phone:
        pages = [phone.get(handed.path) for _ in range(3)]
    for page in pages:
        assert page.status_code == 200
        text = page.content.decode()
        assert "Enter the code" in text
        assert not any(word in text for word in ("家庭医生", "陈桂香", "宋岚", "卫生", asked.code))
    held = state(asked)
    assert (held.tries, held.opened_at, held.used_at) == (0, None, None)
    assert held.state == "issued"


def test_the_code_opens_this_one_request(handed, asked):
    with at_the_door() as phone:
        assert give_code(phone, handed).status_code == 302
        page = phone.get(handed.path).content.decode()
    assert "为一位老人落实家庭医生签约" in page
    assert "陈桂香" in page
    assert "9****************8" in page
    assert "990102195102200028" not in page
    assert state(asked).state == "opened"


def test_neither_token_nor_code_is_kept_and_the_snapshot_lies_under_the_doors_key(handed, asked):
    with scope(asked.path), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text || row_to_json(s)::text FROM family_page_pass p"
                       " JOIN family_page_sheet s ON s.pass_id = p.id")  # fmt: skip
        (row,) = cursor.fetchone()
    assert not any(secret in row for secret in (handed.token, handed.link.code, "陈桂香", "家庭医生"))


def test_the_fifth_wrong_code_ends_the_link(handed, asked):
    with at_the_door() as phone:
        answers = [give_code(phone, handed, WRONG).status_code for _ in range(passes.TRIES)]
        after = give_code(phone, handed)
    assert answers == [422, 422, 422, 422, 404]
    assert after.status_code == 404
    held = state(asked)
    assert (held.state, held.withdrawn_why, held.tries) == ("withdrawn", "tries", passes.TRIES)


def test_unknown_expired_used_and_withdrawn_links_answer_alike(handed, asked, county_clerk):
    answers = []
    with scope(asked.path):
        second = send_link(by=county_clerk, request=asked)
        third = send_link(by=county_clerk, request=asked)
        withdraw_link(by=county_clerk, request=asked)
        fourth = send_link(by=county_clerk, request=asked)
        Pass.objects.filter(used_at=None, withdrawn_at=None).update(used_at=now())
        fifth = send_link(by=county_clerk, request=asked)
        early = now() - timedelta(hours=80)
        Pass.objects.open().update(issued_at=early, expires_at=early + timedelta(hours=72))
    with at_the_door() as phone:
        for address in (handed.link, second, third, fourth, fifth):
            path = address.address.removeprefix("http://door.test")
            answers += [phone.get(path), phone.post(path, {"code": address.code})]
        answers += [phone.get("/p/unknown/"), phone.get("/nowhere/")]
    assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}


def test_the_link_ends_after_72_hours(handed, asked):
    held = state(asked)
    assert held.expires_at - held.issued_at <= timedelta(hours=72, seconds=1)
    assert not held.is_open(held.expires_at)
    assert held.is_open(held.expires_at - timedelta(seconds=1))


def test_the_code_given_in_one_browser_opens_nothing_in_another(handed):
    with at_the_door() as phone:
        give_code(phone, handed)
    with at_the_door() as other:
        assert "Enter the code" in other.get(handed.path).content.decode()


def test_one_links_cookie_opens_no_other_link(handed, asked, county_clerk, tree):
    with at_the_door() as phone:
        give_code(phone, handed)
        cookie = phone.cookies["door"].value
    with scope(asked.path):
        newer = send_link(by=county_clerk, request=asked)
    with at_the_door() as phone:
        phone.cookies["door"] = cookie
        page = phone.get(newer.address.removeprefix("http://door.test"))
    assert "Enter the code" in page.content.decode()


def test_leaving_forgets_the_code_on_this_device(handed):
    with at_the_door() as phone:
        give_code(phone, handed)
        phone.get("/leave/")
        assert "Enter the code" in phone.get(handed.path).content.decode()


def test_who_fails_often_waits_longer_each_time_under_a_keyed_hash(handed):
    with at_the_door() as phone:
        for _ in range(knocks.FREE + 1):
            assert phone.get("/p/guess/").status_code == 404
        held = phone.get(handed.path)
    assert (held.status_code, held["Retry-After"]) == (429, "60")
    knock = Knock.objects.get()
    assert (len(knock.mark), "127" in knock.mark[:6]) == (64, False)
    with at_the_door() as phone:
        other = phone.get(handed.path, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 200


def test_an_ipv6_caller_cannot_change_its_address_with_every_try(handed):
    with at_the_door() as phone:
        for last in range(3):
            phone.get("/p/guess/", REMOTE_ADDR=f"2001:db8::{last}")
    assert Knock.objects.get().failures == 3


def test_every_page_carries_the_doors_headers(handed):
    with at_the_door() as phone:
        pages = [
            phone.get(handed.path),
            phone.get("/nowhere/"),
            give_code(phone, handed),
            phone.get(handed.path),
        ]
    for page in pages:
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["Cache-Control"] == "no-store"
        assert "noindex" in page["X-Robots-Tag"]
        assert page["X-Frame-Options"] == "DENY"
        assert page["X-Content-Type-Options"] == "nosniff"
        assert page["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "default-src 'none'" in page["Content-Security-Policy"]
        assert "script" not in page.content.decode()


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(handed):
    with at_the_door() as phone:
        give_code(phone, handed)
        cookie = phone.cookies["door"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) <= 3600


def test_another_sites_page_can_send_nothing(handed):
    with at_the_door() as phone:
        answer = phone.post(
            handed.path,
            {"code": handed.link.code},
            headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
        )
    assert answer.status_code == 403


def test_a_form_without_the_pages_seal_changes_nothing(handed, asked):
    with at_the_door() as phone:
        give_code(phone, handed)
        phone.post(f"{handed.path}answer/", {"what": "done", "answer": "已办"})
    with scope(asked.path):
        assert list(Said.objects.values_list("kind", flat=True)) == ["opened"]


def test_no_address_of_the_door_reaches_a_log(handed, caplog):
    with caplog.at_level(logging.DEBUG), at_the_door() as phone:
        phone.get("/p/guess/")
        phone.get(handed.path)
        give_code(phone, handed)
        phone.put(handed.path)
    ours = [record for record in caplog.records if not record.name.startswith("django.request")]
    assert not any("/p/" in record.getMessage() or handed.token in record.getMessage() for record in ours)
    door = import_module("anxin.config.door")

    silent = door.LOGGING["loggers"]["django.request"]
    assert (silent["handlers"], silent["propagate"]) == ([], False)


def test_every_address_of_the_door_declares_for_whom_it_is_open():
    callbacks = [one.callback for one in door_urls.PATTERNS]
    assert len(callbacks) == len(get_resolver("anxin.family_page.door_urls").reverse_dict.keys() or callbacks)
    assert all(getattr(view, "at_door", "") in ("public", "token") for view in callbacks)


def test_tries_made_at_the_same_moment_are_all_counted(handed, asked):
    with role_of_the_door(), passes.at_the_door(handed.token):
        held = passes.find(handed.token)
        stale = [held] * 9  # nine requests that read the pass before any of them counted
        assert not any(passes.prove(one, "00000000") for one in stale)
        assert not passes.prove(held, handed.link.code)
    assert state(asked).tries == passes.TRIES
