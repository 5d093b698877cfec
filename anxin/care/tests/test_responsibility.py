"""Never ownerless: at every instant exactly one responsibility holds for a household."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from anxin.care.actions import name_contact_leader, name_responsible, record_visit, set_work_lead
from anxin.care.actions.visits import NextStep
from anxin.care.models import ContactLeader, Promise, Responsibility
from anxin.care.queries import contact_leader_of, responsibility_of
from anxin.ground.access.models import Grant
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from tests.cast import family, hire


def check_now() -> None:
    """Run the checks that otherwise wait for the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def change_alone(household, **values) -> None:
    """Change the row that holds, without the row that should join it."""
    Responsibility.objects.filter(household=household, until=None).update(**values)
    check_now()


def add_alone(household, **values) -> None:
    """Add a row that nothing joins."""
    Responsibility.objects.create(household=household, path=household.path, unassigned=True, **values)
    check_now()


def holds(post, household) -> bool:
    return Grant.objects.current().filter(holder=post.pk, record=household.pk, part="card").exists()


def test_a_new_card_without_any_work_lead_still_has_its_row(household, in_county):
    row = responsibility_of(household)
    assert row.unassigned
    assert row.responsible is None
    check_now()


def test_a_new_card_is_with_the_work_lead_of_its_unit_from_the_first_instant(
    county_clerk, second_clerk, tree, in_county
):
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk, deputy=second_clerk)
    household = family(county_clerk, tree.county)
    row = responsibility_of(household)
    assert (row.responsible, row.deputy, row.unassigned) == (county_clerk, second_clerk, True)
    assert row.since <= now()


def test_the_nearest_unit_up_the_line_answers(county_clerk, second_clerk, tree, in_county):
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    assert responsibility_of(family(county_clerk, tree.town, "罗志强")).responsible == county_clerk
    set_work_lead(by=county_clerk, unit=tree.town, post=second_clerk)
    assert responsibility_of(family(county_clerk, tree.town, "何立新")).responsible == second_clerk


def test_naming_ends_the_old_row_where_the_new_one_begins(
    county_clerk, township_officer, deputy, household, in_county
):
    old = responsibility_of(household)
    new = name_responsible(
        by=county_clerk, household=household, responsible=township_officer, deputy=deputy, why="就近"
    )
    old.refresh_from_db()
    assert old.until == new.since
    assert not new.unassigned
    assert new.why == "就近"
    check_now()


def test_naming_gives_access_and_renaming_takes_it_back(county_clerk, township_officer, deputy, named):
    assert holds(township_officer, named)
    name_responsible(by=county_clerk, household=named, responsible=deputy)
    assert not holds(township_officer, named)
    assert holds(deputy, named)


def test_a_deputy_who_becomes_responsible_keeps_access_for_the_new_purpose(
    county_clerk, township_officer, deputy, household, in_county
):
    name_responsible(by=county_clerk, household=household, responsible=township_officer, deputy=deputy)
    name_responsible(by=county_clerk, household=household, responsible=deputy)
    grant = Grant.objects.current().get(holder=deputy.pk, record=household.pk)
    assert grant.purpose == "responsible"


def test_open_promises_of_whoever_leaves_pass_on(county_clerk, township_officer, deputy, named):
    step = NextStep("带瓦工看屋顶", township_officer, today() + timedelta(days=3))
    record_visit(by=township_officer, household=named, on=today(), news="好", steps=[step])
    name_responsible(by=county_clerk, household=named, responsible=deputy)
    assert Promise.objects.get().doer == deputy


def test_promises_of_others_stay_with_them(county_clerk, township_officer, deputy, leader, named):
    step = NextStep("问住建局", leader, today() + timedelta(days=3))
    record_visit(by=leader, household=named, on=today(), steps=[step])
    name_responsible(by=county_clerk, household=named, responsible=deputy)
    assert Promise.objects.get().doer == leader


def test_the_same_two_people_again_are_refused(county_clerk, township_officer, named):
    with pytest.raises(Refused) as refused:
        name_responsible(by=county_clerk, household=named, responsible=township_officer)
    assert refused.value.code == "care.already_responsible"


def test_nobody_is_named_deputy_of_himself(county_clerk, township_officer, household, in_county):
    with pytest.raises(Refused) as refused:
        name_responsible(
            by=county_clerk, household=household, responsible=township_officer, deputy=township_officer
        )
    assert refused.value.code == "care.own_deputy"


@pytest.mark.parametrize("role", ["desk", "officer", "auditor"])
def test_posts_that_do_not_care_for_families_cannot_be_named(role, county_clerk, tree, household, in_county):
    post = hire("somebody", tree.town, role, "某人")
    with pytest.raises(Refused) as refused:
        name_responsible(by=county_clerk, household=household, responsible=post)
    assert refused.value.code == "care.role_cannot_be_named"
    assert responsibility_of(household).unassigned
    assert not holds(post, household)


def test_a_post_that_has_ended_cannot_be_named(county_clerk, township_officer, household, in_county):
    township_officer.until = today()
    with pytest.raises(Refused) as refused:
        name_responsible(by=county_clerk, household=household, responsible=township_officer)
    assert refused.value.code == "care.post_ended"


def test_the_database_refuses_two_responsibilities_at_once(named, township_officer):
    held = responsibility_of(named)
    with pytest.raises(IntegrityError, match="one_responsible_at_a_time"), transaction.atomic():
        Responsibility.objects.create(
            household=named,
            path=named.path,
            responsible=township_officer,
            since=held.since + timedelta(days=1),
        )


def test_the_database_refuses_a_household_that_lost_its_row(named):
    with pytest.raises(IntegrityError, match="exactly one"), transaction.atomic():
        change_alone(named, until=now())


def test_the_database_refuses_a_gap_between_two_rows(named):
    later = responsibility_of(named).since + timedelta(seconds=5)
    with pytest.raises(IntegrityError, match="without a gap"), transaction.atomic():
        change_alone(named, since=later)


def test_the_check_sees_the_rows_though_the_scope_is_closed(county_clerk, tree):
    with scope(tree.county.path):
        family(county_clerk, tree.county)
    with scope("", ""):
        check_now()


def test_a_row_cannot_hang_on_a_card_out_of_sight(neighbour_clerk, tree, household):
    with scope(tree.neighbour.path), pytest.raises(Responsibility.DoesNotExist):
        name_responsible(by=neighbour_clerk, household=household, responsible=neighbour_clerk)


def test_many_cards_cost_a_handful_of_queries(county_clerk, tree, in_county, django_assert_max_num_queries):
    from anxin.care.actions import open_responsibilities  # noqa: PLC0415

    households = [family(county_clerk, tree.county, f"测{n}") for n in range(5)]
    Responsibility.objects.all().delete()
    with django_assert_max_num_queries(6):
        open_responsibilities(by=county_clerk, households=households)


def test_naming_writes_one_entry_of_its_own(county_clerk, township_officer, household, in_county):
    name_responsible(by=county_clerk, household=household, responsible=township_officer)
    entry = JournalEntry.objects.get(act="care.responsible_named")
    assert entry.path == household.path
    assert entry.details["responsible"] == str(township_officer.pk)


def test_a_contact_leader_is_named_changed_and_ended(county_clerk, leader, household, in_county):
    name_contact_leader(by=county_clerk, household=household, leader=leader)
    assert contact_leader_of(household).post == leader
    name_contact_leader(by=county_clerk, household=household, leader=leader)
    assert ContactLeader.objects.count() == 1
    name_contact_leader(by=county_clerk, household=household, leader=None)
    assert contact_leader_of(household) is None


def test_only_a_leader_can_be_the_contact_leader(county_clerk, township_officer, household, in_county):
    with pytest.raises(Refused) as refused:
        name_contact_leader(by=county_clerk, household=household, leader=township_officer)
    assert refused.value.code == "care.not_a_leader"


def test_the_database_refuses_an_ended_row_that_nothing_joins(named):
    held = responsibility_of(named)
    early = held.since - timedelta(days=9)
    with pytest.raises(IntegrityError, match="without a gap"), transaction.atomic():
        add_alone(named, since=early, until=early + timedelta(days=1))
