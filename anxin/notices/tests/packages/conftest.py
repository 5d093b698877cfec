"""What is carried between the city's network and the county's."""

import uuid

import pytest

from anxin.ground.database.scope import papers
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.models import Level
from anxin.notices.actions import issue_first_notice
from anxin.notices.actions.packing import pack_notice, pack_report
from anxin.notices.models import (
    FrozenFigure,
    Notice,
    NoticeState,
    Part,
    Report,
    ReportSection,
    State,
)
from tests.cast import hire

from .carrying import as_told, be_above, be_below


@pytest.fixture
def city_clerk(tree):
    return hire("city_clerk", tree.city_office, "clerk", "范立")


@pytest.fixture
def system(tree):
    return hire("system", tree.county_office, "system", "程序")


@pytest.fixture
def security(tree):
    return hire("security", tree.county_office, "security", "安保")


@pytest.fixture
def notice(tree, city_clerk):
    """A notice of the city, issued, with a paragraph, an item and an addressee."""
    made = Notice.objects.create(
        number=71, title="关于做好节前走访的通知", issuer="", issued_on=today(), unit=tree.city_office,
        path=tree.city.path, mark="川组通", year=2026, serial=9, state=NoticeState.APPROVED,
        made_by=city_clerk,
        approved_by=hire("city_leader", tree.city_office, "leader", "高原"), approved_account=uuid.uuid4(),
        approved_at=now(), receive_by=today(),
    )  # fmt: skip
    paragraph = made.paragraphs.create(order=1, name="走访", words="节前走访到每一户。")
    made.items.create(
        order=1, paragraph=paragraph, asks="visits", words="逐户走访", due=today(), proof="走访记录"
    )
    made.items.create(order=2, asks="report", words="报送情况")
    made.addressees.create(order=1, kind="region", level=Level.COUNTY, words="各县")
    made.days.create(level=Level.COUNTY, day=today())
    Notice.objects.filter(pk=made.pk).update(state=NoticeState.ISSUED)
    made.refresh_from_db()
    return made


@pytest.fixture
def carried(tree, city_clerk, notice):
    """The notice as a file on its way; the database is the county's, which has never heard of it."""
    package = pack_notice(by=city_clerk, notice=notice, key=be_above(tree))
    told = as_told(notice)
    notice.delete()
    be_below()
    return package, told


@pytest.fixture
def sent(tree, county_clerk, household):
    """A report of the county, sent up: one family and a narrative with a number in it."""
    issue_first_notice(by=OPERATOR)
    with papers(*county_clerk.area):
        report = Report.objects.create(
            path=tree.county_office.path, notice=Notice.objects.get(is_first=True), unit=tree.county_office,
            about=tree.county, to_unit=tree.city_office, mark="安组报", year=2026, serial=3, title="情况报告",
            day=today(), made_by=county_clerk, made_at=now(),
        )  # fmt: skip
        rows = {"report": report, "path": report.path}
        ReportSection.objects.create(**rows, part=Part.RECORDS, narrative="联系电话13800001111")
        FrozenFigure.objects.create(
            **rows, code="families.households", told_by="families.households", version=1, value=1,
            day=today(),
            row_ids=[household.pk],
        )  # fmt: skip
        FrozenFigure.objects.create(**rows, code="entitlements.gaps", version=None, value=None, day=today())
        Report.objects.update(
            state=State.SENT, signatory="郑国平", signed_on=today(), sent_by=county_clerk, sent_at=now()
        )
        report.refresh_from_db()
    return report


@pytest.fixture
def sent_up(tree, county_clerk, city_clerk, sent):
    """The report as a file on its way; the database is the city's."""
    package = pack_report(by=county_clerk, report=sent, key=be_below())
    with papers(*county_clerk.area):  # what was sent stays for good: here it stands for an earlier round
        Report.objects.filter(pk=sent.pk).update(
            serial=99, round=9, state=State.ACCEPTED, settled_by=county_clerk, settled_at=now()
        )
    be_above(tree)
    return package
