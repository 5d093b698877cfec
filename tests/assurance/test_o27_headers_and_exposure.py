"""O27: every answer of every address carries its headers, and nothing of the inside shows."""

import os
import re
import subprocess
import sys
import uuid

import pytest
from django.http import HttpResponse
from django.test import Client

from anxin.config.exposure import ProxyMiddleware
from anxin.config.settings import CONTENT_SECURITY_POLICY
from tests.cast import client_of
from tests.test_gate import ROUTES, address

pytestmark = pytest.mark.django_db
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
INLINE = re.compile(rb"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
OTHER_HOST = re.compile(rb"""(?:src|href|action)=["'](?:https?:)?//""", re.IGNORECASE)
INSIDE = (b"Traceback", b"Django Version", b"DJANGO_SETTINGS", b"psycopg", b"/work/", b"site-packages")


def findings(response) -> list[str]:
    """What is wrong with one answer, in words."""
    found = [
        f"{name} is {response.get(name)}" for name, value in ALWAYS.items() if response.get(name) != value
    ]
    policy = response.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy or "unsafe" in policy:
        found.append(f"policy is {policy!r}")
    if re.search(r"\d", response.get("Server", "")):
        found.append("the server tells its version")
    body = b"" if response.streaming else response.content
    if response.get("Content-Type", "").startswith("text/html"):
        rules = (("inline code", INLINE), ("another host", OTHER_HOST))
        found += [f"{words} in the page" for words, rule in rules if rule.search(body)]
    return found + [f"shows {word!r}" for word in INSIDE if word in body]


@pytest.fixture
def clerk(county_clerk):
    return client_of(county_clerk)


def test_every_address_carries_every_header_for_everybody(clerk, household, record_property):
    wrong, asked = {}, 0
    for who, client in (("anonymous", Client()), ("clerk", clerk)):
        for route in sorted(ROUTES):
            for method in ("get", "post", "put"):
                response = getattr(client, method)(address(route, household.pk, uuid.uuid4()))
                asked += 1
                if found := findings(response):
                    wrong[who, method, route] = found
    assert wrong == {}
    record_property("O27", f"0 findings in {asked} answers of {len(ROUTES)} routes")


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda one: one.get("/nowhere/at/all"), 404),
        (lambda one: one.get("/families/", headers={"host": "evil.example"}), 400),
        (lambda one: one.post("/families/find/", "x" * 3_000_000, content_type="text/plain"), 413),
        (lambda one: one.post("/families/find/", "x", content_type="text/plain",
                              headers={"transfer-encoding": "chunked"}), 411),
        (lambda one: one.get("/families/", headers={"sec-fetch-site": "cross-site"}), 403),
        (lambda one: one.generic("TRACE", "/families/"), 405),
        (lambda one: one.get("/static/ui/tokens.css"), 200),
        (lambda one: one.get("/healthz"), 200),
    ],
)  # fmt: skip
def test_refusals_and_files_carry_them_too(clerk, ask, status):
    response = ask(clerk)

    assert (response.status_code, findings(response)) == (status, [])


def test_a_failure_shows_nothing_of_the_inside(clerk, monkeypatch):
    clerk.raise_request_exception = False
    monkeypatch.setattr("anxin.desk.views.today", lambda: 1 / 0)
    response = clerk.get("/")

    assert (response.status_code, findings(response)) == (500, [])


@pytest.mark.parametrize(
    "path",
    ["/admin/", "/docs", "/metrics", "/.git/config", "/.env", "/static/../config/settings.py", "/debug/",
     "/static/%2e%2e/%2e%2e/settings.py", "/server-status", "/openapi.json", "/secret.key"],
)  # fmt: skip
def test_nothing_else_is_served(clerk, path):
    assert clerk.get(path).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 403),
        ({}, 200),
    ],
)
def test_another_site_may_link_here_but_embed_and_fetch_nothing(clerk, sent, status):
    assert clerk.get("/families/", headers=sent).status_code == status


def test_another_site_posts_nothing(clerk):
    sent = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert clerk.post("/families/find/", {"text": "x"}, headers=sent).status_code == 403


def test_the_policy_allows_no_inline_code_anywhere():
    told = " ".join(word for words in CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for word in words)
    assert "unsafe" not in told
    assert "*" not in told


@pytest.mark.parametrize(
    ("proxies", "forwarded", "caller"),
    [
        ((), "203.0.113.9", "192.0.2.7"),  # nobody is believed
        (("192.0.2.7",), "203.0.113.9", "203.0.113.9"),
        (("192.0.2.7",), "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the caller wrote the first himself
        (("192.0.2.7", "203.0.113.9"), "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (("192.0.2.7",), "", "192.0.2.7"),
    ],
)
def test_only_a_named_proxy_is_believed_about_the_caller(rf, settings, proxies, forwarded, caller):
    settings.ANXIN_PROXIES = frozenset(proxies)
    seen = []
    layer = ProxyMiddleware(lambda request: seen.append(request.META.copy()) or HttpResponse())
    told = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    layer(rf.get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_PROTO="https", **told))
    assert (seen[0]["REMOTE_ADDR"], "HTTP_X_FORWARDED_PROTO" in seen[0]) == (caller, bool(proxies))


def test_django_finds_nothing_to_add_for_an_installation_served_by_https(tmp_path):
    (tmp_path / "data").mkdir()
    own = {key: value for key, value in os.environ.items() if not key.startswith("ANXIN_")}
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING",
         "--settings", "anxin.config.settings"],
        env={**own, "ANXIN_DATA_DIR": str(tmp_path / "data"), "ANXIN_BASE_URL": "https://care.example"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
