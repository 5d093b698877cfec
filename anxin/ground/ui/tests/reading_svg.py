"""Reading a drawn picture back: where its words stand, reckoned from the width of the faces."""

import itertools
import re
from xml.etree import ElementTree

from anxin.ground.ui.pictures.drawing import width

NS = "{http://www.w3.org/2000/svg}"
Corners = tuple[float, float, float, float]


def _shift(element: ElementTree.Element) -> tuple[float, float]:
    found = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", ""))
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def texts(
    node: ElementTree.Element, dx: float = 0, dy: float = 0, anchor: str = ""
) -> list[tuple[str, Corners]]:
    """Every text of a picture with the corners of what it covers."""
    x, y = _shift(node)
    anchor = node.get("text-anchor", anchor)
    found = []
    if node.tag == f"{NS}text":
        said = (node.text or "") + "".join(child.tail or "" for child in node)
        size = int(node.get("font-size", 12))
        wide, left = width(said, size), float(node.get("x", 0)) + dx
        left -= {"middle": wide / 2, "end": wide}.get(anchor, 0)
        base = float(node.get("y", 0)) + dy
        found.append((said, (left, base - 0.78 * size, left + wide, base + 0.12 * size)))
    return found + [text for child in node for text in texts(child, dx + x, dy + y, anchor)]


def overlap(a: Corners, b: Corners) -> bool:
    """Do two texts cover a common place?"""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def check_words(svg: str) -> None:
    """No words collide, and none leaves the picture."""
    root = ElementTree.fromstring(svg)
    wide, high = (float(n) for n in root.get("viewBox", "").split()[2:])
    found = texts(root)
    for (one, a), (other, b) in itertools.combinations(found, 2):
        assert not overlap(a, b), (one, other)
    for said, box in found:
        assert box[0] >= 0, said
        assert box[1] >= 0, said
        assert box[2] <= wide, said
        assert box[3] <= high, said


def boxes_of_people(svg: str) -> list[Corners]:
    """The symbols of a genogram: squares and circles of people, with their place in the picture."""
    root = ElementTree.fromstring(svg)
    family = next(node for node in root.iter(f"{NS}g") if node.get("transform"))
    dx, dy = _shift(family)
    found = []
    for node in family.iter():
        if node.tag == f"{NS}circle":
            x, y, r = (float(node.get(name, 0)) for name in ("cx", "cy", "r"))
            found.append((x - r + dx, y - r + dy, x + r + dx, y + r + dy))
        elif node.tag == f"{NS}rect":
            x, y, wide, high = (float(node.get(name, 0)) for name in ("x", "y", "width", "height"))
            found.append((x + dx, y + dy, x + wide + dx, y + high + dy))
    return found
