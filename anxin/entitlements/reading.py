"""What a card shows of its calculations: the lines of each officer, with who receives and what is missing."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from anxin.families import kinship
from anxin.families.models import FallenOfficer, Household, Kinship, Person
from anxin.ground.days.clock import today
from anxin.ground.ui.templatetags.ui import yuan

from . import words
from .cases import Fed, fed_again
from .inputs import Input, assumptions, inputs, tied
from .models import Calculation, Choice, Entitlement, packs_in_force
from .recipients import Recipient, kin_of, recipients_of, role_words
from .reckoning import Reckoning
from .rows import Row, by_rule, rows_of
from .telling import Ground, Missing, Told, Used, used

OVERLAPPING = {
    "dependants_pension": "survivors_allowance",
    "survivors_allowance": "dependants_pension",
}


@dataclass(frozen=True)
class Part:
    """The lines of one group: once, every month, every year, to be applied for."""

    code: str
    told: list[Told]

    @property
    def name(self) -> str:
        return str(words.GROUPS[self.code])

    @property
    def rows(self) -> list[Row]:
        return rows_of(self.told)


@dataclass(frozen=True)
class Scenario:
    """One category of a determination still to come, with its lines."""

    category: str
    told: list[Told]

    @property
    def rows(self) -> list[Row]:
        """Rule by rule, everybody together."""
        return by_rule(self.told)

    @property
    def total(self) -> str:
        """What its sums that are paid once come to; empty for a single one or where one is missing."""
        once = [one.line.amount_fen for one in self.told if one.line.period == "once"]
        known = [fen for fen in once if fen is not None]
        return yuan(sum(known)) if len(known) == len(once) > 1 else ""


@dataclass(frozen=True)
class Lacking:
    """Something missing, and whose record it is missing in (nobody's: the officer's, or the rules')."""

    gap: Missing
    people: list[Person]


@dataclass(frozen=True)
class NotHeld:
    """A rule that was looked at and does not hold, for whom, and why."""

    rule: str
    who: str
    why: str


@dataclass(frozen=True)
class OfficerLines:
    """The calculation of one officer on one card."""

    officer: FallenOfficer
    told: list[Told]
    recipients: list[Recipient]
    calculated_at: datetime

    @cached_property
    def calculation(self) -> Calculation | None:
        """What the law was asked; read only where a page shows it."""
        line = self.told[0].line
        made = Calculation.objects.filter(household=line.household_id, officer=line.officer_id)
        return made.first()

    @cached_property
    def pending(self) -> bool:
        return any(one.line.pending for one in self.told)

    @property
    def recipient_words(self) -> str:
        return role_words(self.recipients)

    @cached_property
    def missing(self) -> list[Missing]:
        """Everything missing, each once."""
        return list(dict.fromkeys(gap for one in self.told for gap in one.gaps))

    @property
    def lacking(self) -> list[Lacking]:
        """Everything missing, with the people whose records it is missing in; what can be supplied first."""
        people: dict[Missing, dict[uuid.UUID, Person]] = {gap: {} for gap in self.missing}
        for line, gap in ((one.line, gap) for one in self.told for gap in one.gaps):
            if line.person is not None and gap.of_person:
                people[gap][line.person.pk] = line.person
        found = [Lacking(gap, list(some.values())) for gap, some in people.items()]
        return sorted(found, key=lambda one: not one.gap.where)

    @cached_property
    def scenarios(self) -> list[Scenario]:
        """The lines of a pending determination by category, in the order of the law's own list."""
        grouped = groupby((one for one in self.told if one.line.pending), lambda one: one.category)
        return [Scenario(category, list(told)) for category, told in grouped]

    @cached_property
    def parts(self) -> list[Part]:
        """The lines that are no scenarios, by how often they are paid."""
        settled = [one for one in self.told if not one.line.pending]
        found = (Part(code, [one for one in settled if one.group == code]) for code in words.GROUPS)
        return [part for part in found if part.told]

    @property
    def alone(self) -> "list[OfficerLines]":
        """This officer's table alone."""
        return [self]

    @property
    def assumptions(self) -> list[str]:
        return assumptions(one.line for one in self.told)

    @property
    def inputs(self) -> list[Input]:
        marks = {code for one in self.told for code in one.line.assumptions}
        return inputs(self.calculation, marks) if self.calculation else []

    @property
    def assumed(self) -> str:
        """What was assumed, in a few words."""
        lines = [one.line for one in self.told]
        codes = dict.fromkeys(code for line in lines for code in line.assumptions)
        short = words.SHORT_ASSUMPTIONS
        return "；".join(tied(lines, code, str(short[code])) for code in codes if code in short)

    @property
    def used(self) -> list[Used]:
        """The parameters of all lines, each once."""
        return used(self.told)

    @property
    def grounds(self) -> list[Ground]:
        """Every document that a line rests on, each once."""
        return list(dict.fromkeys(ground for one in self.told for ground in one.grounds))


@dataclass(frozen=True)
class Counts:
    """How a card's calculations stand."""

    calculated: int
    provisional: int
    scenarios: int
    missing: int


def lines_of(household: Household) -> list[OfficerLines]:
    """The calculations of a card, officer by officer."""
    lines = Entitlement.objects.filter(household=household).select_related("officer__person", "person")
    made = Calculation.objects.filter(household=OuterRef("household"), officer=OuterRef("officer"))
    lines = lines.annotate(reckoned_at=Coalesce(Subquery(made.values("calculated_at")), "calculated_at"))
    return [
        _group(household, officer, list(same)) for officer, same in groupby(lines, lambda one: one.officer)
    ]


def _group(household: Household, officer: FallenOfficer, lines: list[Entitlement]) -> OfficerLines:
    kin = kin_of(officer)
    moment: datetime = lines[0].reckoned_at  # type: ignore[attr-defined]  # annotated by lines_of
    return OfficerLines(officer, _told(officer, lines, kin), recipients_of(household, officer, kin), moment)


def _told(officer: FallenOfficer, lines: list[Entitlement], kin: Mapping[uuid.UUID, Kinship]) -> list[Told]:
    """The lines with what each person is to the officer; of one rule by age, the youngest last."""
    kinds = {person: kinship.words(one.kind) for person, one in kin.items()}
    rivals = Counter(_contest(line) for line in lines if line.conflict)
    choices = _choices(officer, lines) if any(many > 1 for many in rivals.values()) else {}
    told = [
        Told(
            line,
            kinds.get(line.person_id, "") if line.person_id else "",
            bool(line.conflict) and rivals[_contest(line)] > 1,
            _chosen(line, choices),
            _overlap(line, lines),
        )
        for line in lines
    ]
    return sorted(told, key=lambda one: (one.line.place, _age(one.line)))


def _contest(line: Entitlement) -> tuple[str, uuid.UUID | None, str]:
    """What excludes each other: lines with one code for one person, in one scenario."""
    return line.conflict, line.person_id, line.category if line.pending else ""


def _overlap(line: Entitlement, lines: list[Entitlement]) -> str:
    """The other rule that serves the same purpose for this person: of dependants' pension and survivors'
    allowance no national text says whether both are paid."""
    other = OVERLAPPING.get(line.rule)
    beside = other and any(one.rule == other and one.person_id == line.person_id for one in lines)
    return str(words.RULES[other]) if other and beside else ""


def _choices(
    officer: FallenOfficer, lines: list[Entitlement]
) -> dict[tuple[str, uuid.UUID | None], uuid.UUID]:
    made = Choice.objects.current().filter(household=lines[0].household_id, officer=officer)
    return {(one.conflict, one.person_id): one.line for one in made}


def _chosen(line: Entitlement, choices: dict[tuple[str, uuid.UUID | None], uuid.UUID]) -> str:
    choice = choices.get((line.conflict, line.person_id)) if line.conflict else None
    return "" if choice is None else "this" if choice == line.pk else "other"


def _age(line: Entitlement) -> str:
    return str(line.person.birth or "9") if line.person else ""


def not_held(groups: Iterable[OfficerLines]) -> list[NotHeld]:
    """What was looked at and does not hold, reckoned again now: it is kept nowhere."""
    made = [group.calculation for group in groups if group.calculation]
    day = today()
    fed = [_fed(one, day) for one in made]
    if not fed:
        return []
    told = Reckoning([one.case for one in fed], day, packs_in_force()).lines(range(len(fed)), refused=True)
    names = {person.pk.hex: person.name for person in Person.objects.filter(pk__in=_keys(fed))}
    found = (
        NotHeld(
            str(words.RULES[line.rule]),
            names.get(line.person, ""),
            "；".join(str(words.REFUSALS[code]) for code in line.refusals),
        )
        for lines in told.values()
        for line in lines
    )
    return list(dict.fromkeys(found))


def _fed(one: Calculation, day: date) -> Fed:
    return fed_again(one.household_id, one.officer_id, one.path, one.stated, one.digest, day)


def _keys(fed: Iterable[Fed]) -> list[uuid.UUID]:
    return [uuid.UUID(relative.key) for one in fed for relative in one.case.relatives]


def counts_of(groups: Iterable[OfficerLines]) -> Counts:
    """How many lines are calculated, provisional; how many scenarios; how many things are missing."""
    groups = list(groups)
    lines = [one.line for group in groups for one in group.told]
    known = [line for line in lines if line.amount_fen is not None]
    determined = [line for line in known if not line.pending]
    return Counts(
        calculated=sum(not line.provisional for line in determined),
        provisional=sum(line.provisional for line in determined),
        scenarios=sum(len(group.scenarios) for group in groups),
        missing=sum(len(group.missing) for group in groups),
    )
