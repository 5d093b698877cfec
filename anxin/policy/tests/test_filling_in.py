"""What was told of a family stays true when more becomes known: no rule guesses at what it did not ask."""

from dataclasses import replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from anxin.policy.api import FamilyCase, family_lines
from anxin.policy.codes import CHANNELS, EMPLOYMENTS, KINS, OTHER_PARENTS, SEXES, STUDIES
from anxin.policy.tests.cases import OF_THE_STATE
from anxin.policy.tests.test_properties import PACKS, days, families

# An event that is not recorded did not happen; of anything else, "not known" may turn out either way.
OF_A_RELATIVE = {
    "kin": st.sampled_from(KINS[1:]),
    "sex": st.sampled_from(SEXES[1:]),
    "birth": days().filter(bool),
    "incapable": st.booleans(),
    "relied": st.booleans(),
    "income_fen": st.integers(0, 10**6),
    "lone": st.booleans(),
    "study": st.sampled_from(STUDIES[1:]),
    "disabled": st.booleans(),
    "other_parent": st.sampled_from(OTHER_PARENTS[1:]),
}
OF_THE_DEATH = {
    "hardship": st.booleans(),
    "employment": st.sampled_from(EMPLOYMENTS[1:]),
    "channel": st.sampled_from(CHANNELS[1:]),
    "basic_pay_fen": st.integers(1, 10**7),
    "rank_allowance_fen": st.integers(0, 10**6),
    "insured": st.booleans(),
    "insured_wage_fen": st.integers(1, 10**7),
    "pension_insured": st.booleans(),
    "wage_fen": st.integers(1, 10**7),
}
# A scenario says what it takes for granted; pensions say when others may yet change the cut.
TAKEN_FOR_GRANTED = {"assumed_civil_servant", "assumed_pension_channel", "assumed_work_injury_channel"}
TAKEN_FOR_GRANTED |= {"fund_or_unit", "others_unsettled"}


def filled(draw, stated, ways):
    return replace(stated, **{name: draw(way) for name, way in ways.items() if getattr(stated, name) is None})


def settled(family):
    """Of each thing said that takes nothing for granted: the amount, or None where it is refused."""
    told = [one for one in family_lines([family], PACKS)[0] if one.rule in OF_THE_STATE and not one.gaps]
    sure = [one for one in told if not TAKEN_FOR_GRANTED & set(one.assumptions)]
    return {(one.rule, one.category, one.person): one.amount_fen for one in sure}


@settings(max_examples=25, deadline=None, phases=[Phase.generate])  # shrinking takes minutes
@given(families, st.data())
def test_filling_in_what_is_not_known_changes_no_amount_and_no_refusal_already_told(some, data):
    for family in some[:2]:
        people = tuple(filled(data.draw, one, OF_A_RELATIVE) for one in family.relatives)
        officer = family.deceased
        if officer.category is not None:  # the scenarios of a pending one depend on channel and employment
            officer = filled(data.draw, officer, OF_THE_DEATH)
        before, after = settled(family), settled(FamilyCase(officer, people, family.as_of))
        for said, amount in before.items():
            assert after.get(said) == amount
