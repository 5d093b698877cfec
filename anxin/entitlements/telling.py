"""A calculation in sentences, made from its codes when somebody reads: the same words on page and paper."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anxin.families.models.officers import Determination
from anxin.ground.ui.templatetags.ui import yuan
from anxin.policy.api import Citation, Step

from . import words
from .models import Entitlement
from .standards import citation


@dataclass(frozen=True)
class Missing:
    """One gap in words; ``standard``: which thing of the catalogue of packs a missing local standard is."""

    code: str
    standard: str = ""

    @property
    def what(self) -> str:
        if not self.standard:
            return words.missing(self.code)
        return _("%(rule)s: %(what)s") % {"rule": words.missing(self.code), "what": self.standard}

    @property
    def of_standards(self) -> bool:
        """Is it mended by loading a local standard?"""
        return words.split(self.code)[0] in words.OF_STANDARDS

    @property
    def ask(self) -> str:
        return words.ask(self.code)

    @property
    def in_record(self) -> bool:
        return words.in_record(self.code)

    @property
    def where(self) -> str:
        """Where it is written: officer, person, standing, or nowhere in the register."""
        return words.where(self.code)

    @property
    def of_person(self) -> bool:
        """Is it missing in the record of somebody of the family?"""
        return self.where in (words.PERSON, words.STANDING)


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
class Deadline:
    """Until when something is to be done about a line."""

    what: str
    on: date


@dataclass(frozen=True)
class Told:
    """One line of a calculation in the reader's language; ``kin``: what its person is to the officer.
    ``rivals``: do other lines of the family exclude it? ``chosen``: this, other, or nothing yet.
    ``overlap``: another rule serves the same purpose for this person; no text says whether both are paid."""

    line: Entitlement
    kin: str = ""
    rivals: bool = False
    chosen: str = ""
    overlap: str = ""

    @property
    def rule(self) -> str:
        return str(words.RULES[self.line.rule])

    @property
    def category(self) -> str:
        """The determination, or the scenario; empty where the rule is the same in every one."""
        return str(Determination(self.line.category).label) if self.line.category else ""

    @property
    def group(self) -> str:
        """Where a clerk looks for it: once, month, year, or apply."""
        if self.is_application:
            return "apply"
        return "year" if self.line.period == "day" else self.line.period

    @property
    def is_shared(self) -> bool:
        """Does it go to a set of people, who agree on the shares?"""
        return self.line.rule in words.SHARED

    @property
    def is_gap(self) -> bool:
        return self.line.amount_fen is None and not self.is_application

    @property
    def is_application(self) -> bool:
        """Does the law name no sum, so that whoever applies is looked at?"""
        return "on_application" in self.line.gaps

    @property
    def amount(self) -> str:
        """The sum in yuan; a gap is to be determined, never 0."""
        if self.is_application:
            return pgettext("sum", "on application")
        return pgettext("sum", "to be determined") if self.is_gap else yuan(self.line.amount_fen)

    @property
    def range(self) -> str:
        """Around an average, or beside a gap: from the lowest to the highest; empty for a plain sum."""
        low, high = self.line.low_fen, self.line.high_fen
        if low is None or high is None:
            return ""
        return pgettext("sum", "%(low)s to %(high)s") % {"low": yuan(low), "high": yuan(high)}

    @property
    def period(self) -> str:
        """How often it is paid."""
        return str(words.PERIODS[self.line.period])

    @property
    def payer(self) -> str:
        """Who pays; nobody where no version of a rule is in force."""
        return str(words.PAYERS[self.line.payer]) if self.line.payer else ""

    @property
    def review(self) -> str:
        """Why it is looked at again on the day it ends; the empty string where no day is named."""
        return str(words.REVIEWS[self.line.review]) if self.line.ends and self.line.review else ""

    @property
    def deadlines(self) -> list[Deadline]:
        """The days by which something is to be done about it."""
        return [
            Deadline(str(words.DEADLINES[code]), date.fromisoformat(on)) for code, on in self.line.deadlines
        ]

    @property
    def conflict(self) -> str:
        """Why only one of several lines can be had; empty where nothing excludes it."""
        return str(words.CONFLICTS[self.line.conflict]) if self.line.conflict else ""

    @cached_property
    def gaps(self) -> list[Missing]:
        return [] if self.is_application else [missing_of(self.line, code) for code in self.line.gaps]

    @property
    def conventions(self) -> list[str]:
        """What settled the law's open points for this line."""
        return [str(words.CONVENTIONS[code]) for code in self.line.conventions]

    @cached_property
    def assumptions(self) -> list[str]:
        """What had to be assumed, short; the pending determination stands elsewhere."""
        short = words.SHORT_ASSUMPTIONS
        return [str(short[code]) for code in self.line.assumptions if code in short]

    @cached_property
    def _added(self) -> list[Step]:
        """The terms that add up; a term that replaces them stands apart."""
        return [step for step in self._steps if step.term not in words.REPLACING]

    @cached_property
    def _steps(self) -> list[Step]:
        return [Step(*step) for step in self.line.arithmetic]

    @property
    def formula(self) -> str:
        """20×33,616＋40×4,135.00, or 650.00×80%－225.00 — empty where something is missing."""
        plus, minus = pgettext("formula", " + "), pgettext("formula", " - ")
        return _joined([_product(step) for step in self._added], self._signs(plus, minus))

    @property
    def equation(self) -> str:
        """20×33,616＋40×4,135.00＝837,720.00 — empty where something is missing. What a term replaces is told
        as it was reckoned before; the words say what it became."""
        added = yuan(sum(step.amount_fen for step in self._added))
        if self.formula in ("", added):  # a sum that the law names whole is not reckoned
            return self.formula
        return pgettext("formula", " = ").join((self.formula, added))

    @property
    def terms(self) -> str:
        """The arithmetic in words — empty where something is missing."""
        plus, minus = pgettext("formula", ", plus "), pgettext("formula", ", ")  # "less ..." says so itself
        told = _joined([self._term(step) for step in self._added], self._signs(plus, minus))
        replaced = [self._term(step) for step in self._steps if step.term in words.REPLACING]
        return _("; ").join(one for one in (told, *replaced) if one)

    def _signs(self, plus: str, minus: str) -> list[str]:
        """What stands before each term: one that is taken off has a negative factor."""
        return [minus if step.factor < 0 else plus for step in self._added]

    def _term(self, step: Step) -> str:
        name = "income_earlier" if step.term == "income" and self.line.provisional else step.term
        said = {"factor": _factor(step), "year": step.year, "sum": yuan(step.amount_fen)}
        return str(words.TERMS[name]) % said

    @property
    def light(self) -> str:
        """gap, soon (to be calculated again), none (calculated)."""
        return "gap" if self.is_gap else "soon" if self.line.provisional else "none"

    @property
    def state(self) -> str:
        """Gap, provisional, calculated; a scenario is neither of the last two until it is determined."""
        if self.is_gap:
            return pgettext("entitlement", "gap")
        if self.is_application:
            return pgettext("entitlement", "may be applied for")
        if self.line.provisional:
            return pgettext("entitlement", "provisional")
        pending = self.line.pending
        return pgettext("entitlement", "scenario") if pending else pgettext("entitlement", "calculated")

    @property
    def reservation(self) -> str:
        """What about the sum itself is still to be confirmed; it belongs beside the sum everywhere."""
        kept = (str(words.RESERVATIONS[code]) for code in self.line.conventions if code in words.RESERVATIONS)
        return _("; ").join(kept)

    @property
    def state_note(self) -> str:
        """What the state asks for."""
        if self.is_gap or self.is_application:
            return ""
        if self.line.provisional:
            return _("paid in advance, topped up once the figure is out")
        return _("determination pending") if self.line.pending else ""

    @cached_property
    def grounds(self) -> list["Ground"]:
        return [Ground(citation(code)) for code in self.line.citations]

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


def missing_of(line: Entitlement, code: str) -> Missing:
    """A gap of a line; a missing local standard by its name."""
    named = code == "local_standard"
    return Missing(code, words.standard(line.rule, line.parameters) if named else "")


def _joined(told: list[str], signs: list[str]) -> str:
    """Terms with their signs between them; nothing is taken off before there is something."""
    return "".join(
        sign * (place > 0) + one for place, (sign, one) in enumerate(zip(signs, told, strict=True))
    )


def _product(step: Step) -> str:
    """20×33,616; 780.00×80%; a term that is taken once and whole, or taken off, stands alone."""
    base = _base(step.term, step.base_fen)
    if abs(step.factor) == step.divisor:
        return base
    if step.divisor != 1 and step.term not in words.TIMES:
        return pgettext("formula", "%(base)s × %(share)s") % {"base": base, "share": _factor(step)}
    return pgettext("formula", "%(factor)s × %(base)s") % {"factor": _factor(step), "base": base}


def _factor(step: Step) -> str:
    """20, or a share as 80%."""
    if step.divisor == 1 or step.term in words.TIMES:
        return f"{step.factor / step.divisor:g}"
    percent, rest = divmod(step.factor * 1000, step.divisor)
    return f"{percent // 10}.{percent % 10}%" if percent % 10 or rest else f"{percent // 10}%"


WHOLE = frozenset({"income", "advance_of_income"})


def _base(term: str, fen: int) -> str:
    """Pay with its fen; the income figure is published in whole yuan."""
    whole, rest = divmod(fen, 100)
    return f"{whole:,}" if term in WHOLE and not rest else yuan(fen)


def _parameter(code: str, value: int | str, source: str, confidence: str) -> Parameter:
    ground = Ground(citation(source))
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
    return words.value(code, value)


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
    return told.category if told.line.rule == "lump_sum" and told.category else told.rule
