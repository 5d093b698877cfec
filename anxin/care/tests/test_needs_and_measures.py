"""Needs and what is decided about them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from anxin.care.actions import (
    close_need,
    complete_measure,
    decide_measure,
    decide_none,
    give_up_measure,
    record_need,
)
from anxin.care.models import Measure, Need
from anxin.families.models import Person
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from tests.cast import family


def test_a_need_is_of_a_person_or_of_the_household(county_clerk, household, mother, in_county):
    shared = {"by": county_clerk, "household": household, "source": "family", "found_on": today()}
    own = record_need(theme="medical", words="看病远", person=mother, **shared)
    common = record_need(theme="housing", words="屋顶漏雨", **shared)
    assert (own.person, common.person) == (mother, None)
    assert {own.path, common.path} == {household.path}


def test_the_words_of_a_need_lie_encrypted(need):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM care_need")
        assert "膝关节" not in cursor.fetchone()[0]
    assert Need.objects.get().words == need.words


def test_a_person_of_another_family_is_refused(county_clerk, household, tree, in_county):
    family(county_clerk, tree.county, "何立新")
    stranger = Person.objects.exclude(household=household).first()
    with pytest.raises(Refused) as refused:
        record_need(by=county_clerk, household=household, person=stranger, theme="medical",
                    words="看病远", source="family", found_on=today())  # fmt: skip
    assert refused.value.code == "care.not_of_this_family"


def test_a_need_of_tomorrow_is_refused(county_clerk, household, in_county):
    with pytest.raises(Refused) as refused:
        record_need(by=county_clerk, household=household, theme="medical", words="看病远",
                    source="family", found_on=today() + timedelta(days=1))  # fmt: skip
    assert refused.value.code == "care.day_ahead"


def test_a_neighbour_cannot_hang_a_need_on_a_card_out_of_sight(neighbour_clerk, tree, household):
    with (
        scope(tree.neighbour.path),
        pytest.raises(Exception, match="row-level security"),
        transaction.atomic(),
    ):
        record_need(by=neighbour_clerk, household=household, theme="medical", words="看病远",
                    source="family", found_on=today())  # fmt: skip


def test_a_measure_takes_the_field_of_its_department(measure, tree):
    assert (measure.unit, measure.domain, measure.state) == (tree.health, "health", "planned")
    assert measure.who == tree.health.name


def test_a_measure_may_name_a_field_without_an_entered_desk(county_clerk, need, soon):
    measure = decide_measure(
        by=county_clerk,
        need=need,
        domain="education",
        words="辅导",
        due=soon,
        ground="通知",
        case_by_case="目录尚无此项",
    )
    assert measure.unit is None
    assert measure.who


def test_a_measure_without_anybody_is_refused(county_clerk, need, soon):
    with pytest.raises(Refused) as refused:
        decide_measure(by=county_clerk, need=need, words="辅导", due=soon, ground="通知")
    assert refused.value.code == "care.nobody_carries_it_out"


def test_no_measure_needs_its_reason(county_clerk, need):
    with pytest.raises(Refused) as refused:
        decide_none(by=county_clerk, need=need, reason=" ")
    assert refused.value.code == "care.reason_missing"
    assert decide_none(by=county_clerk, need=need, reason="家属自己已解决").state == "none"


def test_nothing_is_decided_about_a_settled_need(county_clerk, need, soon):
    close_need(by=county_clerk, need=need, met=True)
    with pytest.raises(Refused) as refused:
        decide_measure(by=county_clerk, need=need, domain="health", words="体检", due=soon, ground="通知")
    assert refused.value.code == "care.need_settled"


def test_the_last_measure_done_meets_the_need(county_clerk, need, measure, soon):
    other = decide_measure(by=county_clerk, need=need, domain="civil", words="助餐", due=soon, ground="通知",
                           case_by_case="目录尚无此项")  # fmt: skip
    complete_measure(by=county_clerk, measure=measure, proof="协议")
    need.refresh_from_db()
    assert need.state == "open"
    give_up_measure(by=county_clerk, measure=other, reason="家属不要")
    need.refresh_from_db()
    assert (need.state, need.settled_on) == ("met", today())


def test_a_need_with_no_measure_alone_stays_open(county_clerk, need):
    decide_none(by=county_clerk, need=need, reason="无此项服务")
    need.refresh_from_db()
    assert need.state == "open"


def test_a_need_is_not_closed_while_a_department_works_on_it(county_clerk, need, sent):
    with pytest.raises(Refused) as refused:
        close_need(by=county_clerk, need=need, met=True)
    assert refused.value.code == "care.still_with_a_department"


def test_the_database_refuses_a_done_measure_without_its_day(measure):
    with pytest.raises(IntegrityError, match="a_done_measure_has_its_day"), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(state="done")


def test_each_act_writes_one_entry(county_clerk, need, measure):
    acts = list(JournalEntry.objects.filter(act__startswith="care.").values_list("act", flat=True))
    assert acts.count("care.need_recorded") == 1
    assert acts.count("care.measure_decided") == 1
