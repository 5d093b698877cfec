"""Whether the parents and children of the one who died are gone: some relatives come in only then (F2-8)."""

import numpy as np
from openfisca_core.periods import DateUnit

from anxin.policy.entities import Family
from anxin.policy.truth import NO, UNKNOWN, YES, either, truth
from anxin.policy.variables.base import Whole
from anxin.policy.variables.facts import Kin


def dead_by(person, period, day):
    """Yes or no: a relative of whom no death is known lives."""
    known = person("died_on_known", period) & (person("died_on", period) <= day)
    return np.where(known, YES, NO)


def all_of(family, who, answers, least):
    """Yes where at least so many are known and each is; no where one is not; else not known."""
    no = family.any(who & (answers == NO))
    unknown = family.any(who & (answers == UNKNOWN)) | (family.sum(who) < least)
    return np.where(no, NO, np.where(unknown, UNKNOWN, YES))


class parents_dead(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "All parents of the one who died are dead (see truth.py); two must be on record"
    reference = "劳社部令第18号 art 3"

    def formula(family, period):
        day = family.project(family("dependants_on", period))
        dead = dead_by(family.members, period, day)
        return all_of(family, family.members("kin", period) == Kin.parent, dead, 2)


def _gone(family, period):
    members = family.members
    dead = dead_by(members, period, family.project(family("dependants_on", period)))
    return either(dead, truth(members("incapable_known", period), members("incapable", period)))


class parents_gone(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "All parents of the one who died are dead or wholly unable to work; two must be on record"
    reference = "劳社部令第18号 art 3"

    def formula(family, period):
        return all_of(family, family.members("kin", period) == Kin.parent, _gone(family, period), 2)


class children_gone(Whole):
    value_type = int
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "All children of the one who died are dead or wholly unable to work; one must be on record"
    reference = "劳社部令第18号 art 3"

    def formula(family, period):
        return all_of(family, family.members("kin", period) == Kin.child, _gone(family, period), 1)


VARIABLES = (parents_dead, parents_gone, children_gone)
