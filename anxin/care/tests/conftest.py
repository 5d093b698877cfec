"""The cast of care: a family with somebody responsible, a need, a measure, a request on its way."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from anxin.care.actions import (
    Asked,
    Letter,
    Said,
    decide_measure,
    fill_cell,
    hand_in,
    name_contact,
    name_responsible,
    record_need,
    send,
    send_out,
    sign_on_paper,
    start_table,
)
from anxin.care.models import DepartmentRequest, JointColumn, JointTable, Measure, Need
from anxin.families.models import Household, Person
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level, Unit
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
        words="膝关节不好，想签家庭医生", source="family", found_on=today(), how="asked",
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
        case_by_case="目录尚无此项",
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


@pytest.fixture
def five(county_clerk: Post, health_desk: Post, tree: Tree) -> dict[str, Unit]:
    """The county's five departments, each with a named contact; only health signs in."""
    names = {"finance": "安和县财政局", "hrss": "安和县人社局", "education": "安和县教育局"}
    desks = {"health": tree.health, "civil": tree.civil}
    for place, (domain, name) in enumerate(names.items()):
        desks[domain] = add_unit(
            by=OPERATOR, code=f"990102-D{place}", name=name, kind=Kind.DEPARTMENT, level=Level.COUNTY,
            parent=tree.county, domain=domain,
        )  # fmt: skip
    for domain, desk in desks.items():
        post = health_desk if domain == "health" else None
        name_contact(by=county_clerk, desk=desk, name=post.name if post else f"{domain}联系人", post=post)
    return desks


@pytest.fixture
def draft(county_clerk: Post, household: Household, need: Need, five: dict[str, Unit], soon: object):
    """A table of the mother's need before it is sent out."""
    asked = Asked([need], soon, {need.pk: "老人行动不便，需上门医疗服务"})
    return start_table(by=county_clerk, household=household, asked=asked)


@pytest.fixture
def out(county_clerk: Post, draft: JointTable) -> JointTable:
    """The table out for filling."""
    return send_out(by=county_clerk, table=draft)


@pytest.fixture
def health_column(out: JointTable) -> JointColumn:
    return out.columns.get(domain="health")


@pytest.fixture
def signed(county_clerk: Post, out: JointTable) -> JointTable:
    """The table signed by all on paper and handed in: health does something, the others do not."""
    for column in out.columns.all():
        fill_cell(by=county_clerk, cell=column.cells.get(), said=DOES if column.domain == "health" else NOT)
        sign_on_paper(by=county_clerk, column=column, on=today())
    return hand_in(by=county_clerk, table=out)


DOES = Said("measure", "签约家庭医生，上门换药", ground="通知第三条", handler="基层卫生股 宋岚",
            due=today() + timedelta(days=20), proof="签约协议", case_by_case="目录尚无此项")  # fmt: skip
NOT = Said("none", reason="不属本部门职责")
