"""One request of a person concerned in the browser, from received to answered, without JavaScript."""

from datetime import date

import pypdfium2
import pytest

pytestmark = pytest.mark.browser


def step(page, code, words):
    page.locator(f"input[name=step][value={code}]").check()
    page.fill("textarea[name=words]", words)
    page.get_by_role("button", name="保存").click()


def test_a_request_is_entered_decided_carried_out_and_answered(house):
    page = house.enter("clerk")
    page.goto("/families/")
    page.locator("th a[href^='/families/']").first.click()
    page.get_by_role("link", name="依据与同意").first.click()
    page.get_by_role("link", name="登记请求").click()
    page.select_option("select[name=kind]", "explanation")
    page.locator("input[name=standing][value=self]").check()
    page.fill("input[name=asker]", "林秀兰")
    page.fill("textarea[name=wording]", "想知道为什么登记这些情况")
    page.fill("input[name=received_on]", date.today().isoformat())
    page.get_by_role("button", name="登记").click()
    assert "1件权利请求待答复" in page.content()
    page.locator("th a", has_text="解释说明").first.click()
    step(page, "checked", "身份证原件")
    step(page, "granted", "")
    address = page.get_by_role("link", name="PDF").get_attribute("href")
    letter = page.context.request.get(house.address + address)
    text = pypdfium2.PdfDocument(letter.body())[0].get_textpage().get_text_bounded()
    assert "予以办理" in text
    step(page, "carried_out", "当面说明了规则，交付告知书")
    step(page, "answered", "当面告知，家属签收")
    assert page.locator("input[name=step]").count() == 0
    page.goto("/rights/requests/?show=done")
    assert "已答复" in page.content()
