"""Promises of the package: exact money, twins of nullable inputs, sources of every parameter."""

import ast
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from openfisca_core.parameters import Parameter
from openfisca_core.simulations import SimulationBuilder

import anxin.policy
from anxin.policy.api import CITATIONS, PAYERS
from anxin.policy.system import system
from anxin.policy.tests.conftest import ExactItem

ROOM = Path(anxin.policy.__file__).parent


def leaves(node):
    if isinstance(node, Parameter):
        return [node]
    return [leaf for child in node.children.values() for leaf in leaves(child)]


def imported(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_variable_is_a_float():
    assert not [name for name, variable in system().variables.items() if variable.value_type is float]


def test_every_money_variable_holds_whole_fen_in_64_bits():
    money = [one for name, one in system().variables.items() if name.endswith("_fen") or one.unit == "fen"]
    assert len(money) >= 4
    assert {(one.dtype, one.unit, one.name[-4:]) for one in money} == {(np.int64, "fen", "_fen")}


def test_every_nullable_input_has_a_known_twin():
    inputs = [one for one in system().variables.values() if not one.formulas and one.value_type is not bool]
    assert len(inputs) >= 5
    twins = {one.name.removesuffix("_fen") + "_known" for one in inputs if one.name != "assessed_on"}
    assert twins <= set(system().variables)


def test_an_unset_case_is_nothing_but_gaps():
    simulation = SimulationBuilder.build_default_simulation(system(), 1)
    assert simulation.calculate("lump_sum_gaps", "2004")[0] > 0
    assert not simulation.calculate("lump_sum_known", "2004")[0]
    assert not simulation.calculate("martyr_praise_known", "2004")[0]


def test_an_unknown_category_set_as_determined_is_a_gap():
    simulation = SimulationBuilder.build_default_simulation(system(), 1)
    facts = {"date_of_death": date(2017, 5, 9), "assessed_on": date(2026, 1, 1), "basic_pay_fen": 413500}
    for name, value in facts.items():
        simulation.set_input(name, "2004", np.array([value]))
    for name in ("date_of_death_known", "basic_pay_known"):
        simulation.set_input(name, "2004", np.array([True]))
    simulation.set_input("employment", "2004", np.array(["civil_servant"]))
    simulation.set_input("channel", "2004", np.array(["pension"]))
    assert simulation.calculate("lump_sum_gaps", "2004").tolist() == [8]


def test_every_variable_says_what_it_means():
    assert all(variable.label for variable in system().variables.values())


@pytest.mark.parametrize("leaf", leaves(system().parameters), ids=lambda leaf: leaf.name)
def test_every_parameter_has_a_unit_a_source_and_a_confidence(leaf):
    assert leaf.metadata["unit"]
    for dated in leaf.values_list:
        assert not isinstance(dated.value, float)
        if leaf.name.endswith("grounds"):
            assert set(dated.value) <= set(CITATIONS)
            continue
        assert dated.metadata["reference"] in CITATIONS
        assert dated.metadata["confidence"] == CITATIONS[dated.metadata["reference"]].confidence
        if leaf.name.endswith("payer"):
            assert dated.value in PAYERS


def test_only_figures_of_a_year_may_be_unconfirmed():
    shaky = {
        (leaf.name, dated.instant_str)
        for leaf in leaves(system().parameters)
        for dated in leaf.values_list
        if dated.metadata.get("confidence") == "M"
    }
    assert shaky == {
        ("urban_income.amount", "2013-01-01"),
        ("urban_income.amount", "2017-01-01"),
        ("local.national.medical.personal_share", "2026-01-01"),
    }


def test_published_growth_rates_follow_from_the_figures():
    """POLICY.md 8.1: growth of 2019 to 2025 within 0.05 points."""
    amounts = {leaf.name: leaf for leaf in leaves(system().parameters)}["urban_income.amount"].values_list
    by_year = {int(one.instant_str[:4]): one.value for one in amounts}
    rates = dict(zip(range(2019, 2026), (79, 35, 82, 39, 51, 46, 43), strict=True))
    for year, per_mille in rates.items():
        assert abs((by_year[year] / by_year[year - 1] - 1) * 1000 - per_mille) <= 0.5


def test_every_citation_says_where_it_was_seen_and_how_surely():
    for citation in CITATIONS.values():
        assert citation.source
        assert citation.confidence in {"Q", "S", "M"}


def test_the_package_imports_nothing_of_the_house():
    imports = [name for file in ROOM.rglob("*.py") for name in imported(file)]
    foreign = {name for name in imports if name.split(".")[0] in {"anxin", "django"}}
    assert {name for name in foreign if not name.startswith("anxin.policy")} == set()


def test_the_worked_examples_are_compared_to_the_fen():
    """OpenFisca's own comparison takes 32-bit floats: 1,625,640.00 and 1,625,640.01 are the same to it."""
    simulation = SimulationBuilder.build_default_simulation(system(), 1)
    simulation.set_input("basic_pay_fen", "2004", np.array([162564000]))
    item = ExactItem.__new__(ExactItem)
    item.simulation = simulation
    item.check_variable("basic_pay_fen", 162564000, "2004")
    with pytest.raises(AssertionError):
        item.check_variable("basic_pay_fen", 162564001, "2004")
