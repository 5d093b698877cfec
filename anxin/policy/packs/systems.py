"""The rules with packs: a system of their own, made once for each set of packs."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode

from anxin.policy.citations import CITATIONS, Citation
from anxin.policy.local import NATIONAL, NODE
from anxin.policy.packs.catalogue import SETTABLES
from anxin.policy.packs.reading import NATIONAL as WHOLE_COUNTRY
from anxin.policy.packs.reading import Pack, PackError, PackValue
from anxin.policy.system import CountryTaxBenefitSystem, system


def system_with(packs: Sequence[Pack] = ()) -> CountryTaxBenefitSystem:
    """The system with these packs, in whatever order they are handed in; without any, the one instance.

    Raises PackError where two packs set one thing for one region and day, or bear one id.
    """
    return _system(tuple(sorted(packs, key=lambda pack: (pack.id, pack.digest)))) if packs else system()


def citations_with(packs: Sequence[Pack] = ()) -> dict[str, Citation]:
    """The package's citations and those of the packs, by the codes that lines name."""
    return CITATIONS | {one.code: one for pack in packs for one in pack.citations}


@lru_cache(16)
def _system(packs: tuple[Pack, ...]) -> CountryTaxBenefitSystem:
    refuse_clashes(packs)
    made = CountryTaxBenefitSystem(system().parameters.clone())
    for pack in packs:
        for name, values in groupby(pack.values, lambda value: value.name):
            _set(made.parameters, pack.region, name, list(values))
    return made


def refuse_clashes(packs: Iterable[Pack]) -> None:
    """Raise PackError where two packs cannot stand together."""
    ids: set[str] = set()
    taken: dict[tuple[str, str, object], str] = {}
    for pack in packs:
        if pack.id in ids:
            raise PackError("id", "same_id")
        ids.add(pack.id)
        for value in pack.values:
            other = taken.setdefault((pack.region, value.name, value.start), pack.id)
            if other != pack.id:
                raise PackError(f"{pack.id}: values.{value.name}.{value.start}", "two_packs", other=other)


def _set(root: Any, region: str, name: str, values: list[PackValue]) -> None:
    """Put values into the tree: national figures where the package has its own, others by region."""
    nation = region == WHOLE_COUNTRY
    of_the_package = nation and SETTABLES[name].region == WHOLE_COUNTRY
    place = [] if of_the_package else [NODE, NATIONAL if nation else f"r{region}"]
    *path, leaf = [*place, *name.split(".")]
    node = root
    for part in path:
        if part not in node.children:
            node.add_child(part, ParameterNode(f"{node.name}.{part}", data={}))
        node = node.children[part]
    _merge(node, leaf, values)


def _merge(node: Any, leaf: str, values: list[PackValue]) -> None:
    """A leaf with the values that were there and these; of one day, these."""
    before = node.children.pop(leaf, None)
    dated = {value.instant_str: _plain(value) for value in (before.values_list if before else [])}
    dated |= {value.start.isoformat(): _new(value) for value in values}
    node.add_child(leaf, Parameter(f"{node.name}.{leaf}", {"values": dated}))


def _plain(value: Any) -> dict[str, Any]:
    return {"value": value.value, "metadata": dict(value.metadata)}


def _new(value: PackValue) -> dict[str, Any]:
    return {
        "value": value.told,
        "metadata": {"reference": value.citation, "confidence": value.confidence},
    }
