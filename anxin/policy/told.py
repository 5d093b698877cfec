"""Lines as they are handed out: every code with its Chinese and English, every sum with its arithmetic."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

from anxin.policy.citations import Citation
from anxin.policy.family import FamilyCase
from anxin.policy.lines import Line, Step
from anxin.policy.packs.reading import Pack
from anxin.policy.rules import ParameterUsed
from anxin.policy.wording import has, say

OF_A_YEAR = re.compile(r"(.+)_(\d{4})")
REPLACES: Final = ("cut_to_wage",)  # terms that stand for all that was reckoned before them


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Word:
    """A code and what it means."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ToldStep:
    """One term of the sum: factor x base_fen / divisor, rounded half up to whole fen."""

    term: str
    factor: int
    base_fen: int
    divisor: int
    year: int | None
    amount_fen: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ToldCitation:
    """An article. Confidence: Q the text was read, S a copy or report, M from memory (to be confirmed)."""

    code: str
    title: str
    number: str
    article: str
    effective_from: date | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ToldParameter:
    """A figure that the line rests on; money in fen, shares per mille."""

    code: str
    value: int | str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ToldDeadline:
    """Until when something is to be done."""

    code: str
    on: date
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What one rule says: an amount, an average, a range, gaps, or reasons why it does not hold."""

    rule: Word
    category: Annotated[str, "determined category or scenario; empty where the rule does not depend on it"]
    person: Annotated[str, "key of the relative; empty for the family as a whole"]
    version: Annotated[str, "day from which the version of the rule is in force"]
    result: Annotated[str, "amount, average, range, gap, refusal"]
    amount_fen: int | None
    amount: Annotated[str, "yuan with two decimals; empty without an amount"]
    low_fen: int | None
    high_fen: int | None
    period: Word
    payer: Word | None
    starts: date | None
    ends: Annotated[date | None, "day on which it is looked at again, never a day on which it stops"]
    review: Word | None
    deadlines: tuple[ToldDeadline, ...]
    provisional: Annotated[bool, "true until the figure it wants is published; then final"]
    gaps: tuple[Word, ...]
    refusals: tuple[Word, ...]
    arithmetic: tuple[ToldStep, ...]
    sum: Sentence
    citations: tuple[ToldCitation, ...]
    parameters: tuple[ToldParameter, ...]
    assumptions: tuple[Word, ...]
    conventions: tuple[Word, ...]
    conflict: Annotated[str, "lines with the same code exclude each other: a human being chooses"]


@dataclass(frozen=True, slots=True)
class ToldConflict:
    """Lines that exclude each other, by their places."""

    code: str
    lines: tuple[int, ...]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ToldPack:
    """A pack that was loaded."""

    id: str
    region: str
    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A calculation (测算), never a decision."""

    as_of: date
    notice: Sentence
    lines: tuple[ToldLine, ...]
    conflicts: tuple[ToldConflict, ...]
    packs: tuple[ToldPack, ...]


def answer_of(
    case: FamilyCase, lines: Sequence[Line], packs: Sequence[Pack], cited: Mapping[str, Citation]
) -> dict[str, Any]:
    """All lines of a family as plain JSON."""
    made = Answer(
        as_of=case.as_of,
        notice=_sentence("lines.notice"),
        lines=tuple(told(line, cited) for line in lines),
        conflicts=_conflicts(lines),
        packs=tuple(ToldPack(one.id, one.region, one.name, one.digest) for one in packs),
    )
    answered: dict[str, Any] = plain(asdict(made))
    return answered


def told(line: Line, cited: Mapping[str, Citation]) -> ToldLine:
    """One line with its words."""
    return ToldLine(
        rule=_word("rules", line.rule),
        category=line.category,
        person=line.person,
        version=line.version,
        result=_result(line),
        amount_fen=line.amount_fen,
        amount="" if line.amount_fen is None else f"{yuan(line.amount_fen):.2f}",
        low_fen=line.low_fen,
        high_fen=line.high_fen,
        period=_word("periods", line.period),
        payer=_word("payers", line.payer) if line.payer else None,
        starts=line.starts,
        ends=line.ends,
        review=_word("reviews", line.review) if line.review else None,
        deadlines=tuple(told_deadline(one.code, one.on) for one in line.deadlines),
        provisional=line.provisional,
        gaps=words("gaps", line.gaps),
        refusals=words("refusals", line.refusals),
        arithmetic=tuple(told_step(step) for step in line.arithmetic),
        sum=_sum(line),
        citations=tuple(told_citation(cited[code]) for code in line.citations),
        parameters=tuple(told_parameter(one) for one in line.parameters),
        assumptions=words("assumptions", line.assumptions),
        conventions=words("conventions", line.conventions),
        conflict=line.conflict,
    )


def _result(line: Line) -> str:
    if line.gaps:
        return "gap"
    if line.refusals:
        return "refusal"
    if line.low_fen is not None or line.high_fen is not None:
        return "range"
    return "average" if "average_not_promised" in line.conventions else "amount"


def _word(group: str, code: str) -> Word:
    name, facts = f"lines.{group}.{code}", {}
    of_year = OF_A_YEAR.fullmatch(code)
    if not has(name) and of_year:
        name, facts = f"lines.{group}.{of_year[1]}", {"year": of_year[2]}
    if not has(name):
        return Word(code, code, code.replace("_", " "))
    return Word(code, say(name, "zh", **facts), say(name, "en", **facts))


def words(group: str, codes: Sequence[str]) -> tuple[Word, ...]:
    """The words of several codes of one group."""
    return tuple(_word(group, code) for code in codes)


def _sentence(name: str, **facts: object) -> Sentence:
    return Sentence(say(name, "zh", **facts), say(name, "en", **facts))


def told_deadline(code: str, on: date) -> ToldDeadline:
    """Until when, with its words."""
    word = _word("deadlines", code)
    return ToldDeadline(code, on, word.zh, word.en)


def told_step(step: Step) -> ToldStep:
    """One term with its arithmetic in words."""
    name = f"lines.terms.{step.term}"
    facts: dict[str, object] = {
        "times": _times(step), "percent": _number(Decimal(step.factor * 100) / step.divisor),
        "base": _money(step.base_fen), "amount": _money(step.amount_fen), "year": step.year or "",
    }  # fmt: skip
    said = _sentence(name if has(name) else "lines.terms.other", **facts | {"term": step.term})
    return ToldStep(
        step.term, step.factor, step.base_fen, step.divisor, step.year, step.amount_fen, said.zh, said.en
    )


def _sum(line: Line) -> Sentence:
    """The whole sum in one line: 20 × 33,616.00 + 40 × 4,135.00 = 837,720.00 yuan."""
    if line.amount_fen is None:
        return Sentence("", "")
    parts = [
        f"{_times(step)} × {_money(step.base_fen)}" for step in line.arithmetic if step.term not in REPLACES
    ]
    left = " + ".join(parts).replace("+ -1 ×", "-")
    cut = any(step.term in REPLACES for step in line.arithmetic)
    amount = _money(line.amount_fen)
    return _sentence("lines.sum_cut" if cut else "lines.sum", left=left, amount=amount)


def _times(step: Step) -> str:
    return _number(Decimal(step.factor) / step.divisor)


def _number(value: Decimal) -> str:
    """Without useless zeros, at most six decimals: 20, 0.8, 7.662835."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def yuan(fen: int) -> Decimal:
    """Fen as yuan."""
    return Decimal(fen) / 100


def _money(fen: int) -> str:
    return f"{yuan(fen):,.2f}"


def told_citation(one: Citation) -> ToldCitation:
    """An article."""
    return ToldCitation(
        one.code, one.title, one.number, one.article, one.effective_from, one.source, one.confidence
    )


def told_parameter(one: ParameterUsed) -> ToldParameter:
    """A figure that was used."""
    return ToldParameter(one.code, one.value, one.source, one.confidence)


def _conflicts(lines: Sequence[Line]) -> tuple[ToldConflict, ...]:
    """Codes that two or more lines with an amount share."""
    found: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if line.conflict and line.amount_fen is not None:
            found.setdefault(line.conflict, []).append(place)
    said = {code: _word("conflicts", code) for code in found}
    return tuple(
        ToldConflict(code, tuple(places), said[code].zh, said[code].en)
        for code, places in found.items()
        if len(places) > 1
    )


def plain(value: Any) -> Any:
    """Dates as text and tuples as lists."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
