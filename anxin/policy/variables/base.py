"""Kinds of variables that OpenFisca lacks."""

import numpy as np
from openfisca_core.variables import Variable

from anxin.policy.rules import rule_table
from anxin.policy.years import publication, year_table


class Whole(Variable):
    """A 64-bit whole number: fen (OpenFisca's int is 32 bits, its float 24), bits of gaps, rows of a table.

    OpenFisca reads the attributes of the class itself only, so each variable states all of its own.
    """

    def __init__(self, baseline_variable=None):
        super().__init__(baseline_variable)
        self.dtype = np.int64


def parameters_of(population):
    """The whole parameter tree with its history (a formula's own `parameters` shows one day only)."""
    return population.simulation.tax_benefit_system.parameters


def rules_of(population, rule):
    """The table of versions of a rule."""
    return rule_table(parameters_of(population).children[rule])


def urban_income(population):
    """The table of the income figures."""
    return year_table(parameters_of(population).children["urban_income"].children["amount"], "urban_income")


def income_publication(population):
    """When each income figure came out."""
    return publication(parameters_of(population).children["urban_income"])


def bits(*conditions):
    """The union of the flags whose condition holds: pairs of (flag, array of bool)."""
    return sum((np.where(holds, np.int64(flag), 0) for flag, holds in conditions), start=np.int64(0))


def row_in_force(person, period, rule):
    """Of each person, the row of the version of the rule in force on the death; 0 where none or undated."""
    category = np.asarray(person("category", period)).astype(np.int64)
    rows = rules_of(person, rule).look_up(category, person("date_of_death", period))
    return np.where(person("date_of_death_known", period), rows, 0)
