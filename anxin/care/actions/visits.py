"""Recording a visit in three sentences, the next steps that were promised, and the needs found on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.events import FamilySideChanged
from anxin.care.models import Met, Promise, PromiseStep, Visit, Visitor, VisitPlan
from anxin.families.dictionary import Theme
from anxin.families.models import Household, Person, Source
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .in_use import check_in_use
from .needs import record_need
from .plans import carry_out


@dataclass(frozen=True)
class NextStep:
    """What was promised, who does it, by when."""

    words: str
    doer: Post
    due: date


@dataclass(frozen=True)
class Found:
    """A need that came to light on a visit: theme and words, of one person or of the whole family."""

    theme: Theme | str
    words: str
    person: Person | None = None


@transaction.atomic
def record_visit(
    *,
    by: Post,
    household: Household,
    on: date,
    visitors: Sequence[Post] = (),
    met: Sequence[Person] = (),
    news: str = "",
    said: str = "",
    promised: str = "",
    steps: Sequence[NextStep] = (),
    needs: Sequence[Found] = (),
    plan: VisitPlan | None = None,
) -> Visit:
    """Record a visit of a day past or present; ``visitors`` went (left out: whoever enters it). Nobody met:
    an attempt, kept as such. Each next step becomes a promise, which is a task with a day on the desk of the
    one who does it; each need found is recorded with the visit as its source. A visit at which somebody was
    met closes ``plan``, and every plan of the family whose day had come; an attempt leaves them open."""
    check_in_use(household)
    _check(household, on, met, steps, plan)
    outcome = Visit.Outcome.MADE if met else Visit.Outcome.ATTEMPTED
    visit = Visit.objects.create(
        household=household, path=household.path, on=on, outcome=outcome, by=by,
        news=news, said=said, promised=promised, entered_at=now(),
    )  # fmt: skip
    shared = {"household": household, "path": household.path, "visit": visit}
    Visitor.objects.bulk_create(Visitor(post=post, **shared) for post in visitors or [by])
    Met.objects.bulk_create(Met(person=person, **shared) for person in met)
    promises = [_promise(visit, step, by) for step in steps]
    for one in needs:
        record_need(
            by=by, household=household, theme=one.theme, words=one.words, person=one.person,
            source=Source.VISIT, found_on=on,
        )  # fmt: skip
    plans = carry_out(by=by, visit=visit, plan=plan) if met else 0
    record(
        "care.visited", by=by, on=visit, day=on, outcome=outcome, visitors=len(visitors) or 1,
        met=len(met), promises=len(promises), needs=len(needs), plans=plans,
    )  # fmt: skip
    publish(FamilySideChanged([household.pk]))
    return visit


def _check(
    household: Household,
    on: date,
    met: Sequence[Person],
    steps: Sequence[NextStep],
    plan: VisitPlan | None,
) -> None:
    if on > today():
        raise Refused("care.day_ahead", _("The day lies in the future."))
    if any(person.household_id != household.pk for person in met):
        raise Refused("care.not_of_this_family", _("This person does not belong to this family."))
    if any(step.due < on for step in steps):
        raise Refused("care.promise_before_visit", _("The next step is due before the visit itself."))
    if plan is not None and plan.household_id != household.pk:
        raise Refused("care.plan_of_another_family", _("This plan is about another family."))


def _promise(visit: Visit, step: NextStep, by: Post) -> Promise:
    shared = {"household_id": visit.household_id, "path": visit.path}
    promise = Promise.objects.create(
        visit=visit, words=step.words, doer=step.doer, due=step.due, first_due=step.due, **shared
    )
    PromiseStep.objects.create(
        promise=promise, at=now(), by=by, move=Promise.State.OPEN, words=step.words, due=step.due, **shared
    )
    return promise
