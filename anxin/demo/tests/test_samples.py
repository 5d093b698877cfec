"""The sample ledgers: made from one seed, of people nobody can mistake for living ones."""

from pathlib import Path

import pytest

from anxin.demo import make_samples
from anxin.demo.invented import REPORTED, Inventor, age_on


@pytest.fixture(scope="module")
def families() -> list:
    inventor = Inventor(make_samples.SEED)
    return [inventor.family(place) for place in range(60)]


def test_the_samples_can_be_made_again(tmp_path: Path) -> None:
    make_samples.main(tmp_path)

    for made in tmp_path.iterdir():
        assert made.read_bytes() == (make_samples.SAMPLES / made.name).read_bytes(), made.name
    assert len(list(tmp_path.iterdir())) == 6


def test_nobody_has_the_name_or_the_number_of_another(families: list) -> None:
    people = [person for family in families for person in (family.officer, *family.members)]

    assert len({person.number for person in people}) == len(people)
    assert len({person.name for person in people}) == len(people)
    assert all(person.number.startswith("99") for person in people)


def test_lives_hang_together(families: list) -> None:
    for family in families:
        assert 30 <= age_on(family.officer.born, family.died) <= 52
        assert family.work_start < family.died < REPORTED
        for member in family.members:
            older = (family.officer.born - member.born).days / 365.25
            assert {"父亲": older > 20, "母亲": older > 20, "儿子": older < -23, "女儿": older < -23}.get(
                member.relation, abs(older) < 5
            )
            if member.relation in ("儿子", "女儿"):
                assert member.born < family.died


def test_deaths_spread_over_years_and_kinds(families: list) -> None:
    years = {family.died.year for family in families}
    assert (min(years), max(years), len(years) > 10) == (2011, 2025, True)
    assert {family.determination for family in families} == {
        "因公牺牲",
        "烈士",
        "视同工伤",
        "工伤",
        "病故",
        "待认定",
    }
    assert sum(any(member.age < 18 for member in family.members) for family in families) > 20
