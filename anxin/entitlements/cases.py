"""From the register to the law: what is known of each death as a case, and what had to be assumed.

The one place where the register's words become the law's inputs.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from anxin.families.models import Bereavement, FallenOfficer, Person
from anxin.families.models.officers import Determination
from anxin.ground.days.partial import PartialDate
from anxin.policy.api import LumpSumCase

from .inference import employment_of

# 因公牺牲 and 病故 are categories of the pension channel itself (in work-injury insurance they are called
# otherwise), so the channel may be assumed; a martyr may stand in either and is not assumed into one.
IN_PENSION_CHANNEL = frozenset({Determination.ON_DUTY, Determination.ILLNESS})
PENSION = "pension"


class Known(NamedTuple):
    """What the register knows of one death on one card."""

    household: uuid.UUID
    path: str
    officer: uuid.UUID
    died_on: PartialDate | None
    determination: str
    channel: str
    employment: str
    unit_text: str
    post_text: str
    basic_pay_fen: int | None


OFFICER = ("determination", "channel", "employment", "unit_text", "post_text", "basic_pay_fen")


@dataclass(frozen=True)
class Fed:
    """One case as the law is fed it, with the assumptions in it and a digest that tells when it changed."""

    known: Known
    case: LumpSumCase
    assumptions: tuple[str, ...]
    inputs: dict[str, Any]
    digest: str


def known_of(cards: Iterable[uuid.UUID]) -> list[Known]:
    """What the register knows of every death that these households mourn. Three queries, joined here and
    not in the database (see ground.database.bulk)."""
    links = Bereavement.objects.filter(household__pk__among=cards).order_by("path", "officer_id")
    pairs = list(links.values_list("household_id", "path", "officer_id"))
    officers = FallenOfficer.objects.order_by().filter(pk__among={officer for _card, _path, officer in pairs})
    found = {key: (person, rest) for key, person, *rest in officers.values_list("pk", "person_id", *OFFICER)}
    people = Person.objects.order_by().filter(pk__among={person for person, _rest in found.values()})
    died_on = dict(people.values_list("pk", "died_on"))
    return [
        Known(card, path, officer, died_on[found[officer][0]], *found[officer][1])
        for card, path, officer in pairs
        if officer in found  # an officer whose own card lies outside this scope is calculated there
    ]


def feed(known: Sequence[Known], day: date) -> list[Fed]:
    """The cases of these deaths as they stand on ``day``."""
    return [_feed(one, day) for one in known]


def _feed(known: Known, day: date) -> Fed:
    category = None if known.determination == Determination.PENDING else known.determination
    channel = known.channel or (PENSION if category in IN_PENSION_CHANNEL else None)
    employment = known.employment or employment_of(known.unit_text, known.post_text)
    case = LumpSumCase(
        death=_day_of(known.died_on), category=category, employment=employment, channel=channel,
        basic_pay_fen=known.basic_pay_fen, as_of=day,
    )  # fmt: skip
    assumptions = _assumptions(known, channel, employment)
    digest = blake2b(f"{case}{assumptions}".encode(), digest_size=16).hexdigest()
    return Fed(known, case, assumptions, _plain(case, known.died_on), digest)


def _day_of(died_on: PartialDate | None) -> date | None:
    """The day of death where it is known to the day (a lunar day is a day too), else None."""
    return died_on.first() if died_on and died_on.precision == "day" else None


def _assumptions(known: Known, channel: str | None, employment: str | None) -> tuple[str, ...]:
    assumed = []
    if channel and not known.channel:
        assumed.append("assumed_pension_channel")
    if employment and not known.employment:
        assumed.append(f"assumed_{employment}")
    return tuple(assumed)


def _plain(case: LumpSumCase, died_on: PartialDate | None) -> dict[str, Any]:
    """The case as JSON keeps it, and the day of death as it was told."""
    return {
        "death": case.death.isoformat() if case.death else None,
        "death_told": died_on.isoformat() if died_on else None,
        "category": case.category,
        "employment": case.employment,
        "channel": case.channel,
        "basic_pay_fen": case.basic_pay_fen,
        "as_of": case.as_of.isoformat(),
    }
