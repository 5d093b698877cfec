"""A machine that does to three families all that an office does, in any order, on the real database. After
every step: each card has exactly one row that holds, its rows join from the opening on, and whoever is
responsible by name can act; where nobody can, the row says so and the person in charge stands in."""

import contextlib
import os
from datetime import date, timedelta

import hypothesis
import pytest
from django.conf import settings as house
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from anxin.care import actions as care
from anxin.care.models import Closing, Handover, HandoverItem, Responsibility, WorkLead
from anxin.families.actions import seal, unseal
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.ground.access.actions import delegate, disable_account, end_post
from anxin.ground.access.actions.leaving import leave_posts_whose_day_came
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere, scope, store
from anxin.ground.days.clock import local_day, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from tests.cast import family, hire, plant_tree

FAMILIES, PEOPLE = 3, 5
EXAMPLES = int(os.environ.get("ANXIN_MACHINE_EXAMPLES", "6"))  # a long run: 100
STEPS = 40
taken = {"steps": 0, "refused": 0}


class Office(RuleBasedStateMachine):
    """Two clerks, one in charge of this work; a leader; five people who look after three families."""

    def __init__(self) -> None:
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.day = house.ANXIN_TODAY = date(2027, 1, 4)
        self.tree = plant_tree()
        self.clerk, self.second = (
            hire(login, self.tree.county_office, "clerk", name)
            for login, name in (("m-clerk", "沈静"), ("m-second", "马骏"))
        )
        self.leader = hire("m-leader", self.tree.county_office, "leader", "郑国平")
        self.people = [
            hire(f"m-{n}", self.tree.town, "township", name) for n, name in enumerate("甲乙丙丁戊"[:PEOPLE])
        ]
        with scope(self.tree.county.path):
            care.set_work_lead(by=self.clerk, unit=self.tree.county, post=self.clerk, deputy=self.second)
            self.homes: list[Household] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)
        house.ANXIN_TODAY = None

    @contextlib.contextmanager
    def trying(self):
        """One step: whatever the house refuses is refused without a trace; everything else must be sound."""
        taken["steps"] += 1
        try:
            with transaction.atomic(), scope(self.tree.county.path):
                yield
        except Refused:
            taken["refused"] += 1

    def home(self, n: int) -> Household:
        """One of the cards that do not lie in storage."""
        return self.one_of(Household.objects.order_by("path"), n)

    def handover(self, n: int) -> Handover:
        return self.one_of(Handover.objects.under_way().order_by("path"), n)

    def one_of(self, rows, n: int):
        found = list(rows)
        if not found:
            raise Refused("test.nothing_there", "nothing there")
        return found[n % len(found)]

    def any_handover(self) -> bool:
        with everywhere():
            return Handover.objects.under_way().exists()

    def stored(self) -> int:
        with store(""):
            return Household.objects.count()

    def any_closed(self) -> bool:
        with everywhere():
            return Household.objects.filter(status=Status.CLOSED).exists()

    @initialize()
    def open_a_card(self) -> None:
        with self.trying():
            self.homes.append(family(self.clerk, self.tree.county, f"测{len(self.homes)}"))

    @precondition(lambda self: len(self.homes) < FAMILIES)
    @rule()
    def open_another(self) -> None:
        self.open_a_card()

    @rule(n=st.integers(0, 2), who=st.integers(0, 4), deputy=st.none() | st.integers(0, 4))
    def name(self, n: int, who: int, deputy: int | None) -> None:
        with self.trying():
            second = None if deputy is None else self.again(self.people[deputy])
            care.name_responsible(
                by=self.clerk, household=self.home(n), responsible=self.again(self.people[who]), deputy=second
            )

    @rule(
        n=st.integers(0, 2),
        who=st.integers(0, 4),
        days=st.integers(0, 9),
        deputy=st.none() | st.integers(0, 4),
    )
    def announce_a_transfer(self, n: int, who: int, days: int, deputy: int | None) -> None:
        with self.trying():
            second = None if deputy is None else self.again(self.people[deputy])
            care.announce(
                by=self.clerk, household=self.home(n), successor=self.again(self.people[who]), deputy=second,
                why=Handover.Why.TRANSFER, effect_on=today() + timedelta(days),
            )  # fmt: skip

    @precondition(any_handover)
    @rule(n=st.integers(0, 2), told=st.booleans())
    def go_through_it(self, n: int, told: bool) -> None:
        with self.trying():
            held = self.handover(n)
            for point in HandoverItem.Point.values:
                if not held.items.filter(point=point).exists():
                    care.go_through(by=self.clerk, handover=held, point=point, words="无")
            if told and held.told_on is None:
                care.tell_of_handover(by=self.clerk, handover=held, on=today(), how=Handover.How.PERSON)
            care.complete(by=self.clerk, handover=held)

    @precondition(any_handover)
    @rule(n=st.integers(0, 2))
    def call_it_off(self, n: int) -> None:
        with self.trying():
            care.call_off(by=self.clerk, handover=self.handover(n), reason="不调动了")

    @rule(who=st.integers(0, 4), since=st.integers(0, 3), days=st.integers(0, 20))
    def be_away(self, who: int, since: int, days: int) -> None:
        with self.trying():
            first = today() + timedelta(since)
            post = self.again(self.people[who])
            care.announce_absence(by=self.clerk, post=post, since=first, until=first + timedelta(days))

    @rule(who=st.integers(0, 4), days=st.integers(0, 9))
    def end_the_post(self, who: int, days: int) -> None:
        with self.trying():
            end_post(by=OPERATOR, post=self.people[who], on=today() + timedelta(days))

    @rule(who=st.integers(0, 4), days=st.integers(1, 9))
    def a_post_runs_out(self, who: int, days: int) -> None:
        """A post given until a day: nobody asks whether anything is in hand."""
        with self.trying():
            Post.objects.filter(pk=self.people[who].pk, until=None).update(until=today() + timedelta(days))

    @rule(who=st.integers(0, 5))
    def disable(self, who: int) -> None:
        with self.trying():
            post = [*self.people, self.second][who]
            disable_account(by=OPERATOR, account=self.again(post).account, why="调离")

    @rule(who=st.integers(0, 4))
    def somebody_new_comes(self, who: int) -> None:
        with self.trying():
            login = f"m-{who}-{taken['steps']}"
            self.people[who] = hire(login, self.tree.town, "township", "新人")

    @rule(who=st.integers(0, 4), other=st.integers(0, 4))
    def hand_the_post_on(self, who: int, other: int) -> None:
        with self.trying():
            to = self.again(self.people[other]).account
            delegate(by=self.again(self.people[who]), to=to, until=today() + timedelta(3), reason="出差")

    @precondition(lambda self: self.stored() == 0 and len(self.homes) > 1)
    @rule(n=st.integers(0, 2))
    def seal_it(self, n: int) -> None:
        with self.trying():
            seal(by=self.clerk, household=self.home(n), why="家属要求")

    @precondition(lambda self: self.stored() > 0)
    @rule(n=st.integers(0, 2))
    def unseal_it(self, n: int) -> None:
        with self.trying():
            with store(self.tree.county.path):
                found = self.one_of(Household.objects.all(), n)
            unseal(by=self.clerk, household=found, why="家属又要求")

    @precondition(lambda self: not self.any_closed())
    @rule(n=st.integers(0, 2))
    def close_it(self, n: int) -> None:
        with self.trying():
            asked = care.ask_closing(
                by=self.clerk, household=self.home(n), reason=Closing.Reason.WISH, outcome="安好",
                follow_up_by=self.clerk, follow_up="跟进未了事项",
            )  # fmt: skip
            care.approve_closing(by=self.leader, closing=asked)

    @precondition(any_closed)
    @rule(n=st.integers(0, 2))
    def reopen_it(self, n: int) -> None:
        with self.trying():
            closed = Closing.objects.filter(state=Closing.State.APPROVED)
            care.reopen(by=self.clerk, closing=self.one_of(closed, n), why="家里又有困难")

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        """The clock moves, and the night's work is done."""
        taken["steps"] += 1
        self.day = house.ANXIN_TODAY = self.day + timedelta(days)
        leave_posts_whose_day_came()
        care.take_effect()

    def again(self, post: Post) -> Post:
        return Post.objects.select_related("account", "unit", "scope_root").get(pk=post.pk)

    @invariant()
    def the_database_agrees(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    @invariant()
    def nobody_is_without_somebody(self) -> None:
        with everywhere():
            for home in Household.objects.select_related("unit"):
                check_rows(home, able=True)
        with store(""):
            for home in Household.objects.all():
                check_rows(home, able=False)  # in storage nobody acts; what became of its people waits

    @invariant()
    def a_handover_is_of_the_one_who_has_the_family(self) -> None:
        with everywhere():
            for held in Handover.objects.under_way():
                row = Responsibility.objects.current().get(household=held.household_id)
                if held.afterwards:
                    assert held.successor_id == (None if row.unassigned else row.responsible_id)
                else:
                    assert held.former_id == row.responsible_id
                    assert not row.unassigned


def check_rows(home: Household, *, able: bool) -> None:
    rows = list(Responsibility.objects.filter(household=home).order_by("since", "until"))
    assert [row.until for row in rows].count(None) == 1, "exactly one holds"
    assert rows[-1].until is None
    assert all(one.until == after.since for one, after in zip(rows, rows[1:], strict=False)), "no hole"
    assert local_day(rows[0].since) <= home.opened_on, "from the opening on"
    last = rows[-1]
    if home.status == Status.CLOSED:
        assert last.resting, "closed: nobody is named"
    if able and home.status == Status.OPEN:
        assert not last.resting
        assert last.unassigned or can_act(last.responsible), "whoever is named can act"
        assert not last.unassigned or last.responsible_id == lead_of(home), "the work lead stands in"
        assert last.deputy_id is None or can_act(last.deputy), "the deputy can act"


def can_act(post: Post | None) -> bool:
    return post is not None and post.left_at is None and post.account.is_active


def lead_of(home: Household):
    return WorkLead.objects.get(unit=home.unit_id).post_id


@pytest.mark.django_db
def test_no_family_is_ever_without_somebody(record_property):
    taken.update(steps=0, refused=0)
    run_state_machine_as_test(
        Office,
        settings=hypothesis.settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )  # fmt: skip
    record_property("never ownerless", f"{taken['steps']} steps, {taken['refused']} refused by a rule")
    assert taken["steps"] > EXAMPLES
