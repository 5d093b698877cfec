"""Care by unit in one table: numbers of what was done and of what is owed, never of a person."""

from datetime import date, timedelta

import pytest
from django.db.models import DateField, Value

from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.days.sql import MonthsLater
from anxin.officers.actions import Sentences, Times, record_talk, set_talk_rule
from anxin.officers.models import HelpRequest, TalkRule
from anxin.officers.queries import care_by_unit
from anxin.officers.queries.rest import months_later
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
SAID = Sentences("家里还好")


@pytest.fixture(autouse=True)
def _on(settings):
    settings.ANXIN_TODAY = DAY.isoformat()


@pytest.fixture
def rule(county_clerk, leader, tree):
    """A rule that stands since last year: nobody owed a talk before there was one."""
    held = set_talk_rule(by=county_clerk, unit=tree.county, talker=leader, times=Times(6, 7))
    TalkRule.objects.filter(pk=held.pk).update(since=date(2025, 1, 1))
    return held


def test_talks_held_and_overdue_stand_beside_the_rest(man, rule, leader, county_clerk, tree):
    (row,) = care_by_unit(county_clerk, DAY)
    assert (row.unit, row.front, row.talks, row.overdue) == (tree.town, 1, 0, 1)

    for day in (DAY, date(2025, 12, 31)):
        record_talk(by=leader, officer=man, on=day, sentences=SAID)

    (row,) = care_by_unit(county_clerk, DAY)
    assert (row.talks, row.overdue) == (1, 0)
    text = client_of(county_clerk, "en").get("/officers/units/").content.decode()
    assert "Talks overdue" in text
    assert "许佳" not in text


def test_help_is_told_as_answered_in_time_of_all_answered(man, county_clerk):
    for due in (DAY, DAY - timedelta(1)):
        HelpRequest.objects.create(
            officer=man, path=man.path, wanted_for="self", words="调班", asked_on=DAY - timedelta(9), due=due,
            state="answered", answered_on=DAY, entered_by=county_clerk, entered_at=now(),
        )  # fmt: skip
    (row,) = care_by_unit(county_clerk, DAY)
    assert (row.answered, row.in_time) == (2, 1)
    assert "2件中1件" in client_of(county_clerk).get("/officers/units/").content.decode()


def test_above_the_county_a_few_talks_are_not_shown(man, rule, leader, tree):
    record_talk(by=leader, officer=man, on=date(2026, 4, 1), sentences=SAID)
    city = hire("city", tree.city_office, "clerk", "何敏", scope_root=tree.city)

    (row,) = care_by_unit(city, DAY)

    assert (row.unit, row.talks, row.overdue) == (tree.county, None, None)
    assert client_of(city).get("/officers/units/").status_code == 200


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2026, 8, 31), date(2028, 2, 29), DAY])
def test_the_database_reckons_months_as_the_house_does(day, county_clerk):
    reckoned = [MonthsLater(Value(day, DateField()), Value(n)) for n in (1, 6, 12, 24)]
    (row,) = Post.objects.filter(pk=county_clerk.pk).values_list(*reckoned)
    assert row == tuple(months_later(day, n) for n in (1, 6, 12, 24))
