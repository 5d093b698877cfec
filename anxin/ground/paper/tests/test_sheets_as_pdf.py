import json
from dataclasses import replace

import pypdfium2
import pytest
import typst

from anxin.ground.paper import fonts
from anxin.ground.paper.pdf import sheet_pdf, sheets_pdf
from anxin.ground.paper.shapes import Column, Paragraph, Section, Sheet, Table
from anxin.ground.paper.tests.papers import CARD, texts, with_members
from anxin.ground.paper.widths import hunger, shares
from anxin.ground.paper.wording import breakable, printable

BOOKS = {"machine": fonts.book, "wheel": fonts.wheel_book}


def test_a_card_says_who_what_and_who_printed_it() -> None:
    (page,) = texts(sheet_pdf(CARD))
    for words in ("陈志远家庭", "家庭档案卡（一户一档）", "安和 青石 0007", "林晓芳", "已核对", "还没有走访"):
        assert words in page
    assert "第1页，共1页" in page.replace(" ", "")


def _heights(pdf: bytes) -> set[float]:
    """How high the letters of a page are set, in points."""
    page = pypdfium2.PdfDocument(pdf)[0]
    letters = (one for one in page.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT)
    return {round(one.get_font_size(), 1) for one in letters}


def test_what_is_read_standing_is_set_in_twelve_points_and_still_one_page() -> None:
    large = sheet_pdf(replace(CARD, size=12.0))
    assert (9.0 in _heights(sheet_pdf(CARD)), 12.0 in _heights(large)) == (True, True)
    assert 9.0 not in _heights(large)
    assert len(texts(large)) == 1


def test_a_telephone_number_is_never_broken_over_two_lines() -> None:
    assert breakable("电话139 0000 1868，0000 620 1201") == "电话139\xa00000\xa01868，0000\xa0620\xa01201"
    assert breakable("2026 年 12 月，共 120 户") == "2026 年 12 月，共 120 户"


def test_no_blank_is_put_between_han_and_digits() -> None:
    assert "1983年3月生" in texts(sheet_pdf(CARD))[0]


@pytest.mark.parametrize("book", BOOKS)
def test_rare_names_can_be_read_and_copied(book: str) -> None:
    rows = [(f"欧阳{c}", "儿子", "9901**********0314", "无", "") for c in fonts.RARE]
    page = "".join(texts(sheets_pdf([with_members(*rows)], BOOKS[book]())))
    for c in fonts.RARE:
        assert f"欧阳{c}" in page


@pytest.mark.parametrize("face", ["serif", "sans", "kai"])
@pytest.mark.parametrize("book", BOOKS)
def test_every_face_draws_every_rare_character(book: str, face: fonts.Face, tmp_path) -> None:
    """Text in a PDF can be right while its glyph is an empty box, so the glyphs are drawn and compared."""
    source = tmp_path / "glyph.typ"
    source.write_text(
        "#set page(width: 20mm, height: 20mm, margin: 2mm)\n#let it = json(bytes(sys.inputs.data))\n"
        "#text(font: it.font, fallback: false, size: 30pt, it.words)"
    )
    chosen = BOOKS[book]()
    compiler = typst.Compiler(source, font_paths=chosen, ignore_system_fonts=True)

    def drawn(words: str) -> bytes:
        data = json.dumps({"font": fonts.faces(chosen)[face], "words": words})
        return compiler.compile(sys_inputs={"data": data}, format="png", ppi=50)

    pictures = {drawn(c) for c in fonts.RARE}
    assert len(pictures) == len(fonts.RARE)
    assert drawn("\U0010fff0") not in pictures


def test_a_long_card_flows_and_repeats_its_heads() -> None:
    rows = [(f"成员{i}", "孙女", "9901**********0314", "住校，每月回家一次。" * 8, "") for i in range(60)]
    pages = texts(sheet_pdf(with_members(*rows)))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "经济来源" in page
        assert "陈志远家庭" in page
        assert f"第{number}页，共{len(pages)}页" in page.replace(" ", "")


def test_each_sheet_of_a_batch_counts_its_own_pages() -> None:
    long = with_members(*[(f"成员{i}", "子", "9901", "x", "") for i in range(80)])
    pages = [page.replace(" ", "") for page in texts(sheets_pdf([CARD, long, CARD]))]
    assert "第1页，共1页" in pages[0]
    assert f"第1页，共{len(pages) - 2}页" in pages[1]
    assert "第1页，共1页" in pages[-1]


def test_markup_in_a_text_is_only_text() -> None:
    evil = '#set text(red) $x$ *粗* _斜_ <label> @cite [b] \\ `raw` // "quote" #read("/etc/passwd")'
    page = texts(sheet_pdf(with_members((evil, "子", evil, evil, evil))))[0]
    joined = "".join(page.split())
    for part in ("#settext(red)", "*粗*", "_斜_", "<label>", "@cite", '#read("/etc/passwd")'):
        assert part in joined


def test_control_characters_lone_surrogates_and_turned_text_are_left_out() -> None:
    assert printable("陈\x00志\x1f远\ud800\u202e\uffff") == "陈志远"
    assert printable("甲\r\n乙\t丙") == "甲\n乙 丙"
    assert (
        printable("葛󠄀𠮷\U000323b0") == "葛󠄀𠮷\U000323b0"
    )  # variation selector, and newer than Python's tables
    sheet_pdf(with_members(("陈\x00\ud800", "子", "9901", "\x1f", "\u202e")))


def test_long_text_wraps_inside_the_page() -> None:
    row = ("很长的名字" * 12, "关系" * 20, "9901" * 20, "https://example.cn/" + "a" * 300, "状态" * 30)
    page = pypdfium2.PdfDocument(sheet_pdf(with_members(row)))[0]
    right = max(page.get_textpage().get_charbox(i)[2] for i in range(page.get_textpage().count_chars()))
    assert right <= page.get_width() - 14 / 25.4 * 72


def test_a_text_longer_than_a_page_is_not_cut() -> None:
    sheet = replace(CARD, sections=(Section("情况", Paragraph("一句话。" * 3000 + "完了")),))
    assert "完了" in texts(sheet_pdf(sheet))[-1]
    long = with_members(("周敏", "妻", "9901", "一句话。" * 3000 + "完了", ""))
    assert "完了" in "".join(texts(sheet_pdf(long))).replace("\r\n", "")


def test_a_card_in_english() -> None:
    sheet = Sheet(
        title="Family of Chen Zhiyuan",
        sections=(Section("Members", Table((Column("Name", "lead"),), (("周敏 Zhou Min",),))),),
        language="en",
    )
    assert "Page 1 of 1" in texts(sheet_pdf(sheet))[0]


@pytest.mark.parametrize("code", ["陈志远", "a b", "x" * 97, "name\n"])
def test_a_qr_code_never_holds_words(code: str) -> None:
    with pytest.raises(ValueError, match="opaque") as refused:
        replace(CARD, qr=code)
    assert code not in str(refused.value)


def test_a_row_needs_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="one cell"):
        Table((Column("甲"), Column("乙")), (("一",),))


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        sheets_pdf([])


def test_columns_share_exactly_the_room_there_is() -> None:
    narrow, broad = hunger(4, firm=True, lead=False), hunger(60, firm=False, lead=False)
    for room in (10.0, 30.0, 54.4):
        assert sum(shares([narrow, broad, broad], room)) == pytest.approx(room)
    assert shares([narrow, broad], 54.4)[0] >= narrow.wish


def test_the_file_is_an_archive_pdf_with_its_fonts_inside() -> None:
    pdf = sheet_pdf(CARD)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"pdfaid" in pdf
