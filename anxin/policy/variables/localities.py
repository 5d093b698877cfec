"""What rules of local standards share: rows of a local value, and what keeps one from being used."""

import numpy as np

from anxin.policy.codes import Gap
from anxin.policy.entities import Family
from anxin.policy.local import local_of
from anxin.policy.variables.base import Whole, bits, made, tables_of


def family_row(name, parameter, label):
    """Of each family: the row of a local value for the region of the death on the day of assessment."""

    def formula(family, period):
        return local_of(family, parameter).on(family("region", period), family("assessed_on", period))

    return made(name, Family, int, label, formula, Whole)


def own_row(person, period, parameter):
    """Of each person: the row of a local value for the own region on the day of assessment."""
    day = person.family("assessed_on", period)
    return local_of(person, parameter).on(person("own_region", period), day)


def number(population, parameter, rows):
    """The numbers of these rows; 0 where there is none."""
    return local_of(population, parameter).numbers[rows]


def local_gaps(population, parameter, rows, region_known):
    """Why a local value cannot be used: no region, no standard there, a standard from memory."""
    none = rows == 0
    unconfirmed = ~local_of(population, parameter).confirmed[rows]
    return bits(
        (Gap.REGION, none & ~region_known),
        (Gap.LOCAL_STANDARD, none & region_known),
        (Gap.RULE_UNCONFIRMED, unconfirmed),
    )


def standard_row(population, period, rule, key, day):
    """The row of a rule's table of versions for its own key on a day; 0 before the rule."""
    return tables_of(population).rules[rule].look_up(np.asarray(key), day)


def key_of(population, rule, key="standard"):
    """The place of one of the rule's own keys, one for each element."""
    place = tables_of(population).rules[rule].keys[key]
    return np.full(population.count, place, dtype=np.int64)


def yearly(day, month_day):
    """The next month-day on or after each day."""
    month, of_month = (int(part) for part in month_day.split("-"))
    year = day.astype("datetime64[Y]")
    this = _on(year, month, of_month)
    return np.where(this >= day, this, _on(year + 1, month, of_month))


def _on(years, month, day):
    first = (years.astype("datetime64[M]") + (month - 1)).astype("datetime64[D]")
    return first + (day - 1)
