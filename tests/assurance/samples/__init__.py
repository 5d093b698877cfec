"""What stands for each argument of an address: one sample at every place of the tree.

An address with an argument that is not known here fails the assurance tests with a sentence that leads to
this folder. A sample is made once a place, inside that place's scope, and says which rows of
``anxin/ground/access/positions.csv`` rule it (``subject``); "public" is open to whoever holds the permission,
wherever the object stands.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.assurance.world import Place, World

Maker = Callable[["World", "Place"], object]


@dataclass(frozen=True)
class Sample:
    """How the object behind one argument is made, what rules it, and what it looks like when there is none.

    ``within``: the argument beside it that it hangs on: it is asked for inside another parent too.
    ``open_to``: what belongs to people and not to a place (subject "personal"): permission → who of the
    callers (world.py) may open it; everybody else finds nothing."""

    argument: str
    subject: str
    make: Maker
    within: str = ""
    nowhere: Callable[[], object] = uuid.uuid4
    open_to: Mapping[str, frozenset[str]] | None = None


SAMPLES: dict[str, Sample] = {}
UNKNOWN = (
    "The address {pattern} has an argument <{name}> for which no sample is known: add one to"
    " tests/assurance/samples/ (@sample({name!r}, subject=…)), made through the product's own act, and if"
    " its subject is new, its rows to anxin/ground/access/positions.csv."
)


def sample(
    argument: str,
    *,
    subject: str,
    within: str = "",
    nowhere: Callable[[], object] = uuid.uuid4,
    open_to: Mapping[str, frozenset[str]] | None = None,
) -> Callable[[Maker], Maker]:
    """Register how the object behind ``argument`` is made ("room:argument" where rooms differ)."""

    def register(make: Maker) -> Maker:
        SAMPLES[argument] = Sample(argument.rpartition(":")[2], subject, make, within, nowhere, open_to)
        return make

    return register


def sample_of(room: str, argument: str) -> Sample | None:
    """The sample for an argument of an address of ``room``."""
    return SAMPLES.get(f"{room}:{argument}") or SAMPLES.get(argument)


for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
