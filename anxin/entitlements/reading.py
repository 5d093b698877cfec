"""What a card shows of its calculations: the lines of each officer, with who receives and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from anxin.families.models import FallenOfficer, Household
from anxin.ground.ui.templatetags.ui import yuan

from .models import Entitlement
from .recipients import Recipient, recipients_of, role_words
from .telling import Ground, Input, Missing, Told, Used, assumptions, inputs, used


@dataclass(frozen=True)
class Scenario:
    """One category of a determination still to come, with its lines."""

    category: str
    told: list[Told]

    @property
    def total(self) -> str:
        """What its lines come to; empty for a single line or where one of them is missing."""
        amounts = [one.line.amount_fen for one in self.told]
        known = [fen for fen in amounts if fen is not None]
        return yuan(sum(known)) if len(known) == len(amounts) > 1 else ""


@dataclass(frozen=True)
class OfficerLines:
    """The calculation of one officer on one card."""

    officer: FallenOfficer
    told: list[Told]
    recipients: list[Recipient]

    @property
    def pending(self) -> bool:
        return self.told[0].line.pending

    @property
    def recipient_words(self) -> str:
        return role_words(self.recipients)

    @cached_property
    def missing(self) -> list[Missing]:
        """Everything missing, each once."""
        return list(dict.fromkeys(gap for one in self.told for gap in one.gaps))

    @cached_property
    def scenarios(self) -> list[Scenario]:
        """The lines by category, in the order of the law's own list."""
        grouped = groupby(self.told, lambda one: one.category)
        return [Scenario(category, list(told)) for category, told in grouped]

    @property
    def assumptions(self) -> list[str]:
        return assumptions(one.line for one in self.told)

    @property
    def inputs(self) -> list[Input]:
        return inputs(self.told[0].line)

    @property
    def assumed(self) -> str:
        """What was assumed, in a few words."""
        return "；".join(dict.fromkeys(short for one in self.told for short in one.assumptions))

    @property
    def used(self) -> list[Used]:
        """The parameters of all lines, each once."""
        return used(self.told)

    @property
    def grounds(self) -> list[Ground]:
        """Every document that a line rests on, each once."""
        return list(dict.fromkeys(ground for one in self.told for ground in one.grounds))

    @property
    def calculated_at(self) -> datetime:
        return self.told[0].line.calculated_at


@dataclass(frozen=True)
class Counts:
    """How a card's calculations stand."""

    final: int
    provisional: int
    scenarios: int
    missing: int


def lines_of(household: Household) -> list[OfficerLines]:
    """The calculations of a card, officer by officer."""
    lines = Entitlement.objects.filter(household=household).select_related("officer__person")
    return [
        OfficerLines(officer, [Told(line) for line in same], recipients_of(household, officer))
        for officer, same in groupby(lines, lambda line: line.officer)
    ]


def counts_of(groups: Iterable[OfficerLines]) -> Counts:
    """How many lines are final, provisional, scenarios; how many things are missing."""
    groups = list(groups)
    lines = [one.line for group in groups for one in group.told]
    known = [line for line in lines if line.amount_fen is not None]
    determined = [line for line in known if not line.pending]
    return Counts(
        final=sum(not line.provisional for line in determined),
        provisional=sum(line.provisional for line in determined),
        scenarios=len(known) - len(determined),
        missing=sum(len(group.missing) for group in groups),
    )
