import itertools
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anxin.ground.ui.gallery import FAMILY, LARGE, PEOPLE, SMALL, SUPPORTS
from anxin.ground.ui.pictures import genogram, ink
from anxin.ground.ui.pictures.drawing import fit, width, wrap
from anxin.ground.ui.pictures.ecomap import ecomap
from anxin.ground.ui.pictures.shapes import Ecomap, Kin, Support

NS = "{http://www.w3.org/2000/svg}"
PICTURES = [FAMILY, LARGE, SMALL, Ecomap("空", (), ()), replace(FAMILY, supports=SUPPORTS * 3)]
type_box = tuple[float, float, float, float]


def _shift(element: ElementTree.Element) -> tuple[float, float]:
    found = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", ""))
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def _texts(node: ElementTree.Element, dx: float = 0, dy: float = 0) -> list[tuple[str, type_box]]:
    x, y = _shift(node)
    found = []
    if node.tag == f"{NS}text":
        said = (node.text or "") + "".join(child.tail or "" for child in node)
        size = int(node.get("font-size", 12))
        wide, left = width(said, size), float(node.get("x", 0)) + dx
        left -= {"middle": wide / 2, "end": wide}.get(node.get("text-anchor", ""), 0)
        base = float(node.get("y", 0)) + dy
        found.append((said, (left, base - 0.78 * size, left + wide, base + 0.12 * size)))
    return found + [text for child in node for text in _texts(child, dx + x, dy + y)]


def _overlap(a: type_box, b: type_box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _check(picture: Ecomap) -> None:
    root = ElementTree.fromstring(ecomap(picture))
    wide, high = (float(n) for n in root.get("viewBox", "").split()[2:])
    texts = _texts(root)
    for (one, a), (other, b) in itertools.combinations(texts, 2):
        assert not _overlap(a, b), (one, other)
    for said, box in texts:
        assert box[0] >= 0, said
        assert box[1] >= 0, said
        assert box[2] <= wide, said
        assert box[3] <= high, said


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
