"""Aid to needy pupils and students, by stage of school: F6-5 to F6-7."""

from datetime import date

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import REVIEWS, STUDIES, Gap, Refusal
from anxin.policy.entities import Person
from anxin.policy.local import local_of
from anxin.policy.variables.base import NEVER, Whole, bits, tables_of
from anxin.policy.variables.facts import Kin, Study
from anxin.policy.variables.localities import number, yearly

RULE = "student_aid"
BOARDED = ("primary", "junior")  # schools where boarders get more
NATIONAL = ("senior", "vocational", "college", "postgraduate")  # averages of a national grant
# In the order of `student_aid_standard`, counted from 1.
STANDARDS = (
    "preschool", "primary_day", "primary_boarding", "junior_day", "junior_boarding", *NATIONAL,
)  # fmt: skip


def place_of(study, boarding=False):
    """The place of a school's standard in STANDARDS, from 1."""
    name = f"{study}_{'boarding' if boarding else 'day'}" if study in BOARDED else study
    return STANDARDS.index(name) + 1


DAY = np.array([place_of(study) if study not in ("unknown", "none") else 0 for study in STUDIES])
BOARDING = np.array([place_of(study, True) if study not in ("unknown", "none") else 0 for study in STUDIES])


class student_aid_asked(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "A relative who studies, or a child under 18 (or of unknown age) of whom it is not known"

    def formula(person, period):
        study = person("study", period)
        studies = (study != Study.unknown) & (study != Study.none)
        maybe = (person("kin", period) == Kin.child) & ~person("child_of_age", period)
        unknown = (study == Study.unknown) & maybe
        return person("is_relative", period) & (studies | unknown)


class student_aid_standard(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Which standard is this pupil's: place in STANDARDS from 1; 0 for none"

    def formula(person, period):
        study = np.asarray(person("study", period)).astype(np.int64)
        return np.where(person("boarding", period), BOARDING[study], DAY[study])


class student_aid_local_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of that standard for the pupil's own region on the day of assessment"

    def formula(person, period):
        which, rows = person("student_aid_standard", period), np.zeros(person.count, dtype=np.int64)
        region, day = person("own_region", period), person.family("assessed_on", period)
        for place, name in enumerate(STANDARDS, start=1):
            mine = np.flatnonzero(which == place)
            rows[mine] = local_of(person, f"{RULE}.{name}").on(region[mine], day[mine])
        return rows


class student_aid_standard_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The standard of a school year; 0 where there is none"

    def formula(person, period):
        which, rows = person("student_aid_standard", period), person("student_aid_local_row", period)
        amounts = np.zeros(person.count, dtype=np.int64)
        for place, name in enumerate(STANDARDS, start=1):
            mine = which == place
            if mine.any():
                amounts[mine] = number(person, f"{RULE}.{name}", rows[mine])
        return amounts


class student_aid_unconfirmed(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The standard is from memory and to be confirmed"

    def formula(person, period):
        which, rows = person("student_aid_standard", period), person("student_aid_local_row", period)
        doubtful = np.zeros(person.count, dtype=np.bool_)
        for place, name in enumerate(STANDARDS, start=1):
            mine = which == place
            doubtful[mine] = ~tables_of(person).local[f"{RULE}.{name}"].confirmed[rows[mine]]
        return doubtful


class student_aid_average(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The standard is an average: the school sets the band"
    reference = "F6-6: an average, never a promise"

    def formula(person, period):
        which = person("student_aid_standard", period)
        return np.isin(which, [place_of(study) for study in NATIONAL])


class student_aid_refusals(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Not recognised as in hardship, or died (bits of Refusal)"

    def formula(person, period):
        gone = person("died_on_known", period) & (
            person("died_on", period) <= person.family("assessed_on", period)
        )
        not_needy = person("needy_known", period) & ~person("needy", period)
        return bits((Refusal.NOT_NEEDY, not_needy), (Refusal.DIED, gone))


class student_aid_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the aid cannot be told (bits of Gap)"

    def formula(person, period):
        known, study = person("study_known", period), person("study", period)
        boards = (study == Study.primary) | (study == Study.junior)
        asks_boarding = boards & ~person("boarding_known", period)
        none = known & ~asks_boarding & (person("student_aid_local_row", period) == 0)
        national, placed = person("student_aid_average", period), person("own_region_known", period)
        told = bits(
            (Gap.STUDY, ~known),
            (Gap.NEEDY, ~person("needy_known", period)),
            (Gap.BOARDING, asks_boarding),
            (Gap.AMOUNT_UNKNOWN, none & national),
            (Gap.REGION, none & ~national & ~placed),
            (Gap.LOCAL_STANDARD, none & ~national & placed),
            (Gap.RULE_UNCONFIRMED, person("student_aid_unconfirmed", period)),
        )
        return np.where(person("student_aid_refusals", period) > 0, 0, told)


class student_aid_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "The aid of a school year: the local standard, or the average of the national grant"
    reference = ["local standards of needy pupils (F6-5)", "national grants from 2024 and 2025 (F6-6)"]

    def formula(person, period):
        open_ = (person("student_aid_gaps", period) == 0) & (person("student_aid_refusals", period) == 0)
        due = person("student_aid_asked", period) & open_
        return np.where(due, person("student_aid_standard_fen", period), 0)


class student_aid_row(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Row of the version for this school in force on the day of assessment; 0 where it is not known"

    def formula(person, period):
        table = tables_of(person).rules[RULE]
        keys = np.array([table.keys.get(study, 0) for study in STUDIES])
        study = np.asarray(person("study", period)).astype(np.int64)
        return table.look_up(keys[study], person.family("assessed_on", period))


class student_aid_ends(Variable):
    value_type = date
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "End of the school year, when it is looked at again; NaT where it does not hold"

    def formula(person, period):
        day = yearly(person.family("assessed_on", period), tables_of(person).convention("school_year_ends"))
        return np.where(person("student_aid_fen", period) > 0, day, NEVER)


class student_aid_review(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why then: place in REVIEWS from 1"

    def formula(person, period):
        return np.where(person("student_aid_fen", period) > 0, REVIEWS.index("school_year_ends") + 1, 0)


VARIABLES = (
    student_aid_asked,
    student_aid_standard,
    student_aid_local_row,
    student_aid_standard_fen,
    student_aid_unconfirmed,
    student_aid_average,
    student_aid_refusals,
    student_aid_gaps,
    student_aid_fen,
    student_aid_row,
    student_aid_ends,
    student_aid_review,
)
