"""The year-end sheet of leave, from the button to the workbook."""

from datetime import date

import pytest
from django.urls import reverse

from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.officers.actions import YearFacts, note_leave_year, settle_leave_year
from anxin.officers.models import LeaveYear, Officer
from anxin.officers.upkeep_leave import keep_all_years
from tests.assurance import exporting as ex
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _last_day(settings):
    settings.ANXIN_TODAY = date(2026, 12, 31)


def officer_at(unit, name: str, **more) -> Officer:
    return Officer.objects.create(unit=unit, path=unit.path, name=name, began_work=date(2012, 4, 1), **more)


@pytest.fixture
def officers(tree, county_clerk):
    """One settled with pay, one of whom nothing is known, one who left the year before."""
    with scope(tree.county.path):
        settled = officer_at(tree.town, "许佳")
        facts = YearFacts(True, 0, 0, 0, annual_pay_fen=130500_00)
        note_leave_year(by=county_clerk, officer=settled, year=2026, facts=facts)
        settle_leave_year(
            by=county_clerk, officer=settled, year=2026, reason="work", words="汛期值守", carried_on_days=6
        )
        officer_at(tree.town, "=梁文")
        officer_at(tree.town, "何年", left_on=date(2025, 6, 30))


def rows_of(client, post, query: str) -> list[tuple]:
    """From the form to the rows of the sheet."""
    assert ex.ask(client, "leave_year", query).status_code == 302
    export = ex.made(post)
    word = ex.password(client, export)
    (content,) = ex.opened(b"".join(ex.fetch(client, export).streaming_content), word).values()
    return [tuple(one) for one in ex.book(content).worksheets[0].iter_rows(values_only=True)]


def test_the_sheet_tells_what_each_officer_had_took_and_is_owed(tree, county_clerk, officers):
    told = rows_of(client_of(county_clerk, "zh-hans"), county_clerk, "?year=2026")
    assert told[0][0] == "2026年年休假情况统计表"
    by = {row[2]: row for row in told if row[1] == "河东镇"}
    assert set(by) == {"许佳", "=梁文"}
    xu = by["许佳"]
    assert (xu[4], xu[6], xu[7], xu[10], xu[11]) == (10, 0, 10, 6, 4000)
    assert (xu[8], xu[9], xu[12].date()) == ("因工作未能安排，已征得本人同意", "汛期值守", date(2027, 3, 31))
    assert by["=梁文"][4:9] == (None, 0, 0, None, None)


def test_from_the_page_of_a_unit_it_holds_that_unit_alone(tree, county_clerk, officers):
    with scope(tree.county.path):
        officer_at(tree.health, "韩雪")
    desk = client_of(county_clerk, "zh-hans")
    page = desk.get(reverse("officers:leave_unit", args=[tree.town.pk, 2026])).content.decode()
    query = f"?year=2026&unit={tree.town.pk}"
    assert query.replace("&", "&amp;") in page

    told = rows_of(desk, county_clerk, query)
    assert told[0][0] == "河东镇2026年年休假情况统计表"
    assert {row[1] for row in told if row[2] in ("许佳", "=梁文", "韩雪")} == {"河东镇"}


def test_a_unit_out_of_reach_has_no_rows_and_what_is_no_unit_is_not_there(tree, county_clerk, officers):
    desk = client_of(county_clerk)
    address = reverse("exports:new", args=["leave_year"])
    assert desk.get(f"{address}?year=2026&unit={tree.neighbour.pk}").context["count"] == 0
    assert desk.get(f"{address}?year=2026&unit=河东镇").status_code == 404


def test_a_year_that_is_none_is_this_one(tree, county_clerk, officers):
    told = rows_of(client_of(county_clerk, "zh-hans"), county_clerk, "?year=nonsense")
    assert told[0][0] == f"{today().year}年年休假情况统计表"


def test_the_night_keeps_a_year_for_everybody_at_work_and_twice_changes_nothing(tree, officers):
    keep_all_years()
    with scope(tree.county.path):
        first = list(LeaveYear.objects.order_by("pk").values())
        assert LeaveYear.objects.filter(year=2026).count() == 2
    keep_all_years()
    with scope(tree.county.path):
        assert list(LeaveYear.objects.order_by("pk").values()) == first
