"""How lines stand in a table and in a scenario: what would be said twice is said once, for several people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from anxin.ground.ui.templatetags.ui import yuan

from .telling import Missing, Told


@dataclass(frozen=True)
class Row:
    """Lines that say the same: one line with a sum, or the lines of one rule that lack the same things."""

    lines: Sequence[Told]

    @property
    def told(self) -> Told:
        """The line that is told for all of them."""
        return self.lines[0]

    @property
    def several(self) -> bool:
        """Is it told of more than one person?"""
        return len(self.lines) > 1

    @property
    def names(self) -> str:
        """The people it is told of; the empty string for the family as a whole."""
        return _(", ").join(one.line.person.name for one in self.lines if one.line.person)

    @property
    def kin(self) -> str:
        """What the only person is to the officer."""
        return "" if self.several else self.told.kin

    @property
    def gaps(self) -> list[Missing]:
        """Everything that the lines lack, each once."""
        return list(dict.fromkeys(gap for one in self.lines for gap in one.gaps))

    @property
    def is_gap(self) -> bool:
        """Is something missing in any of them?"""
        return any(one.is_gap for one in self.lines)

    @property
    def amount(self) -> str:
        """What they come to together; to be determined where one of them is."""
        known = [one.line.amount_fen for one in self.lines if one.line.amount_fen is not None]
        if self.several and len(known) == len(self.lines):
            return yuan(sum(known))
        return next((one.amount for one in self.lines if one.is_gap), self.told.amount)


def rows_of(told: Iterable[Told]) -> list[Row]:
    """Line by line; those of one rule that lack the same things together."""
    grouped = groupby(told, lambda one: (one.line.rule, tuple(one.line.gaps), one.line.ends))
    return [
        row
        for (_rule, gaps, _ends), same in grouped
        for row in ([Row(list(same))] if gaps else [Row([one]) for one in same])
    ]


def by_rule(told: Iterable[Told]) -> list[Row]:
    """Rule by rule, for a scenario: a sum for everybody together."""
    return [Row(list(same)) for _rule, same in groupby(told, lambda one: one.line.rule)]
