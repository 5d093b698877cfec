"""A colleague is hired through the pages that hire: an account, a post, a password and an app of her own."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from .steps import follow, submit, words

PASSWORD = "清明前后种瓜点豆二〇二六"


def hire(house, login: str, name: str, title: str, unit: str) -> Page:
    """One administrator makes the account, another appoints it: two keys to one door. Returns her telephone,
    on which she has signed in and set up what a post that sees families asks for."""
    system = house.enter("system")
    system.goto("/access/accounts/new/")
    system.locator("#id_login").fill(login)
    system.locator("#id_home").fill(unit)
    submit(system, "建立账号")
    house.accounts[login] = {"login": login, "password": system.locator("dd b").inner_text()}
    security = house.enter("security")
    account_of(security, login)
    follow(security, "任职")
    security.locator("#id_unit").fill(unit)
    security.locator("#id_role").select_option(value="township")
    security.locator("#id_name").fill(name)
    security.locator("#id_title").fill(title)
    security.locator("#id_phone").fill("139 0000 1870")
    submit(security, "任职")
    assert name in words(security)
    return _first_day(house, login)


def _first_day(house, login: str) -> Page:
    """The first password is good once; then the app is set up, and the recovery codes are put away."""
    page = house.enter(login, phone=True)
    for field in ("new", "repeated"):
        page.locator(f"#id_{field}").fill(PASSWORD)
    submit(page, "保存密码")
    follow(page, "设置手机验证器")
    secret = page.locator(".secret").text_content().replace(" ", "")
    page.locator("#id_code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    submit(page, "继续")
    page.goto("/")
    return page


def account_of(page: Page, login: str) -> str:
    """The page of an account."""
    page.goto("/access/accounts/")
    follow(page, login)
    return page.url


def close_post(page: Page, account: str) -> None:
    """Ask for a post to be closed; the page says whether it is, or what is still in hand."""
    page.goto(account)
    follow(page, "终止岗位")
    submit(page, "终止岗位")
