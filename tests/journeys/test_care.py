"""Care that never lets go, from the survey to the family's own page, in a real browser on a real house.

One journey, told in order: each step stands on what the one before left behind. The second part begins where
the responsible person leaves.
"""

import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from anxin.demo.invented import Inventor
from anxin.demo.sample_layouts import write_survey
from anxin.demo.slips import Entry, Line

from .hiring import account_of, close_post, hire
from .scan import scanned
from .steps import follow, in_days, open_link, pick, somebody_to_call, submit, wait_for, words

pytestmark = [pytest.mark.browser, pytest.mark.long]

NEED = "父亲长期服药，药费负担重"
HELPER, DEPUTY, NEXT = "吴晓峰", "周雨晴", "林涛"
AT_HER_DESK, THROUGH_A_LINK = "卫生健康局", "财政局"
MEASURE, GRANT = "签约家庭医生，每月上门随访", "落实医药费困难补助"
OUTCOME = "补助已批，本月打到卡上。"
NEWS, STEP = "老人血压平稳，药按时吃。", "把报销的单子送到家里"
WORD, ANSWER = "老人想知道下次体检是哪天。", "体检定在下月初，去之前先给您打电话。"
LATER, HER_ANSWER = "听说吴干部调走了，体检的事还算数吗？", "算数。体检照原来说的办，有事找我。"
NOT_AGAIN = "不要再问抢救的经过。"


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """What one step leaves for the next: addresses of pages, codes, names."""
    return {}


@pytest.fixture(scope="module")
def at_work() -> dict[str, Page]:
    """Whoever stays signed in from one step to the next, by name."""
    return {}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> tuple[Path, str]:
    """A survey form with one family, which tells what is hard for it; and the name of its officer."""
    family = replace(Inventor(59).family(500), needs=NEED)
    entry = Entry(1, family, family.died, [Line(m, m.name, m.number, m.born) for m in family.members])
    path = tmp_path_factory.mktemp("ledger") / "摸底表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        write_survey(book, [entry])
    return path, family.officer.name


def test_01_a_survey_brings_a_need_in_that_does_not_count_yet(house, ledger, told):
    path, officer = ledger
    page = house.enter("clerk")
    page.goto("/ledgers/")
    page.set_input_files("input[type=file]", path)
    submit(page, "预检")
    submit(page, "并入无误的行")
    assert "新建1户" in page.locator(".say--success").inner_text().replace(" ", "")
    page.goto("/families/")
    page.locator("#text").fill(officer)
    page.locator("#text").press("Enter")
    page.wait_for_load_state()
    follow(page, officer)
    told["card"] = re.search(r"/families/([0-9a-f-]{36})/", page.url)[1]
    page.goto(f"/care/{told['card']}/needs/")
    assert "入户调查" in words(page)
    assert "待核实" in words(page)
    assert NEED not in words(page), "what is told of health is masked until somebody asks for it"
    assert page.get_by_role("link", name="定措施").count() == 0, "a need that nobody verified gets no measure"


def test_02_the_clerk_verifies_it(house, told):
    page = house.enter("clerk")
    page.goto(f"/care/{told['card']}/needs/")
    follow(page, re.compile("核实需求"))
    page.locator("#id_how").select_option(value="asked")
    page.locator("#id_words").fill("打电话问过家属")
    submit(page, "保存")
    assert page.get_by_role("link", name="定措施").count() == 1
    assert "打电话问过家属" in words(page)


def test_03_a_colleague_is_hired_and_the_family_has_its_two_people(house, told, at_work):
    at_work[DEPUTY] = hire(house, "zhou", DEPUTY, "民政办副主任", "990123102")
    page = house.enter("clerk")
    page.goto(f"/care/{told['card']}/responsible/")
    pick(page, "id_responsible", HELPER)
    pick(page, "id_deputy", DEPUTY)
    submit(page, "保存")
    assert HELPER in words(page)
    assert DEPUTY in words(page)


def test_04_the_table_goes_out_and_a_department_signs_its_column_at_its_desk(house, told):
    clerk = house.enter("clerk")
    clerk.goto(f"/care/{told['card']}/joint/")
    follow(clerk, "发起会商")
    submit(clerk, "生成草稿")
    told["table"] = clerk.url
    submit(clerk, "办理")  # sent out: what comes next is chosen already
    assert "填报中" in words(clerk)

    desk = house.enter("health", phone=True)
    desk.goto("/care/columns/")
    desk.locator("main tbody tr").filter(has_text="待填报").last.get_by_role("link").first.click()
    assert "药费" not in words(desk), "of a need of health a department reads the theme alone"
    follow(desk, re.compile("^填报"))
    fill_measure(desk, MEASURE, "基层卫生股 宋岚")
    desk.locator("input[name=read]").check()
    submit(desk, "会签")
    assert "已会签" in desk.locator(".say--success").inner_text()
    assert desk.goto(f"/families/{told['card']}/").status == 403


def fill_measure(page: Page, what: str, handler: str, sum_: str = "") -> None:
    """A cell of the table: a measure with its sum, who does it, and on what it rests."""
    page.locator("input[name=kind][value=measure]").check()
    page.locator("#id_words").fill(what)
    page.locator("#id_amount_fen").fill(sum_)
    page.locator("#id_handler").fill(handler)
    page.locator("#id_case_by_case").fill("目录尚无此项，本次会商确定")
    submit(page, "保存")


def test_05_the_others_sign_on_paper_the_leader_approves_and_it_is_in_force(house, told, picture):
    clerk = house.enter("clerk")
    clerk.goto(told["table"])
    while (links := clerk.get_by_role("link", name=re.compile("^代填"))).count():
        if (finance := links.filter(has_text=THROUGH_A_LINK)).count():
            open_link(finance)
            fill_measure(clerk, GRANT, "社保股 罗志远", "3600")
        else:
            open_link(links)
            clerk.locator("input[name=kind][value=none]").check()
            clerk.locator("#id_reason").fill("不属本单位职责")
            submit(clerk, "保存")
        sign_what_is_filled(clerk)
    submit(clerk, "办理")  # handed to the leader
    leader = house.enter("leader")
    leader.goto(told["table"])
    submit(leader, "办理")  # approved
    assert "施行中" in words(leader)
    clerk.goto(told["table"])
    picture(clerk, "joint-table", full_page=True)
    clerk.goto(f"/care/{told['card']}/needs/")
    assert MEASURE in words(clerk), "a cell is a measure now"
    assert GRANT in words(clerk)


def sign_what_is_filled(page: Page) -> None:
    """Note the signature on paper of the department whose cell was just filled."""
    for row in page.locator("main .rows li").filter(has_text="登记纸质会签").all():
        name = row.locator("a .hidden").inner_text()
        cell = page.locator(f"td[data-label='{name}']")
        if "未填报" not in cell.inner_text():
            open_link(row.get_by_role("link"))
            submit(page, "保存")
            return


def test_06_the_minutes_open_in_word(house, told):
    page = house.enter("clerk")
    page.goto(told["table"])
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("会商纪要.*Word")).click()
    minutes = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    cells = [cell.text for table in minutes.tables for row in table.rows for cell in row.cells]
    text = "\n".join([paragraph.text for paragraph in minutes.paragraphs] + cells)
    assert MEASURE in text
    assert GRANT in text
    assert "不属本单位职责" in text


def test_07_a_department_that_seldom_signs_in_gets_a_link_and_apart_from_it_a_code(house, told):
    page = house.enter("clerk")
    page.goto(f"/care/{told['card']}/needs/")
    follow(page, GRANT)
    told["measure"] = page.url
    follow(page, "发给部门")
    page.locator("main input[name=people]").first.check()
    submit(page, "发出")
    follow(page, "发送一次性链接")
    submit(page, "生成一次性链接")
    told["link"] = page.locator(".letter__address").inner_text()
    told["code"] = page.locator("p.code").inner_text()
    assert told["link"].startswith(house.door), "the door has an address of its own"
    assert told["code"] not in page.locator(".letter").first.inner_text(), "the code is not on the letter"


def test_08_the_door_tells_nothing_without_the_code_and_counts_wrong_ones(house, told):
    page = house.at_the_door(told["link"])
    for _again in range(2):  # a GET neither uses the link up nor shows anything
        page.reload()
        assert "请输入验证码" in words(page)
        assert GRANT not in page.content()
    page.locator("#id_code").fill("00000000" if told["code"] != "0000 0000" else "11111111")
    submit(page, "打开")
    assert "验证码不对" in words(page)
    page.locator("#id_code").fill(told["code"])
    submit(page, "打开")
    assert GRANT in words(page)
    page.locator("input[name=what][value=done]").check()
    page.locator("#id_answer").fill(OUTCOME)
    page.locator("#id_amount_fen").fill("3600")
    submit(page, "提交答复")
    assert "谢谢您" in words(page)
    page.goto(told["link"])
    assert "打不开任何内容" in words(page), "it was good once"


def test_09_a_visit_is_written_without_signal_and_sent_once(house, told):
    page = house.enter("township", phone=True, scripts=True)
    visits = f"/care/{told['card']}/visits/"
    page.goto(f"{visits}before/")
    page.get_by_role("button", name="带上路").click()
    page.locator("#kept", has_text="已带上").wait_for()
    page.context.set_offline(True)
    page.goto(f"{visits}new/")
    page.locator("input[name=met]").first.check()
    page.locator("textarea[name=news]").fill(NEWS)
    page.locator("textarea[name=promised]").fill(STEP)
    page.locator("input[name=step]").fill(STEP)
    page.locator("input[name=due]").fill(in_days(page, 20))
    page.locator("textarea[name=news]").click()
    page.locator("#kept", has_text="未上传1份").wait_for()
    page.wait_for_timeout(1000)  # the last key is kept a moment after it
    page.reload()
    expect(page.locator("textarea[name=news]")).to_have_value(NEWS)
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator("#kept", has_text="未上传1份").wait_for()
    page.context.set_offline(False)
    page.wait_for_url(f"**{visits}")
    page.reload()
    assert page.get_by_text(NEWS).count() == 1, "sent once"


def test_10_the_promise_stands_on_the_doers_desk_is_kept_and_the_family_is_told(house, told):
    page = house.enter("township", phone=True)
    assert STEP in words(page), "what was promised is on the desk of whoever does it"
    page.goto(f"/care/{told['card']}/visits/")
    follow(page, re.compile(STEP))
    page.locator("input[name=what][value=kept]").check()
    page.locator("#id_words").fill("单子已送到")
    submit(page, "保存")
    page.goto("/")
    assert STEP in words(page), "it is over when the family knows how it ended, not before"
    page.goto(f"/care/{told['card']}/visits/")
    follow(page, re.compile(STEP))
    page.locator("input[name=told_how]").first.check()
    submit(page, "保存")
    page.goto("/")
    assert STEP not in words(page)


def test_11_the_worker_takes_the_answer_over_and_the_sum_stands_at_the_measure(house, told, picture):
    page = house.enter("clerk")
    page.goto(told["measure"])
    wait_for(page, OUTCOME)
    assert "3,600.00" in words(page)
    page.goto(f"/care/{told['card']}/timeline/")
    assert page.locator("figure.timeline svg.pic").is_visible()
    picture(page, "timeline", full_page=True)


def test_12_the_family_opens_its_page_with_the_qr_code_and_the_eight_digits(house, told, picture):
    clerk = house.enter("clerk")
    clerk.goto(f"/door/{told['card']}/family/")
    adults = clerk.locator("#id_holder option:not([value=''])")  # nobody stands chosen where no head is known
    clerk.locator("#id_holder").select_option(value=adults.first.get_attribute("value"))
    submit(clerk, "发放家属页")
    told["page"] = scanned(clerk.locator(".given__qr").inner_html())
    digits = clerk.locator(".given__code").inner_text()
    page = house.at_the_door(told["page"])
    assert f"您家的事，由{HELPER}负责" in words(page), "whoever scans it sees whom to call"
    assert MEASURE not in page.content()
    page.locator("#id_code").fill(digits)
    submit(page, "打开")
    shown = words(page)
    assert HELPER in shown
    assert DEPUTY in shown
    assert "和您家约好的事" in shown
    promise = page.locator(".home__list li").filter(has_text=STEP)
    assert promise.locator("[aria-current=step]").inner_text() == "已办好"
    picture(page, "family-page", full_page=True)

    page.locator("#id_words").fill(WORD)
    submit(page, f"送给{HELPER}")
    assert "已经收到" in words(page)
    told["cookies"] = page.context.cookies()


def test_13_a_post_does_not_close_while_families_are_in_its_hands(house, told):
    security = house.enter("security")
    close_post(security, account_of(security, "township"))
    assert "手中尚有：担任责任人的家庭" in words(security)


def test_14_the_office_answers_and_the_family_sees_it(house, told):
    page = house.enter("township", phone=True)
    answer_word(page, WORD, ANSWER)
    family = on_the_familys_telephone(house, told)
    assert ANSWER in words(family)
    assert "已答复" in words(family)


def on_the_familys_telephone(house, told) -> Page:
    """The family's page where the digits were given once: the telephone is remembered."""
    page = house.window(house.door, phone=True)
    page.context.add_cookies(told["cookies"])
    page.goto(told["page"])
    return page


def answer_word(page: Page, said: str, answer: str) -> None:
    """Find the family's word among those that wait, and answer it."""
    page.goto("/care/words/")
    wait_for(page, said)
    follow(page, re.compile(said))
    page.locator("input[name=what][value=answered]").check()
    page.locator("#id_words").fill(answer)
    submit(page, "保存")


def test_15_he_leaves_at_once_and_the_family_is_never_without_somebody_to_call(house, told):
    system = house.enter("system")
    account_of(system, "township")
    follow(system, "停用")
    system.locator("#id_why").fill("调离")
    with somebody_to_call(told["page"]) as named:
        submit(system, "立即停用")
    assert list(dict.fromkeys(named)) == [HELPER, DEPUTY], "at every instant one of the two, and never both"
    family = on_the_familys_telephone(house, told)
    assert f"您家的事，由{DEPUTY}负责" in words(family)
    family.locator("#id_words").fill(LATER)
    submit(family, f"送给{DEPUTY}")


def test_16_she_goes_through_the_checklist_and_tells_the_family(house, at_work):
    security = house.enter("security")
    close_post(security, account_of(security, "zhou"))
    assert "担任责任人的家庭1户" in words(security)
    assert "未办完的接手1户" in words(security), "her own post waits for it"
    page = at_work[DEPUTY]
    page.goto("/")
    assert f"{HELPER}移交{DEPUTY}" in words(page), "it is on her desk"
    go_through(page, HELPER, DEPUTY)
    page.goto("/care/handovers/")
    assert page.locator("main tbody tr").count() == 0


def go_through(page: Page, former: str, successor: str) -> None:
    """One handover to its end: every point, the word to the family, finished."""
    page.goto("/care/handovers/")
    open_link(page.locator("main tbody tr").filter(has_text=f"{former} → {successor}").locator("th a"))
    while (points := page.get_by_role("button", name=re.compile("^已核对"))).count():
        form = page.locator("form").filter(has=points.first)
        if (box := form.locator("textarea")).count():
            box.fill(NOT_AGAIN)
        with page.expect_navigation():
            points.first.click()
    page.locator("input[name=how]").first.check()
    submit(page, "已告知家庭")
    submit(page, "办完交接")


def test_17_the_deputy_answers_what_the_family_asks(house, told, at_work):
    answer_word(at_work[DEPUTY], LATER, HER_ANSWER)
    family = on_the_familys_telephone(house, told)
    assert HER_ANSWER in words(family)


def test_18_her_post_closes_only_when_her_family_is_handed_over_too(house, told):
    security, clerk = house.enter("security"), house.enter("clerk")
    close_post(security, account_of(security, "zhou"))
    assert "担任责任人的家庭1户" in words(security)
    clerk.goto("/care/handovers/leaving/")
    open_link(clerk.locator("tr").filter(has_text=DEPUTY).get_by_role("link"))
    pick(clerk, "id_successor", NEXT)
    submit(clerk, "发起交接")
    go_through(clerk, DEPUTY, NEXT)
    close_post(security, account_of(security, "zhou"))
    assert "岗位已终止" in security.locator(".say--success").inner_text()
    wait_for(on_the_familys_telephone(house, told), f"您家的事，由{NEXT}负责")
