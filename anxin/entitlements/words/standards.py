"""Which local standard a line lacks, by its name in the catalogue of packs."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.utils.translation import get_language

from anxin.policy.packs.catalogue import SETTABLES

from .rules import RULES

# Gaps that are mended by loading a standard.
OF_STANDARDS: Final = frozenset({"local_standard", "local_wage", "province_income", "amount_unknown"})
# What a rule asks of the place, in the order in which it asks.
ASKED: Final[dict[str, tuple[str, ...]]] = {
    "survivors_allowance": ("survivors_allowance.base",),
    "funeral_aid_organ": ("funeral_aid.organ",),
    "orphan_allowance": ("orphan.scattered",),
    "unattended_child": ("orphan.scattered",),
    "medical_share": ("medical.personal_share", "medical.aid_low_income"),
    "elder_allowance": ("elder_allowance.age_80",),
    "regular_pension": ("regular_pension.average_income",),
}
# What the survivors' allowance goes on to ask, by where its standard comes from.
BASES: Final = {
    "amount": ("survivors_allowance.amount", "survivors_allowance.own_income"),
    "dibao": ("dibao.urban", "survivors_allowance.share", "survivors_allowance.own_income"),
}
USED = re.compile(r"([a-z_]+\.[a-z0-9_]+?)(?:_\d{4})?(?:@\d+)?")


def standard(rule: str, parameters: Iterable[Sequence[Any]]) -> str:
    """The name of the standard that a line of this rule lacks, having used these parameters."""
    used = {found[1]: str(value) for code, value, *_ in parameters if (found := USED.fullmatch(code))}
    asked = ASKED.get(rule, ()) + BASES.get(used.get("survivors_allowance.base", ""), ())
    name = next((one for one in asked if one not in used), "")
    if name not in SETTABLES:
        return str(RULES[rule])
    return SETTABLES[name].en if get_language() == "en" else SETTABLES[name].zh
