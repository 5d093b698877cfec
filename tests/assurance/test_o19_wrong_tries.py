"""O19: wrong tries, 6 cases: whoever guesses is held up, whoever owns the account is not."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client, override_settings

from anxin.ground.access.models import Account, Attempt
from anxin.ground.access.signin.profile import limits, profile
from tests.assurance.signing import (
    HOME,
    PROFILES,
    STRANGER,
    at,
    bare,
    count_case,
    cpu,
    enter,
    is_in,
    later,
    person,
    signed_in,
)

pytestmark = pytest.mark.django_db
WRONG = "not-the-password-at-all"
someone = pytest.fixture(lambda tree: person("someone", tree.town), name="someone")


@pytest.fixture(autouse=True)
def _counted(request, record_property):
    yield from count_case(request, record_property, "O19 wrong tries", 6)


@PROFILES
def test_wrong_tries_make_waits_that_grow(someone, rules):
    with override_settings(ANXIN_PROFILE=rules):
        wait, client = profile().wait_seconds, at(STRANGER)
        for _n in range(profile().tries):
            enter(client, someone.login, WRONG)
        enter(client, someone.login)
        assert not is_in(client)  # even the right one waits
        with later(seconds=wait + 1):
            enter(client, someone.login, WRONG)
            enter(client, someone.login)
            assert not is_in(client)
        with later(seconds=2 * wait):  # the second wait is twice as long
            enter(client, someone.login)
            assert not is_in(client)
        with later(seconds=3 * wait + 2):
            enter(client, someone.login)
            assert is_in(client)


def test_a_stranger_locks_nobody_out(someone):
    mine = signed_in(someone, HOME)
    mine.post("/access/sign-out/")
    for place in (STRANGER, HOME):  # even from behind the same address as the owner's
        stranger = at(place)
        for _n in range(60):
            enter(stranger, someone.login, WRONG)
        enter(stranger, someone.login)
        assert not is_in(stranger)
    enter(mine, someone.login)
    assert is_in(mine)  # the known device
    elsewhere = at("192.0.2.200")
    enter(elsewhere, someone.login)
    assert is_in(elsewhere)  # another address


def test_guessing_over_many_logins_is_braked_for_the_place_and_for_the_house(someone):
    stranger = at(STRANGER)
    for number in range(50):
        enter(stranger, f"guess{number}", WRONG)
    enter(stranger, someone.login)
    assert not is_in(stranger)
    with override_settings(LIMITS=settings.LIMITS | {"sign_in": limits() | {"house_tries": 51}}):
        enter(at("192.0.2.99"), "guess", WRONG)
        once = at("192.0.2.77")
        enter(once, someone.login, WRONG)
        enter(once, someone.login)
        assert not is_in(once)  # one try, then a wait
        first = at("192.0.2.78")
        enter(first, someone.login)
        assert is_in(first)  # who knows the password gets in at once


def test_every_refusal_reads_the_same(someone, tree):
    gone = person("gone", tree.town)
    Account.objects.filter(pk=gone.post.account_id).update(is_active=False)
    held = at(STRANGER)
    for _n in range(6):
        enter(held, someone.login, WRONG)
    answers = {
        "wrong": enter(at(), someone.login, WRONG),
        "unknown": enter(at(), "nobodyy", WRONG),
        "disabled": enter(at(), gone.login),
        "held": enter(held, someone.login),
    }
    pages = {name: bare(answer) for name, answer in answers.items()}
    assert "账号或密码不对" in pages["wrong"]
    assert len(set(pages.values())) == 1
    assert {answer.status_code for answer in answers.values()} == {200}


def test_every_refusal_takes_the_same_time(tree, record_property):
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"]):
        known, held = person("known", tree.town), person("held", tree.town)
        assert known.post.account.password.startswith(f"pbkdf2_sha256${PBKDF2PasswordHasher.iterations}$")
        stranger = at(STRANGER)
        for _n in range(6):
            enter(stranger, held.login, WRONG)
        kinds = {
            "wrong": lambda n: enter(at(f"192.0.2.{n}"), known.login, WRONG),
            "unknown": lambda n: enter(at(f"192.0.2.{n}"), "nobody", WRONG),
            "held": lambda n: enter(stranger, held.login),
        }
        # In turns, so that what else the machine does falls on each kind alike.
        rounds = [{name: cpu(act, n) for name, act in kinds.items()} for n in range(10, 18)]
        spent = {name: min(one[name] for one in rounds) for name in kinds}
    ratio = max(spent.values()) / min(spent.values())
    record_property("O19 time", f"slowest refusal / quickest = {ratio:.2f} (wrong, unknown, held)")
    assert ratio < 1.4, spent


def test_a_forged_address_changes_nothing(someone):
    for number in range(6):
        forged = {"HTTP_X_FORWARDED_FOR": f"10.0.0.{number}", "HTTP_X_REAL_IP": f"10.1.0.{number}"}
        enter(Client(REMOTE_ADDR=STRANGER, **forged), someone.login, WRONG)
    client = at(STRANGER)
    enter(client, someone.login)
    assert not is_in(client)
    assert not any(STRANGER in row.key or someone.login in row.key for row in Attempt.objects.all())
