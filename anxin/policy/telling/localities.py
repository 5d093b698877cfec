"""What tellers of local standards share: the values used, with the articles they rest on."""

from typing import Any

from anxin.policy.citations import CITATIONS
from anxin.policy.rules import ParameterUsed
from anxin.policy.tables import Tables


def used(law: Tables, **rows: int) -> tuple[ParameterUsed, ...]:
    """The local values of these rows, in the order given; a name is written with __ for its dot."""
    found = (law.local[name.replace("__", ".")].used[row] for name, row in rows.items())
    return tuple(one for one in found if one)


def of_packs(parameters: tuple[ParameterUsed, ...]) -> tuple[str, ...]:
    """The citations of packs among the sources of what was used, each once."""
    return tuple(dict.fromkeys(one.source for one in parameters if one.source not in CITATIONS))


def settled(law: Tables, *names: str) -> dict[str, Any]:
    """The conventions that a line rests on, and each as a parameter."""
    told = tuple(told_convention(law, name) for name in names)
    return {"conventions": told, "parameters": tuple(law.settled[name] for name in names)}


def told_convention(law: Tables, name: str) -> str:
    """An open point with how it is settled, such as age_reached_birthday; others as they are."""
    return f"{name}_{law.settled[name].value}" if name in law.settled else name
