"""Who is in the set of recipients of a lump sum: never an order, never a share."""

from collections.abc import Sequence

import numpy as np
from openfisca_core.simulations import SimulationBuilder

from anxin.policy.entities import ROLES
from anxin.policy.run import PERIOD
from anxin.policy.system import system


def recipients(families: Sequence[Sequence[str]]) -> list[list[str]]:
    """For each living relative's role in each family: "yes", "no" or "to_be_checked".

    Roles: parent (also who brought the deceased up), spouse, child, sibling, other. Siblings come in only
    where there is no parent, spouse or child, and then their age and support are to be checked. The family
    agrees on the division. Rule F1-8: 军人抚恤优待条例 art 18, which civil servants follow by reference.
    """
    people = [(place, role) for place, roles in enumerate(families) for role in ("deceased", *roles)]
    if not people:
        return []
    answers = iter(_answers([place for place, _ in people], [role for _, role in people]))
    told = [[next(answers) for _ in ("deceased", *roles)] for roles in families]
    return [family[1:] for family in told]


def _answers(families: list[int], roles: list[str]) -> list[str]:
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"role: no such code {sorted(unknown)}")
    builder = SimulationBuilder()
    builder.create_entities(system())
    builder.declare_person_entity("person", range(len(families)))
    group = builder.declare_entity("family", range(max(families) + 1))
    builder.join_with_persons(group, np.array(families), roles)
    answers = builder.build(system()).calculate("lump_sum_recipient", PERIOD)
    return [str(code) for code in answers.decode_to_str()]
