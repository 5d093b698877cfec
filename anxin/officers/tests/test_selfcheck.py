"""The self-check: adds up in the page, sends nothing, says at once where to turn; and a sheet of paper."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from django.contrib.staticfiles import finders

from anxin.ground.database.scope import everywhere
from anxin.ground.journal.models import JournalEntry
from anxin.officers.selfcheck import CHECKS, GAD7, PHQ9
from conftest import BROWSER, chromium
from tests.cast import client_of

KEPT = "JSON.stringify([localStorage, sessionStorage, document.cookie])"
PLACE = "http://anxin.test/officers/self-check/"

pytestmark = pytest.mark.django_db


# What stands in it


@pytest.mark.parametrize(("check", "items", "most"), [(PHQ9, 9, 27), (GAD7, 7, 21)])
def test_every_sum_falls_into_exactly_one_band(check, items, most):
    assert (len(check.items), check.most) == (items, most)
    for total in range(most + 1):
        assert len([band for band in check.bands if band.low <= total <= band.high]) == 1


def test_the_bands_begin_where_they_were_published():
    assert [band.low for band in PHQ9.bands] == [0, 5, 10, 15, 20]
    assert [band.low for band in GAD7.bands] == [0, 5, 10, 15]


# The page


@pytest.fixture
def answer(officer):
    return client_of(officer).get("/officers/self-check/")


def test_there_is_no_way_to_send_an_answer(answer):
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main>")]

    assert main.count('type="radio"') == 16 * 4
    assert "<form" not in main
    assert not re.search(r"\b(hx-|formaction|data-send|action=)", main)


def test_the_module_asks_for_nothing_and_keeps_nothing():
    source = Path(finders.find("officers/selfcheck.js")).read_text(encoding="utf-8")
    names = ("fetch", "XMLHttp", "sendBeacon", "WebSocket", "EventSource", "import", "Storage", "indexedDB")

    assert [name for name in (*names, "cookie", "location", "postMessage") if name in source] == []


def test_that_it_was_opened_is_recorded_nowhere(answer, tree):
    with everywhere():
        assert not JournalEntry.objects.filter(act__contains="page_opened").exists()
        assert not JournalEntry.objects.filter(act__startswith="officers.").exists()


def test_without_javascript_the_page_says_how_to_add_up_and_what_the_sum_means(answer):
    page = answer.content.decode()

    assert "把答案旁的数字加起来" in page
    assert all(str(band.words) in page for check in CHECKS for band in check.bands)
    assert "12356" in page


def test_the_sheet_has_all_questions_their_points_and_the_hotline(officer):
    sheet = client_of(officer).get("/officers/self-check/sheet/")
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(sheet.content)
    ).replace("\r\n", "")

    assert "12356" in text
    assert "有不如死掉或用某种方式伤害自己的念头" in text
    assert "0 完全不会" in text


# In a browser


@pytest.fixture
def window(answer):
    """The page with its real headers in a real browser; every request that it makes is noted. The browser is
    open for the test alone: while it is, its event loop runs in this thread."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only where a browser test runs

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=BROWSER)
        yield _page(opened, answer)
        opened.close()


def _page(opened, answer):
    page = opened.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page.asked = []

    def serve(route):
        request = route.request
        path = urlsplit(request.url).path
        page.asked.append((request.method, path))
        if request.url == PLACE:
            route.fulfill(body=answer.content, headers=dict(answer.headers))
            return
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        route.fulfill(path=found) if found else route.abort()

    page.route("**/*", serve)
    page.goto(PLACE, wait_until="networkidle")
    return page


def tick(page, check, answers):
    for number, points in enumerate(answers, 1):
        page.check(f'input[name="{check.code}-{number}"][value="{points}"]')


def shown(page, check):
    """What the page says of a check: the sum, and the words of the bands in sight."""
    sheet = page.locator(f'[data-check="{check.code}"]')
    bands = [band for band in sheet.locator("[data-low]").all() if band.is_visible()]
    total = sheet.locator("[data-sum]")
    return total.inner_text() if total.is_visible() else None, [band.inner_text() for band in bands]


@pytest.mark.browser
def test_the_page_adds_up_by_itself_and_no_request_leaves_it(window):
    held = window.evaluate(KEPT)
    before = [("GET", "/static/ui/icon.svg"), *window.asked]  # a browser asks for the icon when it likes
    tick(window, PHQ9, [1, 1, 2, 1, 0, 1, 1, 0, 0])

    total, bands = shown(window, PHQ9)
    assert total == "7"
    assert len(bands) == 1
    assert "5–9" in bands[0]
    assert set(window.asked) <= set(before)
    assert {method for method, _path in window.asked} == {"GET"}
    assert window.evaluate(KEPT) == held


@pytest.mark.browser
def test_there_is_no_sum_before_the_last_answer(window):
    tick(window, GAD7, [3, 3, 3, 3, 3, 3])

    assert shown(window, GAD7) == (None, [])
    assert window.locator('[data-check="gad7"] [data-left]').inner_text() == "1"


@pytest.mark.browser
def test_question_nine_alone_shows_at_once_where_to_turn(window):
    assert not window.locator("#now").is_visible()

    window.check('input[name="phq9-9"][value="1"]')

    box = window.locator("#now")
    assert box.is_visible()
    assert "12356" in box.inner_text()
    assert window.evaluate("document.activeElement.id") == "now"
    window.check('input[name="phq9-9"][value="0"]')
    assert not box.is_visible()


@pytest.mark.browser
def test_the_answers_are_gone_at_a_touch(window):
    tick(window, GAD7, [1] * 7)
    window.click("#clear")

    assert window.locator("input:checked").count() == 0
    assert shown(window, GAD7) == (None, [])
