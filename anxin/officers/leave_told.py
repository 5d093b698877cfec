"""What the calculation of a leave year says in the reader's words: gaps, exclusions, arithmetic, articles."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from anxin.policy.api import CITATIONS
from anxin.policy.told import Word, words

from .models import days_told
from .reckoning import Standing, rise_of


@dataclass(frozen=True)
class Told:
    """One year as a page tells it."""

    standing: Standing
    gaps: list[str]
    exclusions: list[str]
    pay_gaps: list[str]
    arithmetic: list[str]
    citations: list[str]
    rise: tuple[object, int] | None

    @property
    def left(self) -> str:
        """Days left: 7.5; empty where a gap keeps them from being told."""
        return days_told(self.standing.left)

    @property
    def open(self) -> str:
        """Days that are neither taken nor on their way to be."""
        return days_told(self.standing.open)

    @property
    def taken(self) -> str:
        return days_told(self.standing.taken)

    @property
    def coming(self) -> str:
        return days_told(self.standing.coming)


def told(standing: Standing) -> Told:
    """A year in words. Before it is settled nobody asks why days were not taken, nor for the pay."""
    answer = standing.answer
    settled = standing.facts.settled_on is not None
    return Told(
        standing,
        _said(words("leave_gaps", answer.gaps)),
        _said(words("exclusions", answer.exclusions)),
        _said(words("leave_gaps", answer.pay_gaps)) if settled else [],
        _arithmetic(standing) if settled else [],
        [_cited(code) for code in answer.citations],
        rise_of(standing),
    )


def _said(many: Iterable[Word]) -> list[str]:
    return [one.en if get_language() == "en" else one.zh for one in many]


def _arithmetic(standing: Standing) -> list[str]:
    """8 days × 200 % × 130,500.00 ÷ 261 = 8,000.00 yuan, with the figures of the rule that holds."""
    answer, pay = standing.answer, standing.facts.annual_pay_fen
    if not answer.untaken_pay_fen or pay is None:
        return []
    used = {one.code.rpartition(".")[2]: one.value for one in answer.parameters}
    return [
        gettext("%(days)s days × %(percent)s%% × %(pay)s ÷ %(by)s = %(sum)s yuan")
        % {
            "days": answer.untaken_days, "percent": used["extra_percent"], "by": used["paid_days"],
            "pay": _yuan(pay), "sum": _yuan(answer.untaken_pay_fen),
        }
    ]  # fmt: skip


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"


def _cited(code: str) -> str:
    """The article, as a paper names it."""
    one = CITATIONS[code]
    number = f"（{one.number}）" if one.number else ""
    return f"《{one.title}》{number}{one.article}"
