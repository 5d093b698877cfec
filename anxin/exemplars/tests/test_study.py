"""Study in head-counts: recorded in a minute, corrected, counted down the tree, nobody named."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anxin.exemplars import actions
from anxin.exemplars.bars import bar, bars
from anxin.exemplars.models import Activity, Establishment, Every, Form, Programme, Schedule
from anxin.exemplars.queries import coverage, total_of, unit_year
from anxin.exemplars.queries.coverage import children_of, own_of, summed
from anxin.ground.days.clock import today
from anxin.ground.figures import registry
from anxin.ground.units.actions import NewUnit, add_units
from tests.cast import client_of, hire

from .told import held, refused

pytestmark = pytest.mark.django_db
YEAR = 2026


class Everything:
    lo, hi = "", "~"


def test_a_township_officer_records_an_activity_in_one_form(township_officer, programme, tree):
    client = client_of(township_officer)
    page = client.get(reverse("exemplars:record")).content.decode()
    assert f'value="{today()}"' in page
    sent = {"on": str(today()), "form": "lecture", "subject": "学习廖俊波同志先进事迹", "people": "31"}
    answer = client.post(reverse("exemplars:record"), sent)
    made = Activity.objects.get()
    assert answer.url == reverse("exemplars:activity", args=[made.pk])
    assert (made.unit, made.form, made.people) == (tree.town, "lecture", 31)


def test_the_form_used_last_and_its_programme_are_chosen_already(township_officer, programme, study):
    client, address = client_of(township_officer), reverse("exemplars:record")
    first = client.get(address).context["form"]
    assert (first["form"].value(), first["programme"].value()) == ("reading", programme.pk)
    study(form="film", programme=programme)
    assert client.get(address).context["form"]["form"].value() == "film"


def test_more_people_than_the_unit_has_is_pointed_out_and_recorded(township_officer, tree, study):
    client = client_of(township_officer)
    client.post(reverse("exemplars:establishment", args=[tree.town.pk]), {"people": "30"})
    sent = {"on": str(today()), "form": "visit", "subject": "参观", "people": "31"}
    page = client.post(reverse("exemplars:record"), sent, follow=True).content.decode()
    assert "人数比在册人数多1人" in page
    assert Activity.objects.get().people == 31
    sent |= {"subject": "再参观", "people": "30"}
    assert "比在册人数多" not in client.post(reverse("exemplars:record"), sent, follow=True).content.decode()


def test_a_unit_that_never_said_how_many_it_has_is_not_warned(township_officer, study):
    made = study(people=5000)
    page = client_of(township_officer).get(reverse("exemplars:activity", args=[made.pk])).content.decode()
    assert "比在册人数多" not in page


def test_what_was_sent_twice_is_recorded_once(study):
    study()
    with refused("study.recorded_already"), transaction.atomic():
        study()
    assert study(form="film").form == "film"


def test_the_database_holds_it_besides(study, tree):
    made = study()
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.create(
            unit=tree.town, path=tree.town.path, on=made.on, form=made.form, subject=made.subject,
            people=3, entered_by=made.entered_by, entered_at=made.entered_at,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=made.pk).update(people=0)


@pytest.mark.parametrize("people", [0, -1, 100_001])
def test_a_slip_of_the_pen_in_the_number_is_refused(study, people):
    with refused("study.nobody"):
        study(people=people)


def test_tomorrow_nothing_was_held_yet(township_officer, tree):
    with refused("study.day_ahead"):
        ahead = held(on=today() + timedelta(1))
        actions.record_activity(by=township_officer, unit=tree.town, held=ahead)


def test_a_unit_beside_ones_own_is_neither_seen_nor_recorded_for(
    township_officer, neighbour_clerk, tree, study
):
    with refused("study.out_of_scope"), transaction.atomic():
        actions.record_activity(by=township_officer, unit=tree.county, held=held(on=today()))
    with refused("study.out_of_scope"), transaction.atomic():
        actions.enter_establishment(by=neighbour_clerk, unit=tree.town, people=30)
    made = study()
    client = client_of(neighbour_clerk)
    assert client.get(reverse("exemplars:activity", args=[made.pk])).status_code == 404
    assert client.get(reverse("exemplars:unit", args=[tree.town.pk])).status_code == 404


def test_a_correction_counts_from_then_on(township_officer, study):
    made = study(people=21)
    client = client_of(township_officer)
    sent = {"on": str(made.on), "form": "discussion", "subject": "专题讨论", "people": "12"}
    client.post(reverse("exemplars:activity_correct", args=[made.pk]), sent)
    made.refresh_from_db()
    assert (made.form, made.subject, made.people) == ("discussion", "专题讨论", 12)


def test_what_was_struck_out_counts_no_more_and_says_why(township_officer, study, tree):
    made = study()
    with refused("study.no_reason"), transaction.atomic():
        actions.strike_activity(by=township_officer, activity=made, reason="")
    actions.strike_activity(by=township_officer, activity=made, reason="改期")
    assert total_of(tree.county, made.on.year).activities == 0
    assert (
        "改期"
        in client_of(township_officer).get(reverse("exemplars:activity", args=[made.pk])).content.decode()
    )
    with refused("study.struck_out"), transaction.atomic():
        actions.correct_activity(by=township_officer, activity=made, held=held(on=today()))
    assert study().people == 12  # the same may be recorded again


def _add(by, unit, on, people, form="reading"):
    return actions.record_activity(
        by=by, unit=unit, held=held(on=on, people=people, form=form, subject=f"{form}{on}")
    )


@pytest.fixture
def counted(county_clerk, neighbour_clerk, tree):
    """Two in the town, one of the county itself, one last year, one next door."""
    _add(county_clerk, tree.town, date(YEAR, 3, 1), 10)
    _add(county_clerk, tree.town, date(YEAR, 4, 1), 20, "film")
    _add(county_clerk, tree.county, date(YEAR, 5, 1), 40)
    _add(county_clerk, tree.town, date(YEAR - 1, 5, 1), 80)
    _add(neighbour_clerk, tree.neighbour, date(YEAR, 5, 1), 160)
    actions.enter_establishment(by=county_clerk, unit=tree.town, people=33)


def test_coverage_counts_each_child_with_all_below_it_in_the_order_of_the_tree(counted, tree):
    rows = coverage(list(children_of(tree.city)), YEAR)
    assert [row.unit for row in rows] == sorted((row.unit for row in rows), key=lambda unit: unit.path)
    county = next(row for row in rows if row.unit == tree.county)
    assert (county.activities, county.people, county.active, county.establishment) == (3, 70, 2, 33)
    office = next(row for row in rows if row.unit == tree.city_office)
    assert (office.activities, office.people, office.active, office.units) == (0, 0, 0, 1)


def test_the_total_is_the_sum_of_its_rows_and_of_the_unit_itself(counted, tree):
    rows = [own_of(tree.county, YEAR), *coverage(list(children_of(tree.county)), YEAR)]
    total = total_of(tree.county, YEAR)
    assert summed(tree.county, rows) == total
    for name in ("units", "active", "activities", "people", "establishment"):
        assert sum(getattr(row, name) for row in rows) == getattr(total, name), name


def test_one_form_alone_can_be_counted(counted, tree):
    assert total_of(tree.province, YEAR, "film").people == 20


def test_coverage_asks_three_questions_however_large_the_tree(
    counted, tree, county_clerk, django_assert_num_queries
):
    villages = [NewUnit(f"9901021011{n:02d}", f"村{n}", "region", 5) for n in range(60)]
    for unit in add_units(by=county_clerk, parent=tree.town, units=villages)[::2]:
        _add(county_clerk, unit, date(YEAR, 6, 1), 2)
    for unit in (tree.province, tree.city, tree.county, tree.town):
        children = list(children_of(unit))
        with django_assert_num_queries(3):
            coverage(children, YEAR)
    assert total_of(tree.province, YEAR).activities == 34


def test_above_the_county_one_sees_the_same_numbers_and_the_list_behind_each(counted, tree, leader):
    above = client_of(hire("city-leader", tree.city_office, "leader", "高振国"))
    page = above.get(reverse("exemplars:study"), {"year": YEAR}).content.decode()
    assert "安和县" in page
    assert ">3</a>" in page
    behind = above.get(reverse("exemplars:activities", args=[tree.county.pk]), {"year": YEAR})
    assert behind.content.decode().count("河东镇") == 2


def test_an_interval_is_kept_period_by_period(county_clerk, programme, tree):
    line = actions.Interval("reading", Every.QUARTER, "通读")
    made = actions.set_interval(by=county_clerk, programme=programme, unit=tree.county, interval=line)
    Schedule.objects.filter(pk=made.pk).update(since=date(YEAR, 1, 1))
    _add_in(programme, county_clerk, tree.town, date(YEAR, 2, 3))
    _add_in(programme, county_clerk, tree.town, date(YEAR, 8, 3))
    told = unit_year(tree.town, YEAR, date(YEAR, 9, 1))
    [kept] = told.kept
    assert [(one.held, one.over, one.begun) for one in kept.intervals] == [
        (1, True, True), (0, True, True), (1, False, True), (0, False, False),
    ]  # fmt: skip
    assert kept.filled == 2


def _add_in(programme, by, unit, on):
    said = held(on=on, programme=programme, subject=str(on))
    return actions.record_activity(by=by, unit=unit, held=said)


def test_a_new_interval_takes_the_place_of_the_one_before(county_clerk, programme, tree):
    def set_(every):
        line = actions.Interval("reading", every)
        return actions.set_interval(by=county_clerk, programme=programme, unit=tree.county, interval=line)

    old = set_(Every.MONTH)
    Schedule.objects.filter(pk=old.pk).update(since=today() - timedelta(40))
    new = set_(Every.YEAR)
    assert list(Schedule.objects.in_force(today())) == [new]
    assert Schedule.objects.filter(pk=old.pk, until=today()).exists()
    actions.drop_interval(by=county_clerk, schedule=new)
    assert not Schedule.objects.in_force(today()).exists()


@pytest.mark.parametrize(("every", "periods"), [(1, 12), (3, 4), (6, 2), (12, 1)])
def test_intervals_cover_the_year_without_a_gap(every, periods):
    found = Schedule(every=every, since=date(2000, 1, 1)).periods(YEAR)
    assert len(found) == periods
    assert (found[0][0], found[-1][1]) == (date(YEAR, 1, 1), date(YEAR, 12, 31))
    for (_first, last), (first, _last) in zip(found, found[1:], strict=False):
        assert first - last == timedelta(1)


def test_a_programme_of_ones_own_runs_below_and_nowhere_else(county_clerk, tree):
    opened = actions.Opened("主题教育", "学原文", "县委通知", date(2026, 1, 1))
    made = actions.open_programme(by=county_clerk, unit=tree.county, opened=opened)
    assert list(Programme.objects.for_path(tree.town.path)) == [made]
    assert not Programme.objects.for_path(tree.neighbour.path).exists()
    actions.close_programme(by=county_clerk, programme=made, on=date(2026, 6, 1))
    assert not Programme.objects.running(date(2026, 6, 1)).exists()
    with refused("study.programme_closed"), transaction.atomic():
        actions.close_programme(by=county_clerk, programme=made, on=date(2026, 7, 1))


def test_the_programme_of_the_notice_ends_nowhere(county_clerk, programme, tree):
    with refused("study.of_the_house"):
        actions.close_programme(by=county_clerk, programme=programme, on=today())


def test_the_year_stands_on_one_page_and_on_paper(counted, township_officer, county_clerk, programme, tree):
    client = client_of(township_officer)
    page = client.get(reverse("exemplars:year", args=[tree.town.pk, YEAR])).content.decode()
    assert f"film{YEAR}-04-01" in page
    actions.set_interval(
        by=county_clerk, programme=programme, unit=tree.county, interval=actions.Interval("film", 12)
    )
    paper = client.get(reverse("exemplars:year_pdf", args=[tree.town.pk, YEAR]))
    assert paper.content.startswith(b"%PDF")
    assert client.get(reverse("exemplars:year", args=[tree.town.pk, 1999])).status_code == 404


def test_the_figures_say_what_was_held(counted, tree, county_clerk, monkeypatch):
    day = date(YEAR, 12, 31)
    values = {
        code: registry.get(f"exemplars.{code}").value(Everything(), day)
        for code in ("activities", "attendances", "units_studying", "units_without_study")
    }
    assert values == {"activities": 4, "attendances": 230, "units_studying": 3, "units_without_study": 0}
    actions.enter_establishment(by=county_clerk, unit=tree.health, people=12)
    assert registry.get("exemplars.units_without_study").value(Everything(), day) == 1


def test_publicity_is_a_plain_list(county_clerk, township_officer, tree, liao):
    shown = actions.Shown(
        "talk", "守桥人事迹报告会", "县礼堂", today(), "县委组织部", reached=None, exemplar=liao
    )
    line = actions.list_publicity(by=county_clerk, unit=tree.county, shown=shown)
    client = client_of(county_clerk)
    page = client.get(reverse("exemplars:publicity")).content.decode()
    assert all(words in page for words in ("守桥人事迹报告会", "县礼堂", "未统计"))
    assert "县礼堂" not in client_of(township_officer).get(reverse("exemplars:publicity")).content.decode()
    client.post(reverse("exemplars:publicity_strike", args=[line.pk]), {"words": "重复"})
    assert "县礼堂" not in client.get(reverse("exemplars:publicity")).content.decode()


def test_every_form_of_study_has_its_word():
    assert [str(label) for label in Form.labels] == [
        "集中学习", "专题辅导", "现场学习", "专题讨论", "观看影片", "对照检视",
    ]  # fmt: skip


def test_how_many_people_a_unit_has_is_one_number_and_its_day(county_clerk, tree):
    actions.enter_establishment(by=county_clerk, unit=tree.town, people=30)
    actions.enter_establishment(by=county_clerk, unit=tree.town, people=31)
    said = Establishment.objects.get()
    assert (said.people, said.as_of) == (31, today())


def test_a_number_in_one_form_opens_the_list_of_that_form(counted, tree, county_clerk):
    client = client_of(county_clerk)
    asked = {"year": YEAR, "form": "film"}
    page = client.get(reverse("exemplars:unit", args=[tree.county.pk]), asked).content.decode()
    behind = f"{reverse('exemplars:activities', args=[tree.town.pk])}?year={YEAR}&amp;form=film"
    assert f'<a href="{behind}">1</a>' in page
    below = f"{reverse('exemplars:year', args=[tree.town.pk, YEAR])}"
    assert below in page
    told = client.get(behind.replace("&amp;", "&")).content.decode()
    assert f"film{YEAR}-04-01" in told
    assert f"reading{YEAR}-03-01" not in told


def test_the_year_of_a_county_tells_of_all_below_it_too(counted, tree, county_clerk, township_officer):
    assert unit_year(tree.town, YEAR, today()).below is None
    told = unit_year(tree.county, YEAR, today())
    assert (len(told.activities), told.people) == (1, 40)
    assert (told.below.activities, told.below.people, told.below.active) == (3, 70, 2)
    page = client_of(county_clerk).get(reverse("exemplars:year", args=[tree.county.pk, YEAR]))
    assert "含所属各单位" in page.content.decode()
    alone = client_of(township_officer).get(reverse("exemplars:year", args=[tree.town.pk, YEAR]))
    assert "含所属各单位" not in alone.content.decode()


def test_bars_share_one_scale_and_fill_as_far_as_units_held_something(counted, tree):
    rows = [total_of(tree.province, YEAR), total_of(tree.county, YEAR), total_of(tree.town, YEAR)]
    wide = [float(re.search(r'width="([\d.]+)"', drawn)[1]) for drawn in bars(rows)]
    assert wide == sorted(wide, reverse=True)
    assert "stroke-dasharray" in bar(0, 3)
    assert bar(0, 3).count("<rect") == 1
    assert bar(2, 3).count("<rect") == 2
    assert bar(20, 650_000, 180 / 650_000).count("<line") == 0
