"""O19: sixty passwords under both profiles, their history and age; accounts nobody uses."""

import csv
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import reverse

from anxin.ground.access.actions import change_password
from anxin.ground.access.signin import upkeep
from anxin.ground.access.signin.passwords import LONGEST
from tests.assurance.signing import at, enter, is_in, later, person, signed_in
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
with (Path(__file__).parent / "passwords.csv").open(encoding="utf-8", newline="") as lines:
    TABLE = list(csv.DictReader(lines))


@pytest.fixture
def shenjing(tree):
    return person("shenjing", tree.county_office)


def allowed(password, account) -> bool:
    try:
        validate_password(password, account)
    except ValidationError:
        return False
    return True


def test_sixty_passwords_are_judged_as_the_table_says(shenjing, record_property):
    assert len(TABLE) == 60
    account, wrong = shenjing.post.account, []
    for rules in ("ASVS", "MLPS3"):
        with override_settings(ANXIN_PROFILE=rules):
            wrong += [
                (rules, row["password"])
                for row in TABLE
                if allowed(row["password"], account) is not (row[rules] == "yes")
            ]
    assert wrong == []
    record_property("O19 passwords", f"{len(TABLE)} of {len(TABLE)} judged right under each of 2 profiles")


def test_long_ones_are_allowed_and_endless_ones_not(shenjing):
    words = " ".join(f"word{n}" for n in range(99))
    assert allowed(words[:64], shenjing.post.account)
    assert allowed(words[:LONGEST], shenjing.post.account)
    assert not allowed(words[: LONGEST + 1], shenjing.post.account)


def test_level_three_refuses_the_last_five_and_the_other_profile_only_the_present_one(shenjing):
    account = shenjing.post.account
    had = [f"Grey heron number {n}!" for n in range(7)]
    for password in had:
        change_password(by=shenjing.post, account=account, password=password)
    with override_settings(ANXIN_PROFILE="MLPS3"):
        assert [allowed(one, account) for one in had] == [True, True] + [False] * 5
    with override_settings(ANXIN_PROFILE="ASVS"):
        assert [allowed(one, account) for one in had] == [True] * 6 + [False]


def test_level_three_asks_for_a_new_one_after_ninety_days_and_the_other_profile_never(shenjing):
    for rules, asks in (("ASVS", False), ("MLPS3", True)):
        with override_settings(ANXIN_PROFILE=rules):
            with later(days=89):
                assert is_in(signed_in(shenjing))
            with later(days=91):
                client = at()
                enter(client, shenjing.login)
                asked = client.get("/")
                assert (asked.status_code == 302) is asks
                assert not asks or asked.url == reverse("account_change_password")


def test_the_page_refuses_what_the_rules_refuse_and_says_why(shenjing):
    client = signed_in(shenjing)
    page = client.post(
        "/access/me/password/", {"old": PASSWORD, "new": "shenjing-2026", "repeated": "shenjing-2026"}
    )
    assert page.status_code == 200
    assert "最先被人猜到" in page.content.decode()
    wrong = {"old": "not it at all", "new": "Grey heron number 1!", "repeated": "Grey heron number 1!"}
    assert "当前密码不正确" in client.post("/access/me/password/", wrong).content.decode()


def test_an_account_nobody_uses_is_disabled(shenjing):
    signed_in(shenjing)
    with later(days=89):
        assert upkeep.disable_inactive() == 0
    with later(days=91):
        assert upkeep.disable_inactive() == 1
        assert upkeep.disable_inactive() == 0
        client = at()
        enter(client, shenjing.login)
        assert not is_in(client)


def test_tidying_twice_leaves_the_same_state(shenjing):
    client = signed_in(shenjing)
    enter(at("198.51.100.1"), shenjing.login, "wrong wrong wrong")
    for _n in range(2):
        upkeep.tidy()
        assert is_in(client)
    with later(days=3):
        upkeep.tidy()
        assert not is_in(client)
