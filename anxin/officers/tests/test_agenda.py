"""Care on the agenda: a plan with dates and names, looked at each quarter; rules of one's own, or a gap."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from anxin.ground.days.clock import today
from anxin.ground.figures import registry
from anxin.ground.jobs.refusals import Refused
from anxin.officers.actions import (
    Item,
    Rule,
    add_item,
    adopt_plan,
    draft_plan,
    drop_item,
    enter_rule,
    finish_item,
    look_at_plan,
)
from anxin.officers.actions.agenda import quarter_of
from anxin.officers.models import UnitRule
from anxin.officers.queries import quarters, rules_of, units_without_plan, units_without_rule


class Everything:
    lo, hi = "", "~"


def code(act) -> str:
    with pytest.raises(Refused) as no, transaction.atomic():
        act()
    return no.value.code


@pytest.fixture
def draft(county_clerk, tree, man, in_county):
    plan = draft_plan(by=county_clerk, unit=tree.town, year=today().year)
    add_item(
        by=county_clerk,
        plan=plan,
        item=Item("check_up", "全体体检", date(today().year, 12, 31), county_clerk),
    )
    return plan


@pytest.fixture
def adopted(draft, leader):
    return adopt_plan(by=leader, plan=draft)


def rule(since: date, title: str = "河东镇年休假办法") -> Rule:
    return Rule("leave", title, "每年一月定出计划", "河东镇党委", since, since)


def test_a_plan_is_drafted_adopted_and_carried_out(county_clerk, adopted, tree):
    done = finish_item(by=county_clerk, item=adopted.items.get(), words="120人参加")
    assert (done.state, done.settled_on) == ("done", today())
    assert list(units_without_plan(Everything(), today().year)) == []
    assert registry.get("officers.plan_items_done").value(Everything(), today()) == 1


def test_a_unit_with_officers_and_no_adopted_plan_is_a_gap(draft, tree):
    assert list(units_without_plan(Everything(), today().year)) == [tree.town]


def test_an_adopted_plan_is_not_rewritten(county_clerk, leader, adopted):
    more = Item("talk", "谈心", date(today().year, 12, 31), county_clerk)
    assert code(lambda: add_item(by=county_clerk, plan=adopted, item=more)) == "officers.plan_adopted"
    assert code(lambda: adopt_plan(by=leader, plan=adopted)) == "lifecycle.moved_on"


def test_an_empty_plan_is_not_adopted_and_a_draft_not_carried_out(county_clerk, leader, tree, draft):
    empty = draft_plan(by=county_clerk, unit=tree.county, year=today().year)
    assert code(lambda: adopt_plan(by=leader, plan=empty)) == "officers.plan_empty"
    item = draft.items.get()
    assert code(lambda: finish_item(by=county_clerk, item=item, words="好")) == "officers.plan_not_adopted"


def test_items_lie_in_the_year_and_plans_in_this_or_the_next(county_clerk, tree, draft):
    far = Item("other", "明年", date(today().year + 1, 1, 1), county_clerk)
    assert code(lambda: add_item(by=county_clerk, plan=draft, item=far)) == "officers.not_in_plan_year"
    old = {"unit": tree.county, "year": today().year - 1}
    assert code(lambda: draft_plan(by=county_clerk, **old)) == "officers.plan_year"
    again = {"unit": tree.town, "year": today().year}
    assert code(lambda: draft_plan(by=county_clerk, **again)) == "officers.plan_exists"


def test_an_item_is_given_up_with_its_reason(county_clerk, adopted):
    item = drop_item(by=county_clerk, item=adopted.items.get(), reason="医院停办")
    assert item.outcome == "医院停办"
    assert code(lambda: drop_item(by=county_clerk, item=item, reason="再")) == "lifecycle.moved_on"


def test_a_plan_is_looked_at_once_a_quarter_and_keeps_how_it_stood(county_clerk, adopted):
    n = quarter_of(today())
    look = look_at_plan(by=county_clerk, plan=adopted, quarter=n, on=today(), words="按计划推进")
    assert (look.done, look.open, look.overdue) == (0, 1, 0)

    again = {"quarter": n, "on": today(), "words": "再看"}
    assert code(lambda: look_at_plan(by=county_clerk, plan=adopted, **again)) == "officers.quarter_looked_at"


def test_a_quarter_that_is_over_without_a_look_is_missed(adopted):
    spring = quarters(adopted, date(adopted.year, 4, 1))
    assert [one.missed for one in spring] == [True, False, False, False]
    assert [one.begun for one in spring] == [True, True, False, False]
    assert all(one.missed for one in quarters(adopted, date(adopted.year + 1, 1, 1)))


def test_a_quarter_that_has_not_begun_is_not_looked_at(county_clerk, adopted):
    ahead = {"quarter": 4, "on": date(today().year, 1, 2), "words": "早"}
    assert code(lambda: look_at_plan(by=county_clerk, plan=adopted, **ahead)) == "officers.quarter_ahead"


def test_a_unit_without_its_own_rule_is_a_gap_until_it_has_one(county_clerk, tree, man, in_county):
    assert list(units_without_rule(Everything(), "leave", today())) == [tree.town]
    enter_rule(by=county_clerk, unit=tree.town, rule=rule(today()))

    assert list(units_without_rule(Everything(), "leave", today())) == []
    assert list(units_without_rule(Everything(), "check_up", today())) == [tree.town]
    [row] = rules_of([tree.town], today())
    assert [(code_, bool(found)) for code_, _words, found in row.cells] == [
        ("check_up", False), ("leave", True), ("counselling", False),
    ]  # fmt: skip


def test_a_new_text_ends_the_one_before_and_both_stay(county_clerk, tree, man, in_county):
    enter_rule(by=county_clerk, unit=tree.town, rule=rule(today() - timedelta(400)))
    enter_rule(by=county_clerk, unit=tree.town, rule=rule(today(), "新办法"))
    assert [one.title for one in UnitRule.objects.in_force(today())] == ["新办法"]
    assert [one.title for one in UnitRule.objects.in_force(today() - timedelta(1))] == ["河东镇年休假办法"]


def test_a_rule_begins_after_its_approval_and_after_the_one_before(county_clerk, tree, in_county):
    early = Rule("leave", "早", "文", "党委", today(), today() - timedelta(1))
    assert (
        code(lambda: enter_rule(by=county_clerk, unit=tree.town, rule=early)) == "officers.rule_not_approved"
    )
    enter_rule(by=county_clerk, unit=tree.town, rule=rule(today()))
    old = rule(today() - timedelta(9))
    assert code(lambda: enter_rule(by=county_clerk, unit=tree.town, rule=old)) == "officers.later_rule"
    assert (
        code(lambda: enter_rule(by=county_clerk, unit=tree.neighbour, rule=old))
        == "officers.unit_out_of_scope"
    )
