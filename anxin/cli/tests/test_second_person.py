"""A command that changes keys takes the number of an agreement, once."""

import uuid

import pytest

from anxin.cli.second_person import use_agreement
from anxin.ground.access.actions import ask, decide
from anxin.ground.database.problem import Problem
from tests.cast import hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(tree):
    admin = hire("admin", tree.county_office, "system", "江涛")
    return ask(by=admin, kind="journal.key", subject={"change": "fields"}, count=1, reason="密钥到期")


def test_without_a_second_person_no_key_is_changed(asked):
    for number in (str(asked.pk), str(uuid.uuid4()), "none"):
        with pytest.raises(Problem):
            use_agreement(number, "fields")


def test_an_agreement_serves_once_and_for_what_was_asked(asked, auditor):
    decide(by=auditor, approval=asked, agree=True)
    with pytest.raises(Problem):
        use_agreement(str(asked.pk), "seal")
    use_agreement(str(asked.pk), "fields")
    with pytest.raises(Problem):
        use_agreement(str(asked.pk), "fields")
