"""One run: all families in one OpenFisca simulation; each rule's results as arrays, told only where asked."""

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from openfisca_core.periods import period
from openfisca_core.simulations import Simulation, SimulationBuilder

from anxin.policy.ages import Bools
from anxin.policy.codes import CATEGORIES, Refusal
from anxin.policy.entities import ROLES, Family
from anxin.policy.lines import Line
from anxin.policy.rules import Dates, Ints
from anxin.policy.scenarios import Column, Columns, FamilyArrays, instances
from anxin.policy.tables import Tables, tables

# Every variable here is eternal (each case brings its own dates), so any period serves. OpenFisca's own word
# for it, ETERNITY, makes formulas fail (its year is -1).
PERIOD = period("2004")

# What a rule gives beside `<rule>_asked`, and what stands for a variable that it does not have.
RESULTS: dict[str, Any] = {
    "row": 0,
    "gaps": 0,
    "refusals": 0,
    "fen": 0,
    "low_fen": 0,
    "high_fen": 0,
    "provisional": False,
    "starts": np.datetime64("NaT", "D"),
    "ends": np.datetime64("NaT", "D"),
    "review": 0,
}


@dataclass(frozen=True)
class Rule:
    """One rule: how its variables are named, of whom it speaks, and how a row of its results is told.

    reads: other variables that the telling looks at (of the family or of the person). by_category: False for
    a rule that is the same in every scenario and so is told once, with the category ""."""

    name: str
    of_person: bool
    reads: tuple[str, ...]
    tell: Callable[[Tables, Any], Line]
    by_category: bool = True


@dataclass(frozen=True, eq=False)
class RuleArrays:
    """The results of one rule, one element for each thing it has to say. Where `gaps` or `refusals` is not
    0, `fen` is 0 and means nothing."""

    family: Ints  # by its place
    relative: Ints  # by its place among all relatives; -1: the family as a whole
    category: Ints  # 0 for a rule that does not depend on it
    instance: Ints
    row: Ints  # of the rule's table of versions
    gaps: Ints  # bits of Gap
    refusals: Ints  # bits of Refusal
    fen: Ints
    low_fen: Ints
    high_fen: Ints
    provisional: Bools
    starts: Dates
    ends: Dates
    review: Ints  # place in REVIEWS counted from 1; 0 for none
    seat: Ints  # where the simulation keeps the element: of a person or of a family


class _Eternal(Simulation):  # type: ignore[misc]  # OpenFisca's classes carry no types
    """A simulation in which whatever was found once stands: no variable here changes with the period, and
    looking at it again at each of a thousand askings took longer than the formulas themselves."""

    def __init__(self, system: Any, populations: Any) -> None:
        super().__init__(system, populations)
        self._found: dict[str, Column] = {}

    def calculate(self, variable_name: str, period: Any) -> Column:
        """The values of a variable, calculated when first asked for."""
        if variable_name not in self._found:
            self._found[variable_name] = super().calculate(variable_name, period)
        return self._found[variable_name]


class Run:
    """Families, laid out and simulated under one system. `rules` is filled as each is asked for."""

    def __init__(self, given: FamilyArrays, system: Any, rules: Sequence[Rule]) -> None:
        self.given = given
        self.rules = {rule.name: rule for rule in rules}
        self.law = tables(system)
        self.laid = instances(given)
        self._simulation = self._built(system)
        self._results: dict[str, RuleArrays] = {}

    def arrays(self, rule: str) -> RuleArrays:
        """The results of one rule."""
        if rule not in self._results:
            self._results[rule] = self._read(self.rules[rule])
        return self._results[rule]

    def tell(self, rule: str, chosen: Ints | None = None, keys: Sequence[str] = ()) -> list[Line]:
        """The chosen elements of a rule's results as lines (all of them without a choice).

        keys: the key of each relative, by its place."""
        about, results = self.rules[rule], self.arrays(rule)
        chosen = np.arange(len(results.seat)) if chosen is None else chosen
        rows = self._rows(about, results, chosen, keys) if len(chosen) else []
        return [about.tell(self.law, one) for one in rows]

    def value(self, name: str) -> Column:
        """The values of a variable."""
        found: Column = np.asarray(self._simulation.calculate(name, PERIOD))
        return found

    def _rows(self, rule: Rule, results: RuleArrays, chosen: Ints, keys: Sequence[str]) -> list[Any]:
        relatives = results.relative[chosen].tolist()
        told = {
            "category": [CATEGORIES[code] if code else "" for code in results.category[chosen].tolist()],
            "person": [keys[place] if place >= 0 and keys else "" for place in relatives],
            "pending": (self.laid.pending[results.instance[chosen]] & rule.by_category).tolist(),
        }
        told |= {name: getattr(results, name)[chosen].tolist() for name in RESULTS}
        told |= {
            name: self._column(name, results, chosen) for name in ("income_year", "wage_year", *rule.reads)
        }
        return list(map(_row(tuple(told))._make, zip(*told.values(), strict=True)))

    def _column(self, name: str, results: RuleArrays, chosen: Ints) -> list[Any]:
        seats = results.seat if self._of_person(name) else results.instance
        plain: list[Any] = self.value(name)[seats[chosen]].tolist()
        return plain

    def _of_person(self, name: str) -> bool:
        return bool(self._simulation.tax_benefit_system.get_variable(name).entity.is_person)

    def _read(self, rule: Rule) -> RuleArrays:
        asked = self.value(f"{rule.name}_asked")
        if not rule.by_category:
            asked = asked & (self.laid.first[self._member_of] if rule.of_person else self.laid.first)
        seat = np.flatnonzero(asked)
        instance = self._member_of[seat] if rule.of_person else seat
        results = {
            name: self._result(f"{rule.name}_{name}", default, seat) for name, default in RESULTS.items()
        }
        return RuleArrays(
            family=self.laid.family[instance],
            relative=self.laid.relative[seat - self._instances] if rule.of_person else np.full(len(seat), -1),
            category=self.laid.category[instance] * rule.by_category,
            instance=instance,
            seat=seat,
            **results | {"refusals": _refused(results)},
        )

    def _result(self, name: str, default: Any, seat: Ints) -> Any:
        if name in self._simulation.tax_benefit_system.variables:
            return self.value(name)[seat]
        return np.full(len(seat), default)

    @property
    def _instances(self) -> int:
        """Those who died sit first among the persons, one an instance; then the relatives."""
        return len(self.laid.family)

    @cached_property
    def _member_of(self) -> Ints:
        return np.concatenate([np.arange(self._instances), self.laid.instance_of])

    def _built(self, system: Any) -> Any:
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("person", range(len(self._member_of)))
        families = builder.declare_entity("family", range(self._instances))
        families.members_entity_id = self._member_of
        families.members_role = self._roles()
        simulation = _Eternal(system, builder.populations)
        for name, values in self._inputs().items():
            simulation.set_input(name, PERIOD, values)
        return simulation

    def _roles(self) -> Column:
        from_kin = np.array([len(ROLES) - 1, *range(1, len(ROLES))])
        kin = self.given.relatives.get("kin", np.zeros(len(self.given.family_of), dtype=np.int64))
        places = np.concatenate(
            [np.zeros(self._instances, dtype=np.int64), from_kin[kin[self.laid.relative]]]
        )
        flattened: Column = np.array(Family.flattened_roles)[places]
        return flattened

    def _inputs(self) -> Columns:
        laid = self.laid
        families = {name: _dated(values)[laid.family] for name, values in self.given.families.items()}
        families |= {"category": laid.category, "determination_pending": laid.pending}
        relatives = {
            name: np.concatenate([np.zeros(self._instances, values.dtype), _dated(values)[laid.relative]])
            for name, values in self.given.relatives.items()
        }
        return families | relatives


def _refused(results: Columns) -> Ints:
    """Why nothing is owed; a sum that comes to 0 is a refusal too, never an amount."""
    said: Ints = results["refusals"]
    settled = (results["gaps"] | said) == 0
    nothing = settled & (results["fen"] == 0) & (results["high_fen"] == 0)
    return np.where(nothing, np.int64(Refusal.NOTHING_DUE), said)


def _dated(values: Column) -> Column:
    """Days that are not known as a day that their twin denies: arithmetic with NaT overflows."""
    if values.dtype.kind != "M":
        return values
    dated: Column = np.where(np.isnat(values), np.datetime64("1970-01-01"), values)
    return dated


@cache
def _row(names: tuple[str, ...]) -> Any:
    """What a teller is handed: a tuple with these names."""
    return namedtuple("row", names)
