"""A family passes on: announced, gone through, told, and only then in other hands; afterwards where it could
not wait."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from anxin.care.actions import (
    announce,
    announce_absence,
    call_off,
    complete,
    end_absence,
    go_through,
    name_responsible,
    record_visit,
    set_work_lead,
    take_effect,
    tell_of_handover,
)
from anxin.care.actions.visits import NextStep
from anxin.care.models import Absence, Handover, HandoverItem, Promise, Responsibility
from anxin.care.queries import away_of, aways_of, responsibility_of, responsible_by_household, tasks_of
from anxin.ground.access.actions import disable_account, end_post
from anxin.ground.access.models import Grant
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, family

from .test_responsibility import check_now

POINTS = HandoverItem.Point.values
LATER = timedelta(days=10)


@pytest.fixture
def announced(county_clerk, deputy, named):
    """The family passes from the township officer to the deputy's post in ten days."""
    return announce(
        by=county_clerk, household=named, successor=deputy, why="transfer", effect_on=today() + LATER
    )


def finish(handover, by):
    for point in POINTS:
        go_through(by=by, handover=handover, point=point, words="无")
    tell_of_handover(by=by, handover=handover, on=today(), how="person", words="好")
    return complete(by=by, handover=handover)


def refused(act) -> str:
    with pytest.raises(Refused) as no:
        act()
    return no.value.code


def test_the_former_person_stays_until_all_is_done_and_the_day_has_come(
    announced, named, township_officer, deputy, monkeypatch
):
    assert responsibility_of(named).responsible == township_officer
    assert finish(announced, township_officer).state == "ready"
    assert take_effect() == 0
    assert responsibility_of(named).responsible == township_officer
    monkeypatch.setattr(settings, "ANXIN_TODAY", today() + LATER, raising=False)
    assert take_effect() == 1
    row = responsibility_of(named)
    assert (row.responsible, row.unassigned) == (deputy, False)
    assert Handover.objects.get().state == "done"


def test_whoever_takes_over_sees_the_card_beforehand_and_the_former_no_longer_afterwards(
    announced, named, county_clerk, township_officer, deputy
):
    def sees(post):
        return Grant.objects.current().filter(holder=post.pk, record=named.pk, part="card").exists()

    assert (sees(township_officer), sees(deputy)) == (True, True)
    Handover.objects.update(effect_on=today())
    assert finish(announced, county_clerk).state == "done"
    assert (sees(township_officer), sees(deputy)) == (False, True)


def test_called_off_nothing_has_changed(announced, named, county_clerk, township_officer, deputy):
    assert call_off(by=county_clerk, handover=announced, reason="不调动了").state == "withdrawn"
    assert responsibility_of(named).responsible == township_officer
    assert not Grant.objects.current().filter(holder=deputy.pk).exists()


@pytest.mark.parametrize("left_out", [*POINTS, "told"])
def test_it_is_not_done_while_anything_is_missing(left_out, announced, deputy):
    for point in POINTS:
        if point != left_out:
            go_through(by=deputy, handover=announced, point=point, words="无")
    if left_out != "told":
        tell_of_handover(by=deputy, handover=announced, on=today(), how="telephone")
    assert refused(lambda: complete(by=deputy, handover=announced)) == "care.handover_incomplete"
    assert Handover.objects.get().state == "open"


def test_a_post_cannot_close_before_its_families_are_handed_over(announced, named, township_officer):
    assert refused(lambda: end_post(by=OPERATOR, post=township_officer)) == "access.handover_open"
    Handover.objects.update(effect_on=today())
    assert finish(announced, township_officer).state == "ready"  # who was given access gives none on
    assert take_effect() == 1
    assert end_post(by=OPERATOR, post=township_officer).until == today()


def test_whoever_takes_over_cannot_close_his_post_either(announced, deputy):
    with pytest.raises(Refused) as no:
        end_post(by=OPERATOR, post=deputy)
    assert "1" in str(no.value)


def test_disabling_an_account_never_waits_and_the_family_is_told_afterwards(
    county_clerk, township_officer, deputy, household, in_county
):
    name_responsible(by=county_clerk, household=household, responsible=township_officer, deputy=deputy)
    disable_account(by=OPERATOR, account=township_officer.account, why="调离")
    assert responsibility_of(household).responsible == deputy
    held = Handover.objects.get()
    assert (held.former, held.successor, held.afterwards, held.why) == (
        township_officer,
        deputy,
        True,
        "left",
    )
    assert finish(held, deputy).state == "done"
    assert responsibility_of(household).responsible == deputy


def test_whoever_was_to_take_over_comes_before_the_deputy(
    announced, named, township_officer, deputy, second_clerk
):
    disable_account(by=OPERATOR, account=township_officer.account, why="调离")
    assert responsibility_of(named).responsible == deputy
    held = Handover.objects.get()
    assert (held.afterwards, held.state, held.successor) == (True, "open", deputy)


def test_without_a_deputy_the_work_lead_stands_in_and_the_handover_waits_for_a_name(
    county_clerk, second_clerk, township_officer, deputy, named, tree
):
    set_work_lead(by=county_clerk, unit=tree.county, post=second_clerk)
    disable_account(by=OPERATOR, account=township_officer.account, why="调离")
    held = Handover.objects.get()
    assert held.successor is None
    assert refused(lambda: tell_of_handover(by=county_clerk, handover=held, on=today(), how="person")) == (
        "care.nobody_to_introduce"
    )
    name_responsible(by=county_clerk, household=named, responsible=deputy)
    assert Handover.objects.get().successor == deputy


def test_when_the_successor_leaves_first_the_former_stays(announced, named, township_officer, deputy):
    disable_account(by=OPERATOR, account=deputy.account, why="调离")
    assert responsibility_of(named).responsible == township_officer
    assert Handover.objects.get().state == "withdrawn"


def test_somebody_named_in_a_hurry_tells_the_family_afterwards(county_clerk, township_officer, deputy, named):
    name_responsible(by=county_clerk, household=named, responsible=deputy)
    held = Handover.objects.get()
    assert (held.former, held.successor, held.afterwards) == (township_officer, deputy, True)


def test_the_first_name_is_no_handover(named):
    assert not Handover.objects.exists()


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("care.handover_under_way", {}),
        ("care.already_responsible", {"successor": "township_officer"}),
        ("care.handover_in_the_past", {"effect_on": today() - timedelta(1)}),
    ],
)
def test_what_cannot_be_announced(code, change, request, announced, county_clerk, second_clerk, named):
    wish = {"successor": second_clerk, "effect_on": today(), "why": "transfer", **change}
    if isinstance(wish["successor"], str):
        wish["successor"] = request.getfixturevalue(wish["successor"])
    before = JournalEntry.objects.count()
    assert refused(lambda: announce(by=county_clerk, household=named, **wish)) == code
    assert JournalEntry.objects.count() == before


def test_nobody_hands_over_what_nobody_has(county_clerk, deputy, household, in_county):
    wish = {"successor": deputy, "effect_on": today(), "why": "transfer"}
    assert (
        refused(lambda: announce(by=county_clerk, household=household, **wish)) == "care.nobody_to_hand_over"
    )


def test_nobody_is_named_past_a_handover_under_way(announced, county_clerk, second_clerk, named):
    act = lambda: name_responsible(by=county_clerk, household=named, responsible=second_clerk)  # noqa: E731
    assert refused(act) == "care.handover_under_way"


def test_a_handover_is_for_those_two_and_the_clerk(announced, leader):
    assert refused(lambda: go_through(by=leader, handover=announced, point="files")) == (
        "care.not_your_handover"
    )


def test_a_point_is_gone_through_once_and_what_not_to_ask_is_written_down(announced, deputy):
    go_through(by=deputy, handover=announced, point="files")
    assert refused(lambda: go_through(by=deputy, handover=announced, point="files")) == "lifecycle.moved_on"
    assert refused(lambda: go_through(by=deputy, handover=announced, point="keys", words=" ")) == (
        "care.keys_missing"
    )


def test_the_word_to_the_family_is_not_ahead_of_time(announced, deputy):
    tomorrow = today() + timedelta(1)
    assert refused(lambda: tell_of_handover(by=deputy, handover=announced, on=tomorrow, how="person")) == (
        "care.told_in_the_future"
    )


def test_the_database_refuses_a_handover_done_without_a_word(announced):
    with pytest.raises(IntegrityError, match="no_handover_without_a_word"), transaction.atomic():
        Handover.objects.update(state="ready")


def test_both_find_it_on_their_day(announced, township_officer, deputy, named):
    with everywhere():
        for post in (township_officer, deputy):
            assert [task.kind for task in tasks_of(post, today())] == ["handover"]


# — Days away —


@pytest.fixture
def away(county_clerk, township_officer, deputy, household, in_county):
    """The responsible person is away for three days; his deputy is there."""
    name_responsible(by=county_clerk, household=household, responsible=township_officer, deputy=deputy)
    step = NextStep("看屋顶", township_officer, today() + timedelta(days=1))
    record_visit(by=township_officer, household=household, on=today(), steps=[step])
    return announce_absence(
        by=township_officer, post=township_officer, since=today(), until=today() + timedelta(2)
    )


def test_the_deputy_covers_and_nobody_s_duty_changes_hands(away, household, township_officer, deputy):
    row = responsibility_of(household)
    assert row.responsible == township_officer
    assert away_of(row).cover == deputy
    with everywhere():
        assert [task.kind for task in tasks_of(deputy, today())] == ["promise"]
    assert Promise.objects.get().doer == township_officer


def test_it_ends_by_itself(away, household, deputy, monkeypatch):
    monkeypatch.setattr(settings, "ANXIN_TODAY", away.until + timedelta(1), raising=False)
    assert away_of(responsibility_of(household)) is None
    with everywhere():
        assert tasks_of(deputy, today()) == []


def test_back_earlier_ends_it_at_once(away, household, township_officer):
    end_absence(by=township_officer, absence=away)
    assert away_of(responsibility_of(household)) is None
    assert refused(lambda: end_absence(by=township_officer, absence=away)) == "care.absence_over"


def test_where_the_deputy_is_away_too_the_work_lead_covers(away, household, county_clerk, deputy, tree):
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    announce_absence(by=county_clerk, post=deputy, since=today(), until=today())
    assert away_of(responsibility_of(household)).cover == county_clerk


def test_a_work_lead_who_is_away_himself_covers_for_nobody(away, household, county_clerk, deputy, tree):
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    for post in (deputy, county_clerk):
        announce_absence(by=county_clerk, post=post, since=today(), until=today())
    found = away_of(responsibility_of(household))
    assert (found.cover, found.until) == (None, away.until)


@pytest.mark.parametrize("page", ["rounds", "visit_brief", "visit_new"])
def test_whoever_visits_reads_that_the_responsible_person_is_away_and_who_covers(
    page, away, household, county_clerk
):
    address = reverse(f"care:{page}", kwargs={} if page == "rounds" else {"card": household.pk})
    words = away_of(responsibility_of(household)).words
    assert "由林涛代管" in words
    assert words in client_of(county_clerk).get(address).content.decode()
    end_absence(by=county_clerk, absence=away)
    assert words not in client_of(county_clerk).get(address).content.decode()


def test_of_many_families_who_is_away_is_asked_in_three_questions(
    away, household, county_clerk, tree, django_assert_num_queries
):
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    rows = list(responsible_by_household([household]).values())
    with django_assert_num_queries(3):
        assert aways_of(rows)[household.pk].cover.name == "林涛"


@pytest.mark.parametrize(
    ("code", "first", "days"),
    [
        ("care.absence_days", -1, 3),
        ("care.absence_days", 5, -1),
        ("care.absence_too_long", 5, 90),
        ("care.absent_already", 1, 5),
    ],
)
def test_days_that_cannot_be_announced(code, first, days, away, township_officer):
    since = today() + timedelta(first)
    act = lambda: announce_absence(  # noqa: E731
        by=township_officer, post=township_officer, since=since, until=since + timedelta(days)
    )
    assert refused(act) == code
    assert Absence.objects.count() == 1


def test_nobody_announces_for_a_colleague(away, deputy, township_officer):
    act = lambda: announce_absence(by=deputy, post=township_officer, since=today(), until=today())  # noqa: E731
    assert refused(act) == "care.not_your_absence"


def test_a_card_without_anybody_from_its_opening_on_is_not_committed(county_clerk, tree, in_county):
    home = family(county_clerk, tree.county, "罗志强")
    check_now()
    with pytest.raises(IntegrityError, match="from its opening on"), transaction.atomic():
        begin_later(home)


def begin_later(home) -> None:
    Responsibility.objects.filter(household=home).update(since=home.changed_at + timedelta(days=1))
    check_now()
