"""O19: a passkey made and used in a real browser, with Chromium's virtual authenticator, under our policy."""

import re

import pytest
from playwright.sync_api import sync_playwright

from conftest import BROWSER, chromium
from tests.assurance.signing import person
from tests.cast import PASSWORD, plant_tree

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_made_then_used_as_second_factor_then_alone(live_server, record_property):
    person("careful", plant_tree().county_office, "clerk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=BROWSER)
        page = browser.new_page(base_url=live_server.url)
        try:
            refused = _listen(page)
            device = page.context.new_cdp_session(page)
            device.send("WebAuthn.enable")
            made = device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
            _make(page)
            _sign_in_with_both(page)
            _sign_in_with_it_alone(page)
            device.send("WebAuthn.setUserVerified", {**made, "isUserVerified": False})
            _is_refused_without_a_finger(page)
            assert refused == []
        finally:
            browser.close()
    record_property("O19 passkey", "made, used after the password, used alone; refused without verification")


def _listen(page) -> list[str]:
    """What the content security policy refused."""
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if "Content Security" in told.text else None)
    return refused


def _password(page):
    page.goto("/access/sign-in/")
    page.fill("input[name=username]", "careful")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")


def _make(page):
    _password(page)
    page.wait_for_url("**/access/me/factor/")
    page.click("a[href$='/passkeys/add/']")
    page.fill("input[name=name]", "办公电脑")
    page.click("form[data-passkey] button.btn--main")
    page.wait_for_url("**/access/me/factor/codes/")
    assert page.locator(".codes li").count() == 10
    page.goto("/families/")
    assert re.search("/families/$", page.url)


def _sign_out(page):
    page.goto("/access/me/")
    page.locator("form[action='/access/sign-out/'] button:visible").first.click()
    page.wait_for_url("**/access/sign-in/")


def _sign_in_with_both(page):
    _sign_out(page)
    _password(page)
    page.wait_for_url("**/access/sign-in/step/")
    page.click("form[data-passkey] button")
    page.wait_for_url(lambda address: "sign-in" not in address)
    page.goto("/families/")
    assert re.search("/families/$", page.url)


def _sign_in_with_it_alone(page):
    _sign_out(page)
    page.click("form[data-passkey=enter] button")
    page.wait_for_url(lambda address: "sign-in" not in address)
    page.goto("/families/")
    assert re.search("/families/$", page.url)


def _is_refused_without_a_finger(page):
    _sign_out(page)
    page.click("form[data-passkey=enter] button")
    page.wait_for_selector("form[data-passkey=enter] [role=alert]:visible")
    page.goto("/families/")
    assert "/access/sign-in/" in page.url
