"""A command that changes keys takes the number of an agreement, once."""

import uuid

import pytest

from anxin.cli import rotate_keys
from anxin.cli.second_person import use_agreement
from anxin.ground.access.actions import ask, decide
from anxin.ground.database.problem import Problem
from anxin.ground.database.rotation import Progress
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


@pytest.fixture(params=["ANXIN_KEYS", "ANXIN_DOOR_KEYS"])
def ring(request, tmp_path):
    """The house's keyring or the door's, in a data directory of its own."""
    return rotate_keys._Ring(tmp_path, request.param, None)


def test_a_rotation_begins_with_the_agreement_where_somebody_could_give_it(tree, ring):
    rotate_keys._agreed(ring, "")  # a house that nobody looks after yet has nobody to ask
    hire("security", tree.county_office, "security", "安宁")
    with pytest.raises(Problem, match="takes two people"):
        rotate_keys._agreed(ring, "")


def test_a_rotation_that_was_begun_is_run_to_its_end_without_asking_again(tree, ring):
    hire("security", tree.county_office, "security", "安宁")
    Progress(ring._file, key="0badbad0", began="2026-11-28").save()
    rotate_keys._agreed(ring, "")
