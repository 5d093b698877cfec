"""Cutting sums to a cap, exactly: pro rata, floored to the fen, what is left to the largest remainders."""

import numpy as np

from anxin.policy.rules import Ints


def scaled(amounts: Ints, groups: Ints, caps: Ints) -> Ints:
    """The amounts of each group, cut to its cap where their sum is above it; then they add up to it exactly.

    groups: of each amount its group, from 0; caps: of each group. What the floors leave goes fen by fen to
    the largest remainders, ties in the order in which the amounts stand."""
    sums = np.zeros(len(caps), dtype=np.int64)
    np.add.at(sums, groups, amounts)
    total = np.maximum(sums, 1)[groups]
    over = sums[groups] > caps[groups]
    floors, rests = np.divmod(amounts * caps[groups], total)
    given = np.zeros(len(caps), dtype=np.int64)
    np.add.at(given, groups, floors)
    extra = _places(rests, groups) < (caps - given)[groups]
    cut: Ints = np.where(over, floors + extra, amounts)
    return cut


def _places(rests: Ints, groups: Ints) -> Ints:
    """Of each amount its place in its group, largest remainder first."""
    order = np.lexsort((-rests, groups))  # stable: ties keep their order
    sorted_groups = groups[order]
    first = np.searchsorted(sorted_groups, sorted_groups, side="left")
    places = np.empty(len(groups), dtype=np.int64)
    places[order] = np.arange(len(groups)) - first
    return places
