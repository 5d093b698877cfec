"""The figures of a report as its page shows them: what it says, what the last one said, what stands today."""

from dataclasses import dataclass

from django.utils.functional import Promise

from anxin.ground.access.models import Post
from anxin.ground.units.models import Level

from .models import FrozenFigure, Report
from .names import STATED, figure_name
from .queries import Since, signed_change, since


@dataclass(frozen=True)
class Standing:
    """One figure of a report. ``before``: what the report accepted last said. ``now``: what is counted today,
    where that is no longer what the report says."""

    name: Promise | str
    kept: FrozenFigure
    before: FrozenFigure | None
    now: Since | None

    @property
    def change(self) -> str:
        """The difference from last time, as it is written."""
        return signed_change(self.before, self.kept)


def standings(report: Report, by: Post) -> list[Standing]:
    """The stated figures of a report in their order. Today is counted beside a report of one county or below;
    above, each number's own page does (a province's thirty counts would make every reader wait)."""
    kept = in_order(report)
    today = since(by, report, kept) if report.about.level >= Level.COUNTY and not report.is_draft else {}
    last = {one.code: one for one in report.before.figures.all()} if report.before else {}
    return [Standing(figure_name(one.code), one, last.get(one.code), today.get(one.code)) for one in kept]


def in_order(report: Report) -> list[FrozenFigure]:
    """The figures that a report states, in its order."""
    kept = {one.code: one for one in report.figures.all()}
    return [kept[code] for code in STATED if code in kept]
