"""The finder: what is owed and did not arrive, by unit, each number with its list."""

from datetime import timedelta

import pytest
from django.urls import reverse

from anxin.entitlements.actions import apply_for, calculate, choose, start_claim
from anxin.entitlements.models import Claim, ClaimState, Entitlement
from anxin.families.models import Bereavement, Person
from anxin.ground.access.actions import give
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from anxin.ground.access.rights import FIGURES
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.figures.registry import get
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, hire
from tests.cast import family as cast_family

S = ClaimState
OWED, UNPAID, TWICE, CHOOSE, REVIEW = (
    f"entitlements.{name}"
    for name in ("owed_unclaimed", "unpaid", "claimed_twice", "to_choose", "review_due")
)


def value(code, post):
    return get(code).value(Reach.of(post), today())


def page(post, query="", language="zh-hans"):
    return client_of(post, language).get(reverse("entitlements:finder") + query).content.decode()


# — Owed and not claimed —


@pytest.mark.parametrize("now", S.values)
def test_owed_is_what_no_payer_was_asked_for(now, line, owed, county_clerk):
    granted = now in ("approved", "paying", "paid", "closed")
    more = {"approved_fen": 1 if granted else None, "decided_on": today(), "applied_on": today()}
    Claim.objects.update(state=now, **more)
    assert value(OWED, county_clerk) == (1 if now == S.OWED else 0)


def test_a_line_without_a_claim_is_owed_and_a_gap_and_a_scenario_are_not(opened, county_clerk, in_county):
    opened()
    opened(name="何静", basic_pay_fen=None)
    opened(name="郭秀博", determination="pending")
    assert value(OWED, county_clerk) == 1


def test_what_gave_way_is_not_owed(line, rival, county_clerk):
    assert value(OWED, county_clerk) == 2
    choose(by=county_clerk, line=line, why="金额更高")
    assert value(OWED, county_clerk) == 1


# — Approved and not paid —


@pytest.mark.parametrize(("days", "found"), [(30, 0), (31, 1)])
def test_approved_is_late_after_the_internal_target(days, found, approved, county_clerk):
    Claim.objects.update(decided_on=today() - timedelta(days))
    assert value(UNPAID, county_clerk) == found


def test_the_target_is_the_houses_own(approved, county_clerk, settings):
    Claim.objects.update(decided_on=today() - timedelta(11))
    settings.LIMITS = {**settings.LIMITS, "claims": {"unpaid_days": 10, "review_days": 90}}
    assert value(UNPAID, county_clerk) == 1


def test_what_was_paid_in_part_is_not_unpaid(approved, county_clerk):
    Claim.objects.update(decided_on=today() - timedelta(60), state=S.PAYING)
    assert value(UNPAID, county_clerk) == 0


# — Two agencies for one thing —


@pytest.fixture
def second(line, applied, county_clerk):
    """Another running claim of the same family, made by hand."""
    other = Claim.objects.get(pk=applied.pk)
    other.pk, other.line, other.payer = None, line.household_id, "pension_fund"
    other._state.adding = True
    return other


@pytest.mark.parametrize(
    ("first_rule", "second_rule", "found"),
    [
        ("lump_sum", "lump_sum", 2),
        ("dependants_pension", "survivors_allowance", 2),
        ("work_injury_funeral", "pension_fund_funeral", 2),
        ("lump_sum", "martyr_praise", 0),
    ],
)
def test_one_purpose_paid_by_two_payers_is_to_be_checked(
    first_rule, second_rule, found, second, county_clerk
):
    Claim.objects.update(rule=first_rule)
    second.rule = second_rule
    second.save(force_insert=True)
    assert value(TWICE, county_clerk) == found


def test_two_claims_that_exclude_each_other_are_to_be_checked(second, county_clerk):
    Claim.objects.update(conflict="funeral_aid")
    second.rule, second.conflict = "martyr_praise", "funeral_aid"
    second.save(force_insert=True)
    assert value(TWICE, county_clerk) == 2
    Claim.objects.filter(pk=second.pk).update(state=S.SET_ASIDE)
    assert value(TWICE, county_clerk) == 0


def test_two_people_of_one_family_are_two_things(second, family, county_clerk):
    second.person = Person.objects.get(household=family, name="陈桂香")
    second.save(force_insert=True)
    assert value(TWICE, county_clerk) == 0


def test_one_officers_single_sum_claimed_on_two_cards_is_to_be_checked(
    line, applied, opened, county_clerk, in_county
):
    parents = opened(name="郭秀博")
    Bereavement.objects.create(household=parents, path=parents.path, officer=line.officer)
    calculate(by=county_clerk, households=[parents])
    there = Entitlement.objects.get(household=parents, officer=line.officer, rule="lump_sum")
    apply_for(by=county_clerk, claim=start_claim(by=county_clerk, line=there), on=today())
    assert value(TWICE, county_clerk) == 2


def test_a_claim_and_its_top_up_are_one_thing(approved, county_clerk):
    top_up = Claim.objects.get(pk=approved.pk)
    top_up.pk, top_up.top_up_of = None, approved
    top_up._state.adding = True
    top_up.save(force_insert=True)
    assert value(TWICE, county_clerk) == 0


# — To choose, to review —


def test_a_conflict_is_counted_once_until_somebody_chooses(line, rival, county_clerk):
    assert value(CHOOSE, county_clerk) == 1
    choose(by=county_clerk, line=rival, why="家属愿意")
    assert value(CHOOSE, county_clerk) == 0


@pytest.mark.parametrize(("days", "found"), [(-1, 0), (0, 1), (90, 1), (91, 0)])
def test_a_review_is_due_within_ninety_days(days, found, line, county_clerk):
    Entitlement.objects.update(ends=today() + timedelta(days), review="child_18")
    assert value(REVIEW, county_clerk) == found


# — The page —


def test_each_number_opens_its_list(county_clerk, owed, in_county):
    shown = page(county_clerk)
    assert "应享未申领" in shown
    assert "周明远" not in shown
    listed = page(county_clerk, f"?show={OWED}")
    assert "周明远" in listed
    assert "已测算出数额" in listed


def test_the_list_of_overdue_payments_names_whom_and_how_much(county_clerk, approved, in_county):
    Claim.objects.update(decided_on=today() - timedelta(60))
    shown = page(county_clerk, f"?show={UNPAID}")
    assert "超期未付" in shown
    assert "周明远，全家共同" in shown
    assert "837,720.00元" in shown
    mother = Person.objects.get(household=approved.household, name="陈桂香")
    Claim.objects.update(person=mother)
    assert "陈桂香" in page(county_clerk, f"?show={UNPAID}")


def test_units_stand_in_the_order_of_the_tree_with_a_list_each(county_clerk, tree, opened):
    opened()
    with scope(tree.county.path):
        cast_family(county_clerk, tree.town, "赵启")
    shown = page(county_clerk)
    assert shown.index(">安和县<") < shown.index(">河东镇<")
    town = page(county_clerk, f"?show={OWED}&unit={tree.town.pk}")
    assert "赵启" in town
    assert "周明远" not in town
    itself = page(county_clerk, f"?show={OWED}&unit={tree.county.pk}")
    assert "周明远" in itself
    assert "赵启" not in itself


def test_the_look_notes_whose_cards_it_showed(county_clerk, owed, family, in_county):
    page(county_clerk, f"?show={OWED}")
    entry = JournalEntry.objects.filter(act="entitlements.finder_opened").latest("id")
    assert entry.cards == [family.pk]


def test_a_neighbour_finds_nothing(neighbour_clerk, owed):
    assert "周明远" not in page(neighbour_clerk, f"?show={OWED}")


def test_an_unknown_figure_or_unit_shows_no_list(county_clerk, neighbour_clerk, owed, tree):
    assert "周明远" not in page(county_clerk, "?show=care.unnamed")
    assert "周明远" not in page(neighbour_clerk, f"?show={OWED}&unit={tree.county.pk}")


def test_a_township_officer_finds_in_the_families_given_to_him(
    county_clerk, township_officer, owed, family, opened
):
    opened(name="郭秀博")
    give(by=county_clerk, holder=township_officer.id, record_id=family.pk, path=family.path, part="card",
         purpose="responsible")  # fmt: skip
    shown = page(township_officer, f"?show={OWED}")
    assert "周明远" in shown
    assert "郭秀博" not in shown


def test_above_the_county_there_are_numbers_and_no_names(opened, tree):
    opened()
    clerk = hire("city_clerk", tree.city_office, "clerk", "陆敏", scope_root=tree.city)
    assert Post.objects.get(pk=clerk.pk).depth == FIGURES
    shown = page(clerk, f"?show={OWED}")
    assert "周明远" not in shown
    assert "查看姓名须经授权。" in shown
    assert "不予显示" in shown
