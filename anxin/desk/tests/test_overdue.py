"""A decision about a date ahead whose day has passed: it is on nobody's mind until it stands on the day."""

from datetime import date, timedelta

import pytest

from anxin.care.models import Duty
from anxin.desk.overdue import left_out
from anxin.families.actions import correct_person
from anxin.families.actions.details import Origin
from anxin.families.models import Household, Person, Source
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def eighteen(led, named: Household, in_county: None) -> Duty:
    """The daughter turns 18 on 15 January."""
    daughter = Person.objects.get(household=named, name="周雨桐")
    origin = Origin(Source.PAPER, "户口簿", today())
    correct_person(by=led, person=daughter, values={"birth": PartialDate(2009, 1, 15)}, origin=origin)
    return Duty.objects.get(household=named, kind="age_18")


@pytest.fixture
def overdue(eighteen: Duty, settings) -> Duty:
    """Eleven days after its last day: the responsible person has decided nothing."""
    settings.ANXIN_TODAY = (eighteen.last_day + timedelta(11)).isoformat()
    return eighteen


def late(text: str) -> str:
    """The lines under 已逾期."""
    return text.partition('id="group-late"')[2].partition("</tbody>")[0]


@pytest.mark.parametrize("reader", ["county_clerk", "leader"])
def test_whoever_answers_for_the_area_sees_whose_turn_it_is(reader, overdue, township_officer, page, request):
    post = request.getfixturevalue(reader)
    lines = late(page(post))
    assert f"/dates/{overdue.pk}/" in lines
    assert "周明远家庭：周雨桐满18周岁" in lines
    assert f"待{township_officer.name}决定" in lines
    assert late(page(post, "en")).count(f"{township_officer.name} is to decide") == 1
    looked = JournalEntry.objects.filter(act="desk.opened", by=post.pk).last()
    assert overdue.household_id in looked.cards


@pytest.mark.parametrize("reader", ["county_clerk", "leader"])
def test_its_number_opens_the_list_that_holds_it(reader, overdue, page, request):
    post = request.getfixturevalue(reader)
    assert "/figures/care.dates_overdue/" in page(post)
    listed = client_of(post).get("/figures/care.dates_overdue/").content.decode()
    assert "周雨桐满18周岁" in listed


@pytest.mark.parametrize("reader", ["county_clerk", "leader"])
def test_a_date_that_only_lies_ahead_is_not_overdue(reader, eighteen, page, request):
    text = page(request.getfixturevalue(reader))
    assert "/figures/care.dates_overdue/" not in text
    assert not late(text)


def test_whose_own_it_is_has_it_once(overdue, township_officer, page):
    assert late(page(township_officer)).count("周雨桐满18周岁</a>") == 1


def test_what_the_page_leaves_out_is_counted():
    assert left_out({"decisions": [{"last": "2026-11-06", "all": 4}]}) == {date(2026, 11, 6): 3}
    assert left_out({"decisions": [{"last": "2026-11-06", "all": 1}]}) == {}
    assert left_out({"decisions": None}) == {}
