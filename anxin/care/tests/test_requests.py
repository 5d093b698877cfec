"""A request to a department's desk: what the desk sees, and what comes of its answer."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from anxin.care.actions import (
    Answer,
    accept,
    finish,
    forward,
    hand_back,
    record_need,
    resend,
    reveal_number,
    send,
)
from anxin.care.forms.visits import present_people
from anxin.care.models import PART, DepartmentRequest, Measure, Need
from anxin.care.queries import concerned, waiting_requests
from anxin.families.models import Person
from anxin.ground.access.models import Grant
from anxin.ground.access.reach import gather
from anxin.ground.database.scope import holder, scope
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from tests.cast import family


def on_desk_of(post) -> list[DepartmentRequest]:
    """What this post's desk finds, as a request of its own session would: no subtree, only grants."""
    with scope("", ""):
        holder(str(post.pk), str(post.unit_id))
        return gather(post, lambda reach: list(waiting_requests(reach)), part=PART)


def test_sending_gives_the_desk_this_one_request(sent, health_desk, civil_desk):
    assert on_desk_of(health_desk) == [sent]
    assert on_desk_of(civil_desk) == []


def test_two_requests_about_one_family_are_each_found_once(
    county_clerk, sent, letter, need, tree, soon, health_desk
):
    from anxin.care.actions import decide_measure  # noqa: PLC0415

    more = decide_measure(
        by=county_clerk,
        need=need,
        unit=tree.health,
        words="上门换药",
        due=soon,
        ground="通知",
        case_by_case="目录尚无此项",
    )
    second = send(by=county_clerk, measure=more, letter=letter)
    assert sorted(on_desk_of(health_desk), key=lambda one: one.sent_at) == [sent, second]


def test_without_the_grant_the_database_shows_the_desk_nothing(sent, health_desk, tree):
    with scope("", ""):
        assert not DepartmentRequest.objects.exists()


def test_the_snapshot_holds_only_what_was_chosen(sent, mother):
    (person,) = sent.facts["people"]
    assert set(person) <= {"name", "sex", "age", "number"}
    assert person["name"] == mother.name
    assert "address" not in sent.facts
    assert "town" not in sent.facts


def test_the_snapshot_does_not_grow_when_the_family_changes(sent, mother):
    Person.objects.filter(pk=mother.pk).update(name="改名")
    sent.refresh_from_db()
    assert sent.facts["people"][0]["name"] == "陈桂香"


def test_words_and_facts_lie_encrypted(sent):
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, asked, facts_json FROM care_departmentrequest")
        assert "家庭医生" not in "".join(cursor.fetchone())
    assert json.loads(DepartmentRequest.objects.get().facts_json)


def test_the_contact_is_the_responsible_person(named, county_clerk, township_officer, measure, letter):
    sent = send(by=county_clerk, measure=measure, letter=letter)
    assert sent.facts["contact"]["name"] == township_officer.name


def test_a_day_that_has_passed_is_refused(county_clerk, measure, letter):
    from dataclasses import replace  # noqa: PLC0415

    with pytest.raises(Refused) as refused:
        send(by=county_clerk, measure=measure, letter=replace(letter, due=today() - timedelta(days=1)))
    assert refused.value.code == "care.day_past"
    assert Measure.objects.get().state == "planned"


def test_people_of_another_family_are_never_told(county_clerk, measure, letter, tree, in_county):
    from dataclasses import replace  # noqa: PLC0415

    stranger = Person.objects.filter(household=family(county_clerk, tree.county, "何立新")).first()
    with pytest.raises(Refused) as refused:
        send(by=county_clerk, measure=measure, letter=replace(letter, people=[stranger]))
    assert refused.value.code == "care.not_of_this_family"


def test_accepting_names_the_day_and_the_person(sent, health_desk, soon, in_card):
    request = accept(by=health_desk, request=sent, expected_on=soon, handler="宋岚")
    assert (request.state, request.expected_on) == ("accepted", soon)
    assert Measure.objects.get().state == "accepted"


def test_done_flows_back_to_the_measure_and_the_need(sent, health_desk, need, in_card):
    answer = Answer("已签约，医生李明", amount_fen=12000, benefit_from=today(), benefit_until=today())
    request = finish(by=health_desk, request=sent, answer=answer)
    measure = Measure.objects.get()
    assert (measure.state, measure.proof, measure.done_on) == ("done", answer.words, today())
    assert Need.objects.get(pk=need.pk).state == "met"
    assert (request.answered_by, request.amount_fen) == (health_desk, 12000)


def test_what_is_answered_leaves_the_desk_but_can_be_looked_up_for_a_quarter(sent, health_desk, in_card):
    finish(by=health_desk, request=sent, answer=Answer("已签约"))
    assert on_desk_of(health_desk) == []
    grant = Grant.objects.current().get(record=sent.pk)
    assert grant.purpose == "answered"
    assert grant.until == today() + timedelta(days=90)


def test_returned_with_its_reason_and_sent_again_mended(sent, health_desk, county_clerk, letter, in_card):
    returned = hand_back(by=health_desk, request=sent, reason="缺身份证号")
    assert Measure.objects.get().state == "returned"
    assert on_desk_of(health_desk) == []
    again = resend(by=county_clerk, request=returned, letter=letter, words="已补")
    assert (again.state, again.answered_by, again.answer) == ("sent", None, "")
    assert Measure.objects.get().state == "sent"
    assert on_desk_of(health_desk) == [again]


def test_another_departments_desk_cannot_answer(sent, civil_desk, in_card):
    with pytest.raises(Refused) as refused:
        finish(by=civil_desk, request=sent, answer=Answer("好"))
    assert refused.value.code == "care.not_this_desk"


def test_passing_on_opens_it_there_and_closes_it_here(sent, health_desk, civil_desk, tree, in_card):
    holder(str(health_desk.pk), str(health_desk.unit_id))
    new = forward(by=health_desk, request=sent, desk=tree.civil, reason="归民政")
    sent.refresh_from_db()
    assert (sent.state, new.state, new.forwarded_from) == ("forwarded", "sent", sent)
    assert new.facts == sent.facts
    assert Measure.objects.get().unit == tree.civil
    assert on_desk_of(civil_desk) == [new]
    assert not Grant.objects.current().filter(record=sent.pk).exists()


def test_a_request_is_not_passed_on_to_the_same_desk_nor_to_a_unit_without_a_field(
    sent, health_desk, tree, in_card
):
    for unit in (tree.health, tree.town):
        with pytest.raises(Refused) as refused:
            forward(by=health_desk, request=sent, desk=unit, reason="归你局")
        assert refused.value.code == "care.no_such_desk"


def test_every_step_is_kept(sent, health_desk, soon, in_card):
    accept(by=health_desk, request=sent, expected_on=soon, handler="宋岚")
    finish(by=health_desk, request=sent, answer=Answer("已签约"))
    assert [step.move for step in sent.steps.all()] == ["done", "accepted", "sent"]


def test_showing_a_number_leaves_a_trace(sent, mother, health_desk, in_card):
    facts = sent.facts
    facts["people"][0]["number"] = "990102195102200028"
    DepartmentRequest.objects.filter(pk=sent.pk).update(facts_json=json.dumps(facts))
    sent.refresh_from_db()
    assert reveal_number(by=health_desk, request=sent, place=0) == "990102195102200028"
    entry = JournalEntry.objects.get(act="care.number_shown")
    assert entry.by == health_desk.pk
    assert "990102" not in json.dumps(entry.details)


@pytest.mark.parametrize("place", [-1, 0, 7])
def test_there_is_nothing_to_show_where_no_number_was_told(place, sent, health_desk, in_card):
    with pytest.raises(Refused):
        reveal_number(by=health_desk, request=sent, place=place)


def test_a_school_is_told_of_the_child_and_nobody_is_told_of_the_whole_family(
    county_clerk, household, in_county
):
    people = present_people(household)
    asked = {
        "by": county_clerk, "household": household, "source": "family", "found_on": today(), "how": "asked",
    }  # fmt: skip
    school = record_need(theme="schooling", words="课后无人辅导", **asked)
    roof = record_need(theme="housing", words="屋顶漏雨", **asked)
    assert [one.name for one in concerned(school, people)] == ["周雨桐"]
    assert [one.pk for one in concerned(roof, people)] == ([household.head_id] if household.head_id else [])
