"""Contact cards stand in their cut lines however long names are, and a code is a paper of its own."""

from dataclasses import replace
from math import ceil

import pypdfium2
import pytest

from anxin.ground.paper import fonts
from anxin.ground.paper.contact import Contact, Slip, contacts_pdf, slip_pdf

from .papers import texts

MM = 72 / 25.4  # points
CARD = Contact(
    title="您家的事，请找",
    name="林晓芳",
    post="青石镇　党委组织委员",
    phone="139 0000 1866",
    others=(("找不到人，请找何平", "139 0000 3350"), ("联系领导赵文江", "0000 620 1111")),
    note="没接到的，会给您回电话。",
    mark="990123-SL-0007J",
    day="2026年11月23日印",
    qr="https://door.example/p/7K2M9QXW4B7K2M9QXW4B7K2M9QXW4B7K2M9QXW4B7/",
    qr_words="扫码看办到哪一步",
)
LONG = replace(
    CARD,
    name="阿卜杜热依木·麦麦提吐尔逊·买买提",
    post="克孜勒苏柯尔克孜自治州阿图什市格达良乡　党委组织委员、统战委员、人大主席团主席、武装部部长",
    others=(
        ("找不到人，请找欧阳阿依古丽·买买提艾力", "139 0000 3350"),
        ("联系领导司马南宫慕容", "0000 620 1111"),
        ("中共克孜勒苏柯尔克孜自治州阿图什市委组织部办公室", "0000 620 1234"),
    ),
)
HEIGHT = {"a6": 148.5, "eight": 74.25}


def rects(pdf):
    """Every piece of text as (left, bottom, right, top) in mm from the sheet's top left, page by page."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for place in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(place)
            yield left / MM, 297 - bottom / MM, right / MM, 297 - top / MM


@pytest.mark.parametrize("size", ["a6", "eight"])
@pytest.mark.parametrize("count", range(1, 9))
def test_no_word_crosses_a_cut_line(size, count):
    pdf = contacts_pdf([(LONG if place % 2 else CARD) for place in range(count)], size)
    assert len(texts(pdf)) == ceil(count / {"a6": 4, "eight": 8}[size])
    for left, bottom, right, top in rects(pdf):
        assert left // 105 == right // 105
        assert top // HEIGHT[size] == bottom // HEIGHT[size]


@pytest.mark.parametrize("size", ["a6", "eight"])
def test_everything_stands_on_the_card(size):
    shown = "".join(texts(contacts_pdf([LONG], size))[0].replace("\x02", "").split())
    for told in (LONG.name, LONG.phone, LONG.mark, LONG.note, *(phone for _words, phone in LONG.others)):
        assert told.replace(" ", "") in shown


def test_a_rare_name_is_drawn_with_the_wheels_font_alone():
    pdf = contacts_pdf([replace(CARD, name="喆㛃䶮𬭎")], "a6", fonts.wheel_book())
    assert "喆㛃䶮𬭎" in texts(pdf)[0]


def test_a_code_with_a_name_in_it_is_refused():
    with pytest.raises(ValueError, match="opaque"):
        replace(CARD, qr="https://door.example/林晓芳")
    with pytest.raises(ValueError, match="nothing"):
        contacts_pdf([], "a6")


def test_the_slip_bears_the_code_and_no_link():
    pdf = slip_pdf(Slip("打开您家那一页的数字", "4829 1736", ("填一次就行。",), "990123-SL-0007J"))
    (shown,) = texts(pdf)
    assert "4829 1736" in shown
    assert "http" not in shown
