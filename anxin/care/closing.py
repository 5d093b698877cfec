"""What must be settled before the care of a family is closed: rooms above tell it, care only asks."""

from collections.abc import Callable, Iterable

from django.utils.translation import ngettext_lazy

from anxin.entitlements.models import Claim
from anxin.families.models import Household
from anxin.ground.access.closing import Open

from .models import (
    DepartmentRequest,
    Duty,
    FamilyWord,
    Handover,
    JointTable,
    Measure,
    Need,
    Promise,
    VisitPlan,
)

Check = Callable[[Household], Iterable[Open]]
_checks: list[Check] = []


def before_closing(check: Check) -> Check:
    """Register a check, once, at start-up: what of a family is open, in numbers with their words."""
    if check not in _checks:
        _checks.append(check)
    return check


def still_open(household: Household) -> list[Open]:
    """Everything that is open about this family; empty when its care may be closed."""
    return [one for check in _checks for one in check(household) if one.n]


WORDS = {
    "needs": ngettext_lazy("%(n)d open need", "%(n)d open needs", "n"),
    "measures": ngettext_lazy("%(n)d measure under way", "%(n)d measures under way", "n"),
    "requests": ngettext_lazy(
        "%(n)d request to a department not answered", "%(n)d requests to departments not answered", "n"
    ),
    "promises": ngettext_lazy("%(n)d open promise", "%(n)d open promises", "n"),
    "claims": ngettext_lazy("%(n)d claim under way", "%(n)d claims under way", "n"),
    "handovers": ngettext_lazy("%(n)d handover under way", "%(n)d handovers under way", "n"),
    "to_verify": ngettext_lazy("%(n)d need to be verified", "%(n)d needs to be verified", "n"),
    "tables": ngettext_lazy(
        "%(n)d joint measures table under way", "%(n)d joint measures tables under way", "n"
    ),
    "words": ngettext_lazy("%(n)d word of the family to answer", "%(n)d words of the family to answer", "n"),
    "visits": ngettext_lazy("%(n)d planned visit", "%(n)d planned visits", "n"),
    "decisions": ngettext_lazy(
        "%(n)d decision on a date ahead not made", "%(n)d decisions on dates ahead not made", "n"
    ),
}
SETTLED = (Measure.State.DONE, Measure.State.NONE)


@before_closing
def of_care(household: Household) -> Iterable[Open]:
    """Whatever of care, and of its claims, is not brought to its end."""
    found = {
        "needs": Need.objects.filter(household=household).open(),
        "measures": Measure.objects.filter(household=household).exclude(state__in=SETTLED),
        "requests": DepartmentRequest.objects.filter(household=household).waiting(),
        "promises": Promise.objects.filter(household=household).open(),
        "claims": Claim.objects.filter(household=household).alive(),
        "handovers": Handover.objects.filter(household=household).under_way(),
        "to_verify": Need.objects.filter(household=household).to_verify(),
        "tables": JointTable.objects.filter(household=household).under_way(),
        "words": FamilyWord.objects.filter(household=household).unanswered(),
        "visits": VisitPlan.objects.filter(household=household).open(),
        "decisions": Duty.objects.filter(household=household).undecided(),
    }
    return [Open(rows.count(), WORDS[code]) for code, rows in found.items()]
