"""From the register to the law: what is known of each family as a case, and what had to be assumed.

The one place where the register's words become the law's inputs. A case is kept as JSON beside its results,
so that it can be reckoned again without reading the register.
"""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from hashlib import blake2b
from typing import Any

from anxin.families import kinship
from anxin.families.models.households import Ended
from anxin.families.models.officers import Determination
from anxin.ground.days.ages import age_on
from anxin.ground.days.partial import PartialDate
from anxin.policy.api import Deceased, FamilyCase, Relative

from .alone import settled
from .inference import employment_of
from .register import Death, Member, Register, Who, read

# 因公牺牲 and 病故 are categories of the pension channel itself (in work-injury insurance they are called
# otherwise), so the channel may be assumed; a martyr may stand in either and is not assumed into one.
IN_PENSION_CHANNEL = frozenset({Determination.ON_DUTY, Determination.ILLNESS})
PENSION = "pension"
SEXES = {"1": "male", "2": "female"}
KINS = {
    code: kin
    for kin, codes in (
        ("parent", kinship.PARENTS),
        ("spouse", kinship.SPOUSES),
        ("child", kinship.CHILDREN),
        ("sibling", kinship.SIBLINGS),
        ("grandparent", kinship.GRANDPARENTS),
        ("grandchild", kinship.GRANDCHILDREN),
    )
    for code in codes
}
YES_NO = ("incapable", "relied", "lone", "boarding", "needy", "disabled")
CODED = ("study", "other_parent", "assistance")
DAYS = ("employed_on", "enlisted_on")
DATES = frozenset(
    one.name for kind in (Deceased, Relative) for one in fields(kind) if "date" in str(one.type)
) - {"prison"}


@dataclass(frozen=True)
class Fed:
    """One case as the law is fed it, with the assumptions in it and a digest that tells when it changed.
    ``stated`` is all of it as JSON, without the day of the calculation; ``not_alone`` are the keys of whom
    the card itself shows company."""

    household: uuid.UUID
    officer: uuid.UUID
    path: str
    case: FamilyCase
    assumptions: tuple[str, ...]
    stated: str
    digest: str
    not_alone: tuple[str, ...] = ()

    @property
    def people(self) -> dict[str, Relative]:
        """The relatives by their keys."""
        return {one.key: one for one in self.case.relatives}


def feed(cards: Iterable[uuid.UUID], day: date) -> list[Fed]:
    """The cases of every death that these households mourn, as they stand in the register on ``day``."""
    known = read(cards)
    return [_feed(death, known, day) for death in known.deaths]


def fed_again(
    household: uuid.UUID, officer: uuid.UUID, path: str, stated: str, digest: str, day: date
) -> Fed:
    """A case as it was stated before, on another day."""
    told = json.loads(stated)
    deceased = Deceased(**_typed(told["deceased"]))
    relatives = tuple(Relative(**_typed(one)) for one in told["relatives"])
    case = FamilyCase(deceased, relatives, day)
    not_alone = tuple(told.get("not_alone", ()))
    return Fed(household, officer, path, case, tuple(told["assumed"]), stated, digest, not_alone)


def _feed(death: Death, known: Register, day: date) -> Fed:
    deceased, assumed = _deceased(death, known)
    relatives, not_alone = settled(_relatives(death, known, day), day)
    told = {
        "deceased": _plain(deceased),
        "relatives": [_plain(one) for one in relatives],
        "assumed": list(assumed),
        "not_alone": list(not_alone),
        "death_told": str(known.people[death.person].died_on or ""),
    }
    stated = json.dumps(told, separators=(",", ":"), sort_keys=True)
    digest = blake2b(stated.encode(), digest_size=16).hexdigest()
    case = FamilyCase(deceased, relatives, day)
    return Fed(death.household, death.officer, death.path, case, assumed, stated, digest, not_alone)


def _deceased(death: Death, known: Register) -> tuple[Deceased, tuple[str, ...]]:
    category = None if death.determination == Determination.PENDING else death.determination
    channel = death.channel or (PENSION if category in IN_PENSION_CHANNEL else None)
    employment = death.employment or employment_of(death.unit_text, death.post_text)
    died_on = known.people[death.person].died_on
    deceased = Deceased(
        death=_day(died_on), missing_since=death.missing_since, hardship=death.hardship, category=category,
        employment=employment, channel=channel, basic_pay_fen=death.basic_pay_fen,
        rank_allowance_fen=death.police_allowance_fen, insured=death.insured,
        insured_wage_fen=death.insured_wage_fen, pension_insured=death.pension_insured,
        wage_fen=death.wage_fen, contribution_years=death.contribution_years, retired=death.retired,
        region=death.region or known.regions.get(death.path) or None,
        service_years=_years(death.work_start, _day(died_on)),
    )  # fmt: skip
    marks = (
        ("assumed_pension_channel", channel and not death.channel),
        (f"assumed_{employment}", employment and not death.employment),
    )
    return deceased, tuple(mark for mark, holds in marks if holds)


def _years(start: PartialDate | None, death: date | None) -> int | None:
    """Whole years of work; None where the missing part of the date decides."""
    return age_on(start, death) if start and death else None


def _day(value: PartialDate | None) -> date | None:
    """A date known to the day (a lunar day is a day too), else None."""
    return value.first() if value and value.precision == "day" else None


def _relatives(death: Death, known: Register, day: date) -> tuple[Relative, ...]:
    """Everybody of the card but the one who died; other officers of the card where their relation is told."""
    members = [one for one in known.members.get(death.household, ()) if one.person in known.people]
    parent = _other_parent(death, known, members)
    return tuple(_relative(one, death, known, parent, day) for one in members if one.person != death.person)


def _relative(member: Member, death: Death, known: Register, parent: str | None, day: date) -> Relative:
    who, told = known.people[member.person], known.facts.get(member.person, {})
    kind = known.kin.get((member.person, death.person))
    kin = None if kind is None else KINS.get(kind, "other")
    coded: dict[str, Any] = {code: told.get(code) for code in CODED}
    coded |= {code: _yes(told.get(code)) for code in YES_NO} | {code: _date(told.get(code)) for code in DAYS}
    if kin == "child" and coded["other_parent"] is None:
        coded["other_parent"] = parent
    return Relative(
        key=member.person.hex, kin=kin, sex=SEXES.get(who.sex), birth=_day(who.birth),
        died_on=_died(who, member, day), income_fen=_fen(told),
        raised_deceased=told.get("raised_deceased") == "yes",
        remarried_on=member.until if member.ended == Ended.REMARRIAGE else None,
        adopted_on=member.until if member.ended == Ended.ADOPTION else None,
        employees_cover=_employees_cover(told), prison=_prison(told),
        region=known.regions.get(death.path) or None, **coded,
    )  # fmt: skip


def _other_parent(death: Death, known: Register, members: list[Member]) -> str | None:
    """How the other parent of the officer's children is, as far as the card itself says: the spouse on it."""
    spouses = [one for one in members if KINS.get(known.kin.get((one.person, death.person), "")) == "spouse"]
    if any(known.people[one.person].died_on is None for one in spouses):
        return "living"
    return "dead" if spouses else None


def _died(who: Who, member: Member, day: date) -> date | None:
    """The day of a death, or the latest day that it may have been: somebody dead is never taken as living."""
    if who.died_on:
        return min(who.died_on.last(), day)
    return member.until if member.ended == Ended.DEATH else None


def _employees_cover(told: dict[str, str]) -> bool | None:
    """Whether the medical insurance, as the card words it, is that of employees (职工医保)."""
    cover = told.get("medical_cover", "")
    return True if "职工" in cover and "居民" not in cover else None


def _yes(told: str | None) -> bool | None:
    return None if told is None else told == "yes"


def _date(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _fen(told: dict[str, str]) -> int | None:
    income = told.get("monthly_income", "")
    return int(income) if income.isdecimal() else None


def _prison(told: dict[str, str]) -> tuple[date, date | None] | None:
    begin = _date(told.get("prison_from"))
    return (begin, _date(told.get("prison_until"))) if begin else None


def _plain(stated: Deceased | Relative) -> dict[str, Any]:
    """What is known of it, as JSON keeps it."""
    values = ((one.name, getattr(stated, one.name)) for one in fields(stated))
    return {name: _as_json(value) for name, value in values if value is not None and not _usual(name, value)}


def _usual(name: str, value: Any) -> bool:
    return name == "raised_deceased" and not value


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _typed(told: dict[str, Any]) -> dict[str, Any]:
    """The reverse of `_plain`, in place."""
    for name in told:
        if name in DATES:
            told[name] = date.fromisoformat(told[name])
    if "prison" in told:
        told["prison"] = tuple(_date(one) for one in told["prison"])
    return told
