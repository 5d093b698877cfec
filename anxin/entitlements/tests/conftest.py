"""Cards made through the register, with an officer of W1 who may differ in anything."""

from datetime import date

import pytest

from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_card
from anxin.families.models import Household, Source
from anxin.ground.database.scope import scope
from anxin.ground.days.partial import PartialDate

ORIGIN = Origin(Source.PAPER, "认定文书", date(2026, 11, 20))
W1 = {
    "name": "周明远",
    "sex": "1",
    "died_on": PartialDate(2017, 5, 9),
    "determination": "on_duty",
    "channel": "pension",
    "employment": "civil_servant",
    "basic_pay_fen": 413500,
}
FAMILY = (
    MemberDetails(name="林秀兰", sex="2", birth=PartialDate(1983, 3, 9), kinship="12", is_head=True),
    MemberDetails(name="周雨桐", sex="2", birth=PartialDate(2012, 6, 1), kinship="30"),
    MemberDetails(name="陈桂香", sex="2", birth=PartialDate(1951, 2, 20), kinship="52"),
)


@pytest.fixture
def opened(county_clerk, tree):
    """Open a card whose officer differs from W1 in what is given."""

    def open_one(members=FAMILY, **changes) -> Household:
        details = CardDetails(officer=OfficerDetails(**(W1 | changes)), members=tuple(members))
        with scope(tree.county.path):
            return open_card(by=county_clerk, unit=tree.county, details=details, origin=ORIGIN)

    return open_one
