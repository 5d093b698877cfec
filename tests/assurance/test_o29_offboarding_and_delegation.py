"""O29: whoever leaves loses everything at once, and no family is ever left without somebody.

Twelve cases through the acts and the pages themselves; the last to go through gives the figure.
"""

from datetime import timedelta
from functools import wraps

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from anxin.care.actions import NextStep, name_responsible, record_visit, set_work_lead
from anxin.care.models import Promise, Responsibility
from anxin.care.queries import responsibility_of
from anxin.families.models import Household
from anxin.ground.access.actions import (
    appoint,
    delegate,
    disable_account,
    end_delegation,
    end_post,
)
from anxin.ground.access.actions.leaving import leave_posts_whose_day_came
from anxin.ground.access.models import Delegation, Grant, Post
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from tests.cast import PASSWORD, client_of, entrust, hire

CARD = "families:card"
CASES = 12
pytestmark = pytest.mark.django_db
passed: set[str] = set()


@pytest.fixture(autouse=True)
def figure(record_property):
    """Where the last case writes the figure: tests come in any order."""
    case.tell = record_property


def case(test):
    """A case goes through when its own claims hold and no family is left alone at its end."""

    @wraps(test)
    def run(*args, **kwargs):
        test(*args, **kwargs)
        assert families_alone() == 0
        passed.add(test.__name__)
        if len(passed) == CASES:
            case.tell("O29", f"{len(passed)} of {CASES} cases, 0 families without a responsible person")

    return run


def families_alone():
    """Families for whom nobody answers who holds a post today and may sign in."""
    with everywhere():
        answered = Responsibility.objects.current().filter(responsible__in=Post.objects.current())
        answered = answered.exclude(responsible__account__is_active=False)
        return Household.objects.exclude(pk__in=answered.values("household")).count()


@pytest.fixture
def deputy(tree):
    return hire("deputy", tree.town, "township", "林涛")


@pytest.fixture
def lead(county_clerk, tree, in_county):
    """The county's clerk is in charge of this work."""
    set_work_lead(by=county_clerk, unit=tree.county, post=county_clerk)
    return county_clerk


@pytest.fixture
def home(lead, household, township_officer):
    """A family in the township officer's hands."""
    entrust(lead, household, township_officer)
    return household


@pytest.fixture
def system(tree):
    return hire("system", tree.county_office, "system", "罗成")


@pytest.fixture
def security(tree):
    return hire("security", tree.county_office, "security", "安宁")


def opens(client, card):
    return client.get(reverse(CARD, args=[card.pk])).status_code


def refused(act, code):
    with pytest.raises(Refused) as no:
        act()
    assert no.value.code == code


@case
def test_01_a_disabled_account_is_out_at_its_next_request_and_cannot_sign_in_again(
    home, system, township_officer
):
    client = client_of(township_officer)
    assert opens(client, home) == 200
    disable_account(by=system, account=township_officer.account, why="调离")
    answer = client.get(reverse(CARD, args=[home.pk]))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/access/sign-in/")
    again = Client()
    assert not again.login(username=township_officer.account.login, password=PASSWORD)


@case
def test_02_disabling_makes_the_deputy_responsible_in_the_same_transaction(
    home, lead, system, township_officer, deputy, tree
):
    name_responsible(by=lead, household=home, responsible=township_officer, deputy=deputy)

    @transaction.atomic
    def disabled_and_then_failed():
        disable_account(by=system, account=township_officer.account, why="调离")
        raise ZeroDivisionError  # whatever fails later takes everything back

    with pytest.raises(ZeroDivisionError):
        disabled_and_then_failed()
    assert responsibility_of(home).responsible == township_officer
    township_officer.account.refresh_from_db()
    disable_account(by=system, account=township_officer.account, why="调离")
    row = responsibility_of(home)
    assert (row.responsible, row.deputy, row.unassigned) == (deputy, None, False)
    assert opens(client_of(deputy), home) == 200


@case
def test_03_without_a_deputy_the_work_lead_answers_and_the_family_waits_for_a_name(
    home, lead, system, township_officer
):
    disable_account(by=system, account=township_officer.account, why="退休")
    row = responsibility_of(home)
    assert (row.responsible, row.unassigned) == (lead, True)


@case
def test_04_a_work_lead_who_leaves_is_followed_by_his_deputy_or_the_nearest_clerk(
    home, lead, system, tree, township_officer
):
    second = hire("second_clerk", tree.county_office, "clerk", "马骏")
    disable_account(by=system, account=township_officer.account, why="退休")
    disable_account(by=system, account=lead.account, why="退休")
    row = responsibility_of(home)
    assert (row.responsible, row.unassigned) == (second, True)


@case
def test_05_what_was_promised_is_somebody_elses_promise_now(home, lead, system, township_officer, deputy):
    name_responsible(by=lead, household=home, responsible=township_officer, deputy=deputy)
    step = NextStep(words="带学籍材料去办助学金", doer=township_officer, due=today() + timedelta(9))
    record_visit(by=township_officer, household=home, on=today(), steps=[step])
    disable_account(by=system, account=township_officer.account, why="调离")
    assert Promise.objects.open().get(household=home).doer == deputy


@case
def test_06_access_given_to_whoever_leaves_ends_at_once(home, system, township_officer):
    held = Grant.objects.current().filter(holder=township_officer.pk)
    assert held.count() == 1
    disable_account(by=system, account=township_officer.account, why="调离")
    assert held.count() == 0


@case
def test_07_a_post_is_closed_only_when_nothing_is_in_its_hands(
    home, lead, security, township_officer, deputy
):
    with pytest.raises(Refused) as no:
        end_post(by=security, post=township_officer)
    assert no.value.code == "access.handover_open"
    assert "1" in str(no.value)
    client = client_of(township_officer)
    assert opens(client, home) == 200
    entrust(lead, home, deputy)
    end_post(by=security, post=township_officer)
    assert client.get(reverse("home")).status_code == 403  # signed in, and nothing to act in


@case
def test_08_moving_to_another_place_takes_the_old_families_away(home, lead, deputy, township_officer, tree):
    entrust(lead, home, deputy)
    end_post(by=OPERATOR, post=township_officer)
    account = township_officer.account
    moved = appoint(by=OPERATOR, account=account, unit=tree.neighbour, role="township", name="吴晓峰")
    client = client_of(moved)
    assert opens(client, home) == 404
    assert client.get(reverse("home")).status_code == 200


@case
def test_09_who_loses_a_role_in_the_middle_of_a_form_changes_nothing(home, lead, tree):
    other = appoint(by=OPERATOR, account=lead.account, unit=tree.neighbour_office, role="clerk", name="沈静")
    client = client_of(lead)
    client.post(reverse("access:switch_post"), {"post": other.pk})
    form = reverse("care:work_lead", args=[tree.neighbour.pk])
    assert client.get(form).status_code == 200
    end_post(by=OPERATOR, post=other)
    answer = client.post(form, {"post": other.pk}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert client.get(form).status_code == 404


@case
def test_10_a_delegation_opens_the_post_for_thirty_days_at_most_and_ends_by_itself(
    home, township_officer, deputy
):
    last = today() + timedelta(29)
    refused(
        lambda: delegate(by=township_officer, to=deputy.account, until=last + timedelta(1), reason="学习"),
        "access.too_long",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(
            post=township_officer, to=deputy.account, until=last + timedelta(1), reason="学习"
        )
    delegate(by=township_officer, to=deputy.account, until=last, reason="学习")
    client = client_of(deputy)
    client.post(reverse("access:switch_post"), {"post": township_officer.pk})
    assert opens(client, home) == 200
    with everywhere():
        look = JournalEntry.objects.filter(record=home.pk, by=township_officer.pk).latest("at", "seq")
        assert look.account == deputy.account_id
    with time_machine.travel(now() + timedelta(30), tick=True):
        client = client_of(deputy)  # a month is longer than any session
        session = client.session
        session["post"] = str(township_officer.pk)
        session.save()
        assert opens(client, home) == 404
        assert client.post(reverse("access:switch_post"), {"post": township_officer.pk}).status_code == 404


@case
def test_11_a_delegation_is_not_handed_on_and_ends_with_the_post_the_account_or_a_word(
    home, lead, system, township_officer, deputy, tree
):
    third = hire("third", tree.town, "township", "赵敏")
    until = today() + timedelta(5)

    def handed():
        made = delegate(by=township_officer, to=deputy.account, until=until, reason="出差")
        client = client_of(deputy)
        client.post(reverse("access:switch_post"), {"post": township_officer.pk})
        assert opens(client, home) == 200
        return made, client

    made, client = handed()
    refused(
        lambda: delegate(by=stood_in(township_officer, deputy), to=third.account, until=until, reason="x"),
        "access.not_yours_to_hand_on",
    )
    end_delegation(by=township_officer, delegation=made)
    assert opens(client, home) == 404
    _made, client = handed()
    disable_account(by=system, account=deputy.account, why="调离")
    assert opens(client, home) == 302
    deputy.account.refresh_from_db()
    delegate(by=township_officer, to=third.account, until=until, reason="出差")
    client = client_of(third)
    client.post(reverse("access:switch_post"), {"post": township_officer.pk})
    disable_account(by=system, account=township_officer.account, why="调离")
    assert opens(client, home) == 404
    assert not Delegation.objects.standing().exists()


@case
def test_12_a_post_whose_last_day_goes_by_is_handed_over_in_the_night(home, lead, township_officer, deputy):
    name_responsible(by=lead, household=home, responsible=township_officer, deputy=deputy)
    Post.objects.filter(pk=township_officer.pk).update(until=today() + timedelta(3))
    with time_machine.travel(now() + timedelta(3), tick=True):
        assert leave_posts_whose_day_came() == 1
        assert responsibility_of(home).responsible == deputy
        assert leave_posts_whose_day_came() == 0  # twice is once


def stood_in(post, colleague):
    """The post as a colleague's session holds it."""
    found = Post.objects.get(pk=post.pk)
    found.stand_in = colleague.account
    return found
