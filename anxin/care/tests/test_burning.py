"""Needs found and met by month, beside the joint table of a family."""

from datetime import date

import pytest

from anxin.care.burning import months_of
from anxin.care.models import Need
from anxin.ground.days.clock import now

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def need(household, county_clerk, in_county):
    """Write down a need as it stands today."""

    def written(found_on: date, state: str = "open", settled_on: date | None = None) -> Need:
        said = {"theme": "housing", "words": "屋顶漏雨", "source": "visit", "entered_by": county_clerk}
        if state != "found":
            said |= {"checked_by": county_clerk, "checked_at": now()}
        if state not in ("found", "refused"):
            said["how"] = "visit"
        return Need.objects.create(
            household=household, path=household.path, found_on=found_on, state=state, settled_on=settled_on,
            entered_at=now(), **said,
        )  # fmt: skip

    return written


def counted(household, name):
    one = next(month for month in months_of(household, DAY) if month.name == name)
    return one.found, one.met, one.open


def test_twelve_months_end_with_the_running_one(household, in_county):
    names = [one.name for one in months_of(household, DAY)]
    assert (len(names), names[0], names[-1]) == (12, "2025-12", "2026-11")


def test_what_is_found_adds_up_and_what_is_met_follows(household, need):
    need(date(2024, 3, 1))
    need(date(2026, 2, 28), "met", date(2026, 10, 1))
    need(date(2026, 11, 23), "found")
    told = [counted(household, name) for name in ("2025-12", "2026-02", "2026-09", "2026-10", "2026-11")]
    assert told == [(1, 0, 1), (2, 0, 2), (2, 0, 2), (2, 1, 1), (3, 1, 2)]


@pytest.mark.parametrize("state", ["closed", "refused"])
def test_what_was_dropped_counts_until_that_day(household, need, state):
    need(date(2026, 1, 5), state, date(2026, 4, 30))
    assert [counted(household, name)[0] for name in ("2026-03", "2026-04")] == [1, 0]


def test_what_lies_ahead_of_today_does_not_count_yet(household, need):
    need(date(2026, 11, 24))
    assert counted(household, "2026-11") == (0, 0, 0)
