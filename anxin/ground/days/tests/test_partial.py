from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from anxin.ground.days.partial import PartialDate
from anxin.ground.days.reading import Ambiguous, BadDate

SOLAR_DAYS = some.dates(date(1850, 1, 1), date(2199, 12, 31))
LUNAR_MONTHS = some.tuples(some.integers(1900, 2099), some.integers(1, 12))

READ = [
    (20261123, "2026-11-23"),
    (20261123.0, "2026-11-23"),
    (197111, "1971-11"),
    (1971, "1971"),
    (1968.11, "1968-11"),
    (1968.12, "1968-12"),
    (1968.02, "1968-02"),
    (1968.2, "1968-02"),
    (date(2026, 11, 23), "2026-11-23"),
    (datetime(2026, 11, 23, 8, 30), "2026-11-23"),
    ("20261123", "2026-11-23"),
    ("2026-11-23", "2026-11-23"),
    ("2026/1/3", "2026-01-03"),
    (" 2026.11.23 ", "2026-11-23"),
    ("2026-11-23 00:00:00", "2026-11-23"),
    ("2026-11-23T08:30", "2026-11-23"),
    ("2026.11", "2026-11"),
    ("1968.1", "1968-01"),
    ("1968.10", "1968-10"),
    ("1968.11", "1968-11"),
    ("2026年", "2026"),
    ("2026年11月", "2026-11"),
    ("2026年11月份", "2026-11"),
    ("2026 年 11 月 23 日", "2026-11-23"),
    ("2026年11月23号", "2026-11-23"),
    ("２０２６．１１．２３", "2026-11-23"),
    ("2026。11。23", "2026-11-23"),
    ("一九七一年十月廿三日", "1971-10-23"),
    ("二〇二六年十一月二十日", "2026-11-20"),
    ("二○二六年元月三十一日", "2026-01-31"),
    ("农历1971年十月十五", "L1971-10-15"),
    ("阴历1971年10月15日", "L1971-10-15"),
    ("农历1971.10.15", "L1971-10-15"),
    ("农历二〇二五年闰六月初三", "L2025-06R-03"),
    ("2025年闰六月", "L2025-06R"),
    ("农历1971年腊月廿九", "L1971-12-29"),
    ("农历1971年冬月初十", "L1971-11-10"),
    ("农历1971年正月", "L1971-01"),
    ("L1971-11-03", "L1971-11-03"),
    ("2024-02-29", "2024-02-29"),
]

REFUSED = [
    ("", "empty"),
    ("  　", "empty"),
    ("不详", "format"),
    ("2026-11-", "format"),
    ("2026年月", "format"),
    ("1971-1972", "format"),
    ("2026-11-23 下午", "format"),
    ("١٩٧١", "format"),
    (True, "format"),
    (float("nan"), "format"),
    (float("inf"), "format"),
    (-1971, "format"),
    (0, "format"),
    ("0971-01-01", "year"),
    ("9999-12-31", "year"),
    ("197113", "month"),
    ("1971-00-01", "month"),
    ("农历2025年闰五月", "month"),
    ("闰六月", "format"),
    ("1971-02-29", "day"),
    ("1971-11-00", "day"),
    ("1971-11-31", "day"),
    ("2026-02-30", "day"),
    ("农历2025年闰六月三十", "day"),
    (1968.1, "ambiguous"),
    (25569, "serial"),
    (25569.0, "serial"),
    (45000.75, "serial"),
    ("25569", "serial"),
    ("26年11月", "short_year"),
    ("68.11", "short_year"),
]


@pytest.mark.parametrize(("written", "stored"), READ)
def test_a_written_date_is_read_with_its_precision(written, stored):
    assert PartialDate.parse(written).isoformat() == stored


@pytest.mark.parametrize(("written", "code"), REFUSED)
def test_what_is_not_a_date_is_refused_with_a_code_and_without_its_text(written, code):
    with pytest.raises(BadDate) as refused:
        PartialDate.parse(written)
    assert refused.value.code == code == str(refused.value)


def test_a_number_that_lost_its_last_nought_is_ambiguous():
    with pytest.raises(Ambiguous):
        PartialDate.parse(1968.10)


def test_two_digit_years_are_read_only_where_a_date_box_allows_them(settings):
    settings.TESTING, settings.ANXIN_TODAY = True, date(2026, 11, 23)
    assert str(PartialDate.parse("26年11月", short_years=True)) == "2026-11"
    assert str(PartialDate.parse("68.11.03", short_years=True)) == "1968-11-03"
    assert str(PartialDate.parse("36年1月", short_years=True)) == "2036-01"
    assert str(PartialDate.parse("37年1月", short_years=True)) == "1937-01"


@given(SOLAR_DAYS)
def test_a_whole_day_is_its_own_first_and_last_day(day):
    partial = PartialDate.parse(day)
    assert (partial.first(), partial.last(), partial.precision) == (day, day, "day")
    assert PartialDate.parse(partial.isoformat()) == partial


@given(SOLAR_DAYS, some.sampled_from(["year", "month"]))
def test_bounds_enclose_every_day_of_the_year_or_month_and_no_other(day, precision):
    partial = PartialDate(day.year, day.month if precision == "month" else None)
    assert partial.first() <= day <= partial.last()
    assert partial.precision == precision
    for outside in (partial.first() - timedelta(1), partial.last() + timedelta(1)):
        assert outside.isoformat()[: len(str(partial))] != str(partial)
    assert PartialDate.parse(str(partial)) == partial


@given(LUNAR_MONTHS)
def test_a_lunar_month_runs_to_the_day_before_the_next_one_begins(month):
    partial = PartialDate(*month, calendar="lunar")
    assert 29 <= (partial.last() - partial.first()).days + 1 <= 30
    assert PartialDate.parse(str(partial)) == partial
    year = PartialDate(month[0], calendar="lunar")
    assert year.first() <= partial.first() <= partial.last() <= year.last()
    assert year.last() + timedelta(1) == PartialDate(month[0] + 1, calendar="lunar").first()


@given(SOLAR_DAYS, SOLAR_DAYS)
def test_before_and_consistent_never_hold_together_and_agree_with_whole_days(one, other):
    a, b = PartialDate.parse(one), PartialDate.parse(other)
    assert a.certainly_before(b) == (one < other) == a.certainly_before(other)
    assert a.consistent_with(b) == (one == other)
    month = PartialDate(other.year, other.month)
    assert not (a.certainly_before(month) and a.consistent_with(month))
    assert a.consistent_with(month) == ((one.year, one.month) == (other.year, other.month))


def test_a_lunar_birthday_may_agree_with_the_solar_day_it_fell_on():
    assert PartialDate.parse("农历1971年十月十五").consistent_with(date(1971, 12, 2))
    assert not PartialDate.parse("农历1971年十月十五").consistent_with(date(1971, 10, 15))


@pytest.mark.parametrize(
    "pieces",
    [
        {"day": 3},
        {"leap": True},
        {"month": 6, "leap": True},
        {"month": 13},
        {"month": 0},
        {"month": 2, "day": 30},
    ],
)
def test_impossible_pieces_cannot_be_put_together(pieces):
    with pytest.raises(BadDate):
        PartialDate(2025, **pieces)
