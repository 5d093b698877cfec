"""A family as callers state it: who died, who is left, what is known of each. None is "not known"."""

from dataclasses import dataclass
from datetime import date


@dataclass(slots=True)  # not frozen: made a million times a night, a frozen one takes nine times as long
class Deceased:
    """The officer who died. Money in fen; a partial date is not known.

    category: martyr, on_duty, illness, work_injury; None while the determination is pending.
    basic_pay_fen: basic pay of the last month; the rank allowance of police (警衔津贴) stands apart.
    insured: whether the unit had joined work-injury insurance. insured_wage_fen: the average monthly
    contribution wage of the 12 months before the injury. wage_fen: the whole monthly wage, which caps what
    survivors get together. missing_since: the day of the event, while missing and not declared dead.
    hardship: whether the family of a missing officer is in hardship (advance of 50 %, F2-5).
    region: GB/T 2260 code of the county whose standards hold. service_years: whole years of work.
    contribution_years: whole years of contributions to the pension fund. retired: drew a pension at death.
    """

    death: date | None = None
    missing_since: date | None = None
    hardship: bool | None = None
    category: str | None = None
    employment: str | None = None
    channel: str | None = None
    basic_pay_fen: int | None = None
    rank_allowance_fen: int | None = None
    insured: bool | None = None
    insured_wage_fen: int | None = None
    pension_insured: bool | None = None
    wage_fen: int | None = None
    region: str | None = None
    service_years: int | None = None
    contribution_years: int | None = None
    retired: bool | None = None


@dataclass(slots=True)  # as above
class Relative:
    """Somebody of the family. ``kin`` is what this person is to the one who died (codes.KINS).

    incapable: wholly unable to work. relied: the deceased was the main support. income_fen: own monthly
    income, 0 for none. lone: an old person without anybody (孤寡老人), or a child without parents (孤儿).
    raised_deceased: brought the deceased up in the parents' place. needy: recognised as in hardship by school
    or civil affairs. disabled: holds a certificate of severe disability. employees_cover: has the medical
    insurance of employees (职工医保), not that of residents. The dates are of events that stop or
    suspend a pension; ``prison`` is from and to (to None: still)."""

    key: str
    kin: str | None = None
    sex: str | None = None
    birth: date | None = None
    died_on: date | None = None
    incapable: bool | None = None
    relied: bool | None = None
    income_fen: int | None = None
    lone: bool | None = None
    raised_deceased: bool = False
    study: str | None = None
    boarding: bool | None = None
    needy: bool | None = None
    disabled: bool | None = None
    other_parent: str | None = None
    assistance: str | None = None
    employees_cover: bool | None = None
    region: str | None = None
    employed_on: date | None = None
    enlisted_on: date | None = None
    remarried_on: date | None = None
    adopted_on: date | None = None
    prison: tuple[date, date | None] | None = None


@dataclass(frozen=True, slots=True)
class FamilyCase:
    """One death and one family, as of one day."""

    deceased: Deceased
    relatives: tuple[Relative, ...]
    as_of: date
