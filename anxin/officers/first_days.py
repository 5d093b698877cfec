"""The first days after an officer's death: what is to be done, until when, and who says so.

A pure table and a pure function: the days of the law come from ``anxin.policy.deadlines``, the others are
the house's own targets (limits.toml, ``first_days``), counted in working days after the day of death. A last
day of the law that falls on a day off stays where it is: article 203 of the Civil Code would move it on, and
nobody should plan with that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.days.workdays import add_working_days
from anxin.policy.citations import CITATIONS, Citation
from anxin.policy.deadlines import TERMS, deadline

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TELL: Final = "tell"  # comes before all others, and is done by telling, never by ticking


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be done. ``term``: the term of the law (anxin.policy.deadlines), counted from the event
    that led to the death; without one the house's own target holds, counted from the death. ``later``: the
    term until which somebody else may still do it."""

    code: str
    words: "_StrPromise"
    hint: "_StrPromise"
    term: str = ""
    later: str = ""

    @property
    def span(self) -> str:
        """How long the law gives, in words; empty where the house set the day."""
        return gettext("within %(days)s days") % {"days": TERMS[self.term].span} if self.term else ""

    @property
    def citation(self) -> Citation | None:
        """The article that sets the day; None where the house set it."""
        return CITATIONS[TERMS[self.term].citation] if self.term else None


STEPS: Final = (
    Step(
        TELL,
        _("Tell the family in person"),
        _("Two people go, one whom the family knows. Nothing is sent to anybody before."),
    ),
    Step(
        "funeral",
        _("Funeral and funeral aid"),
        _("Ask what the family wishes; of the funds that may pay funeral aid only one does."),
    ),
    Step(
        "school",
        _("The children's school"),
        _("With the family's consent the class teacher is told, so that nobody asks the child."),
    ),
    Step(
        "certificates",
        _("Certificates"),
        _("Medical certificate of death, household register, papers that prove kinship."),
    ),
    Step(
        "pay",
        _("Last pay"),
        _("Wages of the last month, leave not taken, what the unit still owes; the family hears the sums."),
    ),
    Step(
        "insurance",
        _("Insurance"),
        _("Social insurance accounts, and accident insurance if the unit or the officer had one."),
    ),
    Step("housing", _("Housing"), _("Who may stay where, and how long; nobody is asked to leave meanwhile.")),
    Step(
        "work_injury",
        _("Apply for the work-injury determination"),
        _("Counted from the accident, or from the day on which the illness broke out."),
        term="unit_applies",
        later="family_applies",
    ),
)
BY_CODE: Final[Mapping[str, Step]] = {step.code: step for step in STEPS}


@dataclass(frozen=True, slots=True)
class Dated:
    """One step with its last day, and the day until which somebody else may still act (None: nobody)."""

    step: Step
    due: date
    later: date | None = None


def first_days(*, died_on: date, event_on: date, targets: Mapping[str, int]) -> tuple[Dated, ...]:
    """Every step with its last day, in the order of the table. ``event_on``: the day of the accident, or on
    which the illness broke out; ``targets``: working days after the death by code, 0 is the day itself."""
    return tuple(_dated(step, died_on, event_on, targets) for step in STEPS)


def _dated(step: Step, died_on: date, event_on: date, targets: Mapping[str, int]) -> Dated:
    if not step.term:
        days = targets[step.code]
        return Dated(step, add_working_days(died_on, days) if days else died_on)
    later = deadline(step.later, event_on).on if step.later else None
    return Dated(step, deadline(step.term, event_on).on, later)
