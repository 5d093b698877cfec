"""Who cannot be alone (孤寡老人, 孤儿) as the card itself shows: nobody is asked, and the line is marked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from anxin.ground.days.ages import under
from anxin.policy.api import Relative

# What somebody's own spouse or child is to the officer: the officer's other parent and siblings are a
# parent's; the officer's children are the widow's or widower's.
SPOUSE_OF: Final = {"parent": "parent"}
CHILDREN_OF: Final = {"parent": "sibling", "spouse": "child"}
# Rules that ask whether somebody is alone.
READ_LONE: Final = frozenset({"dependants_pension", "survivors_allowance"})
GROWN_UP: Final = 18
MARK: Final = "not_lone_by_card"


def settled(relatives: Sequence[Relative], day: date) -> tuple[tuple[Relative, ...], tuple[str, ...]]:
    """The relatives, those of whom nobody said it as not alone where the card shows company; their keys."""
    keys = tuple(one.key for one in relatives if one.lone is None and _has_company(one, relatives, day))
    told = tuple(replace(one, lone=False) if one.key in keys else one for one in relatives)
    return told, keys


def _has_company(one: Relative, relatives: Iterable[Relative], day: date) -> bool:
    """An elder with a spouse or a grown-up child, a child with a living other parent."""
    if one.kin == "child":
        return one.other_parent == "living"
    others = [other for other in relatives if other is not one and other.died_on is None]
    spouse = one.kin in SPOUSE_OF and any(other.kin == SPOUSE_OF[one.kin] for other in others)
    children = [other for other in others if one.kin in CHILDREN_OF and other.kin == CHILDREN_OF[one.kin]]
    return spouse or any(_is_grown_up(child, day) for child in children)


def _is_grown_up(child: Relative, day: date) -> bool:
    return child.birth is not None and under(child.birth, GROWN_UP, day) is False
