"""A whole house for the journeys: the real demo as its own process, and a real browser."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
START = 180  # seconds until the demo must be open, on a busy machine


@dataclass
class House:
    """The demo's address and accounts, and a browser to walk it with."""

    address: str
    accounts: dict[str, dict[str, str]]
    browser: Browser
    pages: list[Page] = field(default_factory=list)

    def enter(
        self, login: str, *, phone: bool = False, language: str = "zh-CN", scripts: bool = False
    ) -> Page:
        """Sign in as one of the five in a fresh browser window; without JavaScript unless asked."""
        size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 768}
        context = self.browser.new_context(
            viewport=size, locale=language, java_script_enabled=scripts, base_url=self.address,
            bypass_csp=scripts,  # axe is put into the page by the test alone
            device_scale_factor=2 if phone else 1,
        )  # fmt: skip
        page = context.new_page()
        page.goto("/access/sign-in/")
        page.fill("input[name=username]", self.accounts[login]["login"])
        page.fill("input[name=password]", self.accounts[login]["password"])
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda address: "sign-in" not in address)  # only then is somebody signed in
        self.pages.append(page)
        return page


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[House]:
    """`anxin demo` on a free port, stopped by SIGINT as a person would stop it."""
    data = tmp_path_factory.mktemp("demo")
    data.chmod(0o755)
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("ANXIN_", "DATABASE_"))
    }
    command = [sys.executable, "-m", "anxin.cli", "demo", "--port", "0", "--data-dir", str(data)]
    with (data / "output.txt").open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
    try:
        _wait(process, data)
        kept = json.loads((data / "accounts.json").read_text(encoding="utf-8"))
        accounts = {account["login"]: account for account in kept["accounts"]}
        yield House(kept["address"].rstrip("/"), accounts, browser)
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
    places = [place for place, item in enumerate(items) if item.path.name == "test_main_job.py"]
    told = sorted((items[place] for place in places), key=lambda item: item.name)
    for place, item in zip(places, told, strict=True):
        items[place] = item
    return result
