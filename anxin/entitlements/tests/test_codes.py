"""The register asks with exactly the codes that the law knows."""

import pytest

from anxin.families.dictionary import FIELDS
from anxin.policy.codes import ASSISTANCE, OTHER_PARENTS, STUDIES


@pytest.mark.parametrize(
    ("code", "known"), [("study", STUDIES), ("other_parent", OTHER_PARENTS), ("assistance", ASSISTANCE)]
)
def test_the_dictionary_has_exactly_the_codes_of_the_law(code, known):
    assert {code for code, _words in FIELDS[code].choices} == set(known) - {"unknown"}
