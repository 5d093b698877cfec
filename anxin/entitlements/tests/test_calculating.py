"""The worked examples W1 to W4 through the register, and what happens when something is missing."""

from datetime import date

import pytest

from anxin.entitlements.actions import calculate
from anxin.entitlements.models import Entitlement, Gap
from anxin.entitlements.tests.conftest import ORIGIN, W1
from anxin.families.actions import CardDetails, OfficerDetails, correct_officer, open_cards
from anxin.families.models import FallenOfficer
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.journal.models import JournalEntry

pytestmark = pytest.mark.usefixtures("in_county")


def lines(household):
    """The lump sum and what goes with it; the other rules are told in test_every_kind."""
    return list(Entitlement.objects.filter(household=household, rule__in=("lump_sum", "martyr_praise")))


def sums(household):
    return [(line.rule, line.category, line.amount_fen, line.payer) for line in lines(household)]


def test_w1_a_civil_servant_who_died_on_duty_in_2017(opened):
    household = opened()
    assert sums(household) == [("lump_sum", "on_duty", 83772000, "unit_of_deceased")]
    [line] = lines(household)
    assert (line.provisional, line.pending, line.version) == (False, False, date(2011, 8, 1))
    assert line.arithmetic == [["income", 20, 3361600, 2016, 1], ["basic_pay", 40, 413500, None, 1]]
    assert line.path == household.path


def test_w2_the_same_officer_had_he_died_of_illness(opened):
    household = opened(determination="illness")
    assert sums(household) == [("lump_sum", "illness", 23263200, "unit_of_deceased")]


@pytest.mark.parametrize(
    ("determination", "fen"), [("on_duty", 9520000), ("martyr", 19040000), ("illness", 4760000)]
)
def test_w3_a_death_of_2010_by_the_version_then_in_force(opened, determination, fen):
    household = opened(died_on=PartialDate(2010, 5, 12), basic_pay_fen=238000, determination=determination)
    [line] = lines(household)
    assert (line.amount_fen, line.version) == (fen, date(2004, 10, 1))


def test_w4_a_martyr_of_2025_has_two_sums_from_the_county(opened):
    household = opened(died_on=PartialDate(2025, 6, 20), basic_pay_fen=526000, determination="martyr")
    assert sums(household) == [
        ("lump_sum", "martyr", 129416000, "county_veterans"),
        ("martyr_praise", "martyr", 162564000, "county_veterans"),
    ]


def test_a_pending_determination_has_its_scenarios_side_by_side(opened):
    household = opened(determination="pending")
    told = lines(household)
    assert [(line.rule, line.category) for line in told] == [
        ("lump_sum", "on_duty"),
        ("lump_sum", "illness"),
        ("lump_sum", "martyr"),
        ("martyr_praise", "martyr"),
    ]
    assert [line.amount_fen for line in told[:2]] == [83772000, 23263200]
    assert all(line.pending and "pending_category" in line.assumptions for line in told)


@pytest.mark.parametrize(
    ("missing", "gap"),
    [
        ({"died_on": None}, "death_date"),
        ({"died_on": PartialDate(2017)}, "death_date"),
        ({"died_on": PartialDate(2017, 5)}, "death_date"),
        ({"basic_pay_fen": None}, "basic_pay"),
        ({"basic_pay_fen": 0}, "basic_pay_invalid"),
        ({"employment": ""}, "employment"),
        ({"employment": "village"}, "employment_rule_missing"),
        ({"employment": "institution"}, "rule_unconfirmed"),
        ({"determination": "martyr", "channel": ""}, "channel"),
        ({"channel": "neither"}, "no_channel_rule_missing"),
        ({"died_on": PartialDate(2014, 5, 9)}, "income_unconfirmed_2013"),
        ({"died_on": PartialDate(2004, 9, 30)}, "before_2004_10"),
    ],
)
def test_what_is_missing_is_a_gap_and_never_a_sum(opened, missing, gap):
    household = opened(**missing)
    line = lines(household)[0]
    assert (line.amount_fen, line.gaps) == (None, [gap])
    assert Gap.objects.filter(household=household, code=gap).count() == 1


def test_a_gap_of_several_scenarios_is_told_once(opened):
    household = opened(determination="pending", basic_pay_fen=None)
    assert Gap.objects.filter(household=household, code="basic_pay").count() == 1


def test_a_lunar_day_is_a_day(opened):
    household = opened(died_on=PartialDate(2017, 4, 14, calendar="lunar"))  # 2017-05-09
    assert sums(household)[0][2] == 83772000


def test_on_duty_lets_the_channel_be_assumed_and_says_so(opened):
    [line] = lines(opened(channel=""))
    assert (line.amount_fen, line.assumptions) == (83772000, ["assumed_pension_channel"])


@pytest.mark.parametrize(
    ("unit", "amount", "assumptions", "gaps"),
    [
        ("河东镇人民政府", 83772000, ["assumed_civil_servant"], []),
        ("安和县第二中学", None, ["assumed_institution"], ["rule_unconfirmed"]),
        ("铁山镇凤林村", None, ["assumed_village"], ["employment_rule_missing"]),
        ("县联社", None, [], ["employment"]),
    ],
)
def test_the_employment_is_inferred_from_the_unit_as_an_assumption_only(
    opened, unit, amount, assumptions, gaps
):
    [line] = lines(opened(employment="", unit_text=unit))
    assert (line.amount_fen, line.assumptions, line.gaps) == (amount, assumptions, gaps)


def test_praise_money_assumes_nothing(opened):
    praise = lines(opened(determination="martyr", channel="", employment="", unit_text="河东镇人民政府"))[1]
    assert (praise.rule, praise.assumptions) == ("martyr_praise", [])


def test_a_correction_is_followed_at_once_and_replaces_every_line(opened, county_clerk):
    household = opened(determination="pending")
    officer = FallenOfficer.objects.get(person__household=household)
    correct_officer(by=county_clerk, officer=officer, values={"determination": "on_duty"}, origin=ORIGIN)
    assert sums(household) == [("lump_sum", "on_duty", 83772000, "unit_of_deceased")]


def test_a_line_keeps_its_id_when_it_is_calculated_again(opened, county_clerk):
    household = opened()
    before = lines(household)[0]
    assert calculate(by=county_clerk, households=[household]) == 1
    after = lines(household)[0]
    assert after.pk == before.pk
    assert after.calculated_at == before.calculated_at  # it came out the same and was not written


def test_what_the_law_does_not_read_changes_no_calculation(opened, county_clerk):
    household = opened()
    before = lines(household)[0].calculated_at
    officer = FallenOfficer.objects.get(person__household=household)
    correct_officer(by=county_clerk, officer=officer, values={"death_cause": "防汛抢险"}, origin=ORIGIN)
    assert lines(household)[0].calculated_at == before


def test_each_calculation_leaves_one_entry_in_the_journal(opened, county_clerk):
    household = opened()
    calculate(by=county_clerk, households=[household])
    assert JournalEntry.objects.filter(act="entitlements.calculated", path=household.path).count() == 2


def test_many_cards_are_calculated_in_few_queries(
    county_clerk, tree, in_county, django_assert_max_num_queries
):
    cards = [
        CardDetails(officer=OfficerDetails(**(W1 | {"name": f"干部{n}", "basic_pay_fen": 400000 + n})))
        for n in range(120)
    ]
    opened = open_cards(by=county_clerk, unit=tree.county, cards=cards, origin=ORIGIN)
    with django_assert_max_num_queries(19):
        assert calculate(by=county_clerk, households=opened) == 120
    sums_ = Entitlement.objects.filter(rule="lump_sum").order_by("path")
    amounts = [line.amount_fen for line in sums_]
    assert amounts == [20 * 3361600 + 40 * (400000 + n) for n in range(120)]


def test_nobody_sees_a_calculation_outside_the_scope(household, tree):
    with scope(tree.neighbour.path):
        assert not Entitlement.objects.exists()
        assert not Gap.objects.exists()
    with scope(tree.county.path):
        assert Entitlement.objects.filter(as_of=today()).exists()
