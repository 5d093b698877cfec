"""Paid annual leave of officers: F7-1 to F7-6 of POLICY.md. Here a person is an officer at the post."""

from datetime import date

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.entities import Person
from anxin.policy.leave.calendar import official_calendar
from anxin.policy.leave.codes import OF_THE_YEAR, UNTAKEN_REASONS, Exclusion, LeaveGap
from anxin.policy.leave.table import leave_table
from anxin.policy.variables.base import Whole, bits

UntakenReason = Enum("UntakenReason", [(code, code) for code in UNTAKEN_REASONS])


def table_of(person):
    """The figures of annual leave of the system that this run uses."""
    return leave_table(person.simulation.tax_benefit_system)


def given(name, kind, label):
    """An input and its twin that says whether it is known."""
    shared = {"entity": Person, "definition_period": DateUnit.ETERNITY}
    base, typed = (Variable, kind) if kind in (date, bool) else (Whole, int)
    more = {"unit": "fen"} if kind == "fen" else {}
    twin = name.removesuffix("_fen") + "_known"
    known = shared | {"value_type": bool, "label": f"Whether {name} is known"}
    stated = shared | more | {"value_type": typed, "label": label}
    return type(name, (base,), stated), type(twin, (Variable,), known)


INPUTS = (
    *given("service_start", date, "First day of the cumulative years of work (工作年限)"),
    *given("leave_on", date, "Day on which the leave of its calendar year is looked at"),
    *given("continuous_year", bool, "Has worked for a year without a break (条例 art 2)"),
    *given("vacation_days", int, "Days of winter and summer vacation of the year, 0 for none"),
    *given("personal_days", int, "Days of personal leave (事假) in the year without loss of pay"),
    *given("sick_months", int, "Full months of sick leave in the year, added up"),
    *given("taken_days", int, "Days of leave of this year taken before anything excluded it"),
    *given("carried_over_days", int, "Days of last year that were carried into this one (art 5)"),
    *given("carried_on_days", int, "Days of this year that are carried into the next (art 5)"),
    *given("annual_pay_fen", "fen", "Pay of the year that counts (办法 art 8): no housing or car money"),
    *given("leave_first", date, "First day of a leave"),
    *given("leave_last", date, "Last day of a leave"),
)


class untaken_reason(Variable):
    value_type = Enum
    possible_values = UntakenReason
    default_value = UntakenReason.unknown
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why days were not taken: work (the unit could not arrange them), own (the officer declined)"


class untaken_reason_known(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether untaken_reason is known"

    def formula(person, period):
        return person("untaken_reason", period) != UntakenReason.unknown


class excluded_by_last_year(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Something excluded last year's leave after it was taken, so there is none this year (办法 art 4)"


class leave_tier(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Tier of leave on the day: 1, 10 or 20 years reached, from the month after; 0 for none yet"
    reference = ["职工带薪年休假条例 art 3", "机关事业单位工作人员带薪年休假实施办法 art 2"]

    def formula(person, period):
        start, on = person("service_start", period), person("leave_on", period)
        month = start.astype("datetime64[M]")
        reached = [on >= (month + 12 * years + 1).astype("datetime64[D]") for years in table_of(person).years]
        return np.where(
            person("service_start_known", period), sum(one.astype(np.int64) for one in reached), 0
        )


class leave_tier_days(Whole):
    value_type = int
    unit = "days"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Days of leave of the tier: 5, 10 or 15"
    reference = "职工带薪年休假条例 art 3"

    def formula(person, period):
        return table_of(person).days[person("leave_tier", period)]


class leave_exclusions(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "What excludes the leave (bits of Exclusion)"
    reference = ["职工带薪年休假条例 art 2 and 4", "机关事业单位工作人员带薪年休假实施办法 art 4"]

    def formula(person, period):
        table, tier = table_of(person), person("leave_tier", period)
        has, days = tier > 0, person("leave_tier_days", period)
        broken = person("continuous_year_known", period) & ~person("continuous_year", period)
        return bits(
            (Exclusion.LESS_THAN_A_YEAR, person("service_start_known", period) & ~has),
            (Exclusion.NOT_CONTINUOUS, broken),
            (Exclusion.VACATION_LONGER, has & (person("vacation_days", period) > days)),
            (Exclusion.PERSONAL_LEAVE, has & (person("personal_days", period) >= table.personal_days)),
            (Exclusion.SICK_LEAVE, has & (person("sick_months", period) >= table.sick_months[tier])),
            (Exclusion.EXCLUDED_BY_LAST_YEAR, person("excluded_by_last_year", period)),
        )  # fmt: skip


class leave_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the days of the year cannot be told (bits of LeaveGap); an exclusion settles what is missing"

    def formula(person, period):
        excluded = person("leave_exclusions", period)
        early = person("leave_on", period) < table_of(person).start
        asked = {
            LeaveGap.SERVICE_START: "service_start",
            LeaveGap.CONTINUOUS_YEAR: "continuous_year",
            LeaveGap.VACATION_DAYS: "vacation_days",
            LeaveGap.PERSONAL_DAYS: "personal_days",
            LeaveGap.SICK_MONTHS: "sick_months",
        }
        missing = bits(*((gap, ~person(f"{name}_known", period)) for gap, name in asked.items()))
        late = (excluded & OF_THE_YEAR) > 0
        taken = bits((LeaveGap.TAKEN_DAYS, late & ~person("taken_days_known", period)))
        settled = (excluded & ~np.int64(OF_THE_YEAR)) > 0
        told = np.where(settled, 0, np.where(late, taken, missing))
        return np.where(early, np.int64(LeaveGap.BEFORE_2008), told)


class leave_next_year_none(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "An exclusion arose after leave was taken: this year stands, there is none next year"
    reference = "机关事业单位工作人员带薪年休假实施办法 art 4"

    def formula(person, period):
        late = (person("leave_exclusions", period) & OF_THE_YEAR) > 0
        own = (person("leave_exclusions", period) & ~np.int64(OF_THE_YEAR)) == 0
        return late & own & (person("leave_gaps", period) == 0) & (person("taken_days", period) > 0)


class leave_days(Whole):
    value_type = int
    unit = "days"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Days of leave of the year: those of the tier, 0 where something excludes it or a gap is open"
    reference = ["职工带薪年休假条例 art 3 and 4", "机关事业单位工作人员带薪年休假实施办法 art 2 and 4"]

    def formula(person, period):
        stands = (person("leave_exclusions", period) == 0) | person("leave_next_year_none", period)
        told = person("leave_gaps", period) == 0
        return np.where(told & stands, person("leave_tier_days", period), 0)


class leave_left_days(Whole):
    value_type = int
    unit = "days"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Days still to be taken: of this year and carried over from the last, less those taken"
    reference = "职工带薪年休假条例 art 5: carried over within one year at most"

    def formula(person, period):
        of_all = person("leave_days", period) + person("carried_over_days", period)
        return np.maximum(of_all - person("taken_days", period), 0)


class untaken_paid_days(Whole):
    value_type = int
    unit = "days"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Days not taken for reasons of work and not carried on"
    reference = "机关事业单位工作人员带薪年休假实施办法 art 7 and 9"

    def formula(person, period):
        worked = person("untaken_reason", period) == UntakenReason.work
        personal = person("personal_days", period)
        rested = personal > person("leave_tier_days", period)  # art 9: normal pay only
        left = np.maximum(person("leave_left_days", period) - person("carried_on_days", period), 0)
        return np.where(worked & ~rested, left, 0)


class untaken_pay_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Why the pay for untaken days cannot be computed (bits of LeaveGap)"

    def formula(person, period):
        left = person("leave_left_days", period) > person("carried_on_days", period)
        worked = person("untaken_reason", period) == UntakenReason.work
        return person("leave_gaps", period) | bits(
            (LeaveGap.TAKEN_DAYS, ~person("taken_days_known", period)),
            (LeaveGap.UNTAKEN_REASON, left & ~person("untaken_reason_known", period)),
            (LeaveGap.ANNUAL_PAY, left & worked & ~person("annual_pay_known", period)),
        )


class untaken_pay_fen(Whole):
    value_type = int
    unit = "fen"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Extra pay for untaken days: days x 200 % x annual pay / 261, half up, by the end of March after"
    reference = "机关事业单位工作人员带薪年休假实施办法 art 7 and 8"

    def formula(person, period):
        table = table_of(person)
        share = table.extra_percent * person("untaken_paid_days", period) * person("annual_pay_fen", period)
        by = 100 * table.paid_days
        return np.where(person("untaken_pay_gaps", period) == 0, (2 * share + by) // (2 * by), 0)


def calendar_of(person):
    """The calendar handed in with the run, else the official one."""
    return getattr(person.simulation, "work_calendar", None) or official_calendar()


class leave_count_gaps(Whole):
    value_type = int
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Whether the calendar has the days of this leave (bits of LeaveGap)"

    def formula(person, period):
        asked = person("leave_first_known", period) & person("leave_last_known", period)
        known = calendar_of(person).known(person("leave_first", period), person("leave_last", period))
        return bits((LeaveGap.CALENDAR, asked & ~known))


class leave_counted_days(Whole):
    value_type = int
    unit = "days"
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Working days of a leave: holidays and rest days are not counted, make-up days are"
    reference = "职工带薪年休假条例 art 3"

    def formula(person, period):
        asked = person("leave_first_known", period) & person("leave_last_known", period)
        first, last = person("leave_first", period), person("leave_last", period)
        return np.where(asked, calendar_of(person).working_days(first, last), 0)


VARIABLES = (
    *INPUTS,
    untaken_reason,
    untaken_reason_known,
    excluded_by_last_year,
    leave_tier,
    leave_tier_days,
    leave_exclusions,
    leave_gaps,
    leave_next_year_none,
    leave_days,
    leave_left_days,
    untaken_paid_days,
    untaken_pay_gaps,
    untaken_pay_fen,
    leave_count_gaps,
    leave_counted_days,
)
