"""From a death not yet determined to the last payment, in a real browser without JavaScript.

The clerk decides the determination, takes the sum up, files the claim and notes the payment, while the income
of the year before is not out; then the figure is entered, the families it touches are shown with old and new
sums, and the difference becomes a claim. The day is moved to January 2027; the figure of 2026 is
invented.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, sync_playwright

from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_card
from anxin.families.models import Source
from anxin.ground.access.models import Post
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from conftest import BROWSER, chromium
from tests.cast import client_of, hire, plant_tree
from tests.worker import work_off

from .steps import patient

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEFORE, AFTER = date(2027, 1, 12), date(2027, 1, 21)
FIGURE = """
id: income-of-2026
region: CN
name: 2026年全国城镇居民人均可支配收入（演练数据）
citations:
  bulletin: {title: 演练用统计公报, source: 演练用数，非真实公布, confidence: Q}
values:
  urban_income.amount:
    2026: {value: "58700", citation: bulletin}
  urban_income.published_on:
    2026: {value: "2027-01-18", citation: bulletin}
"""


@contextmanager
def window(address: str, post: Post) -> Iterator[Page]:
    """A browser in which the holder of a post is signed in. While it is open its event loop runs in this
    thread, so whatever asks the database by itself comes before."""
    name = django_settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client_of(post).cookies[name].value, "url": address}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=BROWSER)
        context = browser.new_context(
            base_url=address,
            java_script_enabled=False,
            locale="zh-CN",
            viewport={"width": 1366, "height": 768},
        )
        context.add_cookies([cookie])
        yield patient(context).new_page()
        browser.close()


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page that answers it."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link and wait for the page behind it."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).click()


def words(page: Page) -> str:
    """What stands on the page, without blanks."""
    return re.sub(r"\s", "", page.locator("main").inner_text())


def pending_family(clerk: Post) -> str:
    """A card whose officer died in January 2027 and whose determination is still to come."""
    officer = OfficerDetails(
        name="周明远", sex="1", birth=PartialDate(1981, 5, 2), died_on=PartialDate(2027, 1, 10),
        unit_text="河东镇人民政府", post_text="副镇长", channel="pension", employment="civil_servant",
        basic_pay_fen=300000,
    )  # fmt: skip
    wife = MemberDetails(name="林秀兰", sex="2", birth=PartialDate(1983, 3, 9), kinship="12", is_head=True)
    origin = Origin(Source.PAPER, "情况报告", today())
    card = open_card(
        by=clerk, unit=clerk.scope_root, details=CardDetails(officer=officer, members=(wife,)), origin=origin
    )
    return str(card.pk)


@pytest.fixture
def moved(settings) -> Iterator[object]:
    """The settings, with the day moved to before the figure is out."""
    settings.ANXIN_TEST, settings.ANXIN_TODAY = True, BEFORE.isoformat()
    return settings


def test_from_a_pending_determination_to_the_top_up(live_server, moved, tmp_path):
    tree = plant_tree()
    clerk = hire("clerk", tree.county_office, "clerk", "沈静", tree.county)
    capital = hire("capital", tree.province, "clerk", "许立")
    with scope(tree.county.path):
        card = pending_family(clerk)

    with window(live_server.url, clerk) as page:
        page.goto(f"/entitlements/{card}/")
        shown = words(page)
        assert "待认定" in shown
        assert "1,250,040.00" in shown, "on duty: 20 x 56502 + 40 x 3000"
        assert "233,004.00" in shown, "illness: 2 x 56502 + 40 x 3000"
        decide(page)
        page.goto(f"/entitlements/{card}/")
        assert "233,004.00" not in words(page)
        assert "暂算" in words(page)
        claim_it(page)

    moved.ANXIN_TODAY = AFTER.isoformat()
    with window(live_server.url, capital) as page:
        enter_the_figure(page, tmp_path)
    work_off()  # the families of the whole nation are looked at again by the worker
    with window(live_server.url, clerk) as page:
        top_up(page)
        paper = page.context.request.get(f"/entitlements/{card}/sheet.pdf").body()
    sheet = pypdfium2.PdfDocument(paper)
    assert len(sheet) == 1
    assert "1,294,000.00" in sheet[0].get_textpage().get_text_bounded()


def decide(page: Page) -> None:
    """The determination arrives: it is entered with its document."""
    page.goto(page.locator("a[href^='/families/'][href*='/officers/']").first.get_attribute("href"))
    page.locator("#id_determination").select_option(value="on_duty")
    page.locator("#id_determined_document").fill("安组函〔2027〕1号")
    page.locator("#id_determined_on").fill("2027-01-11")
    page.locator("#id_source_text").fill("认定文书")
    press(page, "保存")


def claim_it(page: Page) -> None:
    """Taken up, handed in, approved, paid."""
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("申领")).first.click()
    follow(page, "登记申请")
    press(page, "保存")
    follow(page, "登记核定结果")
    page.locator("input[name=what][value=approved]").check()
    page.locator("#id_approved_fen").fill("1250040.00")
    press(page, "保存")
    follow(page, "登记到账")
    page.locator("#id_amount_fen").fill("1250040.00")
    page.locator("#id_voucher").fill("收据第1号")
    press(page, "保存")
    assert "已付清" in words(page)


def enter_the_figure(page: Page, folder: Path) -> None:
    """The figure of the year before is a file with its source; what it touches is shown first."""
    file = folder / "income.yaml"
    file.write_text(FIGURE, encoding="utf-8")
    page.goto("/entitlements/standards/")
    page.set_input_files("input[type=file]", file)
    press(page, "预检")
    assert "涉及" in words(page)
    press(page, "录入并重新测算")
    assert "演练数据" in words(page)


def top_up(page: Page) -> None:
    """The difference becomes a claim of its own, by one button."""
    page.goto("/entitlements/top-ups/")
    shown = words(page)
    assert "1,250,040.00" in shown
    assert "1,294,000.00" in shown, "20 x 58700 + 40 x 3000"
    assert "43,960.00" in shown
    press(page, "一次生成1项补差申领")
    assert "已生成1项补差申领" in words(page)
