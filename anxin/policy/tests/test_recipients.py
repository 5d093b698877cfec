"""Who receives: a set, no order, no shares."""

import pytest

from anxin.policy.api import recipients


def test_parents_spouse_and_children_are_all_in_the_set():
    assert recipients([["parent", "parent", "spouse", "child"]]) == [["yes"] * 4]


def test_siblings_are_out_while_one_of_them_lives():
    assert recipients([["parent", "sibling"], ["child", "sibling"]]) == [["yes", "no"], ["yes", "no"]]


def test_siblings_alone_are_to_be_checked_and_others_never_receive():
    assert recipients([["sibling", "other"]]) == [["to_be_checked", "no"]]


def test_families_keep_their_places_even_when_empty():
    assert recipients([[], ["spouse"], []]) == [[], ["yes"], []]
    assert recipients([]) == []


def test_a_role_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no such code"):
        recipients([["cousin"]])
