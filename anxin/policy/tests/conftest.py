"""Collects the worked examples in YAML and compares them to the fen."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.tools.test_runner import Loader, YamlFile, YamlItem, yaml

from anxin.policy.packs.reading import read as read_pack
from anxin.policy.packs.systems import system_with
from anxin.policy.system import CountryTaxBenefitSystem, system
from anxin.policy.tests.cases import pack_text


class ExactItem(YamlItem):
    """One worked example. OpenFisca itself compares as 32-bit floats, which lose fen beyond 167,772 yuan."""

    def check_variable(self, variable_name, expected_value, period, entity_index=None):
        found = plain(self.simulation.calculate(variable_name, period))
        found = found if entity_index is None else [found[entity_index]]
        assert found == [expected_value], variable_name


def plain(values: np.ndarray) -> list[object]:
    """Codes and dates as words, numbers as they are."""
    if isinstance(values, EnumArray):
        return [str(code) for code in values.decode_to_str()]
    return (values.astype(str) if values.dtype.kind == "M" else values).tolist()


class ExactFile(YamlFile):
    def collect(self) -> Iterator[ExactItem]:
        for example in yaml.load(self.path.read_text(encoding="utf-8"), Loader=Loader):
            yield ExactItem.from_parent(
                self,
                name=example["name"],
                baseline_tax_benefit_system=_system(example.pop("packs", [])),
                test=example,
                options=self.options,
            )


def _system(names: list[str]) -> CountryTaxBenefitSystem:
    """The system with packs of the package or of tests/packs."""
    return system_with([read_pack(pack_text(name)) for name in names])


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> ExactFile | None:
    if file_path.parent.name != "worked" or file_path.suffix != ".yaml":
        return None
    return ExactFile.from_parent(parent, path=file_path, tax_benefit_system=system(), options={})
