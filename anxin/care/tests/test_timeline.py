"""The care timeline of a family: whom it shows, what lies ahead, what was done, and on paper."""

import re
from datetime import date, timedelta

import pytest
from django.utils import translation

from anxin.care.actions import look_ahead, record_visit, take_up_date
from anxin.care.models import Duty, VisitNote
from anxin.care.timeline import timeline_of, to_take_up
from anxin.families.models import Household, Person, Source
from anxin.families.people import members_of
from anxin.families.views.card import officers_of
from anxin.ground.access.models import Post
from anxin.ground.jobs.refusals import Refused
from anxin.ground.ui.pictures.spans import Lane, Timeline
from tests.cast import client_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday(settings) -> None:
    settings.ANXIN_TODAY = TODAY.isoformat()


def drawn(household: Household, law: bool = True) -> Timeline:
    with translation.override("en"):
        return timeline_of(household, officers_of(household), members_of(household), law=law)


def lane(picture: Timeline, name: str) -> Lane:
    return next(one for one in picture.lanes if one.name == name)


def test_each_person_has_a_lane_and_the_daughters_schooling_and_ages_stand_on_hers(
    household: Household, in_county: None
) -> None:
    picture = drawn(household)
    assert {"林秀兰", "周雨桐", "陈桂香"} <= {one.name for one in picture.lanes}
    daughter = lane(picture, "周雨桐")
    assert [flag.on for flag in daughter.flags if "18" in flag.words] == [date(2030, 6, 1)]
    assert any(flag.mark == "study" and flag.expected for flag in daughter.flags)
    assert picture.end == date(2036, 11, 23)


def test_an_age_is_a_review_and_never_an_end(household: Household, in_county: None) -> None:
    words = [flag.words for _lane, flag in drawn(household).flags if flag.mark == "review"]
    assert words
    assert not any("stop" in one or "end of" in one for one in words)


def test_quiet_days_and_festivals_are_no_events(household: Household, in_county: None) -> None:
    ahead = [flag.words.lower() for _lane, flag in drawn(household).flags]
    assert not any("anniversary" in one or "festival" in one or "qingming" in one for one in ahead)


def test_a_visit_is_a_dot_with_whom_it_met_and_with_nobody_else(
    county_clerk: Post, household: Household, mother: Person
) -> None:
    record_visit(by=county_clerk, household=household, on=TODAY - timedelta(30), met=[mother])
    picture = drawn(household)
    assert [dot.on for dot in lane(picture, "陈桂香").dots] == [TODAY - timedelta(30)]
    assert not lane(picture, "林秀兰").dots


def test_a_measure_under_way_is_a_bar_to_its_day(measure, household: Household) -> None:
    (bar,) = [one for one in lane(drawn(household), "陈桂香").bars if "家庭医生" in one.words]
    assert (bar.state, bar.end) == ("way", measure.due)


def test_a_need_without_a_measure_is_missing_since_it_was_found(need, household: Household) -> None:
    (bar,) = [one for one in lane(drawn(household), "陈桂香").bars if one.start == need.found_on]
    assert bar.state == "gap"


def test_an_unknown_birth_date_says_so_on_its_lane(household: Household, in_county: None) -> None:
    Person.objects.filter(household=household, name="陈桂香").update(birth=None)
    mother = lane(drawn(household), "陈桂香")
    assert mother.gaps == ("birth date to be confirmed",)
    assert not mother.flags


def test_a_lunar_birthday_is_told_with_its_next_solar_day(household: Household, in_county: None) -> None:
    from anxin.ground.days.partial import PartialDate  # noqa: PLC0415  # after Django is set up

    Person.objects.filter(household=household, name="陈桂香").update(birth=PartialDate(1951, 1, 15, "lunar"))
    (hint,) = lane(drawn(household), "陈桂香").hints
    assert "2027-02-20" in hint
    assert "农历正月十五" in hint


def test_what_is_calculated_is_not_shown_to_whom_it_is_closed(household: Household, in_county: None) -> None:
    open_to_all, closed = drawn(household, law=True), drawn(household, law=False)
    assert len(closed.bars) <= len(open_to_all.bars)
    assert not any("calculated" in bar.words for _lane, bar in closed.bars)


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "关爱时间轴"), ("en", "Care timeline")])
def test_the_page_shows_the_picture_and_the_same_as_a_table(
    county_clerk: Post, household: Household, language: str, said: str
) -> None:
    answer = client_of(county_clerk, language).get(f"/care/{household.pk}/timeline/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert said in text
    svg = re.search(r"<svg[^>]*class=\"pic\".*?</svg>", text, re.S)
    assert svg is not None
    assert len(svg[0].encode()) <= 15_000
    assert "2030-06-01" in text.partition('<details class="twin')[2]


def test_the_card_carries_the_timeline_too(county_clerk: Post, household: Household) -> None:
    text = client_of(county_clerk).get(f"/families/{household.pk}/").content.decode()
    assert "timeline-title" in text
    assert f"/care/{household.pk}/timeline/" in text


def test_the_sheet_of_paper_is_a_pdf_named_by_the_cards_number(
    county_clerk: Post, household: Household
) -> None:
    answer = client_of(county_clerk).get(f"/care/{household.pk}/timeline/print/")
    assert answer.content.startswith(b"%PDF")
    assert household.number in answer["Content-Disposition"]


def test_a_clerk_of_another_county_finds_no_timeline(neighbour_clerk: Post, household: Household) -> None:
    assert client_of(neighbour_clerk).get(f"/care/{household.pk}/timeline/").status_code == 404


def test_a_date_years_ahead_becomes_a_task_with_what_is_planned(
    county_clerk: Post, household: Household
) -> None:
    client, address = client_of(county_clerk), f"/care/{household.pk}/timeline/plan/"
    page = client.get(address).content.decode()
    code = re.search(r'value="(age_18\.[^"]+)"', page)[1]
    answer = client.post(address, {"date": code, "words": "与学校商量升学", "on": ""})
    assert answer.status_code == 302
    text = client.get(answer["Location"]).content.decode()
    assert "与学校商量升学" in text
    assert code not in client.get(address).content.decode()  # once is enough


def test_the_table_of_the_timeline_leads_to_where_a_date_is_made_a_task(
    county_clerk: Post, officer: Post, household: Household
) -> None:
    text = client_of(county_clerk).get(f"/care/{household.pk}/timeline/").content.decode()
    assert f"/care/{household.pk}/timeline/plan/?date=age_18." in text


def test_a_task_of_years_ahead_stays_when_the_register_is_looked_at_again(
    county_clerk: Post, household: Household, in_county: None
) -> None:
    far = next(one for one in to_take_up(household) if one.kind == "age_18")
    duty = take_up_date(by=county_clerk, household=household, date_ahead=far, words="与学校商量升学")
    look_ahead(by=county_clerk, households=[household.pk])
    duty.refresh_from_db()
    assert duty.state == Duty.State.PLANNED


def test_a_date_is_taken_up_once_and_with_words(
    county_clerk: Post, household: Household, in_county: None
) -> None:
    far = to_take_up(household)[-1]
    with pytest.raises(Refused) as no:
        take_up_date(by=county_clerk, household=household, date_ahead=far, words=" ")
    assert no.value.code == "care.plan_needs_words"
    take_up_date(by=county_clerk, household=household, date_ahead=far, words="先问本人")
    with pytest.raises(Refused) as no:
        take_up_date(by=county_clerk, household=household, date_ahead=far, words="先问本人")
    assert no.value.code == "care.date_taken_up"


def test_the_overview_shows_what_comes_next_and_what_the_family_asked_for(
    household: Household, county_clerk: Post, in_county: None
) -> None:
    VisitNote.objects.create(
        household=household, path=household.path, kind=VisitNote.Kind.AVOID, words="勿提工作",
        source=Source.PAPER, by=county_clerk,
    )  # fmt: skip
    text = client_of(county_clerk).get(f"/families/{household.pk}/").content.decode()
    assert "勿提工作" in text.partition("家属的嘱咐")[2]
    assert "接下来" in text
