"""The allowances of orphans and of children whom nobody brings up, as lines."""

from functools import partial
from typing import Any

from anxin.policy.lines import Line, Step
from anxin.policy.run import Rule
from anxin.policy.tables import Tables
from anxin.policy.telling.common import line, version_of
from anxin.policy.telling.localities import of_packs, settled, used


def tell(rule: str, law: Tables, it: Any) -> Line:
    """The local standard of an orphan who lives in a family."""
    parameters = used(law, orphan__scattered=it.orphan_standard_row)
    open_points = settled(law, "age_reached") if it.birth_known else {"conventions": (), "parameters": ()}
    return line(
        rule, law, it, version_of(law, rule, it),
        arithmetic=(Step("standard", 1, it.orphan_standard_fen),),
        period="month",
        citations=of_packs(parameters),
        conventions=open_points["conventions"],
        parameters=(*parameters, *open_points["parameters"]),
    )  # fmt: skip


READS = ("orphan_standard_row", "orphan_standard_fen", "birth_known")
ORPHAN, UNATTENDED = (
    Rule(name, of_person=True, reads=READS, tell=partial(tell, name), by_category=False)
    for name in ("orphan_allowance", "unattended_child")
)
