"""Offices of several levels, each with people at work, as the journeys over levels need them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from anxin.ground.access.models import Post
from anxin.ground.database.scope import scope
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Unit
from anxin.notices.actions import issue_first_notice
from conftest import BROWSER, chromium
from tests.cast import Tree, client_of, family, hire, plant_tree
from tests.worker import work_off

from .steps import patient

PEOPLE = {
    "province": ("许立", "韩松"),
    "city": ("周以宁", "陆远"),
    "county": ("沈静", "郑国平"),
}  # clerk and leader


def staffed() -> tuple[Tree, dict[str, Post]]:
    """The tree with a clerk and a leader at province, city and county, and two families in the county."""
    tree = plant_tree()
    province = add_unit(
        by=OPERATOR, code="99-ZZB", name="中共澜江省委组织部", kind="organisation", level=1,
        parent=tree.province,
    )  # fmt: skip
    issue_first_notice(by=OPERATOR)
    offices: dict[str, Unit] = {
        "county": tree.county_office, "city": tree.city_office, "province": province
    }  # fmt: skip
    posts = {
        f"{place}_{role}": hire(f"{place}_{role}", unit, role, name)
        for place, unit in offices.items()
        for role, name in zip(("clerk", "leader"), PEOPLE[place], strict=True)
    }
    with scope(tree.county.path):
        for officer in ("周明远", "李建国"):
            family(posts["county_clerk"], tree.county, officer=officer)
    return tree, posts


def session_of(post: Post) -> str:
    """The session in which somebody has signed in."""
    return client_of(post).cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def opened() -> Iterator[Browser]:
    """A browser that is closed within the test: while it is open nothing is asked of the database here."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=BROWSER)
        yield browser
        browser.close()


def enter(browser: Browser, address: str, session: str, *, phone: bool = False) -> Page:
    """A window of somebody who has signed in, at a desk or on a telephone, without JavaScript."""
    size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 768}
    context = browser.new_context(
        base_url=address, java_script_enabled=False, locale="zh-CN", viewport=size,
        device_scale_factor=2 if phone else 1,
    )  # fmt: skip
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}
    context.add_cookies([cookie])
    return patient(context).new_page()


def let_the_worker_work() -> None:
    """The worker does what waits. In a thread of its own: the browser's event loop holds this one."""
    failed: list[BaseException] = []

    def work() -> None:
        try:
            work_off()
        except BaseException as error:  # noqa: BLE001  # it is raised again where the journey is told
            failed.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    if failed:
        raise failed[0]
