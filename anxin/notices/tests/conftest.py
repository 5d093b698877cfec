"""A city above the county, villages below its town, and a notice that has gone out to all of them."""

import pytest

from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level
from anxin.notices.actions import issue
from anxin.notices.delivering import deliver
from anxin.notices.models import Notice, NoticeAddressee
from tests.cast import hire


@pytest.fixture
def city_clerk(tree):
    return hire("city_clerk", tree.city_office, "clerk", "周以宁")


@pytest.fixture
def villages(tree):
    return [
        add_unit(by=OPERATOR, code=f"990102101{n}", name=name, kind=Kind.REGION, level=Level.VILLAGE,
                 parent=tree.town)
        for n, name in enumerate(("凤林村", "大溪村"), 201)
    ]  # fmt: skip


@pytest.fixture
def notice(tree, villages, city_clerk, county_clerk, neighbour_clerk, township_officer, health_desk):
    """A notice of the province to everybody below, sent out by the job."""
    made = Notice.objects.create(number=7, title="关于走访慰问工作的通知", issuer="中共澜江省委组织部")
    NoticeAddressee.objects.create(notice=made, order=1, words="各单位")
    issue(by=OPERATOR, notice=made)
    deliver(made.pk)
    made.refresh_from_db()
    return made
