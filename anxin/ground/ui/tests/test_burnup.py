"""The burn-up: two lines that differ in stroke, each with its number; no word covers another."""

import re
from xml.etree import ElementTree

import pytest

from anxin.ground.ui.pictures.burnup import APART, HEIGHT, WIDTH, Burnup, Month, burnup

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*counts: tuple[int, int]) -> str:
    months = [Month(f"2026-{n + 1:02}", found, met) for n, (found, met) in enumerate(counts)]
    return burnup(Burnup("困难需求：提出与解决", "共5项", "提出", "已解决", months))


def parts(picture: str, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture).iter(f"{SVG}{name}"))


def labels(picture: str) -> list[tuple[str, float]]:
    last = parts(picture, "text")[-2:]
    return [("".join(one.itertext()), float(one.get("y") or 0)) for one in last]


def test_it_names_itself_and_carries_no_style_of_its_own():
    picture = drawn((3, 1), (5, 2))
    root = ElementTree.fromstring(picture)
    assert root.find(f"{SVG}title").text == "困难需求：提出与解决"
    assert root.get("role") == "img"
    assert not re.search(r"style=|onclick|<script", picture)
    assert len(picture) < 15_000


def test_the_lines_differ_in_stroke_and_each_says_its_number():
    picture = drawn((3, 1), (5, 2))
    strokes = {one.get("stroke-width"): one.get("stroke-dasharray") for one in parts(picture, "path")}
    assert (strokes["1.5"], strokes["3"]) == ("6 3", None)
    assert [words for words, _y in labels(picture)] == ["提出 5", "已解决 2"]


@pytest.mark.parametrize("counts", [[(5, 5)], [(5, 4)], [(100, 99)], [(0, 0)], [(1, 0)] * 12, [(7, 7)] * 12])
def test_the_two_labels_never_meet_and_stay_inside(counts):
    (_found, above), (_met, below) = labels(drawn(*counts))
    assert below - above >= APART
    assert all(0 < y < HEIGHT for y in (above, below))


@pytest.mark.parametrize("many", [1, 2, 12, 24])
def test_the_steps_reach_the_edge_and_no_further(many):
    for one in parts(drawn(*[(n, n // 2) for n in range(many)]), "path"):
        places = [float(x) for x in re.findall(r"[HM](\d+(?:\.\d+)?)", one.get("d") or "")]
        assert max(places) <= WIDTH
