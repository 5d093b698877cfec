"""Official papers as PDF: characters and lines counted from the text, and where on the sheet things stand."""

from dataclasses import replace

import pypdfium2
import pytest

from anxin.ground.paper.official import Annex, Paragraph, Table
from anxin.ground.paper.official_pdf import official_pdf

from .papers import texts
from .test_official_documents import REPORT

MM = 72 / 25.4
HAN = "".join(chr(0x4E00 + place % 2000) for place in range(28 * 70 - 2))  # 70 full lines with the indent
GRID = replace(REPORT, blocks=(Paragraph(HAN),), attachments=(), annexes=())
LEDGER = Table("表2　汇总", ("单位", "家庭"), tuple((f"第{n}县", str(n)) for n in range(40)))
LETTER = replace(GRID, form="letter", signer="", blocks=(Paragraph("请于3个工作日内办理。"),))
MINUTES = replace(
    GRID,
    form="minutes",
    issuer="安和县会商会议",
    signer="",
    addressee="",
    present=(("出席", "郑国平、沈静"), ("请假", "何某某")),
)


def lines(page: str) -> list[str]:
    return [line for line in page.replace("\r", "").split("\n") if line]


def places(pdf: bytes, page: int, words: str) -> tuple[float, float]:
    """Where the first of these words stands on a page: mm from the left and from the top."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    text = sheet.get_textpage()
    at = text.get_text_range().replace("\r", "").find(words)
    index, _count = text.search(words).get_next()
    assert at >= 0
    left, _bottom, _right, top = text.get_charbox(index)
    return left / MM, (sheet.get_height() - top) / MM


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    return [
        (round(page.get_width() / MM), round(page.get_height() / MM)) for page in pypdfium2.PdfDocument(pdf)
    ]


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    first, second, third, *_rest = texts(official_pdf(GRID))
    for page in (second, third):
        *text, number = lines(page)
        assert [len(line) for line in text] == [28] * 22
        assert number.startswith("— ")
    body = [line for line in lines(first) if set(line) <= set(HAN) and len(line) > 20]
    assert [len(line) for line in body] == [26] + [28] * 5  # the first line is indented by two


def test_no_character_is_lost_and_none_is_added() -> None:
    told = "".join(line for page in texts(official_pdf(GRID)) for line in lines(page))
    kept = [character for character in told if character in set(HAN)]
    assert "".join(kept).count(HAN[50:80]) == 1
    assert len([one for one in HAN if one not in told]) == 0


def test_the_text_stands_within_the_margins_of_the_standard() -> None:
    pdf = official_pdf(GRID)
    second, third = (lines(page)[0][:1] for page in texts(pdf)[1:3])
    for page, word, inner in ((1, second, 26), (2, third, 28)):
        left, top = places(pdf, page, word)
        assert left == pytest.approx(inner, abs=1.2)
        assert 37 < top < 40


def test_a_signature_never_stands_on_a_page_without_text() -> None:
    for count in range(14, 24):
        *_others, last = texts(
            official_pdf(replace(GRID, blocks=(Paragraph("甲" * 28 * count), Paragraph("特此报告。"))))
        )
        assert ("2026年11月3日\n" in last.replace("\r", "")) == ("特此报告" in last)


def test_page_numbers_stand_outside_7_mm_under_the_text() -> None:
    pdf = official_pdf(GRID)
    for page in range(3):
        left, top = places(pdf, page, f"— {page + 1} —")
        assert (left > 150) if page % 2 == 0 else (25 < left < 40)
        assert 297 - 35 + 6 < top < 297 - 35 + 13


def test_the_head_is_red_and_stands_35_mm_under_the_upper_edge_of_the_text() -> None:
    pdf = official_pdf(REPORT)
    _left, top = places(pdf, 0, "中共安和县委组织部文件")
    assert top == pytest.approx(37 + 35, abs=3)
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(scale=1)
    pixels = bytes(bitmap.buffer)
    step = bitmap.n_channels
    inks = {pixels[at : at + 3] for at in range(0, len(pixels), step)}
    assert bytes((0x00, 0x00, 0xC0)) in inks  # blue, green, red


def test_copies_and_printer_stand_at_the_foot_of_the_last_page_only() -> None:
    pdf = official_pdf(REPORT)
    *others, last = texts(pdf)
    assert "抄送：县委办公室。" in last
    assert "2026年11月23日印发" in last
    assert not any("印发" in page for page in others)
    _left, top = places(pdf, len(others), "抄送")
    assert top > 240


def test_a_ledger_lies_across_with_its_head_on_every_page() -> None:
    ledger = replace(REPORT, attachments=("汇总表",), annexes=(Annex("汇总表", (LEDGER,), across=True),))
    pdf = official_pdf(ledger)
    lying = [place for place, size in enumerate(sizes(pdf)) if size == (297, 210)]
    assert len(lying) == 3
    for place in lying:
        assert "单位" in texts(pdf)[place]
        left, _top = places(pdf, place, "— ")
        assert left < 35  # at the short edge, where it stands on the other pages
    assert sizes(pdf)[-1] == (210, 297)
    assert "—" not in texts(pdf)[-1]  # the record of copies alone bears no number


def test_a_letter_bears_no_number_on_its_first_page_and_no_printer() -> None:
    pdf = official_pdf(LETTER)
    assert len(sizes(pdf)) == 1
    page = texts(pdf)[0]
    assert "— 1 —" not in page
    assert "印发" not in page
    assert "文件" not in page
    _left, top = places(pdf, 0, "中共安和县委组织部")
    assert top == pytest.approx(30, abs=3)


def test_minutes_name_who_was_there_and_are_not_signed() -> None:
    words = "".join(texts(official_pdf(MINUTES)))
    assert "安和县会商会议纪要" in words
    assert "出席：郑国平、沈静" in words
    assert "签发人" not in words


def test_a_long_name_of_the_issuer_stays_on_one_line() -> None:
    long = replace(REPORT, issuer="中共安和市新区经济技术开发区工作委员会组织部因公殉职干部家属关爱办公室")
    assert "中共安和市新区经济技术开发区工作委员会组织部因公殉职干部家属关爱办公室文件" in lines(
        texts(official_pdf(long))[0]
    )


def test_markup_in_a_text_is_only_text() -> None:
    evil = "#pagebreak() $x$ *粗* `raw` \\ <label> @ref"
    assert "#pagebreak() $x$ *粗*" in "".join(
        texts(official_pdf(replace(GRID, blocks=(Paragraph(evil),))))
    ).replace("\n", "").replace("\r", "")


def test_where_the_text_leaves_no_room_the_copies_stand_at_the_foot_of_a_page_without_a_number() -> None:
    alone = 0
    for count in range(10, 24):
        pdf = official_pdf(replace(GRID, blocks=(Paragraph("甲" * 28 * count), Paragraph("特此报告。"))))
        last = texts(pdf)[-1]
        _left, top = places(pdf, len(texts(pdf)) - 1, "印发")
        assert 240 < top < 297 - 35
        if "2026年11月3日" not in last.replace("\r", "").split("\n"):
            alone += 1
            assert "—" not in last
    assert alone


def test_the_signature_stands_over_the_middle_of_the_date() -> None:
    *_others, last = pypdfium2.PdfDocument(official_pdf(GRID))
    text = last.get_textpage()
    found = text.get_text_range()
    at = found.rindex("2026年11月3日\r\n")
    signed = found.rindex(GRID.signature_unit, 0, at)
    middles = []
    for place, words in ((signed, GRID.signature_unit), (at, "2026年11月3日")):
        first, final = text.get_charbox(place), text.get_charbox(place + len(words) - 1)
        middles.append((first[0] + final[2]) / 2 / MM)
    assert middles[0] == pytest.approx(middles[1], abs=2)
