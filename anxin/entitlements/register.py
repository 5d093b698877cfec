"""What the register knows of deaths and families, for many cards at once: one question a table, joined here
and not in the database (see ground.database.bulk)."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from anxin.families.actions.opening import CARD
from anxin.families.dictionary import STANDING, WITHDRAWN
from anxin.families.models import Bereavement, Fact, FallenOfficer, Kinship, Membership, Person
from anxin.families.models.households import Ended
from anxin.ground.days.partial import PartialDate
from anxin.ground.units.models import STEP, Unit

CODES = ("monthly_income", "medical_cover", *(one.code for one in STANDING))
COUNTY = 6  # digits of a GB/T 2260 code; what follows names a town or a village
STAYS = ("", Ended.DEATH, Ended.REMARRIAGE, Ended.ADOPTION, Ended.MOVED)


class Death(NamedTuple):
    """One death on one card: the columns of the officer's record."""

    household: uuid.UUID
    path: str
    officer: uuid.UUID
    person: uuid.UUID
    unit_text: str
    post_text: str
    determination: str
    channel: str
    employment: str
    work_start: PartialDate | None
    basic_pay_fen: int | None
    police_allowance_fen: int | None
    wage_fen: int | None
    insured: bool | None
    insured_wage_fen: int | None
    pension_insured: bool | None
    contribution_years: int | None
    retired: bool | None
    region: str
    missing_since: date | None
    hardship: bool | None


class Who(NamedTuple):
    """Sex (GB/T 2261.1), birth and death of a person."""

    sex: str
    birth: PartialDate | None
    died_on: PartialDate | None


class Member(NamedTuple):
    """That somebody belongs to a card, or no longer does."""

    person: uuid.UUID
    ended: str
    until: date | None


@dataclass
class Register:
    """What was read. ``kin``: what (person, of) is, by GB/T 4761; ``facts``: the newest value of each code of
    a person; ``regions``: the place of a card's unit by the card's path."""

    deaths: list[Death] = field(default_factory=list)
    people: dict[uuid.UUID, Who] = field(default_factory=dict)
    members: Mapping[uuid.UUID, list[Member]] = field(default_factory=dict)
    kin: dict[tuple[uuid.UUID, uuid.UUID], str] = field(default_factory=dict)
    facts: Mapping[uuid.UUID, dict[str, str]] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)


def read(cards: Iterable[uuid.UUID]) -> Register:
    """Everything that the law asks about the deaths that these households mourn. Seven questions."""
    cards = list(cards)
    deaths = _deaths(cards)
    members = _members(cards)
    officers = {death.person for death in deaths}
    people = officers | {one.person for some in members.values() for one in some}
    return Register(
        deaths=deaths,
        people=_people(people),
        members=members,
        kin=_kin(officers),
        facts=_facts(cards),
        regions=_regions({death.path for death in deaths}),
    )


def _deaths(cards: list[uuid.UUID]) -> list[Death]:
    links = Bereavement.objects.filter(household__pk__among=cards).order_by("path", "officer_id")
    pairs = list(links.values_list("household_id", "path", "officer_id"))
    officers = FallenOfficer.objects.order_by().filter(pk__among={officer for _card, _path, officer in pairs})
    columns = officers.values_list("pk", "person_id", *Death._fields[4:])
    found = {key: rest for key, *rest in columns}
    return [
        Death(card, path, officer, *found[officer])
        for card, path, officer in pairs
        if officer in found  # an officer whose own card lies outside this scope is calculated there
    ]


def _members(cards: list[uuid.UUID]) -> dict[uuid.UUID, list[Member]]:
    found: dict[uuid.UUID, list[Member]] = defaultdict(list)
    links = Membership.objects.order_by("id").filter(household__pk__among=cards, ended__in=STAYS)
    for card, person, ended, until in links.values_list("household_id", "person_id", "ended", "until"):
        found[card].append(Member(person, ended, until))
    return found


def _people(keys: set[uuid.UUID]) -> dict[uuid.UUID, Who]:
    people = Person.objects.order_by().filter(pk__among=keys)
    rows = people.values_list("pk", "sex", "birth", "died_on")
    return {key: Who(sex, birth, died_on) for key, sex, birth, died_on in rows}


def _kin(officers: set[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    kin = Kinship.objects.order_by().filter(of__pk__among=officers, until=None)
    return {(person, of): kind for person, of, kind in kin.values_list("person_id", "of_id", "kind")}


def _facts(cards: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, str]]:
    """The newest of each code, by the order of Fact.newest_first; what was withdrawn is not known."""
    facts = Fact.objects.filter(household__pk__among=cards, person__isnull=False, code__in=CODES)
    found: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    oldest_first = facts.order_by("dated", "on", "entered_at")
    for person, code, value in oldest_first.values_list("person_id", "code", "value"):
        found[person][code] = value
    return {person: _standing(told) for person, told in found.items()}


def _standing(told: dict[str, str]) -> dict[str, str]:
    return {code: value for code, value in told.items() if value != WITHDRAWN}


def _regions(paths: set[str]) -> dict[str, str]:
    """The GB/T 2260 code of the nearest unit above each card that has one."""
    above = {path: _above(path) for path in paths}
    named = Unit.objects.filter(path__in={one for line in above.values() for one in line}).exclude(
        region_code=""
    )
    codes: dict[str, Any] = dict(named.order_by().values_list("path", "region_code"))
    return {
        path: next((codes[one][:COUNTY] for one in line if one in codes), "") for path, line in above.items()
    }


def _above(path: str) -> list[str]:
    """The paths of the units above a card, the nearest first."""
    return [path[:end] for end in range(path.rindex(CARD), 0, -STEP)]
