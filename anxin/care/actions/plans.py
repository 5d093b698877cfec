"""Planning a visit, putting it to another day, giving it up, and carrying it out by a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anxin.care.calendar import quiet_days_of
from anxin.care.events import FamilySideChanged
from anxin.care.models import (
    FESTIVALS,
    PLAN_MOVES,
    Occasion,
    PlannedVisitor,
    PlanStep,
    Visit,
    VisitPlan,
    check,
)
from anxin.care.queries.calendar import families_days
from anxin.care.round_days import rounds_between
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .in_use import check_in_use


@dataclass(frozen=True)
class Why:
    """What a visit is planned for: an occasion, the day of the festival if it is one, and a word more."""

    occasion: Occasion | str
    festival_on: date | None = None
    words: str = ""
    anyway: bool = False  # on a quiet day all the same, for the reason that ``words`` gives


@dataclass(frozen=True)
class Planned:
    """One line of a round as it was filled in: which family, on which day, who goes. No day: not planned."""

    household: Household
    on: date
    visitors: Sequence[Post]


@transaction.atomic
def plan_visit(*, by: Post, household: Household, on: date, visitors: Sequence[Post], why: Why) -> VisitPlan:
    """Plan a visit to a family: the day, who goes, for what. A festival's round has one plan a family. On a
    quiet day only if the family wants it, with the reason in words."""
    check_in_use(household)
    line = Planned(household, on, visitors)
    _leave_in_peace([line], why.words if why.anyway else "")
    plan = _make(by, line, why)
    record("care.visit_planned", by=by, on=plan, day=on, occasion=str(why.occasion), visitors=len(visitors))
    return plan


@transaction.atomic
def plan_round(*, by: Post, why: Why, lines: Sequence[Planned], reason: str = "") -> int:
    """Plan a festival's round: one plan a family, as assigned on one page. A line that changes a plan's day
    or visitors moves it, for ``reason``; a quiet day needs one too. Returns how many lines said something
    new; one entry names the cards."""
    check_in_use(*(line.household for line in lines))
    held = VisitPlan.objects.for_festival(str(why.occasion), why.festival_on or date.max)
    days = dict(held.filter(household__in=[line.household for line in lines]).values_list("household", "on"))
    _leave_in_peace([line for line in lines if days.get(line.household.pk) != line.on], reason)
    changed = [line.household for line in lines if _take_over(by, why, line, reason)]
    if changed:
        record(
            "care.round_planned", by=by, path=by.unit.path, occasion=str(why.occasion),
            day=why.festival_on, cards=[one.pk for one in changed], count=len(changed),
        )  # fmt: skip
    return len(changed)


def _take_over(by: Post, why: Why, line: Planned, reason: str) -> bool:
    """Make the line true; False where the plan says the same already."""
    held = VisitPlan.objects.for_festival(str(why.occasion), why.festival_on or date.max)
    plan = held.filter(household=line.household).first()
    if plan is None:
        _make(by, line, why)
        return True
    there = set(plan.visitors.values_list("post", flat=True))
    if (plan.on, there) == (line.on, {post.pk for post in line.visitors}):
        return False
    _move(plan, by=by, on=line.on, visitors=line.visitors, reason=reason)
    return True


def _make(by: Post, line: Planned, why: Why) -> VisitPlan:
    household = line.household
    _check(line.on, line.visitors)
    _check_festival(household, why)
    shared = {"household": household, "path": household.path}
    plan = VisitPlan.objects.create(
        on=line.on, occasion=str(why.occasion), festival_on=why.festival_on, why=why.words,
        planned_by=by, planned_at=now(), **shared,
    )  # fmt: skip
    PlannedVisitor.objects.bulk_create(
        PlannedVisitor(plan=plan, post=post, **shared) for post in line.visitors
    )
    _step(plan, by, VisitPlan.State.PLANNED, why.words)
    return plan


def _leave_in_peace(lines: Sequence[Planned], reason: str) -> None:
    """Refuse to plan on days on which the families mourn, unless there is a reason."""
    if reason.strip() or not lines:
        return
    around = settings.LIMITS["care"]["quiet_around"]
    told = families_days([line.household.pk for line in lines])
    if any(quiet_days_of(told[line.household.pk], line.on, line.on, around) for line in lines):
        raise Refused(
            "care.quiet_day",
            _(
                "That day is a quiet day for the family. Choose another one; if the family itself wants the"
                " visit then, say so and why."
            ),
        )


def _check(on: date, visitors: Sequence[Post]) -> None:
    if on < today():
        raise Refused("care.plan_in_the_past", _("The planned day has passed. Choose today or a later day."))
    if not visitors:
        raise Refused("care.nobody_goes", _("Say who goes: at least one person."))


def _check_festival(household: Household, why: Why) -> None:
    if why.occasion in FESTIVALS and not _is_festival(str(why.occasion), why.festival_on):
        raise Refused("care.not_a_festival", _("On this day there is no such festival."))
    planned = VisitPlan.objects.for_festival(str(why.occasion), why.festival_on or date.max)
    if planned.filter(household=household).exists():
        raise Refused(
            "care.planned_already",
            _("A visit to this family is planned for this festival already. Change that plan instead."),
        )


def _is_festival(code: str, day: date | None) -> bool:
    return day is not None and any(one.code == code for one in rounds_between(day, day))


@transaction.atomic
def replan_visit(
    *, by: Post, plan: VisitPlan, on: date, visitors: Sequence[Post], reason: str, anyway: bool = False
) -> VisitPlan:
    """Put a planned visit to another day or into other hands, with the reason. ``anyway``: the reason is one
    for a quiet day too."""
    check_in_use(plan.household)
    if on != plan.on:
        _leave_in_peace([Planned(plan.household, on, visitors)], reason if anyway else "")
    plan = _move(plan, by=by, on=on, visitors=visitors, reason=reason)
    record("care.visit_replanned", by=by, on=plan, day=on, visitors=len(visitors))
    return plan


def _move(plan: VisitPlan, *, by: Post, on: date, visitors: Sequence[Post], reason: str) -> VisitPlan:
    plan = _locked(plan, VisitPlan.State.MOVED, by, reason)
    _check(on, visitors)
    plan.on, plan.state = on, VisitPlan.State.MOVED
    plan.save(update_fields=["on", "state"])
    plan.visitors.exclude(post__in=visitors).delete()
    there = set(plan.visitors.values_list("post", flat=True))
    PlannedVisitor.objects.bulk_create(
        PlannedVisitor(plan=plan, post=post, household_id=plan.household_id, path=plan.path)
        for post in visitors
        if post.pk not in there
    )
    _step(plan, by, VisitPlan.State.MOVED, reason)
    return plan


@transaction.atomic
def cancel_visit(*, by: Post, plan: VisitPlan, reason: str) -> VisitPlan:
    """Give a planned visit up, with the reason."""
    plan = _locked(plan, VisitPlan.State.CANCELLED, by, reason)
    plan.state = VisitPlan.State.CANCELLED
    plan.save(update_fields=["state"])
    _step(plan, by, VisitPlan.State.CANCELLED, reason)
    record("care.visit_cancelled", by=by, on=plan)
    return plan


def _locked(plan: VisitPlan, to: VisitPlan.State, by: Post, reason: str = "") -> VisitPlan:
    plan = VisitPlan.objects.select_for_update().get(pk=plan.pk)
    check(PLAN_MOVES, plan.state, to, by=by, reason=reason)
    return plan


def carry_out(*, by: Post, visit: Visit, plan: VisitPlan | None) -> int:
    """Close the plans that a visit carried out: the one it was made for, and those of the family whose day
    had come. Part of recording the visit, whose entry tells how many. Returns their number."""
    due = Q(on__lte=visit.on)
    wanted = due | Q(pk=plan.pk) if plan else due
    rows = VisitPlan.objects.open().filter(wanted, household=visit.household_id)
    closed = [_locked(one, VisitPlan.State.DONE, by) for one in rows]
    if plan is not None and plan.pk not in {one.pk for one in closed}:
        _locked(plan, VisitPlan.State.DONE, by)  # it is no longer open: says so and refuses
    for one in closed:
        one.state, one.visit = VisitPlan.State.DONE, visit
        one.save(update_fields=["state", "visit"])
        _step(one, by, VisitPlan.State.DONE)
    return len(closed)


def _step(plan: VisitPlan, by: Post, move: VisitPlan.State, words: str = "") -> None:
    PlanStep.objects.create(
        plan=plan, household_id=plan.household_id, path=plan.path, at=now(), by=by, move=move,
        words=words, on=plan.on,
    )  # fmt: skip
    publish(FamilySideChanged([plan.household_id]))
