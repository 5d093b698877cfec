"""Cards made through the register, with an officer of W1 who may differ in anything."""

from datetime import date

import pytest

from anxin.entitlements.actions import apply_for, approve, start_claim
from anxin.entitlements.models import Claim, Entitlement
from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_card
from anxin.families.models import Household, Source
from anxin.ground.access.models import Post
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from tests.cast import hire

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


@pytest.fixture
def before_the_figure_is_out(settings):
    """Everything happens on 2026-01-12: the figure of 2025 came out a week later (W10)."""
    settings.ANXIN_TEST, settings.ANXIN_TODAY = True, "2026-01-12"


@pytest.fixture
def family(opened) -> Household:
    """The family of W1, calculated: a lump sum of 837,720.00 yuan by the former unit."""
    return opened()


@pytest.fixture
def line(family, in_county) -> Entitlement:
    """Its lump sum, as calculated."""
    return Entitlement.objects.get(household=family, rule="lump_sum")


@pytest.fixture
def owed(line, county_clerk) -> Claim:
    """The claim, taken up."""
    return start_claim(by=county_clerk, line=line)


@pytest.fixture
def applied(owed, county_clerk) -> Claim:
    return apply_for(by=county_clerk, claim=owed, on=today())


@pytest.fixture
def approved(applied, county_clerk) -> Claim:
    return approve(by=county_clerk, claim=applied, on=today(), approved_fen=applied.amount_fen)


@pytest.fixture
def rival(line) -> Entitlement:
    """A second line that excludes the first: funeral aid from two funds (W19)."""
    Entitlement.objects.filter(pk=line.pk).update(conflict="funeral_aid")
    other = Entitlement.objects.get(pk=line.pk)
    other.pk, other.rule, other.payer = None, "martyr_praise", "pension_fund"
    other.amount_fen, other.place = 1000000, 9
    other._state.adding = True
    other.save(force_insert=True)
    line.refresh_from_db()
    return other


@pytest.fixture
def civil_desk(tree) -> Post:
    return hire("civil_desk", tree.civil, "desk", "王静怡")
