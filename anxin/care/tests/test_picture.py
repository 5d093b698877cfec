"""一户一图 of any family of up to twelve people, of every kinship there is: drawn clearly, and small."""

import itertools
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anxin.care.picture import people_of
from anxin.families.kinship import KINSHIP
from anxin.families.people import Member
from anxin.ground.ui.gallery import SUPPORTS
from anxin.ground.ui.pictures.ecomap import ecomap
from anxin.ground.ui.pictures.shapes import Ecomap
from anxin.ground.ui.tests.reading_svg import boxes_of_people, check_words, overlap, texts

LIMIT = 15_000
NAMES = ("周雨桐", "阿不都热合曼·买买提", "欧阳志远", "Zhou Mingyuan", "陈桂香")
EVERY_KIN = sorted(set(KINSHIP) - {"01", "02"})
TWELVE = ("12", "51", "52", "53", "54", "20", "30", "30", "41", "73", "77", "61")


def person(n: int, **more: Any) -> Any:
    return SimpleNamespace(pk=f"p{n}", name=NAMES[n % 5], sex="12"[n % 2], age=20 + n, died_on=None, **more)


def member(n: int, code: str) -> Member:
    kin: Any = SimpleNamespace(kind=code)
    return Member(person(n), None, kin, False, [])  # type: ignore[arg-type]  # no membership is read


def picture(codes: tuple[str, ...], supports: int = 9) -> Ecomap:
    fallen = [person(99, fallen=True)]
    people = tuple(people_of(fallen, [member(n, code) for n, code in enumerate(codes)]))
    return Ecomap("一户一图", people, SUPPORTS[:supports], ("现12人，户主林秀兰",))


def check(drawn: Ecomap) -> None:
    svg = ecomap(drawn)
    assert len(svg.encode()) <= LIMIT
    check_words(svg)
    people = boxes_of_people(svg)
    assert len(people) == len(drawn.people)
    for one, other in itertools.combinations(people, 2):
        assert not overlap(one, other)
    for said, box in texts(ElementTree.fromstring(svg)):
        inside = [one for one in people if overlap(box, one)]
        assert not inside or said.isdigit() or said in ("d.", "?", "已故"), said


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(EVERY_KIN), min_size=1, max_size=12).map(tuple), st.integers(0, 10))
def test_every_family_of_up_to_twelve_is_drawn_clearly(codes: tuple[str, ...], supports: int) -> None:
    check(picture(codes, supports))


@pytest.mark.parametrize("count", range(1, 13))
def test_the_usual_kin_of_one_to_twelve_people_stand_in_the_frame(count: int) -> None:
    check(picture(TWELVE[:count]))


def test_a_family_never_sees_what_is_missing_in_the_ring() -> None:
    drawn = picture(TWELVE[:4]).for_family()
    assert drawn.gaps == 0
    assert drawn.done == 6
    assert "心理辅导" not in ecomap(drawn)
