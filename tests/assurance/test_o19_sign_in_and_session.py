"""O19: signing in and sessions, 18 cases. Wrong tries, passwords and the browser's passkey have files of
their own."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from anxin.config.oidc import PROVIDER
from anxin.ground.access.actions import bind_subject, end_sessions, reset_password
from anxin.ground.access.models import Account, Session
from anxin.ground.access.rights import Role
from anxin.ground.access.signin.profile import limits, profile
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR
from tests.assurance.provider import provider, through
from tests.assurance.signing import (
    HOME,
    PROFILES,
    SIGN_IN,
    STEP,
    STRANGER,
    at,
    at_start,
    count_case,
    enter,
    entered,
    is_in,
    key,
    later,
    person,
    signed_in,
)
from tests.cast import PASSWORD, client_of, hire

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counted(request, record_property):
    yield from count_case(request, record_property, "O19", 18)


someone = pytest.fixture(lambda tree: person("someone", tree.town), name="someone")
careful = pytest.fixture(
    lambda tree: person("careful", tree.county_office, "clerk", app=True), name="careful"
)


def test_cookies_are_of_this_host_alone_secure_and_out_of_reach_of_scripts(someone):
    told = at_start("json.dumps({n: getattr(s, n) for n in dir(s) if 'COOKIE' in n})", https=True)
    for name in ("SESSION", "CSRF"):
        assert told[f"{name}_COOKIE_NAME"].startswith("__Host-")
        assert (told[f"{name}_COOKIE_SECURE"], told[f"{name}_COOKIE_HTTPONLY"]) == (True, True)
        assert told[f"{name}_COOKIE_SAMESITE"] == "Lax"
        assert (told[f"{name}_COOKIE_PATH"], told[f"{name}_COOKIE_DOMAIN"]) == ("/", None)
    client = signed_in(someone)
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.ANXIN_DEVICE_COOKIE):
        client.get(SIGN_IN)
        if name in client.cookies:
            assert (client.cookies[name]["httponly"], client.cookies[name]["samesite"]) == (True, "Lax")
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""  # it ends with the browser


def test_signing_in_gives_a_new_session_key(careful):
    client = at()
    client.get(SIGN_IN)
    enter(client, careful.login)
    planted = key(client)
    client.post(STEP, {"code": careful.code()})
    assert is_in(client)
    assert key(client) != planted
    other = at()
    other.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert not is_in(other)


@PROFILES
def test_a_session_ends_when_nothing_is_asked(someone, rules):
    with override_settings(ANXIN_PROFILE=rules):
        client, idle = signed_in(someone), profile().idle_minutes
        with later(minutes=idle - 1):
            assert is_in(client)
        with later(minutes=2 * idle + 1):
            assert not is_in(client)


@PROFILES
def test_a_session_ends_after_its_longest_time_however_busy(someone, rules):
    with override_settings(ANXIN_PROFILE=rules):
        client, step = signed_in(someone), profile().idle_minutes - 5
        minutes = 0
        while (minutes := minutes + step) < profile().absolute_hours * 60:
            with later(minutes=minutes):
                assert is_in(client), minutes
        with later(minutes=minutes):
            assert not is_in(client)


def test_signing_out_ends_the_session_here_and_clears_the_browser(someone):
    client = signed_in(someone)
    kept = key(client)
    assert client.get("/access/sign-out/").status_code == 405
    assert is_in(client)
    answer = client.post("/access/sign-out/")
    assert '"cache"' in answer["Clear-Site-Data"]
    assert '"storage"' in answer["Clear-Site-Data"]
    other = at()
    other.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not is_in(other)
    assert not Session.objects.filter(pk=kept).exists()


def test_a_disabled_person_and_an_ended_post_are_out_at_the_next_request(someone, careful, county_clerk):
    client, other = signed_in(someone), client_of(county_clerk)
    assert other.get("/families/").status_code == 200
    Account.objects.filter(pk=someone.post.account_id).update(is_active=False)
    assert not is_in(client)
    county_clerk.until = today()
    county_clerk.save()
    assert other.get("/families/").status_code == 403
    ended = signed_in(careful)
    assert end_sessions(by=OPERATOR, account=careful.post.account) == 1
    assert not is_in(ended)


def test_changing_the_password_ends_every_other_session(someone):
    here, elsewhere = signed_in(someone), signed_in(someone, HOME)
    new = "three grey herons by the lake"
    here.post("/access/me/password/", {"old": PASSWORD, "new": new, "repeated": new})
    assert is_in(here)
    assert not is_in(elsewhere)
    assert not is_in(entered(someone, PASSWORD))
    assert is_in(entered(someone, new))


def test_an_initial_secret_opens_once_and_must_be_changed(tree):
    fresh = hire("fresh", tree.town, "officer", "测试员")  # its password is an initial secret
    first = at()
    enter(first, "fresh")
    assert first.get("/").url == reverse("account_change_password")
    again = at()
    enter(again, "fresh")
    assert again.get("/").url.startswith(SIGN_IN)  # used
    new = "a quiet morning on the dyke"
    assert first.post("/access/me/password/", {"new": new, "repeated": new}).url == "/"
    assert first.get("/").status_code == 200
    enter(again, "fresh", new)
    assert again.get("/").status_code == 200
    secret = reset_password(by=OPERATOR, account=fresh.account)
    with later(hours=limits()["initial_hours"] + 1):
        late = at()
        enter(late, "fresh", secret)
        assert not is_in(late)


def test_a_reset_keeps_the_second_factor_and_ends_every_session(careful, tree):
    before = signed_in(careful)
    security = hire("sec", tree.county, "security", "测试员")
    page = client_of(security).post(f"/access/reset/{careful.post.account_id}/", {"seen": "on"})
    secret = page.context["secret"]
    assert not is_in(before)
    client = at()
    assert enter(client, careful.login, PASSWORD).status_code == 200  # the old one is gone
    with later(seconds=31):
        assert enter(client, careful.login, secret).url == STEP  # the factor stays
        client.post(STEP, {"code": careful.code()})
        assert client.get("/").url == reverse("account_change_password")
    outside = hire("sec2", tree.neighbour, "security", "测试员")
    there = client_of(outside).get(f"/access/reset/{careful.post.account_id}/")
    nowhere = client_of(outside).get("/access/reset/00000000-0000-4000-8000-000000000000/")
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content


def test_every_role_that_sees_persons_must_have_a_second_factor(tree):
    asked = set()
    for role in Role.values:
        client = at()
        enter(client, person(f"role-{role}", tree.county_office, role).login)
        if (answer := client.get("/")).status_code == 302:
            assert answer.url == reverse("access:factor")
            assert client.get("/families/").url == reverse("access:factor") or role == "desk"
            asked.add(role)
    assert asked == set(Role.values) - {"officer"}


def test_a_code_opens_once(careful):
    first, second = at(), at(HOME)
    enter(first, careful.login)
    enter(second, careful.login)
    code = careful.code()
    first.post(STEP, {"code": code})
    second.post(STEP, {"code": code})
    assert is_in(first)
    assert not is_in(second)
    with later(seconds=31):
        second.post(STEP, {"code": code})
        assert not is_in(second)  # thirty seconds old
        second.post(STEP, {"code": careful.code()})
        assert is_in(second)


def test_ten_recovery_codes_open_once_each(careful):
    assert len(set(careful.codes)) == 10
    for code in careful.codes[:2]:
        client = at()
        enter(client, careful.login)
        client.post(STEP, {"code": code})
        assert is_in(client)
        again = at(HOME)
        enter(again, careful.login)
        again.post(STEP, {"code": code})
        assert not is_in(again)
    page = signed_in(careful).get("/access/me/factor/codes/")
    assert not any(code in page.content.decode() for code in careful.codes) or page.context["can_view_codes"]


def test_guessing_the_second_step_is_limited(careful):
    client = at(STRANGER)
    enter(client, careful.login)
    for number in range(5):
        client.post(STEP, {"code": f"00000{number}"})
    client.post(STEP, {"code": careful.code()})
    assert not is_in(client)
    with later(minutes=6):
        enter(client, careful.login)
        client.post(STEP, {"code": careful.code()})
        assert is_in(client)


def test_no_secret_lies_open_in_the_database(careful):
    client = signed_in(careful)
    data = json.dumps([one.data for one in Authenticator.objects.all()])
    assert careful.secret not in data
    assert not any(code in data for code in careful.codes)
    kept = Session.objects.get(pk=key(client)).session_data
    assert str(careful.post.account_id) not in kept
    assert "authentication" not in kept
    assert careful.login not in kept


def test_an_act_of_weight_asks_again_after_ten_minutes(careful, tree):
    client = client_of(hire("sec", tree.county, "security", "测试员"))
    page = f"/access/reset/{careful.post.account_id}/"
    assert client.get(page).status_code == 200
    with later(minutes=11):
        assert client.get(page).url == f"/access/again/?next={page.replace('/', '%2F')}"
        answer = client.post(page, {"seen": "on"}, headers={"referer": f"http://testserver{page}"})
        assert "lost=1" in answer.url
        assert "刚才提交的内容没有办理" in client.get(answer.url).content.decode()
        assert signed_in(careful)  # nothing was carried out
        assert client.post(answer.url, {"password": PASSWORD, "next": page}).url == page
        assert client.get(page).status_code == 200


@PROFILES
def test_sessions_are_listed_ended_and_limited_in_number(someone, rules):
    with override_settings(ANXIN_PROFILE=rules):
        most = profile().sessions
        clients = [signed_in(someone, f"192.0.2.{n}") for n in range(most + 1)]
        assert not is_in(clients[0])
        assert all(is_in(one) for one in clients[1:])
        page = clients[-1].get("/access/me/")
        assert len(page.context["sessions"]) == most
        assert not any(key(one) in page.content.decode() for one in clients[1:])
        clients[-1].post("/access/me/sessions/")
        assert [is_in(one) for one in clients[1:]] == [False] * (most - 1) + [True]
        assert clients[-1].post("/access/me/sessions/", {"session": "0" * 32}).status_code == 404


def test_nobody_signs_up_and_no_other_page_of_the_library_is_open(client):
    for name in ("account_signup", "account_reset_password", "account_email", "account_set_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("signup", "password/reset", "email", "login", "3rdparty", "social/signup"):
        assert client.get(f"/access/{path}/").status_code == 404
    assert settings.ANXIN_OIDC is None
    assert at_start("json.dumps('requests' in __import__('sys').modules)") is False


@override_settings(ROOT_URLCONF="tests.assurance.with_sign_on")
def test_single_sign_on_opens_bound_accounts_and_asks_for_our_factor_unless_it_has(careful):
    with provider("统一身份认证"):
        assert "统一身份认证" in at().get(SIGN_IN).content.decode()
        assert not is_in(through("stranger:pwd mfa"))  # bound to nobody, whatever its e-mail
        bind_subject(by=OPERATOR, account=careful.post.account, provider=PROVIDER, subject="s-1")
        weak = through("s-1:pwd")
        assert not is_in(weak)
        weak.post(STEP, {"code": careful.code()})
        assert is_in(weak)
        assert is_in(through("s-1:pwd mfa"))
        Account.objects.filter(pk=careful.post.account_id).update(is_active=False)
        assert not is_in(through("s-1:pwd mfa"))
    kept = json.dumps([one.extra_data for one in careful.post.account.socialaccount_set.all()])
    assert "example.invalid" not in kept
