"""From a notice to an accepted report through three levels, in a real browser without JavaScript.

The county reports to the city; the city returns it once, accepts it, brings it together and reports to the
province."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from anxin.ground.database.scope import scope
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.notices.actions import issue_first_notice
from conftest import BROWSER, chromium
from tests.cast import client_of, family, hire, plant_tree

from .steps import follow, submit, words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHY = "走访情况没有写明，请补充后再报。"


@pytest.fixture
def cookies() -> dict[str, str]:
    """Whoever has a part in it, with the session in which each has signed in; two families in the county."""
    tree = plant_tree()
    province = add_unit(
        by=OPERATOR, code="99-ZZB", name="中共澜江省委组织部", kind="organisation", level=1,
        parent=tree.province,
    )  # fmt: skip
    issue_first_notice(by=OPERATOR)
    posts = {
        f"{place}_{role}": hire(f"{place}_{role}", unit, role, name)
        for place, unit, names in (
            ("county", tree.county_office, ("沈静", "郑国平")),
            ("city", tree.city_office, ("周以宁", "陆远")),
            ("province", province, ("许立", "韩松")),
        )
        for role, name in zip(("clerk", "leader"), names, strict=True)
    }
    clerk = posts["county_clerk"]
    with scope(tree.county.path):
        for officer in ("周明远", "李建国"):
            family(clerk, tree.county, officer=officer)
    name = settings.SESSION_COOKIE_NAME
    return {who: client_of(post).cookies[name].value for who, post in posts.items()}


@contextmanager
def opened(address: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=BROWSER)
        yield browser
        browser.close()


def enter(browser: Browser, address: str, session: str) -> Page:
    """The list of reports as somebody who has signed in sees it."""
    context = browser.new_context(
        base_url=address, java_script_enabled=False, locale="zh-CN", viewport={"width": 1366, "height": 768}
    )
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto("/notices/reports/")
    return page


def draft(page: Page, said: str) -> str:
    """Draft the report of one's unit with a word of one's own; its number."""
    page.goto("/notices/reports/new/")
    page.fill("textarea[name=visits]", said)
    submit(page, "汇总数字并起草")
    return page.locator("h1 .num").inner_text()


def step(page: Page, number: str, name: str) -> None:
    """Open a report from the list and take a step of its way: asked for first, then taken."""
    page.goto("/notices/reports/")
    follow(page, number)
    follow(page, name)
    submit(page, name)


def test_from_a_notice_to_an_accepted_report_through_three_levels(live_server, cookies):
    with opened(live_server.url) as browser:
        at = {who: enter(browser, live_server.url, session) for who, session in cookies.items()}
        county, city, province = at["county_clerk"], at["city_clerk"], at["province_clerk"]

        first = draft(county, "")
        assert "建档立卡2户、6人" in words(county)
        step(at["county_leader"], first, "签发报告")
        step(county, first, "报送上级")

        city.goto("/notices/reports/")
        follow(city, "中共安和县委组织部")
        follow(city, "退回报告")
        city.fill("textarea[name=reason]", WHY)
        submit(city, "退回报告")
        assert "报告已退回。" in city.locator("body").inner_text()

        county.goto("/notices/reports/")
        follow(county, first)
        assert WHY in words(county)
        second = draft(county, "每季度走访一次，由分管领导带队。")
        step(at["county_leader"], second, "签发报告")
        step(county, second, "报送上级")
        step(city, second, "审核通过")
        assert "已审核通过" in words(city)

        summed = draft(city, "")
        follow(city, "合计与本级汇总对照")
        told = city.locator(
            "tr", has=city.get_by_role("rowheader", name="建档户数", exact=True)
        ).first.inner_text()
        assert told.split()[-2:] == ["2", "2"]
        step(at["city_leader"], summed, "签发报告")
        step(city, summed, "报送上级")

        step(province, summed, "审核通过")
        assert "周明远" not in words(province)
        follow(province, "合计与本级汇总对照")
        assert "中共安和县委组织部" in words(province)
        county.goto("/notices/reports/")
        follow(county, second)
        assert "审核通过" in words(county)
        paper = province.context.request.get(province.url.replace("below/", "pdf/")).body()
    document = pypdfium2.PdfDocument(paper)
    assert "签发人：陆远" in document[0].get_textpage().get_text_bounded()
    assert any(page.get_width() > page.get_height() for page in document)
