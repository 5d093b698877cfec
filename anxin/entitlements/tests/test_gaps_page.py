"""The list of what is missing, and the figures of entitlements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anxin.families.actions import MemberDetails
from anxin.families.models import Person
from anxin.ground.access.actions import give
from anxin.ground.access.reach import Reach
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.figures.registry import get
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of

HERE = "entitlements:gaps"


def listed(post, query="", language="zh-hans"):
    return client_of(post, language).get(reverse(HERE) + query).content.decode()


def test_every_family_with_a_gap_stands_in_the_list_once(county_clerk, opened):
    opened(name="何静", basic_pay_fen=None, employment="")
    opened(name="郭秀博")
    shown = listed(county_clerk)
    assert shown.count(">何静<") == 1
    assert "缺基本工资" in shown
    assert "缺人员身份" in shown
    assert "缺基本工资" not in listed(county_clerk, "?missing=employment").split("<tbody>")[1]


def test_a_chip_narrows_to_one_thing_missing(county_clerk, opened):
    opened(name="何静", basic_pay_fen=None)
    opened(name="上官国", employment="village")
    shown = listed(county_clerk, "?missing=basic_pay")
    assert "何静" in shown
    assert "上官国" not in shown


def test_what_is_missing_for_several_years_is_one_chip(county_clerk, opened):
    injured = {"determination": "work_injury", "employment": "institution", "channel": "work_injury"}
    for name, year in (("何静", 2020), ("郭秀博", 2022)):
        opened(name=name, died_on=PartialDate(year, 5, 9), region="990102", **injured)
    opened(name="上官国", basic_pay_fen=None)
    shown = listed(county_clerk, "?missing=local_wage")
    assert shown.count(f'href="{reverse(HERE)}?missing=local_wage') == 1
    assert "未录入本地2019–2021年职工月平均工资" in shown
    body = shown.split("<tbody>")[1]
    assert [name in body for name in ("何静", "郭秀博", "上官国")] == [True, True, False]
    assert "未录入本地2021年职工月平均工资" in body


def test_a_kind_that_does_not_exist_is_an_empty_list(county_clerk, opened):
    opened(basic_pay_fen=None)
    assert "没有缺口" in listed(county_clerk, "?missing=%27nothing")


def test_no_gap_says_so(county_clerk):
    assert "没有缺口，所辖家庭的待遇都已测算。" in listed(county_clerk)


def test_the_list_is_told_in_english_too(county_clerk, opened):
    opened(basic_pay_fen=None)
    assert "basic pay missing" in listed(county_clerk, language="en")


def test_the_neighbour_sees_none_of_it(neighbour_clerk, opened):
    opened(name="何静", basic_pay_fen=None)
    assert "何静" not in listed(neighbour_clerk)


def test_a_township_officer_sees_the_gaps_of_his_families(county_clerk, township_officer, opened, tree):
    mine, _other = opened(name="何静", basic_pay_fen=None), opened(name="郭秀博", basic_pay_fen=None)
    assert "何静" not in listed(township_officer)
    with scope(tree.county.path):
        give(by=county_clerk, holder=township_officer.id, record_id=mine.pk, path=mine.path, part="card",
             purpose="responsible")  # fmt: skip
    shown = listed(township_officer)
    assert "何静" in shown
    assert "郭秀博" not in shown


def test_the_list_notes_whose_cards_it_showed(county_clerk, opened, tree):
    household = opened(basic_pay_fen=None)
    listed(county_clerk)
    with scope(tree.county.path):
        [entry] = JournalEntry.objects.filter(act="entitlements.gaps_listed")
    assert entry.cards == [household.pk]


def test_the_list_costs_the_same_for_one_family_as_for_many(county_clerk, opened):
    client, costs = client_of(county_clerk), []
    for number in range(6):
        opened(name=f"干部{number}", basic_pay_fen=None, members=())
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(HERE))
        costs.append(len(asked))
    assert costs[-1] == costs[1]


@pytest.mark.parametrize(
    ("code", "value", "title"),
    [
        ("entitlements.calculated", 1, "周明远"),
        ("entitlements.pending_scenarios", 1, "郭秀博"),
    ],
)
def test_each_figure_is_the_number_of_its_rows_and_tells_them(county_clerk, opened, tree, code, value, title):
    opened()
    opened(name="郭秀博", determination="pending")
    opened(name="何静", basic_pay_fen=None, employment="")
    figure, reach = get(code), Reach.of(county_clerk)
    with scope(tree.county.path):
        assert figure.value(reach, today()) == value
        rows = [figure.row(one) for one in figure.rows(reach, today())]
    assert {row.title for row in rows} == {title}
    assert all(row.url and row.words for row in rows)


def test_a_frozen_figure_still_finds_its_rows_after_a_new_calculation(county_clerk, opened, tree):
    household = opened()
    figure, reach = get("entitlements.calculated"), Reach.of(county_clerk)
    with scope(tree.county.path):
        frozen = list(figure.rows(reach, today()).values_list("pk", flat=True))
    client_of(county_clerk).post(reverse("entitlements:again", kwargs={"card": household.pk}))
    with scope(tree.county.path):
        assert figure.kept(frozen, reach).count() == 1


@pytest.mark.parametrize("code", ["entitlements.calculated", "entitlements.gaps"])
def test_a_figure_shows_a_neighbour_nothing(neighbour_clerk, opened, tree, code):
    opened(basic_pay_fen=None)
    with scope(tree.neighbour.path):
        assert get(code).value(Reach.of(neighbour_clerk), today()) == 0


def test_a_page_is_of_officers_and_names_the_people_whose_records_lack_something(county_clerk, opened, tree):
    household = opened(
        name="何静", determination="work_injury", employment="institution", channel="work_injury"
    )
    opened(name="上官国", basic_pay_fen=None, wage_fen=None)
    shown = listed(county_clerk, "?size=20")
    body = shown.split("<tbody>")[1]
    assert body.count('<th scope="row"') == 2
    with scope(tree.county.path):
        daughter = Person.objects.get(name="周雨桐", household=household)
    there = reverse("families:standing", kwargs={"card": household.pk, "person": daughter.pk})
    assert f'<a href="{there}?next=entitlements">周雨桐</a>' in body


def test_a_missing_local_standard_is_named_with_the_way_to_it(county_clerk, opened):
    elder = MemberDetails(name="陈桂香", sex="2", birth=PartialDate(1940, 2, 20), kinship="52")
    opened(members=[elder], region="990102", determination="on_duty")
    body = listed(county_clerk).split("<tbody>")[1]
    assert "遗属补助：标准来源" in body
    assert reverse("entitlements:standards") in body
