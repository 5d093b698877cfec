import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from anxin.ground.ui.gallery import FAMILY, LARGE, PEOPLE, SMALL, SUPPORTS
from anxin.ground.ui.pictures import genogram, ink
from anxin.ground.ui.pictures.drawing import fit, wrap
from anxin.ground.ui.pictures.ecomap import ecomap
from anxin.ground.ui.pictures.shapes import Ecomap, Kin, State, Support

from .reading_svg import NS, check_words, texts

PICTURES = [FAMILY, LARGE, SMALL, Ecomap("空", (), ()), replace(FAMILY, supports=SUPPORTS * 3)]


def _check(picture: Ecomap) -> None:
    check_words(ecomap(picture))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.title)
def test_no_words_collide_or_leave_the_picture(picture: Ecomap) -> None:
    _check(picture)


_word = st.text("周陈欧阳abc，·0123 女子读初三年级岁病", max_size=16)


@st.composite
def _families(draw: st.DrawFn) -> tuple[Kin, ...]:
    """Families of up to four grandparents, two spouses and six children, with words of any length."""
    parents = [
        Kin(f"p{n}", draw(_word), draw(_word), "mf"[n % 2], 0, age=80) for n in range(draw(st.integers(0, 4)))
    ]
    officer = Kin("o", draw(_word), "", "m", 1, gone="2024年7月2日", parents=("p0", "p1"))
    spouse = Kin("s", draw(_word), draw(_word), "f", 1, partners=("o",), parents=("p2", "p3"))
    count = draw(st.integers(0, 6))
    children = [
        Kin(f"c{n}", draw(_word), draw(_word), "f", 2, age=n, parents=("o", "s")) for n in range(count)
    ]
    return (*parents, officer, spouse, *children)


@settings(max_examples=60, deadline=None)
@given(_families(), st.integers(0, 20))
def test_no_family_is_too_large_to_be_drawn_clearly(people: tuple[Kin, ...], supports: int) -> None:
    _check(Ecomap("一户一图", people, (SUPPORTS * 2)[:supports], ("现9人，户主林秀兰",)))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.title)
def test_a_picture_is_small_titled_and_needs_no_style_sheet(picture: Ecomap) -> None:
    svg = ecomap(picture)
    assert len(svg.encode()) <= 15_000
    assert "<style" not in svg
    assert "style=" not in svg
    root = ElementTree.fromstring(svg)
    assert root.find(f"{NS}title") is not None
    assert root.find(f"{NS}desc") is not None


def test_words_of_people_cannot_become_markup() -> None:
    bad = '<script>"&'
    svg = ecomap(Ecomap(bad, (Kin("a", bad, bad, "f", 1),), (Support(bad, bad, bad, "gap"),), (bad,)))
    assert "<script" not in svg
    ElementTree.fromstring(svg)


def test_every_tie_repeats_its_colour_as_a_line_style() -> None:
    svg = ecomap(FAMILY)
    assert len(re.findall(f'stroke="{ink.OK}" stroke-width="4"', svg)) == FAMILY.done == 7
    assert len(re.findall('stroke-dasharray="9 6"', svg)) == FAMILY.way == 2
    assert len(re.findall('stroke-dasharray="0 7"', svg)) == FAMILY.gaps == 1


def test_the_deceased_stand_in_a_grey_frame_and_never_under_a_cross() -> None:
    svg = ecomap(FAMILY)
    gone = [kin for kin in PEOPLE if kin.gone]
    assert svg.count(f'fill="{ink.SUNK}" stroke="{ink.LINE_STRONG}" stroke-width="4"') == len(gone)
    assert not re.search("[✕×✝†]", svg)


def test_what_does_not_fit_the_ring_is_counted_and_left_to_the_table() -> None:
    svg = ecomap(replace(FAMILY, supports=SUPPORTS * 2))
    assert "7 more" in svg
    assert svg.count("<rect") == 14 + 1 + sum(k.sex == "m" for k in PEOPLE)


def test_text_is_broken_at_commas_and_cut_with_an_ellipsis() -> None:
    assert wrap("母，农历正月十五生", 12, 84, 2) == ["母", "农历正月十五生"]
    assert wrap("阿不都热合曼·买买提", 14, 98, 2) == ["阿不都热合曼·", "买买提"]
    assert fit("遗属生活困难补助", 12, 60) == "遗属生活…"
    assert fit("短", 12, 60) == "短"
    assert wrap("", 12, 60, 2) == []


def test_the_colours_of_paper_are_those_of_the_page() -> None:
    tokens = (Path(ink.__file__).parents[1] / "static/ui/tokens.css").read_text(encoding="utf-8")
    for name in (
        "PAPER",
        "DESK",
        "SUNK",
        "LINE",
        "LINE_STRONG",
        "INK",
        "INK_2",
        "INK_3",
        "BRAND",
        "OK",
        "SOON",
        "LATE",
    ):
        assert f"--{name.lower().replace('_', '-')}: {getattr(ink, name)};" in tokens, name


def test_a_sister_never_stands_between_the_officer_and_the_spouse() -> None:
    sister = Kin("x", "周明月", "妹", "f", 1, age=35, parents=("gf", "gm"))
    couple = [kin for kin in PEOPLE if kin.key in ("f", "m")]
    placed = genogram.lay_out([PEOPLE[0], PEOPLE[1], couple[0], sister, couple[1]]).placed
    across = {p.kin.key: p.x for p in placed}
    assert across["x"] < min(across["f"], across["m"])


@pytest.mark.parametrize("state", ["done", "way", "gap"])
@pytest.mark.parametrize(
    "name",
    [
        "human resources and social security", "Chen Siqi, responsible", "Zheng Guoping, contact leader",
        "Anhe No. 2 Middle School, former unit",
        "原单位\u3000安和县卫生健康局", "安和县第二初级中学，原单位", "陈思齐，责任人",
    ],
)  # fmt: skip
def test_the_name_of_a_support_is_told_whole(name: str, state: State) -> None:
    with translation.override("en" if name.isascii() else "zh-hans"):
        svg = ecomap(Ecomap("t", (), (Support(name, "x", "y", state),)))
    check_words(svg)
    said = "".join(text for text, _box in texts(ElementTree.fromstring(svg)))
    assert "…" not in said
    assert "\u3000安" not in said
