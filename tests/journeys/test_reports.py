"""From a notice to an accepted report through three levels, in a real browser without JavaScript.

The county reports to the city; the city returns it once, accepts it, brings it together and reports to the
province."""

import pypdfium2
import pytest
from playwright.sync_api import Page

from .offices import enter, opened, session_of, staffed
from .steps import follow, submit, words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHY = "走访情况没有写明，请补充后再报。"


@pytest.fixture
def sessions() -> dict[str, str]:
    """Whoever has a part in it, with the session in which each has signed in; two families in the county."""
    _tree, posts = staffed()
    return {who: session_of(post) for who, post in posts.items()}


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


def test_from_a_notice_to_an_accepted_report_through_three_levels(live_server, sessions):
    with opened() as browser:
        at = {who: enter(browser, live_server.url, session) for who, session in sessions.items()}
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
