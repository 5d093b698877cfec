"""Kinds of variables that OpenFisca lacks, and what formulas share."""

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import PAYERS
from anxin.policy.tables import tables

Payer = Enum("Payer", [(code, code) for code in PAYERS])
NEVER = np.datetime64("NaT", "D")


class Whole(Variable):
    """A 64-bit whole number: fen (OpenFisca's int is 32 bits, its float 24), bits of gaps, rows of a table.

    OpenFisca reads the attributes of the class itself only, so each variable states all of its own.
    """

    def __init__(self, baseline_variable=None):
        super().__init__(baseline_variable)
        self.dtype = np.int64


def tables_of(population):
    """The tables of the system that this run uses (a formula's own `parameters` shows one day only)."""
    return tables(population.simulation.tax_benefit_system)


def rules_of(population, rule):
    """The table of versions of a rule."""
    return tables_of(population).rules[rule]


def bits(*conditions):
    """The union of the flags whose condition holds: pairs of (flag, array of bool)."""
    return sum((np.where(holds, np.int64(flag), 0) for flag, holds in conditions), start=np.int64(0))


def row_in_force(family, period, rule, key=None):
    """Of each family, the row of the version of the rule in force on the death; 0 where none or undated.

    key: the rule's own key (RuleTable.keys); without it, the category."""
    key = np.asarray(family("category", period)).astype(np.int64) if key is None else key
    rows = rules_of(family, rule).look_up(key, family("date_of_death", period))
    return np.where(family("date_of_death_known", period), rows, 0)


def made(name, entity, value_type, label, formula, kind=Variable, **more):
    """A variable made by a recipe that several rules share."""
    body = {"value_type": value_type, "entity": entity, "definition_period": DateUnit.ETERNITY}
    return type(name, (kind,), body | {"label": label, "formula": formula, "__doc__": label} | more)
