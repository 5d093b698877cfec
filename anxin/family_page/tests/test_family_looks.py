"""How a family's page stands in a real browser: letters, targets, contrast, colours, and no script at all."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

from anxin.care.actions import answer_word, keep_promise, receive_word, record_visit
from anxin.care.actions.visits import NextStep
from anxin.care.models import Promise
from anxin.ground.days.clock import today
from conftest import BROWSER, chromium

pytestmark = pytest.mark.browser

LETTERS, TARGET, LEADING = 24, 60, 1.3  # px (24 px are 18 pt), px, of the size of the letters
HOST = "http://door.test"
MEASURE = """() => {
  const seen = e => e.getClientRects().length && getComputedStyle(e).visibility === 'visible'
    && !e.closest('.skip, .hidden');
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  const all = [...document.body.querySelectorAll('*')].filter(seen);
  const style = e => getComputedStyle(e);
  const told = e => e.tagName + ' ' + e.className + ' ' + e.textContent.trim().slice(0, 20);
  const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const red = c => { const [r, g, b, a] = rgb(c); return a !== 0 && r > g + 60 && r > b + 60; };
  return {
    letters: all.filter(own).map(e => [told(e), parseFloat(style(e).fontSize)]),
    leading: all.filter(own)
      .map(e => [told(e), parseFloat(style(e).lineHeight) / parseFloat(style(e).fontSize)]),
    targets: all.filter(e => e.matches('a, button, input:not([type=hidden]), textarea'))
      .map(e => [told(e), Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height)]),
    red: all.filter(e => own(e) && red(style(e).color) || red(style(e).backgroundColor)).map(told),
    over: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  };
}"""


@pytest.fixture
def pages(named, township_officer, county_clerk, inside, address_of_page, client):
    """The page before the code, after a wrong one, and inside with everything that can stand there."""
    for number, (words, day) in enumerate(
        (("带瓦工看屋顶", 3), ("陪老人去县里办手续，路上要花一整天时间", 9))
    ):
        step = NextStep(words, township_officer, today() + timedelta(day))
        record_visit(by=township_officer, household=named, on=today(), steps=[step])
        if number == 0:
            keep_promise(by=township_officer, promise=Promise.objects.get())
    for words, reply in (("屋顶又漏了", "瓦工周四上午来"), ("孩子要转学，要找哪个部门办手续？", "")):
        word = receive_word(by=county_clerk, household=named, words=words, channel="phone")
        if reply:
            answer_word(by=township_officer, word=word, words=reply)
    outside = type(inside)(headers={"accept-language": "zh-hans"})
    return {
        "front": outside.get(address_of_page).content.decode(),
        "wrong": outside.post(address_of_page, {"code": "1"}).content.decode(),
        "inside": inside.get(address_of_page).content.decode(),
        "small": inside.get(f"{address_of_page}?size=small").content.decode(),
    }


@pytest.fixture
def shown(pages):
    """Opens each page in Chromium, its style sheets from the house's own files."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=BROWSER)
        page = browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")

        def answer(route):
            path = route.request.url.removeprefix(HOST)
            if path.startswith("/static/"):
                return route.fulfill(path=Path(finders.find(path.removeprefix("/static/"))))
            return route.fulfill(body=pages[path.strip("/")], content_type="text/html; charset=utf-8")

        page.route(f"{HOST}/**", answer)

        def open_page(name):
            page.goto(f"{HOST}/{name}/")
            return page

        yield open_page
        browser.close()


def test_an_old_person_can_read_and_touch_everything(shown, record_property):
    for name in ("front", "wrong", "inside"):
        page = shown(name)
        found = page.evaluate(MEASURE)
        assert [one for one in found["letters"] if one[1] < LETTERS] == [], name
        assert [one for one in found["leading"] if one[1] < LEADING - 0.001] == [], name
        assert [one for one in found["targets"] if one[1] < TARGET] == [], name
        assert found["red"] == [], name
        assert not found["over"], name
        report = Axe().run(page)
        assert report.violations_count == 0, f"{name}\n{report.generate_report()}"
        smallest = min(size for _what, size in found["letters"])
        record_property("family page", f"{name}: letters from {smallest} px, {len(found['targets'])} targets")


def test_small_letters_are_still_letters(shown):
    page = shown("small")
    found = page.evaluate(MEASURE)
    assert min(size for _what, size in found["letters"]) >= 12
    assert [one for one in found["targets"] if one[1] < 36] == []
    assert Axe().run(page).violations_count == 0


def test_there_is_no_script_and_a_neutral_title(pages):
    for name, page in pages.items():
        assert "<script" not in page, name
        assert not re.search(r"\son\w+=", page), name
        assert re.search(r"<title>(.+?)</title>", page)[1] == "联系页"
        assert "殉职" not in page
        assert "遗属" not in page
