"""The family's own sheet: one page in large type, sums with who, when and why; nothing of a mere scenario."""

import pypdfium2
import pytest

from anxin.ground.database.scope import everywhere
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.models import JournalEntry
from anxin.ground.paper.plain import Entry, Pairs, Part, Plain, Words, plain_pdf
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range().replace("\r\n", "") for page in document]


def sheet(post, household, language="zh-hans"):
    return client_of(post, language).get(f"/entitlements/{household.pk}/sheet.pdf")


def test_a_family_reads_sum_payer_ground_and_arithmetic_on_one_page(county_clerk, opened):
    household = opened()

    (page,) = pages_of(sheet(county_clerk, household).content)

    for words in (
        "待遇测算告知单", "周明远同志的家属", "一次性抚恤金", "837,720.00 元", "原单位",
        "民发〔2011〕192号第一条", "20×33,616＋40×4,135.00＝837,720.00", "配偶、子女、父母共同享有",
        "这是测算，不是决定", "第二十四条",
        county_clerk.name, county_clerk.phone, household.number,
    ):  # fmt: skip
        assert words in page, words
    assert "停发" not in page


def test_no_sum_of_a_scenario_stands_on_what_a_family_signs(county_clerk, opened):
    (page,) = pages_of(sheet(county_clerk, opened(determination="pending", channel="")).content)

    assert "认定还没有作出" in page
    assert "837,720" not in page
    assert "232,632" not in page


def test_what_is_missing_is_told_with_who_supplies_it(county_clerk, opened):
    (page,) = pages_of(sheet(county_clerk, opened(basic_pay_fen=None)).content)

    assert "缺基本工资" in page
    assert "单位" in page.split("缺基本工资")[1][:40]
    assert "0.00元" not in page


def test_a_provisional_sum_says_that_it_is_topped_up(before_the_figure_is_out, county_clerk, opened):
    (page,) = pages_of(sheet(county_clerk, opened(died_on=PartialDate(2026, 1, 10))).content)

    assert "暂按" in page
    assert "数字公布后重新计算，差额补发" in page


def test_the_sheet_speaks_english_too(county_clerk, opened):
    (page,) = pages_of(sheet(county_clerk, opened(), "en").content)

    assert "What your family is owed" in page
    assert "837,720.00" in page


def test_printing_is_noted_once_and_a_neighbour_finds_nothing(county_clerk, neighbour_clerk, opened):
    household = opened()
    response = sheet(county_clerk, household)
    assert sheet(neighbour_clerk, household).status_code == 404

    with everywhere():
        printed = list(JournalEntry.objects.filter(act="entitlements.sheet_printed"))
    assert [one.cards for one in printed] == [[household.pk]]
    assert response["Cache-Control"] == "no-store"
    assert "周" not in response["Content-Disposition"]


def told(name: str, people: int = 0) -> Entry:
    return Entry(
        name, "因公牺牲", "1,230,820.00", "元", "暂按",
        each=tuple((f"周雨桐{n}（女儿）", "9,600.00×30%＝2,880.00", "2,880.00") for n in range(people)),
        near=(("谁来发", "工伤保险基金"), ("什么时候", "从2024年8月1日起，按月发给")),
        far=(("算法", "20×51,821＋40×4,860.00＝1,230,820.00"), ("依据", "工伤保险条例第三十九条")),
    )  # fmt: skip


def plain(entries: int, people: int = 0) -> Plain:
    rows = tuple((f"缺本地标准{n}", "由规则管理人员录入文件后自动重算。") for n in range(2))
    parts = (
        Part("已经算出的待遇", tuple(told(f"待遇{n}", people) for n in range(entries))),
        Part("还缺什么", Pairs(rows)),
        Part("您可以怎么做", Words(("这是测算，不是决定。" * 8, "电话0000 620 0000。" * 6))),
    )
    return Plain("待遇测算告知单", parts, "周明远家庭", "A1", "家属：", "说明。" * 20, ("经办人", "家属"))


def sizes_of(pdf: bytes) -> float:
    """The size of the words that tell a payer, in points: what a reader has to read."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    place = text.search("工伤保险基金").get_next()[0]
    left, bottom, right, top = text.get_charbox(place, loose=True)
    return top - bottom


@pytest.mark.parametrize(("entries", "people"), [(1, 0), (5, 1), (4, 3), (9, 0)])
def test_an_ordinary_family_has_one_page_that_old_eyes_can_read(entries, people):
    pdf = plain_pdf(plain(entries, people))

    assert len(pages_of(pdf)) == 1
    assert sizes_of(pdf) >= 10.5


def test_what_does_not_fit_goes_on_to_a_second_page_without_loss():
    pages = pages_of(plain_pdf(plain(24)))

    assert len(pages) > 1
    assert all(f"待遇{n}" in "".join(pages) for n in range(24))
    assert "待遇测算告知单" in pages[1]
