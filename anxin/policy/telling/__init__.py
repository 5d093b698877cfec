"""The rules of this package, in the order in which their lines stand. Each is a module of variables and one
of telling; see ../README.md for how to add one."""

from anxin.policy.run import Rule
from anxin.policy.system import system
from anxin.policy.tables import Tables, tables
from anxin.policy.telling import (
    dependants_pension,
    lump_sum,
    martyr_praise,
    martyr_subsidy,
    missing,
    police_special,
    regular_pension,
    work_injury,
)
from anxin.policy.telling.local_rules import LOCAL_RULES

RULES: tuple[Rule, ...] = (
    lump_sum.RULE,
    martyr_praise.RULE,
    martyr_subsidy.RULE,
    police_special.RULE,
    police_special.REGULAR,
    *work_injury.RULES,
    dependants_pension.RULE,
    *regular_pension.RULES,
    *missing.RULES,
    *LOCAL_RULES,
)


def law() -> Tables:
    """The tables of the system without packs."""
    return tables(system())
