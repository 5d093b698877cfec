"""The main job from end to end, as the five accounts, in a real browser without JavaScript.

One journey, told in order: each step stands on what the one before left behind.
"""

import io
import re
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
import xlsxwriter

from anxin.demo.invented import Inventor
from anxin.demo.sample_layouts import write_survey
from anxin.demo.slips import expectations, with_slips

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """What one step leaves for the next: addresses of pages, words to look for."""
    return {}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> tuple[Path, dict]:
    """A fresh survey form that the demo has not seen, with eight slips, and what is expected of it."""
    inventor = Inventor(47)
    entries = with_slips([inventor.family(300 + place) for place in range(20)], inventor)
    path = tmp_path_factory.mktemp("ledger") / "摸底表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        write_survey(book, entries)
    return path, expectations(entries, kinship_of_head=False)


def submit(page, name: str) -> None:
    """Press a form's button and wait for the page that answers it."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_01_the_clerk_brings_a_ledger_in_and_takes_the_faults_home(house, ledger, told, picture):
    path, expected = ledger
    page = house.enter("clerk")
    page.goto("/ledgers/")
    page.set_input_files("input[type=file]", path)
    submit(page, "预检")
    faults = [fault for fault in expected["faults"] if fault["fault"] != "lowercase_x"]
    head = page.locator(".head").inner_text()
    assert f"{expected['families']}户、{expected['members']}人" in head.replace(" ", "")
    assert page.locator("main tbody").first.locator("tr").count() == len(faults)
    picture(page, "ledger")
    with page.expect_download() as download:
        page.get_by_role("link", name="取回标注问题的表").click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).active
    assert any(cell.value == "问题" for row in sheet.iter_rows(max_row=6) for cell in row)
    submit(page, "并入无误的行")
    assert "人已在档案中" in page.locator(".say--success").inner_text()
    told["ledger"] = page.url


def test_02_the_same_ledger_again_changes_nothing(house, ledger):
    page = house.enter("clerk")
    page.goto("/ledgers/")
    page.set_input_files("input[type=file]", ledger[0])
    submit(page, "预检")
    submit(page, "并入无误的行")
    assert "新建0户，更新0户" in page.locator(".say--success").inner_text().replace(" ", "")


def test_03_families_without_a_named_person_stand_first_in_the_clerks_day(house, told, picture):
    page = house.enter("clerk")
    assert "待指派" in page.locator("main tbody").first.inner_text()
    picture(page, "desk")
    page.get_by_role("link", name="办理第一件").click()
    page.get_by_label("责任人", exact=True).select_option(label=_option(page, "id_responsible", "吴晓峰"))
    page.locator("#id_deputy").select_option(label=_option(page, "id_deputy", "林涛"))
    submit(page, "保存")
    assert "吴晓峰" in page.locator("main").inner_text()
    told["card"] = re.search(r"/([0-9a-f-]{36})/", page.url)[1]


def _option(page, field: str, words: str) -> str:
    options = page.locator(f"#{field} option").all_inner_texts()
    return next(option for option in options if words in option)


def test_04_the_card_shows_who_what_and_prints_on_a4(house, told):
    page = house.enter("clerk")
    page.goto(f"/families/{told['card']}/")
    card = page.locator("main").inner_text()
    assert "吴晓峰" in card
    assert "已故" in card
    assert page.locator("svg").count() >= 1
    told["name"] = page.locator("h1").inner_text().removesuffix("家庭").strip()
    paper = page.context.request.get(f"/families/{told['card']}/card.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert told["name"] in text_of(paper.body())
    page.goto(f"/families/{told['card']}/people/")
    page.locator("th.name a").first.click()
    sheet = page.get_by_role("link", name="打印个人表").get_attribute("href")
    assert text_of(page.context.request.get(sheet).body())


def test_05_a_fact_is_added_by_hand_with_its_source(house, told):
    page = house.enter("clerk")
    page.goto(f"/families/{told['card']}/facts/")
    page.locator("#id_code").select_option(value="housing")
    page.locator("#id_value").fill("三间砖房，后墙渗水")
    page.locator("#id_source").select_option(value="visit")
    page.locator("#id_source_text").fill("11月走访")
    submit(page, "保存")
    assert "三间砖房，后墙渗水" in page.locator("main").inner_text()
    assert "11月走访" in page.locator("main").inner_text()


def test_06_what_the_law_owes_is_calculated_with_article_and_arithmetic(house, picture):
    page = house.enter("clerk")
    page.goto("/families/?show=pending")
    page.locator("th.name a").first.click()
    page.get_by_role("link", name=re.compile(r"^待遇\s*\d*$")).last.click()  # the tab, with its number
    words = page.locator("main").inner_text()
    assert "一次性抚恤金" in words
    assert "民发〔2011〕192号" in words
    for scenario in ("因公牺牲", "病故", "烈士"):
        assert scenario in words
    assert "测算不是决定" in words
    picture(page, "entitlements")


def test_07_a_need_becomes_a_measure_that_is_sent_to_a_desk(house, told):
    page = house.enter("clerk")
    page.goto(f"/care/{told['card']}/needs/new/")
    page.locator("#id_theme").select_option(value="medical")
    page.locator("#id_words").fill("母亲膝关节不便，需复查")
    page.locator("#id_how").select_option(value="asked")  # verified: only then may a measure follow
    submit(page, "保存")
    page.get_by_role("link", name="定措施").first.click()
    page.locator("#id_who").select_option(label=_option(page, "id_who", "卫生健康"))
    page.locator("#id_words").fill("县医院复查，康复指导")
    page.locator("#id_due").fill("2027-01-20")
    page.locator("#id_ground").fill("县会商纪要（演示）")
    page.locator("#id_case_by_case").fill("目录尚无此项")
    submit(page, "保存")
    page.get_by_role("link", name="发给部门").first.click()
    page.locator("main input[type=checkbox]").first.check()
    with page.expect_navigation():
        page.locator("main form button.btn--main").click()
    assert "卫生健康" in page.locator("main").inner_text()


def test_08_the_desk_sees_one_request_and_answers(house, told, picture):
    page = house.enter("health", phone=True)
    page.goto("/care/requests/")
    page.get_by_role("link", name=re.compile("膝关节|县医院复查")).first.click()
    assert told["card"] not in page.url
    picture(page, "request")
    page.get_by_label(re.compile("^办结")).check()
    page.locator("#id_answer").fill("已复查，安排每月康复一次。")
    submit(page, "提交答复")
    assert "答复已送来件人" in page.locator("main").inner_text()
    assert page.goto(f"/families/{told['card']}/").status == 403


def test_09_the_answer_flows_back_to_the_card(house, told, picture):
    page = house.enter("clerk")
    page.goto(f"/care/{told['card']}/needs/")
    page.get_by_role("link", name="县医院复查").click()
    assert "已复查，安排每月康复一次。" in page.locator("main").inner_text()
    page.goto(f"/families/{told['card']}/")
    assert "县医院复查" in page.locator("main").inner_text()
    picture(page, "family-card", full_page=True)
    page.locator("nav.tabs").get_by_role("link", name="关爱时间轴").click()
    assert page.locator("figure.timeline svg.pic").is_visible()


def test_10_the_township_officer_visits_and_a_promise_becomes_a_task(house, told, picture):
    page = house.enter("township", phone=True)
    page.goto(f"/care/{told['card']}/visits/new/")
    page.locator("#id_news").fill("老人身体稳定。")
    page.locator("#id_said").fill("屋后墙渗水，怕雨季。")
    page.locator("#id_promised").fill("三天内请人看屋顶。")
    page.locator("input[name=met]").first.check()
    page.locator("#id_step").fill("请瓦工看屋顶")
    page.locator("#id_due").fill("2026-12-28")
    picture(page, "visit", full_page=True)
    submit(page, "保存")
    page.goto("/")
    assert "请瓦工看屋顶" in page.locator("main").inner_text()
    page.goto("/families/")
    assert told["name"] in page.locator("main").inner_text()


def test_11_the_report_comes_out_as_a_document_and_every_number_opens_its_list(house, told, picture):
    page = house.enter("clerk")
    page.goto("/notices/reports/")
    page.locator("main a[href*='/notices/reports/'].num").first.click()  # the demo's draft
    page.get_by_role("link", name="重新汇总数字").click()
    submit(page, "重新汇总数字")
    told["report"] = page.url
    picture(page, "report", full_page=True)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word公文").first.click()
    document = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    households = page.locator("main a[href*=families]").first
    assert households.inner_text().strip().rstrip("户") in words
    page.goto(households.get_attribute("href"))
    assert page.locator("main tbody tr").count() > 10


def test_12_every_figure_on_screen_opens_the_list_behind_it(house):
    page = house.enter("leader")
    page.goto("/figures/")
    links = page.locator("main tbody a[href*='/figures/']")
    numbers = {links.nth(n).get_attribute("href"): links.nth(n).inner_text() for n in range(links.count())}
    assert len(numbers) > 10
    for address, number in numbers.items():
        assert page.goto(address).status == 200
        count = re.search(r"\d+", number)[0]
        assert count in page.locator("main").inner_text()


def test_13_the_leader_reads_the_report_and_the_officer_the_notice(house, told):
    leader = house.enter("leader")
    assert leader.goto(told["report"]).status == 200
    officer = house.enter("officer")
    officer.goto("/notices/")
    officer.get_by_role("link", name=re.compile("廖俊波")).first.click()
    assert "逐人逐户" in officer.locator("main").inner_text()
    officer.goto("/exemplars/")
    officer.get_by_role("link", name=re.compile("廖俊波")).first.click()
    assert "政和县" in officer.locator("main").inner_text()
    assert officer.goto(f"/families/{told['card']}/").status == 403


def test_14_five_departments_stand_on_the_joint_table_of_a_family(house, picture):
    page = house.enter("leader")  # it waits for the approval
    page.locator("main a[href*='/joint/']").first.click()
    table = page.locator("main table").first.inner_text()
    for domain in ("财政", "民政", "人力资源", "卫生健康", "教育"):
        assert domain in table
    picture(page, "table")


def test_15_a_department_and_a_family_open_what_was_given_to_them_with_its_code(house, picture):
    desk = house.knock("one_time_link").locator("main").inner_text()
    assert "请办的事" in desk
    page = house.knock("family_page")
    told = page.locator("main").inner_text()
    assert "和您家约好的事" in told
    assert "我要反映" in told
    assert page.locator("a[href^='tel:']").count() >= 1
    picture(page, "family-page")
