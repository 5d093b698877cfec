"""The pages of dates ahead, each as the post that uses it."""

from datetime import date

import pypdfium2
import pytest
from django.urls import reverse

from anxin.care.actions import decide_duty
from anxin.care.ahead import Filter, rows_of
from anxin.care.models import Duty
from anxin.care.queries import near
from anxin.care.upkeep import keep_duties
from anxin.families.models import Person
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import today
from tests.cast import client_of

BOTH = pytest.mark.parametrize("language", ["zh-hans", "en"])


@pytest.fixture(autouse=True)
def _on_a_day(settings):
    settings.ANXIN_TODAY = "2030-03-10"


@pytest.fixture
def eighteen(named) -> Duty:
    return Duty.objects.get(household=named, kind="age_18")


def page(post, address, language="zh-hans", status=200):
    response = client_of(post, language).get(address)
    assert response.status_code == status
    return response.content.decode()


def url(name, household=None, **more):
    return reverse(f"care:{name}", kwargs={**({"card": household.pk} if household else {}), **more})


@BOTH
def test_the_dates_of_a_family_stand_by_year_with_what_is_expected_said(language, named, township_officer):
    text = page(township_officer, url("dates", named), language)
    assert {"en": "turns 18", "zh-hans": "满18周岁"}[language] in text
    assert {"en": "expected from the birth date", "zh-hans": "按出生日期预计"}[language] in text
    assert {"en": "anniversary of the death, year 6", "zh-hans": "忌日，6周年"}[language] in text
    assert {"en": "Mid-Autumn", "zh-hans": "中秋"}[language] not in text  # shown when asked for


def test_one_person_and_one_kind_of_date_can_be_chosen(named, county_clerk):
    rain = Person.objects.get(household=named, name="周雨桐")
    text = page(county_clerk, url("dates", named) + f"?who={rain.pk}&mark=study")
    assert "升大学或就业" in text
    assert "满18周岁" not in text
    assert "中秋" in page(county_clerk, url("dates", named) + "?mark=festival")


def test_an_overdue_date_stays_on_the_page(named, county_clerk, settings, eighteen):
    settings.ANXIN_TODAY = "2031-01-10"
    keep_duties()
    text = page(county_clerk, url("dates", named))
    assert str(eighteen.pk) in text
    assert "2030-06-01" in text


def test_a_missing_birth_date_is_a_gap_with_the_way_to_mend_it(named, county_clerk):
    mother = Person.objects.get(household=named, name="陈桂香")
    Person.objects.filter(pk=mother.pk).update(birth=None)
    text = page(county_clerk, url("dates", named))
    assert "出生日期待核" in text
    assert reverse("families:person", kwargs={"card": named.pk, "person": mother.pk}) in text


def test_the_sheet_is_a_pdf(named, county_clerk):
    response = client_of(county_clerk).get(url("dates_paper", named) + "?mark=all")
    assert response["Content-Type"] == "application/pdf"
    assert response.content[:5] == b"%PDF-"


def test_an_anniversary_stands_once_on_the_sheet(named, county_clerk):
    response = client_of(county_clerk).get(url("dates_paper", named))
    pages = pypdfium2.PdfDocument(response.content)
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert text.count("忌日") == 1


def test_the_responsible_person_decides_and_the_leader_looks_a_second_time(
    named, township_officer, leader, eighteen
):
    address = url("duty", named, duty=eighteen.pk)
    answer = client_of(township_officer).post(address, {"what": "go_on", "words": "在校，继续"})
    assert answer.status_code == 302
    eighteen.refresh_from_db()
    assert eighteen.state == "decided"
    assert "复核" in page(township_officer, address)
    client_of(leader).post(address, {"agree": "yes", "words": ""})
    eighteen.refresh_from_db()
    assert (eighteen.state, eighteen.decided_by, eighteen.confirmed_by) == (
        "confirmed",
        township_officer,
        leader,
    )
    assert "照旧继续" in page(township_officer, address)


def test_who_decided_is_told_why_he_cannot_look_a_second_time(named, county_clerk, eighteen):
    decide_duty(by=county_clerk, duty=eighteen, decision="end", reason="已就业")
    answer = client_of(county_clerk).post(url("duty", named, duty=eighteen.pk), {"agree": "yes"})
    assert "不能自己复核" in answer.content.decode()


def test_sending_back_needs_its_reason(named, county_clerk, leader, eighteen):
    decide_duty(by=county_clerk, duty=eighteen, decision="end", reason="已就业")
    address = url("duty", named, duty=eighteen.pk)
    assert "请写明退回的理由" in client_of(leader).post(address, {"agree": "no"}).content.decode()
    client_of(leader).post(address, {"agree": "no", "words": "未见证明"})
    eighteen.refresh_from_db()
    assert eighteen.state == "open"


@pytest.mark.parametrize(
    ("what", "state"), [("planned", "planned"), ("done", "done"), ("not_needed", "not_needed")]
)
def test_a_date_that_decides_nothing_is_planned_done_or_not_needed(
    what, state, named, county_clerk, settings
):
    settings.ANXIN_TODAY = "2030-06-10"
    keep_duties()
    duty = Duty.objects.get(household=named, kind="study_college")
    client_of(county_clerk).post(
        url("duty", named, duty=duty.pk), {"what": what, "words": "八月走访时问", "on": "2030-08-10"}
    )
    duty.refresh_from_db()
    assert duty.state == state
    assert duty.planned_for == (date(2030, 8, 10) if what == "planned" else None)


@BOTH
def test_the_list_of_dates_ahead_names_family_day_and_who_answers(language, named, county_clerk, eighteen):
    text = page(county_clerk, url("ahead"), language)
    assert {"en": "turns 18", "zh-hans": "满18周岁"}[language] in text
    assert "吴晓峰" in text
    assert "2030-06-01" in text


def test_the_list_is_chosen_by_unit_and_by_kind(named, tree, county_clerk, eighteen):
    assert str(eighteen.pk) not in page(county_clerk, url("ahead") + "?mark=study")
    assert str(eighteen.pk) in page(county_clerk, url("ahead") + "?mark=review")
    assert str(eighteen.pk) not in page(county_clerk, url("ahead") + f"?unit={tree.town.pk}")


def test_a_responsible_person_sees_the_dates_of_his_families_alone(named, township_officer, tree, eighteen):
    assert str(eighteen.pk) in page(township_officer, url("ahead"))


def test_once_read_the_rows_ask_nothing_more_so_that_cards_given_singly_keep_their_names(
    named, county_clerk, eighteen, django_assert_num_queries
):
    found = list(Filter().rows(near(Reach.of(county_clerk), today())))
    with django_assert_num_queries(0):
        rows = rows_of(found)
    assert {(row.family, row.responsible) for row in rows} == {("周明远家庭", "吴晓峰")}


def test_another_county_sees_nothing(named, neighbour_clerk, eighteen):
    assert str(eighteen.pk) not in page(neighbour_clerk, url("ahead"))
    page(neighbour_clerk, url("duty", named, duty=eighteen.pk), status=404)
    page(neighbour_clerk, url("dates", named), status=404)


@BOTH
def test_the_rules_stand_with_ground_scope_validity_and_whom_they_touch(
    language, named, county_clerk, eighteen
):
    text = page(county_clerk, url("rules"), language)
    assert "民发〔1980〕5号" in text
    assert {"en": "from 2004-01-01", "zh-hans": "从2004-01-01起"}[language].replace(" ", "") in text.replace(
        '<time datetime="2004-01-01">', ""
    ).replace("</time>", "").replace(" ", "")
    assert {"en": "ground to be confirmed", "zh-hans": "依据待核"}[language] in text
    assert {"en": "decision, with a second look", "zh-hans": "须决定并复核"}[language] in text
