"""Recording a visit in three sentences, and the next step that was promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Met, Promise, PromiseStep, Visit
from anxin.families.models import Household, Person
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record


@dataclass(frozen=True)
class NextStep:
    """What was promised, who does it, by when."""

    words: str
    doer: Post
    due: date


@transaction.atomic
def record_visit(
    *,
    by: Post,
    household: Household,
    on: date,
    met: Sequence[Person] = (),
    news: str = "",
    said: str = "",
    promised: str = "",
    steps: Sequence[NextStep] = (),
) -> Visit:
    """Record a visit of a day past or present. Nobody met: an attempt, kept as such. Each next step becomes a
    promise, which is a task with a day on the desk of the one who does it."""
    _check(household, on, met, steps)
    outcome = Visit.Outcome.MADE if met else Visit.Outcome.ATTEMPTED
    visit = Visit.objects.create(
        household=household, path=household.path, on=on, outcome=outcome, by=by,
        news=news, said=said, promised=promised, entered_at=now(),
    )  # fmt: skip
    Met.objects.bulk_create(
        Met(household=household, path=household.path, visit=visit, person=person) for person in met
    )
    promises = [_promise(visit, step, by) for step in steps]
    record("care.visited", by=by, on=visit, day=on, outcome=outcome, met=len(met), promises=len(promises))
    return visit


def _check(household: Household, on: date, met: Sequence[Person], steps: Sequence[NextStep]) -> None:
    if on > today():
        raise Refused("care.day_ahead", _("The day lies in the future."))
    if any(person.household_id != household.pk for person in met):
        raise Refused("care.not_of_this_family", _("This person does not belong to this family."))
    if any(step.due < on for step in steps):
        raise Refused("care.promise_before_visit", _("The next step is due before the visit itself."))


def _promise(visit: Visit, step: NextStep, by: Post) -> Promise:
    shared = {"household_id": visit.household_id, "path": visit.path}
    promise = Promise.objects.create(
        visit=visit, words=step.words, doer=step.doer, due=step.due, first_due=step.due, **shared
    )
    PromiseStep.objects.create(
        promise=promise, at=now(), by=by, move=Promise.State.OPEN, words=step.words, due=step.due, **shared
    )
    return promise
