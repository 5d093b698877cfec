"""What the steps of a journey do again and again: press, follow, read, choose, wait, watch."""

import re
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Locator, Page, expect

PATIENCE = 90_000  # ms: with two of these houses on two cores a page may take long; a fault takes for ever
expect.set_options(timeout=PATIENCE)


def patient(context: BrowserContext) -> BrowserContext:
    """A window whose steps wait as long as a busy machine needs."""
    context.set_default_timeout(PATIENCE)
    return context


def submit(page: Page, name: str) -> None:
    """Press a form's button and wait for the page that answers it."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the first link of this name."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()


def open_link(link: Locator) -> None:
    """Open the first of these."""
    with link.page.expect_navigation():
        link.first.click()


def words(page: Page) -> str:
    """What stands on the page."""
    return page.locator("main").inner_text()


def pick(page: Page, field: str, name: str) -> None:
    """Choose whatever holds this name."""
    options = page.locator(f"#{field} option").all_inner_texts()
    page.locator(f"#{field}").select_option(label=next(one for one in options if name in one))


def wait_for(page: Page, text: str, seconds: int = 150) -> None:
    """Look again until it stands there: the worker takes over every minute what was said at the door."""
    for _second in range(seconds):
        if text in words(page):
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError(f"{text} did not arrive within {seconds} seconds")


def in_days(page: Page, days: int) -> str:
    """The day so many days from today on, as one types it."""
    return page.evaluate("n => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10)", days)


@contextmanager
def somebody_to_call(address: str) -> Iterator[list[str]]:
    """Look at the family's page without a pause, as anybody with the card may: whom does it name?"""
    named: list[str] = []
    over = threading.Event()

    def look() -> None:
        with urllib.request.urlopen(address) as answer:  # noqa: S310  # the demo's own door
            found = re.search(r"您家的事，由(.+?)负责", answer.read().decode())
        named.append(found[1] if found else "nobody")

    def look_on() -> None:
        while not over.is_set():
            look()

    watcher = threading.Thread(target=look_on)
    watcher.start()
    try:
        yield named
    finally:
        over.set()
        watcher.join()
    look()
