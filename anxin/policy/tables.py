"""What formulas and tellers look up, made once of a system's parameters; they never name a system."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from anxin.policy.ages import Conventions
from anxin.policy.local import LocalTable, local_tables
from anxin.policy.rules import ParameterUsed, RuleTable, parameter_used, rule_table
from anxin.policy.years import Publication, YearTable, publication, year_table

# Nodes of parameters/ that are no rules with versions.
NOT_RULES = ("urban_income", "conventions", "local", "annual_leave")


@dataclass(frozen=True, eq=False)
class Tables:
    """The tables of one system."""

    rules: dict[str, RuleTable]
    income: YearTable
    publication: Publication
    conventions: Conventions
    settled: dict[str, ParameterUsed]  # each convention as a parameter to tell
    local: dict[str, LocalTable]  # by the names of packs/catalogue.yaml

    def convention(self, name: str) -> str:
        """How an open point is settled, e.g. "birthday"."""
        return str(self.settled[name].value)


@lru_cache(16)
def tables(system: Any) -> Tables:
    """The tables of this system (a clone with packs has its own)."""
    children = system.parameters.children
    settled = {
        name: parameter_used(f"conventions.{name}", leaf.values_list[0])
        for name, leaf in children["conventions"].children.items()
    }
    return Tables(
        rules={name: rule_table(node) for name, node in children.items() if name not in NOT_RULES},
        income=year_table(children["urban_income"].children["amount"], "urban_income"),
        publication=publication(children["urban_income"]),
        conventions=Conventions(
            age_reached=str(settled["age_reached"].value), leap_birthday=str(settled["leap_birthday"].value)
        ),
        settled=settled,
        local=local_tables(system),
    )
