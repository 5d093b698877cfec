"""The living allowance for survivors as a line."""

from typing import Any

from anxin.policy.lines import Line, Step
from anxin.policy.rules import ParameterUsed
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import line, version_of
from anxin.policy.telling.localities import of_packs, told_convention, used
from anxin.policy.variables.survivors import INCOME_DEDUCTED, LOCAL, RULE

NOT_TOLD = ("judged_at_death",)


def tell(law: Tables, it: Any) -> Line:
    """Share of the standard, less an own income where the pack says so, cut to the cap."""
    parameters = local(law, it)
    names = conventions(it)
    return line(
        RULE, law, it, version_of(law, RULE, it),
        arithmetic=steps(law, it),
        period="month",
        citations=of_packs(parameters),
        conventions=tuple(told_convention(law, name) for name in names),
        parameters=(*parameters, *(law.settled[name] for name in names if name in law.settled)),
        assumptions=("others_unsettled",) if it.survivors_allowance_others_unsettled and not it.gaps else (),
    )  # fmt: skip


def local(law: Tables, it: Any) -> tuple[ParameterUsed, ...]:
    """The values that decided: the ages and schools of this kind of relative, and what makes the sum."""
    kinds = (
        ("child_below_age", "studies")
        if it.survivors_allowance_young
        else ("elder_age_male", "elder_age_female")
    )
    ages = {f"{RULE}__{name}": getattr(it, f"{RULE}_{name}_row") for name in kinds}
    rest = {
        f"{RULE}__{name}": getattr(it, f"{RULE}_{name}_row")
        for name in LOCAL
        if name not in (*NOT_TOLD, "child_below_age", "studies", "elder_age_male", "elder_age_female")
    }
    return used(law, **ages, **rest, dibao__urban=it.survivors_allowance_dibao_row)


def steps(law: Tables, it: Any) -> tuple[Step, ...]:
    """The share, the own income taken off, the cut."""
    deducts = (
        law.local[f"{RULE}.own_income"].numbers[it.survivors_allowance_own_income_row] == INCOME_DEDUCTED
    )
    standard = Step(
        "share_of_standard", it.survivors_allowance_share, it.survivors_allowance_standard_fen, divisor=1000
    )
    told = [standard]
    if deducts and it.own_income_fen:
        told.append(Step("own_income", -1, it.own_income_fen))
    if it.survivors_allowance_scaled:
        told.append(Step("cut_to_wage", 1, it.fen))
    return tuple(told)


def conventions(it: Any) -> tuple[str, ...]:
    """What the law leaves open and was settled for this line."""
    marks = (
        ("age_reached", it.birth_known),
        ("judged_at_death", it.survivors_allowance_judged_at_death_row),
        ("yearly_check", it.review and not it.refusals),
        ("scale_down", it.survivors_allowance_scaled),
    )
    return tuple(name for name, applies in marks if applies)


SURVIVORS = Rule(
    RULE,
    of_person=True,
    reads=(
        *(f"{RULE}_{name}_row" for name in (*LOCAL, "dibao")),
        f"{RULE}_young",
        f"{RULE}_share",
        f"{RULE}_standard_fen",
        f"{RULE}_scaled",
        f"{RULE}_others_unsettled",
        "own_income_fen",
        "birth_known",
    ),
    tell=tell,
    by_category=False,
)
