"""A notice through three levels in a real browser without JavaScript.

The province writes it; the city signs for it and passes it down with an addition; county and township sign
for it on a telephone. Whoever has not signed is chased, whoever has no account is on paper. The round and the
reports go up again, and the picture of the cascade shows at each step how it stands."""

import re
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from anxin.ground.days.clock import today
from tests.cast import hire

from .offices import enter, let_the_worker_work, opened, session_of, staffed
from .steps import follow, open_link, submit, words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "关于做好因公殉职一线干部家属调查摸底的通知"
BODY = "各市委组织部：\n为全面掌握因公殉职一线干部家属情况，现就有关事项通知如下。\n一、摸清底数。"
SURVEY, REPORT, MORE = "对2012年以来因公殉职一线干部家属调查摸底", "报送情况报告", "摸底时走访每户家属"
SIGN = "通知等本单位签收。"
FLOOD = "正值汛期，入户要错开时间。"
ON_A_TELEPHONE = ("county_clerk", "township", "neighbour")


@pytest.fixture
def sessions() -> dict[str, str]:
    """Offices of three levels, a township and a second county; the county's departments have no account."""
    tree, posts = staffed()
    posts["township"] = hire("township", tree.town, "township", "吴晓峰")
    posts["neighbour"] = hire("neighbour", tree.neighbour_office, "clerk", "何平")
    return {who: session_of(post) for who, post in posts.items()}


@pytest.fixture
def annex(tmp_path: Path) -> Path:
    """A form to fill in, as a file."""
    path = tmp_path / "摸底情况表.xlsx"
    path.write_bytes(b"PK\x03\x04 a form")
    return path


# Steps


def write_notice(page: Page) -> None:
    """The words of a notice, and the last day for signing."""
    page.goto("/notices/drafts/new/")
    page.fill("#id_title", TITLE)
    page.fill("#id_body", BODY)
    page.fill("#id_receive_by", str(today() + timedelta(21)))
    submit(page, "保存，下一步")


def write_under_the_mark(page: Page, mark: str) -> None:
    """Another mark than the one proposed, since the province's begins with 澜 too."""
    open_link(page.locator("main a[href$='/words/']"))
    page.fill("#id_mark", mark)
    submit(page, "保存")


def ask_for(page: Page, kind: str, what: str, days: int, proof: str, since: str = "") -> None:
    """One thing asked on the draft that stands open, with its day and what proves it."""
    follow(page, "添加要求")
    page.select_option("#id_asks", kind)
    page.fill("#id_words", what)
    page.fill("#id_due", str(today() + timedelta(days)))
    page.fill("#id_proof", proof)
    page.fill("#id_deaths_since", since)
    submit(page, "保存")


def attach(page: Page, file: Path) -> None:
    """A file on the draft that stands open."""
    follow(page, "添加附件")
    page.fill("#id_title", "摸底情况表")
    page.set_input_files("#id_file", file)
    submit(page, "添加附件")


def address_everybody(page: Page) -> None:
    """Every unit below, on the draft that stands open."""
    follow(page, "添加主送单位")
    page.check("#id_everybody")
    submit(page, "添加")


def approve(page: Page, number: str) -> None:
    """The leader opens what was handed in, and approves it."""
    page.goto("/notices/drafts/")
    page.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()
    follow(page, "审批")
    page.get_by_label("批准", exact=True).check()
    submit(page, "确定")


def go_out(clerk: Page, leader: Page) -> str:
    """Handed in, approved by the leader, issued, sent out by the worker; its number."""
    number = re.search(r"\S+〔\d{4}〕\d+号", words(clerk))[0]
    follow(clerk, "提交审批")
    submit(clerk, "提交审批")
    approve(leader, number)
    clerk.reload()
    follow(clerk, "发出")
    submit(clerk, "发出")
    let_the_worker_work()
    return number


def notice_with(page: Page, number: str) -> None:
    """Open the notice with this number from the register."""
    page.goto("/notices/")
    page.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()


def sign_for(page: Page, number: str) -> None:
    """One tap in the list of those that wait."""
    page.goto("/notices/cascade/")
    row = page.get_by_role("row").filter(has_text=number)
    with page.expect_navigation():
        row.get_by_role("button", name="签收").click()
    assert "已签收" in page.locator(".say--success").inner_text()


def how_it_stands(page: Page, number: str) -> tuple[str, list[list[str]]]:
    """The sentence of the cascade's page, and the rows of the table beside its picture: signed for, not
    signed, not delivered, level by level. Picture and table tell the same."""
    notice_with(page, number)
    follow(page, "传达情况")
    page.locator("details.twin summary").click()
    rows = [
        [row.get_by_role("rowheader").inner_text(), *row.get_by_role("cell").all_inner_texts()]
        for row in page.locator("details.twin tbody tr").all()
    ]
    told = page.locator("svg desc").first.text_content()
    title = page.get_by_role("heading", level=1).inner_text()
    assert told == title
    return title, rows


def fits(page: Page) -> None:
    """Nothing on the page is wider than the telephone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def report_up(clerk: Page, leader: Page, answers: str) -> str:
    """Drafted in answer to a notice, signed by the leader, sent up; its number."""
    clerk.goto("/notices/reports/new/")
    option = clerk.locator("#id_notice option").filter(has_text=answers).first
    clerk.select_option("#id_notice", option.get_attribute("value"))
    submit(clerk, "汇总数字并起草")
    number = clerk.locator("h1 .num").inner_text()
    step(leader, number, "签发报告")
    step(clerk, number, "报送上级")
    return number


def step(page: Page, number: str, name: str) -> None:
    """Open a report from the list and take a step of its way."""
    page.goto("/notices/reports/")
    follow(page, number)
    follow(page, name)
    submit(page, name)


# The journey


def test_a_notice_goes_down_three_levels_and_what_it_asks_comes_up_again(live_server, sessions, annex):
    with opened() as browser:
        at = {
            who: enter(browser, live_server.url, session, phone=who in ON_A_TELEPHONE)
            for who, session in sessions.items()
        }
        province, city, county = at["province_clerk"], at["city_clerk"], at["county_clerk"]
        township, neighbour = at["township"], at["neighbour"]

        # The province writes it: what is asked by when and what proves it, an annex, a day for each level
        write_notice(province)
        ask_for(province, "survey", SURVEY, 45, "摸底填报，零报告须具名", since="2012")
        ask_for(province, "report", REPORT, 60, "情况报告")
        attach(province, annex)
        address_everybody(province)
        follow(province, "各级签收日期")
        assert province.locator("#id_level4").input_value() == str(today() + timedelta(21))
        first_day = province.locator("#id_level2").input_value()
        submit(province, "保存")
        assert first_day[-5:] in words(province)
        above = go_out(province, at["province_leader"])

        title, rows = how_it_stands(province, above)
        assert title == "还有6家没签收，卡在澜川市"
        assert rows == [["澜川市", "0", "1", "0", "0", "0", "2", "0", "0", "3"]]
        assert re.search(r"市（州）、省直\s*" + first_day[-5:], words(province))

        # The city signs for it, and passes it down with an addition of its own
        sign_for(city, above)
        title, rows = how_it_stands(city, above)
        assert title == "还有5家没签收，卡在安和县"
        assert rows == [["安和县", "0", "1", "0", "0", "0", "3"], ["邻水县", "0", "1", "0", "0", "0", "0"]]
        notice_with(city, above)
        follow(city, "补充要求后转发")
        submit(city, "开始")
        assert "上级要求" in words(city)
        write_under_the_mark(city, "川组通")
        ask_for(city, "visits", MORE, 40, "走访记录")
        address_everybody(city)
        passed = go_out(city, at["city_leader"])
        notice_with(city, passed)
        assert TITLE in words(city)
        assert MORE in words(city)

        # The county signs on a telephone; whoever has not signed is chased and finds it among the messages
        county.goto("/notices/cascade/")
        assert "有2份通知待签收" in words(county)
        fits(county)
        sign_for(county, above)
        sign_for(county, passed)
        title, rows = how_it_stands(city, passed)
        assert title == "还有4家没签收"
        assert rows == [["安和县", "1", "0", "0", "0", "3", "0"], ["邻水县", "0", "1", "0", "0", "0", "0"]]
        with city.expect_navigation():
            city.get_by_role("button", name="催办 邻水县").click()
        assert "已催办1家" in city.locator(".say--success").inner_text()
        neighbour.goto("/messages/")
        assert passed + SIGN in words(neighbour)
        fits(neighbour)
        with neighbour.expect_navigation():
            neighbour.get_by_role("button", name=passed + SIGN).click()
        sign_for(neighbour, passed)
        sign_for(neighbour, above)

        # More time is asked for, decided above and read below
        notice_with(county, passed)
        follow(county, "申请延期或者免报")
        county.fill("#id_until", str(today() + timedelta(50)))
        county.fill("#id_why", FLOOD)
        submit(county, "提交申请")
        city.goto("/notices/reliefs/")
        follow(city, "中共安和县委组织部")
        assert FLOOD in words(city)
        city.get_by_label("同意", exact=True).check()
        submit(city, "确定")
        county.reload()
        fits(county)
        assert "延期至" in words(county)
        assert "同意" in words(county)

        # The township signs on a telephone, the departments on paper
        for number in (above, passed):
            sign_for(township, number)
        fits(township)
        for number in (above, passed):
            how_it_stands(county, number)
            open_link(county.locator("main a[href$='/units/paper/']"))
            fits(county)
            printed = county.get_by_role("link", name="打印").get_attribute("href")
            paper = pypdfium2.PdfDocument(county.context.request.get(f"{live_server.url}{printed}").body())
            assert "安和县民政局" in paper[0].get_textpage().get_text_bounded()
            for box in county.locator("input[name=delivery]").all():
                box.check()
            submit(county, "登记纸质回执")
            assert "已登记2家的回执" in county.locator(".say--success").inner_text()
        assert how_it_stands(city, passed)[0] == "5家全部签收"
        title, rows = how_it_stands(province, above)
        assert title == "6家全部签收"
        assert rows == [["澜川市", "1", "0", "0", "2", "0", "0", "3", "0", "0"]]

        # The county answers the round; the city accepts
        county.goto("/ledgers/rounds/")
        follow(county, SURVEY)
        fits(county)
        follow(county, "本地填报")
        open_link(county.locator("main a[href$='/answer/send/']"))
        county.fill("#id_signatory", "郑国平")
        submit(county, "确定")
        answer = county.url
        city.goto(answer)
        open_link(city.locator("main a[href$='/answer/decide/']"))
        city.get_by_label("通过", exact=True).check()
        submit(city, "确定")
        county.reload()
        assert "已通过" in words(county)

        # It reports; each level accepts the one below and reports in its turn
        number = report_up(county, at["county_leader"], passed)
        step(city, number, "审核通过")
        assert how_it_stands(city, passed)[0] == "5家全部签收"
        assert "1／2" in words(city).replace("/", "／").replace(" ", "")
        summed = report_up(city, at["city_leader"], above)
        step(province, summed, "审核通过")
        follow(province, "合计与本级汇总对照")
        assert "中共安和县委组织部" in words(province)
        city.goto("/notices/reports/")
        follow(city, summed)
        assert "审核通过" in words(city)
