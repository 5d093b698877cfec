"""What must hold whatever a family looks like."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from anxin.policy.api import CITATIONS, Deceased, FamilyCase, Relative, family_lines
from anxin.policy.codes import CATEGORIES, CHANNELS, EMPLOYMENTS, KINS, OTHER_PARENTS, SEXES, STUDIES
from anxin.policy.packs.systems import citations_with
from anxin.policy.scaling import scaled
from anxin.policy.tests.cases import PENSIONS, TODAY, WAGES, case, line

PACKS = [WAGES, PENSIONS]


def codes(known):
    return st.none() | st.sampled_from(known[1:])


def days(first=date(1900, 1, 1), last=date(2030, 1, 1)):
    return st.none() | st.dates(first, last)


yes_or_no = st.none() | st.booleans()
money = st.none() | st.integers(-1, 10**7) | st.just(10**30)

deceased = st.builds(
    Deceased,
    death=days(date(2003, 1, 1)),
    missing_since=st.none() | st.dates(date(2009, 1, 1), date(2026, 11, 1)),
    hardship=yes_or_no,
    category=codes(CATEGORIES),
    employment=codes(EMPLOYMENTS),
    channel=codes(CHANNELS),
    basic_pay_fen=money,
    rank_allowance_fen=money,
    insured=yes_or_no,
    insured_wage_fen=money,
    pension_insured=yes_or_no,
    wage_fen=money,
    region=st.none() | st.sampled_from(["420100", "110000"]),
)
relatives = st.builds(
    Relative,
    key=st.uuids().map(str),
    kin=codes(KINS),
    sex=codes(SEXES),
    birth=days(),
    died_on=st.none() | days(date(2000, 1, 1)),
    incapable=yes_or_no,
    relied=yes_or_no,
    income_fen=st.none() | st.integers(0, 10**6),
    lone=yes_or_no,
    raised_deceased=st.booleans(),
    study=codes(STUDIES),
    disabled=yes_or_no,
    other_parent=codes(OTHER_PARENTS),
    employed_on=st.none() | days(date(2000, 1, 1)),
    remarried_on=st.none() | days(date(2000, 1, 1)),
)
family = st.builds(FamilyCase, deceased, st.lists(relatives, max_size=4).map(tuple), st.just(TODAY))
families = st.lists(family, min_size=1, max_size=8)


def led_to(line):
    """What the arithmetic comes to: a step that cuts replaces what stands before it."""
    last = line.arithmetic[-1]
    return last.amount_fen if last.term == "cut_to_wage" else sum(step.amount_fen for step in line.arithmetic)


@settings(max_examples=25, deadline=None)
@given(families)
def test_every_line_is_an_amount_with_its_steps_or_gaps_or_refusals(families):
    known = citations_with(PACKS)
    for told in chain.from_iterable(family_lines(families, PACKS)):
        assert [told.amount_fen is not None, bool(told.gaps), bool(told.refusals)].count(True) == 1
        assert set(told.citations) <= set(known)
        assert {one.source for one in told.parameters} <= set(known)
        if told.amount_fen is None:
            assert told.arithmetic == ()
            assert not told.provisional
        else:
            assert told.amount_fen > 0
            assert told.amount_fen == led_to(told)
            assert told.payer
            assert told.version


@settings(max_examples=25, deadline=None)
@given(families)
def test_no_pensions_together_are_above_the_wage_and_cut_ones_come_to_it_exactly(families):
    for told in family_lines(families, PACKS):
        pensions = [one for one in told if one.rule == "dependants_pension" and one.amount_fen is not None]
        for category in {one.category for one in pensions}:
            same = [one for one in pensions if one.category == category]
            wage, together = same[0].arithmetic[0].base_fen, sum(one.amount_fen for one in same)
            cut = any(one.arithmetic[-1].term == "cut_to_wage" for one in same)
            assert together == wage if cut else together <= wage


@settings(max_examples=25, deadline=None)
@given(families)
def test_no_figure_is_of_a_later_year_than_the_one_before_the_event(families):
    for one, told in zip(families, family_lines(families, PACKS), strict=True):
        event = one.deceased.death or one.deceased.missing_since
        years = [step.year for line in told for step in line.arithmetic if step.year is not None]
        assert all(year <= event.year - 1 for year in years)


@settings(max_examples=25, deadline=None)
@given(
    death=st.dates(date(2004, 10, 1), TODAY),
    pay=st.integers(1, 10**7),
    employment=st.sampled_from(["civil_servant", "as_civil_servant", "police"]),
)
def test_a_martyr_gets_no_less_than_on_duty_and_on_duty_no_less_than_illness(death, pay, employment):
    facts = {"death": death, "basic_pay_fen": pay, "employment": employment, "rank_allowance_fen": pay // 9}
    sums = [line(category=category, **facts).amount_fen for category in ("martyr", "on_duty", "illness")]
    assert sums == [None] * 3 or sums == sorted(sums, reverse=True)


amounts = st.lists(st.integers(1, 10**8), min_size=1, max_size=7)


@given(st.lists(st.tuples(amounts, st.integers(1, 10**8)), min_size=1, max_size=6))
def test_scaled_sums_come_to_the_cap_exactly_and_keep_their_order(groups):
    many = np.array([fen for members, _cap in groups for fen in members])
    group = np.repeat(np.arange(len(groups)), [len(members) for members, _cap in groups])
    caps = np.array([cap for _members, cap in groups])
    cut = scaled(many, group, caps)
    for place, (members, cap) in enumerate(groups):
        got = cut[group == place].tolist()
        assert sum(got) == min(sum(members), cap)
        assert all(0 <= less <= fen for less, fen in zip(got, members, strict=True))
        by_amount = sorted(zip(members, got, strict=True))
        assert all(a[1] <= b[1] for a, b in zip(by_amount, by_amount[1:], strict=False) if a[0] < b[0])


def test_ties_of_remainders_go_to_who_stands_first():
    cut = scaled(np.array([1, 1, 1]), np.array([0, 0, 0]), np.array([2]))
    assert cut.tolist() == [1, 1, 0]


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2011, 8, 1), date(2026, 11, 23)))
def test_a_later_day_of_the_same_year_changes_no_sum(death):
    """The figure belongs to the year of the death, whenever in the year it was."""
    later = min(death + timedelta(days=40), date(death.year, 12, 31), TODAY)
    first, second = (family_lines([case(category="martyr", death=day)])[0] for day in (death, later))
    if {one.version for one in first} == {one.version for one in second}:
        assert [one.amount_fen for one in first] == [one.amount_fen for one in second]


def test_the_order_of_relatives_changes_no_line_but_the_order():
    people = [Relative(key, kin="child", birth=date(2015, 1, 1), income_fen=0) for key in "abc"]
    martyr = case(category="martyr")
    forward, back = (
        family_lines([replace(martyr, relatives=tuple(order))], PACKS)[0] for order in (people, people[::-1])
    )
    assert sorted(map(repr, forward)) == sorted(map(repr, back))
    assert set(CITATIONS) >= set(forward[0].citations)
