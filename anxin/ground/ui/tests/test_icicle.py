"""The icicle of a cascade: widths are units, every cell says what it is, colour is never alone."""

import re
from xml.etree import ElementTree

import pytest
from django.utils import translation

from anxin.ground.ui.pictures.icicle import WIDTH, Cell, Icicle, Stack, _lines, _titles, icicle, tell

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


def drawn(*stacks: Stack, rows=(("市", ""), ("县", ""), ("乡镇", ""))) -> str:
    return icicle(
        Icicle("逐级签收", "卡在望屏县", "市委组织部", "", top_signed=True, rows=rows, stacks=stacks)
    )


SHIQIAO = Stack("石桥县", "/shiqiao/", [Cell(1, one=True), Cell(12, 22, 6, badge=1, light="soon")])
WANGPING = Stack("望屏县", "/wangping/", [Cell(0, 1, one=True, badge=2, light="late"), Cell(far=18)])


def test_a_name_is_never_broken_within_a_word_of_letters():
    assert _titles("Chengjiang", 60) == ["Chengj…"]
    assert _titles("Yunling City", 70) == ["Yunling", "City"]
    assert _titles("铁山镇", 60) == ["铁山镇"]


def test_words_that_do_not_fit_on_one_line_break_where_they_fit_best():
    assert _lines("all 5 signed", 50) == ["all 5", "signed"]
    assert _lines("5家\u200b未送到", 40) == ["5家", "未送到"]
    assert _lines("not delivered", 20) == []


def test_it_is_whole_and_names_itself():
    root = ElementTree.fromstring(drawn(SHIQIAO, WANGPING))
    assert root.find(f"{SVG}title").text == "逐级签收"
    assert root.get("role") == "group"  # its stacks lead on
    assert ElementTree.fromstring(drawn(Stack("石桥县", "", SHIQIAO.cells))).get("role") == "img"
    assert not re.search(r"style=|onclick|<script", drawn(SHIQIAO))


def test_every_cell_tells_its_whole_state_on_pointing_at_it():
    told = drawn(SHIQIAO, WANGPING)
    assert "<title>石桥县：12家签收，22家未签，6家未送到</title>" in told
    assert "<title>望屏县：未签收</title>" in told
    assert tell(Cell(3)) == "3家全签"


def test_what_waits_and_what_is_far_differ_in_line_and_not_in_colour_alone():
    told = drawn(SHIQIAO, WANGPING)
    assert "url(#hatch)" in told
    assert "stroke-dasharray" in told


def test_columns_are_as_wide_as_the_units_they_stand_for():
    root = ElementTree.fromstring(drawn(SHIQIAO, WANGPING))
    top, *cells = (one for one in root.iter(f"{SVG}rect") if one.get("x") and not one.get("rx"))
    wide = float(top.get("width")) + 1
    own = next(one for one in cells if one.get("fill") == top.get("fill"))
    assert float(own.get("width")) + 1 == pytest.approx(wide * 41 / 60, abs=0.2)


def test_nothing_is_drawn_beyond_the_edge_however_many_columns():
    many = [Stack(f"第{n}省", "", [Cell(1, one=True), Cell(300 + n, 5, 9)]) for n in range(60)]
    for one in ElementTree.fromstring(drawn(*many)).iter(f"{SVG}rect"):
        assert float(one.get("x") or 0) + float(one.get("width")) <= WIDTH + 1


def test_names_are_words_and_never_markup():
    assert "<b>" not in drawn(Stack("<b>县", "/a/", [Cell(1, one=True), Cell(2)]))
