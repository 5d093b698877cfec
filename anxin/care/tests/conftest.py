"""The cast of care: a family with somebody responsible, a need, a measure, a request on its way."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from anxin.care.actions import Letter, decide_measure, name_responsible, record_need, send
from anxin.care.models import DepartmentRequest, Measure, Need
from anxin.families.models import Household, Person
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from tests.cast import Tree, hire


@pytest.fixture
def soon():
    return today() + timedelta(days=10)


@pytest.fixture
def mother(household: Household, in_county: None) -> Person:
    return Person.objects.get(household=household, name="陈桂香")


@pytest.fixture
def deputy(tree: Tree) -> Post:
    return hire("deputy", tree.town, "township", "林涛")


@pytest.fixture
def second_clerk(tree: Tree) -> Post:
    return hire("second_clerk", tree.county_office, "clerk", "马骏")


@pytest.fixture
def civil_desk(tree: Tree) -> Post:
    return hire("civil_desk", tree.civil, "desk", "王静怡")


@pytest.fixture
def named(county_clerk: Post, township_officer: Post, household: Household, in_county: None) -> Household:
    """The family with the township officer responsible for it."""
    name_responsible(by=county_clerk, household=household, responsible=township_officer)
    return household


@pytest.fixture
def need(county_clerk: Post, household: Household, mother: Person) -> Need:
    return record_need(
        by=county_clerk, household=household, person=mother, theme="medical",
        words="膝关节不好，想签家庭医生", source="family", found_on=today(),
    )  # fmt: skip


@pytest.fixture
def measure(county_clerk: Post, tree: Tree, need: Need, soon: object) -> Measure:
    return decide_measure(
        by=county_clerk,
        need=need,
        unit=tree.health,
        words="签约家庭医生，免费体检",
        due=soon,
        ground="通知第三条",
    )


@pytest.fixture
def letter(tree: Tree, mother: Person, soon: object) -> Letter:
    facts = frozenset({"name", "sex", "age", "number", "contact"})
    return Letter(
        desk=tree.health, subject="为一位老人落实家庭医生签约", asked="签约家庭医生\n12月前体检",
        ground="通知第三条", due=soon, people=[mother], facts=facts,
    )  # fmt: skip


@pytest.fixture
def sent(county_clerk: Post, measure: Measure, letter: Letter) -> DepartmentRequest:
    return send(by=county_clerk, measure=measure, letter=letter)


@pytest.fixture
def in_card(household: Household, in_county: None) -> Iterator[None]:
    """Work inside the range of one card, as a desk or a responsible person does."""
    from anxin.ground.database.scope import scope  # noqa: PLC0415  # after Django is set up

    with scope(household.path):
        yield
