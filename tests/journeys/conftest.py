"""A whole house for the journeys: the real demo as its own process, and a real browser."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.ready import installation

from .steps import patient

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
START = 420  # seconds until the demo must be open, on a busy machine
TOLD_IN_ORDER = ("test_main_job.py", "test_care.py")  # journeys whose steps stand on what the one before left


@dataclass
class House:
    """The demo's two addresses (the office's, the door's), its accounts, what it gave to those outside, a
    browser to walk it with, and the folder of its data."""

    address: str
    door: str
    accounts: dict[str, dict[str, str]]
    outside: dict[str, dict[str, str]]  # one_time_link, family_page: address and code
    browser: Browser
    data: Path
    pages: list[Page] = field(default_factory=list)

    def enter(
        self, login: str, *, phone: bool = False, language: str = "zh-CN", scripts: bool = False
    ) -> Page:
        """Sign in with one of the accounts in a fresh browser window; without JavaScript unless asked."""
        page = self.window(self.address, phone=phone, language=language, scripts=scripts)
        page.goto("/access/sign-in/")
        page.fill("input[name=username]", self.accounts[login]["login"])
        page.fill("input[name=password]", self.accounts[login]["password"])
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda address: "sign-in" not in address)  # only then is somebody signed in
        return page

    def at_the_door(self, address: str) -> Page:
        """Open an address of the door on a telephone that nobody has signed in with."""
        page = self.window(self.door, phone=True)
        page.goto(address)
        return page

    def window(
        self, address: str, *, phone: bool = False, language: str = "zh-CN", scripts: bool = False
    ) -> Page:
        """A fresh browser window, of a telephone or a desk."""
        size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 768}
        context = self.browser.new_context(
            viewport=size, locale=language, java_script_enabled=scripts, base_url=address,
            bypass_csp=scripts,  # axe is put into the page by the test alone
            device_scale_factor=2 if phone else 1,
        )  # fmt: skip
        page = patient(context).new_page()
        self.pages.append(page)
        return page

    def knock(self, kind: str) -> Page:
        """Open what was given to somebody outside on a telephone of his own, with its code."""
        context = self.browser.new_context(
            viewport={"width": 390, "height": 844}, locale="zh-CN", java_script_enabled=False,
            device_scale_factor=2,
        )  # fmt: skip
        page = patient(context).new_page()
        page.goto(self.outside[kind]["address"])
        page.fill("input[name=code]", self.outside[kind]["code"])
        with page.expect_navigation():
            page.press("input[name=code]", "Enter")
        self.pages.append(page)
        return page


@pytest.fixture(scope="module")
def house(browser: Browser) -> Iterator[House]:
    """`anxin demo` on a free port, opened for the second time: as it was made, nobody has worked in it."""
    with installation("demo", _filled) as data, _demo(data):
        kept = json.loads((data / "accounts.json").read_text(encoding="utf-8"))
        people = kept["accounts"] + kept["administrators"]
        accounts = {account["login"]: account for account in people}
        outside = {kind: kept[kind] for kind in ("one_time_link", "family_page")}
        door = outside["one_time_link"]["address"].partition("/p/")[0]
        yield House(kept["address"].rstrip("/"), door, accounts, outside, browser, data)


def _filled(data: Path) -> None:
    with _demo(data):
        pass


@contextmanager
def _demo(data: Path) -> Iterator[None]:
    """A demo while it is open; stopped by SIGINT as a person would stop it."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("ANXIN_", "DATABASE_"))
    }
    command = [sys.executable, "-m", "anxin.cli", "demo", "--port", "0", "--data-dir", str(data)]
    with (data / "output.txt").open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
    try:
        _wait(process, data)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _wait(process: "subprocess.Popen[bytes]", data: Path) -> None:
    """Wait until the demo says how to stop it, which is the last thing it says."""
    end = time.monotonic() + START
    while "Ctrl-C" not in (data / "output.txt").read_text(encoding="utf-8"):
        if process.poll() is not None or time.monotonic() > end:
            pytest.fail(f"the demo did not open:\n{(data / 'output.txt').read_text(encoding='utf-8')}")
        time.sleep(0.3)


@pytest.fixture(scope="session")
def picture():
    """Keep a screenshot for the README when `make pictures` asks for it (ANXIN_PICTURES=1)."""

    def keep(page: Page, name: str, **options: object) -> None:
        if os.environ.get("ANXIN_PICTURES") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.png", **options)

    return keep


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, object, object]:
    """A journey is told in order, whatever order the other tests were shuffled into."""
    result = yield
    for journey in TOLD_IN_ORDER:
        places = [place for place, item in enumerate(items) if item.path.name == journey]
        told = sorted((items[place] for place in places), key=lambda item: item.name)
        for place, item in zip(places, told, strict=True):
            items[place] = item
    return result
