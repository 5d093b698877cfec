"""What a card is opened from: plain data, from a form or from a row of a ledger."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from anxin.families.models import Source
from anxin.ground.days.partial import PartialDate
from anxin.ground.units.models import Unit


@dataclass(frozen=True)
class Origin:
    """Where details come from: kind of source, its words, the day they hold for.

    ``dated`` is False when the paper itself names no day; such details never replace a fact made by hand.
    """

    source: Source
    text: str
    on: date
    ledger: uuid.UUID | None = None
    dated: bool = True


@dataclass(frozen=True)
class PersonDetails:
    """Who somebody is. The identity number is already checked, or empty."""

    name: str
    sex: str = "0"
    birth: PartialDate | None = None
    id_number: str = ""


@dataclass(frozen=True)
class OfficerDetails(PersonDetails):
    """An officer who died on duty. Pay in integer fen; None is unknown, never zero."""

    died_on: PartialDate | None = None
    unit_text: str = ""
    post_text: str = ""
    work_start: PartialDate | None = None
    death_cause: str = ""
    determination: str = ""
    determined_document: str = ""
    determined_body: str = ""
    determined_on: date | None = None
    channel: str = ""
    employment: str = ""
    basic_pay_fen: int | None = None
    police_allowance_fen: int | None = None
    wage_fen: int | None = None
    insured: bool | None = None
    insured_wage_fen: int | None = None
    pension_insured: bool | None = None
    contribution_years: int | None = None
    retired: bool | None = None
    region: str = ""
    missing_since: date | None = None
    hardship: bool | None = None


@dataclass(frozen=True)
class MemberDetails(PersonDetails):
    """A member of the family: kinship to the fallen officer (GB/T 4761) and facts by dictionary code.
    ``origin``: where this is known from, if elsewhere than the rest of the card."""

    kinship: str = "97"
    inferred: bool = False
    is_head: bool = False
    phone: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    origin: Origin | None = None


@dataclass(frozen=True)
class CardDetails:
    """One family: the officer, the members, what is known of the household. ``number`` is the card's own
    number, where the paper is an export of this house."""

    officer: OfficerDetails
    members: tuple[MemberDetails, ...] = ()
    address: str = ""
    phone: str = ""
    town: str = ""
    outside_number: str = ""
    number: str = ""
    unit: Unit | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
