from datetime import UTC, date, datetime

import pytest
import time_machine

from anxin.ground.days import clock


@pytest.fixture
def moved(settings):
    settings.TESTING, settings.ANXIN_DEMO, settings.ANXIN_TODAY = True, False, ""
    return settings


@time_machine.travel(datetime(2026, 11, 22, 17, 30, tzinfo=UTC), tick=False)
def test_the_day_turns_at_midnight_in_china(moved):
    assert clock.today() == date(2026, 11, 23)
    assert clock.now() == datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    assert clock.now().utcoffset().total_seconds() == 0
    assert clock.local_day(clock.now()) == date(2026, 11, 23)


@time_machine.travel(datetime(2026, 11, 22, 17, 30, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("day", ["2028-02-29", date(2028, 2, 29)])
def test_a_test_or_the_demo_may_move_the_day_and_the_instant_moves_along(moved, day):
    moved.ANXIN_TODAY = day
    assert clock.today() == date(2028, 2, 29) == clock.local_day(clock.now())
    assert clock.now() == datetime(2028, 2, 28, 17, 30, tzinfo=UTC)


def test_the_environment_may_move_the_day_too(moved, monkeypatch):
    monkeypatch.setenv("ANXIN_TODAY", "2028-02-29")
    assert clock.today() == date(2028, 2, 29)


@time_machine.travel(datetime(2026, 11, 23, 4, 0, tzinfo=UTC), tick=False)
def test_in_earnest_nobody_moves_the_day(moved):
    moved.TESTING, moved.ANXIN_TODAY = False, "2028-02-29"
    assert clock.today() == date(2026, 11, 23)
    moved.ANXIN_DEMO = True
    assert clock.today() == date(2028, 2, 29)
