"""Orphans and children whom in fact nobody brings up: F6-1, F6-2. Both get the local standard of orphans."""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.ages import age_reached, birthday
from anxin.policy.codes import REVIEWS, Gap, Refusal
from anxin.policy.entities import Person
from anxin.policy.variables.base import NEVER, Whole, bits, made, tables_of
from anxin.policy.variables.facts import Kin, OtherParent
from anxin.policy.variables.localities import key_of, local_gaps, number, own_row, standard_row

STANDARD = "orphan.scattered"
OF_AGE = 18


class child_of_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Known to have completed 18 years on the day of assessment"

    def formula(person, period):
        on, law = person.family("assessed_on", period), tables_of(person).conventions
        return person("birth_known", period) & age_reached(person("birth", period), OF_AGE, on, law)


class child_comes_of_age(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The day on which the child completes 18 years; NaT where the birth is not known"

    def formula(person, period):
        day = birthday(person("birth", period), OF_AGE, tables_of(person).conventions)
        return np.where(person("birth_known", period), day, NEVER)


class orphan_standard_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the local allowance of an orphan who lives in a family"

    def formula(person, period):
        return own_row(person, period, STANDARD)


class orphan_standard_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Local allowance a month of an orphan who lives in a family; 0 without a standard"

    def formula(person, period):
        return number(person, STANDARD, person("orphan_standard_row", period))


class orphan_allowance_asked(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A child not known to be 18 whose other parent is dead too, or not known how"
    reference = "国办发〔2010〕54号"

    def formula(person, period):
        other = person("other_parent", period)
        alone = (other == OtherParent.dead) | (other == OtherParent.unknown)
        child = person("is_relative", period) & (person("kin", period) == Kin.child)
        return child & alone & ~person("child_of_age", period)


class unattended_child_asked(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A child not known to be 18 whose other parent lives"
    reference = "民发〔2019〕62号"

    def formula(person, period):
        other = person("other_parent", period)
        lives = (other == OtherParent.living) | (other == OtherParent.unable)
        child = person("is_relative", period) & (person("kin", period) == Kin.child)
        return child & lives & ~person("child_of_age", period)


def _by_then(person, period, event):
    return person(f"{event}_known", period) & (person(event, period) <= person.family("assessed_on", period))


def _lost(person, period):
    return bits(
        (Refusal.DIED, _by_then(person, period, "died_on")),
        (Refusal.ADOPTED, _by_then(person, period, "adopted_on")),
    )


class orphan_allowance_refusals(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the orphan's allowance does not hold (bits of Refusal)"

    def formula(person, period):
        return _lost(person, period)


class unattended_child_refusals(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = (
        "A healthy free other parent brings the child up; or the child was adopted or died (bits of Refusal)"
    )
    reference = "民发〔2019〕62号: one parent dead and the other in one of the states it names"

    def formula(person, period):
        living = person("other_parent", period) == OtherParent.living
        return _lost(person, period) | bits((Refusal.OTHER_PARENT_LIVING, living))


def _gaps(rule):
    def formula(person, period):
        rows, known = person("orphan_standard_row", period), person("own_region_known", period)
        missing = bits(
            (Gap.BIRTH, ~person("birth_known", period)),
            (Gap.OTHER_PARENT, ~person("other_parent_known", period)),
        )
        told = missing | local_gaps(person, STANDARD, rows, known)
        return np.where(person(f"{rule}_refusals", period) > 0, 0, told)

    return formula


def _fen(rule):
    def formula(person, period):
        open_ = (person(f"{rule}_gaps", period) == 0) & (person(f"{rule}_refusals", period) == 0)
        due = person(f"{rule}_asked", period) & open_
        return np.where(due, person("orphan_standard_fen", period), 0)

    return formula


def _row(rule):
    def formula(person, period):
        return standard_row(person, period, rule, key_of(person, rule), person.family("assessed_on", period))

    return formula


def _ends(rule):
    def formula(person, period):
        refused = person(f"{rule}_refusals", period) > 0
        return np.where(refused, NEVER, person("child_comes_of_age", period))

    return formula


def _review(rule):
    def formula(person, period):
        return np.where(np.isnat(person(f"{rule}_ends", period)), 0, REVIEWS.index("child_18") + 1)

    return formula


def _of(rule, what):
    return (
        made(f"{rule}_gaps", Person, int, f"Why the {what} cannot be told (bits of Gap)", _gaps(rule), Whole),
        made(
            f"{rule}_fen",
            Person,
            int,
            f"The {what} a month: the local standard",
            _fen(rule),
            Whole,
            unit="fen",
        ),
        made(f"{rule}_row", Person, int, "Row of the version in force on the day", _row(rule), Whole),
        made(f"{rule}_ends", Person, date, "The 18th birthday, when it is looked at again", _ends(rule)),
        made(f"{rule}_review", Person, int, "Why then: place in REVIEWS from 1", _review(rule), Whole),
    )


VARIABLES = (
    child_of_age,
    child_comes_of_age,
    orphan_standard_row,
    orphan_standard_fen,
    orphan_allowance_asked,
    unattended_child_asked,
    orphan_allowance_refusals,
    unattended_child_refusals,
    *_of("orphan_allowance", "orphan's allowance"),
    *_of("unattended_child", "allowance of a child whom nobody brings up"),
)
