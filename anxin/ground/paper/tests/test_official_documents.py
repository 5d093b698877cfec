import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from jinja2.exceptions import SecurityError, UndefinedError

from anxin.ground.paper import report_template
from anxin.ground.paper.official import (
    FILES,
    TEMPLATES,
    Annex,
    Heading,
    Official,
    Paragraph,
    Table,
    han,
    long_date,
    official_docx,
)
from anxin.ground.paper.titles import LONGEST, lozenge

FIGURES = Table(
    "表1　五部门措施落实情况",
    ("部门", "提出（件）", "落实（件）"),
    (("财政", "11", "11"), ("民政", "24", "23")),
)
REPORT = Official(
    issuer="中共安和县委组织部",
    number="安组报〔2026〕47号",
    signer="赵文江",
    title="中共安和县委组织部关于因公殉职一线干部家属关爱工作情况的报告",
    addressee="中共澜川市委组织部",
    blocks=(
        Heading(1, "逐人逐户建档立卡"),
        Paragraph("全县建档46户。\n其中老人71人。"),
        Heading(2, "摸底"),
        Heading(2, "立卡"),
        Heading(3, "老人"),
        Heading(4, "独居"),
        Heading(1, "会同五部门落实措施"),
        FIGURES,
        Heading(2, "财政"),
    ),
    attachments=("工作台账", "明细表"),
    signature_unit="中共安和县委组织部",
    date=date(2026, 11, 3),
    copies_to="县委办公室。",
    printed_by="中共安和县委组织部办公室",
    printed_on=date(2026, 11, 23),
    annexes=(Annex("工作台账", (FIGURES,)),),
)


def opened(report: Official):
    return Document(io.BytesIO(official_docx(report)))


def lines(report: Official) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in opened(report).paragraphs]


def test_the_page_is_a4_with_the_margins_and_the_grid_of_the_standard() -> None:
    section = opened(REPORT).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    pitch = int(grid.get(qn("w:linePitch")))
    assert (section.page_height - section.top_margin - section.bottom_margin) // (pitch * 635) == 22
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    width = (section.page_width - section.left_margin - section.right_margin) / 12700
    assert width // character == 28


def test_28_characters_of_the_text_fit_on_a_line_and_22_lines_on_a_page() -> None:
    style = opened(REPORT).styles["公文正文"]
    closer = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 156 / 25.4 * 72 // (style.font.size.pt + closer) == 28
    assert 225 / 25.4 * 72 // style.paragraph_format.line_spacing.pt == 22


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("公文正文", "仿宋_GB2312", 16),
        ("公文标题", "方正小标宋简体", 22),
        ("一级标题", "黑体", 16),
        ("二级标题", "楷体_GB2312", 16),
        ("三级标题", "仿宋_GB2312", 16),
        ("版记", "仿宋_GB2312", 14),
    ],
)
def test_faces_are_named_as_offices_name_them(style: str, font: str, points: float) -> None:
    found = opened(REPORT).styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.size.pt == points


def test_no_font_is_bundled_and_no_stranger_is_named_in_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(official_docx(REPORT))) as file:
        assert not [name for name in file.namelist() if "font" in name.lower() and not name.endswith(".xml")]
        core = file.read("docProps/core.xml").decode()
    assert "python-docx" not in core
    assert "中共安和县委组织部" in core


def test_the_elements_stand_in_the_order_of_the_standard() -> None:
    order = [style for style, _ in lines(REPORT)]
    expected = [
        "发文机关标志",
        "发文字号",
        "红色分隔线",
        "公文标题",
        "主送机关",
        "一级标题",
        "附件说明首项",
        "附件说明续项",
        "发文机关署名",
        "成文日期",
        "附件标注",
        "附件标题",
        "版末",
    ]
    assert sorted(expected, key=order.index) == expected
    assert dict(lines(REPORT))["发文机关标志"] == "中共安和县委组织部文件"
    assert dict(lines(REPORT))["发文字号"] == "安组报〔2026〕47号\t签发人：赵文江"
    assert dict(lines(REPORT))["主送机关"] == "中共澜川市委组织部："
    assert dict(lines(REPORT))["成文日期"] == "2026年11月3日"


def test_headings_number_themselves() -> None:
    found = [text for style, text in lines(REPORT) if style.endswith("级标题")]
    assert found == [
        "一、逐人逐户建档立卡",
        "（一）摸底",
        "（二）立卡",
        "1.老人",
        "（1）独居",
        "二、会同五部门落实措施",
        "（一）财政",
    ]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_chinese_numerals(number: int, words: str) -> None:
    assert han(number) == words


def test_each_line_of_a_paragraph_is_a_paragraph_with_its_indent() -> None:
    assert [text for style, text in lines(REPORT) if style == "公文正文"] == [
        "全县建档46户。",
        "其中老人71人。",
    ]


def test_a_document_without_signer_addressee_or_copies_has_no_empty_places() -> None:
    plain = replace(REPORT, signer="", addressee="", copies_to="", attachments=(), annexes=())
    styles = [style for style, _ in lines(plain)]
    assert "发文字号居中" in styles
    assert not {"发文字号", "主送机关", "附件说明", "附件标注"} & set(styles)
    imprint = opened(plain).tables[-1]
    assert [cell.text for cell in imprint.rows[0].cells] == ["中共安和县委组织部办公室", "2026年11月23日印发"]
    assert len(imprint.rows) == 1


def test_tables_have_three_lines_sides_and_a_head_that_repeats() -> None:
    table = opened(REPORT).tables[0]
    assert table.style.name == "三线表"
    borders = table.style.element.find(".//" + qn("w:tblBorders"))
    assert [border.tag for border in borders] == [qn("w:top"), qn("w:bottom")]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[1].cells] == ["财政", "11", "11"]
    assert [int(cell.paragraphs[0].alignment) for cell in table.rows[1].cells] == [0, 2, 2]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(widths) == pytest.approx(8845, abs=3)


def test_the_imprint_floats_to_the_foot_and_copies_end_with_one_full_stop() -> None:
    imprint = opened(REPORT).tables[-1]
    assert imprint._tbl.tblPr.find(qn("w:tblpPr")).get(qn("w:tblpYSpec")) == "bottom"
    assert imprint.rows[0].cells[0].text == "抄送：县委办公室。"


def test_page_numbers_stand_outside_on_odd_and_even_pages() -> None:
    document = opened(REPORT)
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert document.settings.element.find(qn("w:mirrorMargins")) is not None
    for footer, side in ((section.footer, 2), (section.even_page_footer, 0)):
        paragraph = footer.paragraphs[0]
        assert paragraph.text.startswith("— ")
        assert " PAGE " in footer._element.xml
        assert int(paragraph.style.paragraph_format.alignment) == side


def test_markup_in_a_text_is_only_text() -> None:
    evil = "<w:p/> & <b> ]]> {{ 7*7 }} {% raw %} {%p if x %} \x00\x0b喆㛃䶮𬭎𫖯𠅤𠮷"
    report = replace(
        REPORT, blocks=(Heading(1, evil), Paragraph(evil), replace(FIGURES, caption=evil)), annexes=()
    )
    texts = dict(lines(report))
    cleaned = evil.replace("\x00", "").replace("\x0b", "")
    assert texts["公文正文"] == cleaned
    assert texts["表题"] == cleaned


def test_a_long_name_of_the_issuer_stays_on_its_line() -> None:
    report = replace(REPORT, issuer="中共安和市新区经济技术开发区工作委员会组织部")
    run = opened(report).paragraphs[0].runs[0]
    scale = int(run._r.rPr.find(qn("w:w")).get(qn("w:val")))
    assert len(run.text) * run.font.size.pt * scale / 100 <= 442
    tags = [child.tag for child in run._r.rPr]
    assert tags.index(qn("w:w")) < tags.index(qn("w:sz"))


def test_a_template_edited_by_an_office_runs_in_a_sandbox(tmp_path) -> None:
    for words, refused in (("{{ ''.__class__.__mro__ }}", SecurityError), ("{{ nosuch }}", UndefinedError)):
        edited = Document(str(TEMPLATES / "report.docx"))
        edited.paragraphs[0].runs[0].text = words
        edited.save(tmp_path / "edited.docx")
        with pytest.raises(refused):
            official_docx(REPORT, template=tmp_path / "edited.docx")


@pytest.mark.parametrize("form", FILES)
def test_the_committed_template_is_what_its_script_makes(form: str) -> None:
    made = zipfile.ZipFile(io.BytesIO(report_template.build(form)))
    kept = zipfile.ZipFile(TEMPLATES / FILES[form])
    assert made.namelist() == kept.namelist()
    for name in made.namelist():
        assert made.read(name) == kept.read(name), name


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("关于做好春节走访慰问工作的通知", ["关于做好春节走访慰问工作的通知"]),
        (REPORT.title, ["中共安和县委组织部", "关于因公殉职一线干部家属", "关爱工作情况的报告"]),
        ("甲\n乙的报告", ["甲", "乙的报告"]),
    ],
)
def test_titles_break_where_words_end(title: str, broken: list[str]) -> None:
    assert lozenge(title) == broken


def test_no_title_loses_a_character_or_runs_over_its_line() -> None:
    for length in range(1, 70):
        title = ("中共安和县委组织部关于一线干部家属关爱工作情况的报告" * 3)[:length]
        assert "".join(lozenge(title)) == title
        assert all(len(line) <= LONGEST for line in lozenge(title))


def test_a_row_that_does_not_fit_the_head_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell"):
        Table("", ("甲", "乙"), (("一",),))


def test_dates_have_no_leading_zeros() -> None:
    assert long_date(date(2026, 1, 5)) == "2026年1月5日"


def test_the_signature_never_stands_on_a_page_without_text():
    paragraphs = opened(replace(REPORT, attachments=())).paragraphs
    signature = [paragraph.style.name for paragraph in paragraphs].index("发文机关署名")
    assert paragraphs[signature - 1].paragraph_format.keep_with_next


LETTER = replace(REPORT, form="letter", signer="", attachments=(), annexes=())
ACROSS = replace(REPORT, annexes=(Annex("汇总表", (FIGURES,), across=True), Annex("明细表", (FIGURES,))))


@pytest.mark.parametrize("form", FILES)
def test_every_form_has_the_grid_and_the_faces_of_the_standard(form) -> None:
    document = opened(replace(REPORT, form=form))
    for section in document.sections:
        grid = section._sectPr.find(qn("w:docGrid"))
        assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("linesAndChars", "579")
    faces = {
        style.element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in document.styles
        if style.type == 1 and style.element.rPr is not None and style.element.rPr.rFonts is not None
    }
    assert faces == {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}


def test_a_ledger_lies_across_and_what_follows_stands_again() -> None:
    sections = opened(ACROSS).sections
    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in sections]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    lying = sections[1]
    sides = (lying.top_margin, lying.right_margin, lying.bottom_margin, lying.left_margin)
    assert [round(side.mm) for side in sides] == [28, 37, 26, 35]
    assert all("PAGE" in one.footer._element.xml for one in sections)
    ledger = opened(ACROSS).tables[1]
    assert sum(int(column.get(qn("w:w"))) for column in ledger._tbl.tblGrid) == pytest.approx(12755, abs=3)


def test_a_letter_has_its_head_above_the_text_and_no_number_on_its_first_page() -> None:
    document = opened(LETTER)
    only = document.sections[0]
    assert only.different_first_page_header_footer
    head = only.first_page_header.paragraphs[0]
    assert (head.text, head.style.name) == ("中共安和县委组织部", "函标志")
    assert round(only.header_distance.mm) == 30
    assert "PAGE" not in only.first_page_footer._element.xml
    assert [style for style, _ in lines(LETTER)][-2:] == ["函抄送", "版末"]


def test_minutes_name_who_was_there_and_are_not_signed() -> None:
    minutes = replace(REPORT, form="minutes", issuer="会商会议", present=(("出席", "郑国平"),))
    found = lines(minutes)
    assert ("发文机关标志", "会商会议纪要") in found
    assert ("出席人员", "出席：郑国平") in found
    assert "发文机关署名" not in dict(found)


def test_an_offices_own_template_comes_first(settings, tmp_path) -> None:
    edited = Document(str(TEMPLATES / "report.docx"))
    edited.paragraphs[0].runs[0].text = "{{ head }}（内部）"
    edited.save(tmp_path / "report.docx")
    settings.ANXIN_PAPERS = str(tmp_path)
    assert opened(REPORT).paragraphs[0].text == "中共安和县委组织部文件（内部）"
    assert opened(LETTER).sections[0].first_page_header.paragraphs[0].text == "中共安和县委组织部"
