"""A calculation in sentences, made from its codes when somebody reads: the same words on page and paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anxin.families.models.officers import Channel, Determination
from anxin.ground.ui.templatetags.ui import yuan
from anxin.policy.api import CITATIONS, Citation

from . import words
from .models import Entitlement


@dataclass(frozen=True)
class Missing:
    """One gap in words."""

    code: str

    @property
    def what(self) -> str:
        return words.missing(self.code)

    @property
    def ask(self) -> str:
        return words.ask(self.code)

    @property
    def in_record(self) -> bool:
        return words.in_record(self.code)


@dataclass(frozen=True)
class Parameter:
    """One parameter with its source."""

    name: str
    value: str
    source: str
    confidence: str
    sure: bool


@dataclass(frozen=True)
class Used:
    """A parameter, and for which lines it serves ("" for all of them)."""

    parameter: Parameter
    by: str


@dataclass(frozen=True)
class Ground:
    """One article that a line rests on."""

    citation: Citation

    @property
    def name(self) -> str:
        """The document by its number; an administrative regulation by its title."""
        by_number = self.citation.number and not self.citation.number.startswith("国务院令")
        return self.citation.number if by_number else self.citation.title

    @property
    def checked(self) -> str:
        """Whether the text itself was read."""
        return str(words.CONFIDENCE[self.citation.confidence])


@dataclass(frozen=True)
class Told:
    """One line of a calculation, told in the reader's language."""

    line: Entitlement

    @property
    def rule(self) -> str:
        return str(words.RULES[self.line.rule])

    @property
    def category(self) -> str:
        return str(Determination(self.line.category).label)

    @property
    def is_gap(self) -> bool:
        return self.line.amount_fen is None

    @property
    def amount(self) -> str:
        """The sum in yuan; a gap is to be determined, never 0."""
        return pgettext("sum", "to be determined") if self.is_gap else yuan(self.line.amount_fen)

    @property
    def payer(self) -> str:
        """Who pays; nobody where no version of a rule is in force."""
        return str(words.PAYERS[self.line.payer]) if self.line.payer else ""

    @cached_property
    def gaps(self) -> list[Missing]:
        return [Missing(code) for code in self.line.gaps]

    @cached_property
    def assumptions(self) -> list[str]:
        """What had to be assumed, short; the pending determination stands elsewhere."""
        short = words.SHORT_ASSUMPTIONS
        return [str(short[code]) for code in self.line.assumptions if code in short]

    @property
    def formula(self) -> str:
        """20×33,616＋40×4,135.00 — empty where something is missing."""
        return pgettext("formula", " + ").join(
            pgettext("formula", "%(factor)s × %(base)s") % {"factor": factor, "base": _base(term, fen)}
            for term, factor, fen, _year in self.line.arithmetic
        )

    @property
    def equation(self) -> str:
        """20×33,616＋40×4,135.00＝837,720.00 — empty where something is missing."""
        return pgettext("formula", " = ").join((self.formula, self.amount)) if self.formula else ""

    @property
    def terms(self) -> str:
        """The arithmetic in words — empty where something is missing."""
        return pgettext("formula", ", plus ").join(self._term(*step) for step in self.line.arithmetic)

    def _term(self, term: str, factor: int, _fen: int, year: int | None) -> str:
        name = "income_earlier" if term == "income" and self.line.provisional else term
        return str(words.TERMS[name]) % {"factor": factor, "year": year}

    @property
    def light(self) -> str:
        """gap, soon (to be calculated again), none (calculated)."""
        return "gap" if self.is_gap else "soon" if self.line.provisional else "none"

    @property
    def state(self) -> str:
        """Gap, provisional, final; a scenario is neither of the last two until it is determined."""
        if self.is_gap:
            return pgettext("entitlement", "gap")
        if self.line.provisional:
            return pgettext("entitlement", "provisional")
        return pgettext("entitlement", "scenario") if self.line.pending else pgettext("entitlement", "final")

    @property
    def state_note(self) -> str:
        """What the state asks for."""
        if self.is_gap:
            return ""
        if self.line.provisional:
            return _("topped up once the figure is out")
        return _("determination pending") if self.line.pending else ""

    @cached_property
    def grounds(self) -> list["Ground"]:
        return [Ground(CITATIONS[code]) for code in self.line.citations]

    @property
    def ground(self) -> str:
        """The documents with their articles, as the documents write them."""
        return "；".join(
            name + "、".join(one.citation.article for one in same if one.citation.article)
            for name, same in groupby(self.grounds, lambda one: one.name)
        )

    @cached_property
    def parameters(self) -> list[Parameter]:
        return [_parameter(*one) for one in self.line.parameters]


def _base(term: str, fen: int) -> str:
    """Pay with its fen; the income figure is published in whole yuan."""
    whole, rest = divmod(fen, 100)
    return f"{whole:,}" if term == "income" and not rest else yuan(fen)


def _parameter(code: str, value: int | str, source: str, confidence: str) -> Parameter:
    ground = Ground(CITATIONS[source])
    return Parameter(
        name=words.parameter(code),
        value=_value(code, value),
        source=ground.name + ground.citation.article,
        confidence=str(words.CONFIDENCE[confidence]),
        sure=confidence != "M",
    )


def _value(code: str, value: int | str) -> str:
    if code.endswith(".payer"):
        return str(words.PAYERS[str(value)])
    if code.startswith("urban_income_") and isinstance(value, int):
        return _base("income", value)
    return str(value)


def used(told: list[Told]) -> list[Used]:
    """The parameters of several lines, each once, with the lines it serves."""
    lines: dict[Parameter, list[Told]] = {}
    for one in told:
        for parameter in one.parameters:
            lines.setdefault(parameter, []).append(one)
    return [
        Used(one, "" if len(by) == len(told) else _(", ").join(map(_brief, by))) for one, by in lines.items()
    ]


def _brief(told: Told) -> str:
    """A line in a word: its category, or the rule that only one category has."""
    return told.category if told.line.rule == "lump_sum" else told.rule


@dataclass(frozen=True)
class Input:
    """One input of a calculation; an empty value is missing, an assumed one was not told by anybody."""

    name: str
    value: str
    assumed: bool
    note: str


def inputs(line: Entitlement) -> list[Input]:
    """What the rule was fed, in words."""
    return [_told_input(line, code, str(name)) for code, name in words.INPUTS.items()]


def _told_input(line: Entitlement, code: str, name: str) -> Input:
    """An input the register lacks is what the line assumes for it, if it assumes anything."""
    assumed = [mark for mark in line.assumptions if mark in words.ASSUMED.get(code, {})]
    value = words.ASSUMED[code][assumed[0]] if assumed else line.inputs.get(code)
    note = line.inputs.get("death_told") if code == "death" else None  # known, but not to the day
    return Input(name, _input(code, value), bool(assumed), note or "")


def _input(code: str, value: int | str | None) -> str:
    if value is None:
        return str(Determination.PENDING.label) if code == "category" else ""
    if code == "basic_pay_fen":
        return yuan(int(value))
    if code == "category":
        return str(Determination(str(value)).label)
    if code == "channel":
        return str(Channel(str(value)).label)
    return str(words.EMPLOYMENTS[str(value)]) if code == "employment" else str(value)


def assumptions(lines: Iterable[Entitlement]) -> list[str]:
    """All that was assumed for these lines, in whole sentences, each once."""
    codes = dict.fromkeys(code for line in lines for code in line.assumptions)
    return [str(words.ASSUMPTIONS[code]) for code in codes]
