"""A notice of the province on its way down: the province, the county and a township on a telephone each see
where it is stuck; the township signs for it and enters a receipt, and the county sees it at once."""

import io
import re

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Page

from .steps import follow, open_link, submit, words

pytestmark = pytest.mark.browser
NOTICE = "走访慰问工作的通知"
TOWN, VILLAGE = "铁山镇", "凤林村"


def standing(page: Page) -> Page:
    """The page of how the notice stands below one's own place."""
    page.goto("/notices/")
    follow(page, NOTICE)
    follow(page, "传达情况")
    return page


def taken(page: Page, name: str) -> bytes:
    """The file behind a link, as somebody takes it."""
    address = page.get_by_role("link", name=name, exact=True).get_attribute("href")
    assert address is not None
    return bytes(page.context.request.get(address).body())


def rows(page: Page) -> list[str]:
    """The units named under "where it is stuck"."""
    return page.locator("[aria-labelledby=stuck-h] tbody th").all_inner_texts()


def listed(page: Page) -> list[str]:
    """The units of a list behind a number."""
    return page.locator("main tbody th").all_inner_texts()


def test_a_notice_on_its_way_is_seen_signed_for_and_chased(house, picture):
    province = standing(house.enter("province"))
    assert "卡在" in province.locator("h1").inner_text()
    assert province.locator(".icicle svg").count() == 1
    follow(province, "澜川市")
    follow(province, "安和县")
    assert any(TOWN in one for one in rows(province))

    county = standing(house.enter("clerk"))
    before = county.locator("h1").inner_text()
    assert any(TOWN in one for one in rows(county))
    picture(county, "cascade", full_page=True)
    follow(county, "没签收名单")
    assert TOWN in listed(county)
    paper = pypdfium2.PdfDocument(taken(county, "打印"))
    assert TOWN in paper[0].get_textpage().get_text_bounded()
    book = openpyxl.load_workbook(io.BytesIO(taken(county, "表格")))
    assert any(TOWN in row for row in book.active.iter_rows(values_only=True))

    town = house.enter("township", phone=True)
    town.goto("/notices/cascade/")
    town.get_by_role("button", name=re.compile(f"签收.*{NOTICE}")).first.click()
    assert "已签收" in words(town)
    standing(town)
    open_link(town.locator("li", has_text="没有账号，送纸质").get_by_role("link"))
    town.get_by_label(VILLAGE).check()
    submit(town, "登记纸质回执")
    assert "已登记1家的回执" in words(town)

    standing(county)
    assert county.locator("h1").inner_text() != before
    follow(county, "没签收名单")
    assert TOWN not in listed(county)
