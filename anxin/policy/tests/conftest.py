"""Collects the worked examples in YAML and compares them to the fen."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.tools.test_runner import Loader, YamlFile, YamlItem, yaml

from anxin.policy.system import system


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
                baseline_tax_benefit_system=self.tax_benefit_system,
                test=example,
                options=self.options,
            )


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> ExactFile | None:
    if file_path.parent.name != "worked" or file_path.suffix != ".yaml":
        return None
    return ExactFile.from_parent(parent, path=file_path, tax_benefit_system=system(), options={})
