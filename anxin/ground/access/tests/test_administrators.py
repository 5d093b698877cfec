"""The three administrators: who may make, appoint, end and disable whom, and that nobody is two of them."""

import pytest
from django.db import IntegrityError, transaction

from anxin.ground.access.actions import (
    appoint,
    delegate,
    disable_account,
    end_post,
    found_unit,
    make_account,
)
from anxin.ground.access.models import Account, Post
from anxin.ground.access.rights import ADMINISTRATORS, matrix
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from tests.cast import PASSWORD, hire

pytestmark = pytest.mark.django_db
SEES_FAMILIES = {"families.read", "families.list", "care.read", "entitlements.read", "figures.read"}
NUMBER = "990721198105021234"


@pytest.fixture
def system(tree):
    return hire("system", tree.county_office, "system", "罗成")


@pytest.fixture
def security(tree):
    return hire("security", tree.county_office, "security", "安宁")


def account_of(login, number=""):
    return make_account(by=OPERATOR, login=login, password=PASSWORD, person_number=number)


def give(by, account, unit, role, **more):
    return appoint(by=by, account=account, unit=unit, role=role, name="某人", **more)


def refused(said, act, **given):
    with pytest.raises(Refused) as no:
        act(**given)
    assert no.value.code == said


def entries(act):
    with everywhere():
        return JournalEntry.objects.filter(act=act).count()


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_no_administrator_sees_a_family(role):
    assert {permission for permission in SEES_FAMILIES if role in matrix()[permission]} == set()


@pytest.mark.parametrize("other", ["security", "auditor", "clerk"])
def test_an_administrator_is_nothing_else(system, tree, other):
    refused(
        "access.administrator_is_nothing_else",
        lambda: give(OPERATOR, system.account, tree.county_office, other),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            account=system.account, unit=tree.town, scope_root=tree.town, role=other, name="某人"
        )


def test_a_clerk_does_not_become_an_administrator_besides(county_clerk, tree):
    refused(
        "access.administrator_is_nothing_else",
        lambda: give(OPERATOR, county_clerk.account, tree.county_office, "auditor"),
    )


def test_one_human_with_two_accounts_is_not_two_administrators(tree):
    give(OPERATOR, account_of("one", NUMBER), tree.county_office, "system")
    second = account_of("two", NUMBER)
    refused("access.administrator_is_nothing_else", lambda: give(OPERATOR, second, tree.town, "security"))
    assert give(OPERATOR, account_of("three", "990721198105021242"), tree.town, "security")


def test_a_clerks_post_in_his_hands_for_a_time_counts_too(county_clerk, tree):
    free = give(OPERATOR, account_of("free"), tree.county_office, "township")
    delegate(by=county_clerk, to=free.account, until=today(), reason="学习")
    end_post(by=OPERATOR, post=free)
    refused(
        "access.administrator_is_nothing_else",
        lambda: give(OPERATOR, free.account, tree.county_office, "auditor"),
    )


def test_an_administrators_post_is_handed_to_no_clerk_and_no_clerks_post_to_him(system, county_clerk, tree):
    for post, to in ((system, county_clerk), (county_clerk, system)):
        refused(
            "access.administrator_is_nothing_else",
            delegate, by=post, to=to.account, until=today(), reason="学习",
        )  # fmt: skip


def test_the_same_kind_in_two_places_is_one_kind(system, tree):
    assert give(OPERATOR, system.account, tree.neighbour_office, "system")


def test_accounts_are_one_human_by_the_hash_of_the_number_and_never_by_its_absence():
    one, two, three = account_of("one", NUMBER), account_of("two", NUMBER), account_of("three")
    assert one.is_same_human(two)
    assert not three.is_same_human(account_of("four"))
    assert three.is_same_human(three)
    assert NUMBER not in str(Account.objects.filter(login="one").values().get())


def test_the_system_administrator_makes_accounts_and_units_of_his_place_only(system, tree):
    made = make_account(by=system, login="new", password=PASSWORD, home=tree.town)
    assert (made.home, entries("access.account_made")) == (tree.town, 2)
    refused("access.out_of_scope", make_account, by=system, login="x", password=PASSWORD, home=tree.neighbour)
    refused("access.out_of_scope", make_account, by=system, login="x", password=PASSWORD)
    unit = {"code": "990102102", "name": "铁山镇", "kind": "region", "level": 4}
    assert found_unit(by=system, parent=tree.county, **unit).path.startswith(tree.county.path)
    refused("access.out_of_scope", found_unit, by=system, parent=tree.neighbour, **{**unit, "code": "9"})


def test_the_system_administrator_appoints_nobody_and_the_security_administrator_makes_no_account(
    system, security, tree
):
    refused("access.not_for_this_post", lambda: give(system, account_of("a"), tree.town, "township"))
    refused(
        "access.not_for_this_post", make_account, by=security, login="x", password=PASSWORD, home=tree.town
    )
    refused("access.not_for_this_post", disable_account, by=security, account=system.account, why="x")


def test_the_security_administrator_appoints_within_his_place_only(security, tree):
    account = account_of("new")
    assert give(security, account, tree.town, "township").account == account
    assert entries("access.appointed") == 2
    refused("access.out_of_scope", lambda: give(security, account, tree.neighbour, "township"))
    refused("access.out_of_scope", lambda: give(security, account, tree.town, "clerk", scope_root=tree.city))


def test_nobody_gives_himself_a_post_not_even_through_a_second_account(security, tree):
    Account.objects.filter(pk=security.account_id).update(person_digest=account_of("x", NUMBER).person_digest)
    security.account.refresh_from_db()
    for own in (security.account, Account.objects.get(login="x")):
        refused("access.not_oneself", lambda own=own: give(security, own, tree.town, "security"))
    refused("access.not_oneself", end_post, by=security, post=security)


def test_administrators_of_a_place_are_appointed_from_above(security, tree):
    above = hire("above", tree.city_office, "security", "上级")
    refused(
        "access.appointed_from_above",
        lambda: give(security, account_of("a"), tree.county_office, "auditor"),
    )
    assert give(above, account_of("b"), tree.county_office, "auditor")


def test_nobody_disables_himself_or_somebody_of_another_place(system, neighbour_clerk, township_officer):
    refused("access.not_oneself", disable_account, by=system, account=system.account, why="x")
    refused("access.out_of_scope", disable_account, by=system, account=neighbour_clerk.account, why="x")
    refused("access.reason_missing", disable_account, by=system, account=township_officer.account, why=" ")
    disable_account(by=system, account=township_officer.account, why="调离")
    refused("access.disabled_already", disable_account, by=system, account=township_officer.account, why="x")
    assert entries("access.account_disabled") == 1
    with everywhere():
        entry = JournalEntry.objects.get(act="access.account_disabled")
    assert "调离" not in str(entry.details)


def test_an_account_that_also_works_elsewhere_is_disabled_from_above(system, township_officer, tree):
    give(OPERATOR, township_officer.account, tree.neighbour, "township")
    refused("access.out_of_scope", disable_account, by=system, account=township_officer.account, why="x")
