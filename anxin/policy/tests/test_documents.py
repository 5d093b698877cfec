"""The package's own words: every code that a line can hold has its Chinese and its English."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import anxin.policy
from anxin.policy.api import PAYERS, RULES, Gap, Refusal
from anxin.policy.codes import PERIODS, REVIEWS
from anxin.policy.documents import InputError, read
from anxin.policy.leave.codes import Exclusion, LeaveGap
from anxin.policy.packs.catalogue import SETTABLES
from anxin.policy.packs.reading import PackError
from anxin.policy.packs.reading import read as read_pack
from anxin.policy.system import system
from anxin.policy.tables import tables
from anxin.policy.wording import LANGUAGES, has

ROOM = Path(anxin.policy.__file__).parent
TELLING = "".join(file.read_text(encoding="utf-8") for file in (ROOM / "telling").glob("*.py"))
LEAVE = (ROOM / "leave" / "door.py").read_text(encoding="utf-8")


def codes(flag):
    return [str(one.name).lower() for one in flag]


SPOKEN = {
    "gaps": codes(Gap),
    "refusals": codes(Refusal),
    "rules": [rule.name for rule in RULES],
    "payers": PAYERS[1:],
    "periods": PERIODS,
    "reviews": REVIEWS,
    "terms": sorted(set(re.findall(r'Step\(\s*"(\w+)"', TELLING + LEAVE))),
    "conflicts": sorted(set(re.findall(r'conflict="(\w+)"', TELLING))),
    "exclusions": codes(Exclusion),
    "leave_gaps": codes(LeaveGap),
}


@pytest.mark.parametrize("group", SPOKEN)
def test_every_code_of_a_line_has_words(group):
    assert SPOKEN[group]
    assert [code for code in SPOKEN[group] if not has(f"lines.{group}.{code}")] == []


def test_every_open_point_that_is_settled_has_words_for_how():
    settled = tables(system()).settled
    named = {f"{name}_{used.value}" for name, used in settled.items()}
    assert [code for code in sorted(named) if not has(f"lines.conventions.{code}")] == []


def test_the_words_of_both_languages_take_the_same_facts():
    def pairs(node):
        if set(node) == set(LANGUAGES):
            yield node
            return
        for child in node.values():
            yield from pairs(child)

    for file in (ROOM / "words").glob("*.yaml"):
        for pair in pairs(yaml.safe_load(file.read_text(encoding="utf-8"))):
            facts = [set(re.findall(r"\{(\w+)\}", str(pair[language]))) for language in ("zh", "en")]
            assert facts[0] == facts[1], pair


def test_everything_a_pack_may_set_is_named_in_both_languages():
    assert all(one.zh and one.en for one in SETTABLES.values())
    assert {one.by for one in SETTABLES.values()} == {"day", "year"}
    assert {one.region for one in SETTABLES.values()} == {"any", "CN"}


names = st.sampled_from(
    ["as_of", "deceased", "relatives", "leave", "key", "birth", "region", "on", "values", "id"]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates().map(str),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(names | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(anything)
def test_whatever_is_handed_in_is_read_or_refused_with_its_path(given_):
    for reader, refusal in ((read, InputError), (read_pack, PackError)):
        with suppress(refusal):
            reader(json.dumps(given_))


@given(st.text(max_size=200))
def test_whatever_text_is_handed_in_is_read_or_refused_with_its_path(text):
    for reader, refusal in ((read, InputError), (read_pack, PackError)):
        with suppress(refusal):
            reader(text)
