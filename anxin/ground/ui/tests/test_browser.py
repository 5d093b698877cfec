"""The gallery in a real browser, on a desk and on a telephone. No server: files are answered here."""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.utils import translation
from playwright.sync_api import Browser, Page, Route

from anxin.ground.ui import views

pytestmark = pytest.mark.browser
SIZES = {"desk": (1366, 900), "telephone": (390, 844)}
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:"


@pytest.fixture(params=["zh-hans", "en"])
def html(request: Any, request_of: Callable[..., HttpRequest]) -> str:
    with translation.override(request.param):
        return views.gallery(request_of()).content.decode()


def _open(browser: Browser, html: str, size: str, faults: list[str], **more: Any) -> Page:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, **more)
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)

    def answer(route: Route) -> None:
        _, _, path = route.request.url.partition("/static/")
        if not path:
            headers = {"Content-Security-Policy": POLICY}
            return route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)
        file = Path(str(finders.find(path)))
        return route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file)[0] or "")

    page.route("**/*", answer)
    page.goto("http://anxin.test/gallery")
    return page


@pytest.mark.parametrize("size", SIZES)
def test_every_part_is_accessible_and_keeps_the_policy(browser: Browser, html: str, size: str) -> None:
    faults: list[str] = []
    page = _open(browser, html, size, faults)
    found = Axe().run(page).response["violations"]
    faults += [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["id"] != "duplicate-id-aria"]
    page.close()
    assert faults == []


def test_the_open_tab_of_a_long_row_is_in_sight_on_a_telephone(browser: Browser, html: str) -> None:
    row = "<a>需求与措施</a>" * 9 + '<a id="open" aria-current="page">走访</a>'
    page = _open(browser, html.replace("</main>", f'<nav class="tabs">{row}</nav></main>'), "telephone", [])
    box = page.locator("#open").bounding_box()
    page.close()
    assert box is not None
    assert 0 <= box["x"] < box["x"] + box["width"] <= SIZES["telephone"][0]


OUTSIDE = """() => [...document.querySelectorAll("body *")].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width && box.right > document.documentElement.clientWidth + 1
    && !e.closest(".scroll, .tabs, .chips, .hidden, .skip, details:not([open])");
}).map(e => e.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll("a, button, summary, input, select, textarea")].filter(e => {
  if (e.closest(".hidden, details:not([open]) > :not(summary)")) return false;
  if (e.matches(".skip, [type=hidden]")) return false;
  const box = (e.closest("label") ?? e).getBoundingClientRect();
  return box.width && box.height < 43.5;
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("size", SIZES)
def test_nothing_runs_off_the_page(browser: Browser, html: str, size: str) -> None:
    page = _open(browser, html, size, [])
    outside = page.evaluate(OUTSIDE)
    page.close()
    assert outside == []


def test_fingers_find_everything_on_a_telephone(browser: Browser, html: str) -> None:
    page = _open(browser, html, "telephone", [])
    small = page.evaluate(SMALL)
    page.close()
    assert small == []


def test_a_page_is_whole_without_scripts(browser: Browser, html: str) -> None:
    page = _open(browser, html, "desk", [], java_script_enabled=False)
    page.locator("details.twin summary").first.click()
    assert page.locator("details.twin table").first.is_visible()
    page.close()
