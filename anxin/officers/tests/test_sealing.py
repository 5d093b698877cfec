"""The keys of counsellors, without any database: who opens what, and what opens nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anxin.officers.sealing import Closed, halve, join, new_pair, open_with, seal_to, unwrap, wrap

PASSPHRASE, OTHER = "河东的柳树还没有发芽", "another passphrase altogether"
WORDS = "睡不好，三周了；约下周再谈"


@pytest.fixture(scope="module")
def pair():
    return new_pair(PASSPHRASE, "key-1")


@pytest.fixture(scope="module")
def private(pair):
    return unwrap(pair.wrapped, PASSPHRASE, "key-1")


def test_what_is_sealed_to_a_counsellor_her_passphrase_opens(pair, private):
    sealed = seal_to(pair.public, WORDS, "note-1")

    assert open_with(private, sealed, "note-1") == WORDS


def test_nothing_of_the_words_stands_in_what_is_stored(pair):
    sealed = seal_to(pair.public, WORDS, "note-1")

    assert sealed.startswith("x1:")
    assert sealed != seal_to(pair.public, WORDS, "note-1")  # equal words cannot be told by their cipher text
    assert WORDS not in sealed


def test_another_passphrase_opens_nothing(pair):
    with pytest.raises(Closed):
        unwrap(pair.wrapped, OTHER, "key-1")


def test_a_key_put_in_another_ones_place_does_not_open(pair):
    with pytest.raises(Closed):
        unwrap(pair.wrapped, PASSPHRASE, "key-2")


def test_a_note_put_in_another_ones_place_does_not_open(pair, private):
    with pytest.raises(Closed):
        open_with(private, seal_to(pair.public, WORDS, "note-1"), "note-2")


def test_a_colleague_opens_nothing_that_was_not_sealed_to_her(pair):
    colleague = new_pair(OTHER, "key-2")
    hers = unwrap(colleague.wrapped, OTHER, "key-2")

    with pytest.raises(Closed):
        open_with(hers, seal_to(pair.public, WORDS, "note-1"), "note-1")


def test_a_key_wrapped_anew_opens_what_was_sealed_before(pair, private):
    sealed = seal_to(pair.public, WORDS, "note-1")
    again = unwrap(wrap(private, OTHER, "key-1"), OTHER, "key-1")

    assert open_with(again, sealed, "note-1") == WORDS


def test_the_servers_half_and_the_browsers_half_open_only_together(private):
    kept, half = halve(private, "key-1")
    other_kept, other_half = halve(private, "key-1")

    assert join(kept, half, "key-1") == private
    for mixed in ((kept, other_half), (other_kept, half), (kept, ""), ("", half)):
        with pytest.raises(Closed):
            join(*mixed, "key-1")


@given(st.data())
@settings(max_examples=60)
def test_one_altered_character_is_noticed(data):
    pair = _pair()
    sealed = seal_to(pair[0], WORDS, "note-1")
    at = data.draw(st.integers(0, len(sealed) - 5))  # the last characters hold bits that base64 leaves open
    letter = "A" if sealed[at] != "A" else "B"

    with pytest.raises(Closed):
        open_with(pair[1], sealed[:at] + letter + sealed[at + 1 :], "note-1")


def _pair(made=[]):  # noqa: B006  # one slow key for all examples
    if not made:
        one = new_pair(PASSPHRASE, "key-1")
        made.append((one.public, unwrap(one.wrapped, PASSPHRASE, "key-1")))
    return made[0]
