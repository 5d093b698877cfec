"""Care on the agenda: the plan of the year, the quarterly look at it, and each unit's own rules."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.officers.models import ITEM_MOVES, PLAN_MOVES, CareItem, CareLook, CarePlan, UnitRule

from .helping import check_scope

I = CareItem.State  # noqa: E741


@transaction.atomic
def draft_plan(*, by: Post, unit: Unit, year: int) -> CarePlan:
    """Begin the care plan of a unit for this year or the next."""
    check_scope(by, unit)
    if year not in (today().year, today().year + 1):
        raise Refused("officers.plan_year", _("A plan is written for this year or for the next one."))
    if CarePlan.objects.filter(unit=unit, year=year).exists():
        raise Refused(
            "officers.plan_exists", _("This unit has a plan for that year already. Open it from the list.")
        )
    plan = CarePlan.objects.create(unit=unit, path=unit.path, year=year, entered_by=by, entered_at=now())
    record("officers.plan_drafted", by=by, on=plan, year=year)
    return plan


@dataclass(frozen=True)
class Item:
    """One item of a plan: what about, in words, by when, who sees to it."""

    subject: str
    words: str
    due: date
    doer: Post


@transaction.atomic
def add_item(*, by: Post, plan: CarePlan, item: Item) -> CareItem:
    """Add an item to a plan that is not adopted yet; its day lies in the year of the plan."""
    plan = CarePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.state != CarePlan.State.DRAFT:
        raise Refused(
            "officers.plan_adopted", _("This plan is adopted; its items stand. Add new ones next year.")
        )
    first, last = plan.days
    if not first <= item.due <= last:
        raise Refused("officers.not_in_plan_year", _("This day does not lie in the year of the plan."))
    made = CareItem.objects.create(plan=plan, path=plan.path, **vars(item))
    record("officers.plan_item_added", by=by, on=made, subject=made.subject, due=made.due)
    return made


@transaction.atomic
def adopt_plan(*, by: Post, plan: CarePlan) -> CarePlan:
    """Put a plan in force. From now on its items are done or given up, never rewritten."""
    plan = CarePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    check(PLAN_MOVES, plan.state, CarePlan.State.ADOPTED, by=by)
    if not plan.items.exists():
        raise Refused("officers.plan_empty", _("This plan has no items yet. Add what shall be done first."))
    plan.state, plan.adopted_by, plan.adopted_at = CarePlan.State.ADOPTED, by, now()
    plan.save(update_fields=["state", "adopted_by", "adopted_at"])
    record("officers.plan_adopted", by=by, on=plan, year=plan.year)
    return plan


def _settle(item: CareItem, to: str, *, by: Post, words: str) -> CareItem:
    item = CareItem.objects.select_for_update(of=("self",)).select_related("plan").get(pk=item.pk)
    check(ITEM_MOVES, item.state, to, by=by, reason=words)
    if item.plan.state != CarePlan.State.ADOPTED:
        raise Refused(
            "officers.plan_not_adopted", _("This plan is a draft. It is adopted first, then carried out.")
        )
    item.state, item.outcome, item.settled_on = to, words.strip(), today()
    item.save(update_fields=["state", "outcome", "settled_on"])
    return item


@transaction.atomic
def finish_item(*, by: Post, item: CareItem, words: str) -> CareItem:
    """Note that an item was carried out, and what came of it."""
    item = _settle(item, I.DONE, by=by, words=words)
    record("officers.plan_item_done", by=by, on=item, late=today() > item.due)
    return item


@transaction.atomic
def drop_item(*, by: Post, item: CareItem, reason: str) -> CareItem:
    """Give an item up, and say why."""
    item = _settle(item, I.DROPPED, by=by, words=reason)
    record("officers.plan_item_dropped", by=by, on=item)
    return item


def quarter_of(day: date) -> int:
    """1 to 4."""
    return (day.month - 1) // 3 + 1


@transaction.atomic
def look_at_plan(*, by: Post, plan: CarePlan, quarter: int, on: date, words: str) -> CareLook:
    """Note that a plan was looked at for a quarter, with what was said; how it stands is counted now. Only a
    quarter that has begun, each once."""
    plan = CarePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.state != CarePlan.State.ADOPTED:
        raise Refused(
            "officers.plan_not_adopted", _("This plan is a draft. It is adopted first, then carried out.")
        )
    if on > today():
        raise Refused("officers.day_ahead", _("The day lies in the future."))
    if on < date(plan.year, 3 * quarter - 2, 1):
        raise Refused("officers.quarter_ahead", _("That quarter had not begun on this day. Check both."))
    if plan.looks.filter(quarter=quarter).exists():
        raise Refused("officers.quarter_looked_at", _("The plan was looked at for this quarter already."))
    items = CareItem.objects.filter(plan=plan)
    look = CareLook.objects.create(
        plan=plan, path=plan.path, quarter=quarter, on=on, words=words.strip(), by=by,
        done=items.filter(state=I.DONE).count(), open=items.open().count(), overdue=items.overdue(on).count(),
    )  # fmt: skip
    record("officers.plan_looked_at", by=by, on=look, quarter=quarter)
    return look


@dataclass(frozen=True)
class Rule:
    """A unit's own rule: on what, its title and text, who approved it when, since when it holds."""

    subject: str
    title: str
    text: str
    approver: str
    approved_on: date
    since: date


@transaction.atomic
def enter_rule(*, by: Post, unit: Unit, rule: Rule) -> UnitRule:
    """Enter a unit's own rule; the one on the same subject before it ends on the day it begins."""
    check_scope(by, unit)
    if rule.approved_on > rule.since:
        raise Refused(
            "officers.rule_not_approved", _("A rule holds from the day it was approved at the earliest.")
        )
    former = UnitRule.objects.select_for_update(of=("self",)).filter(unit=unit, subject=rule.subject)
    if former.filter(since__gte=rule.since).exists():
        raise Refused(
            "officers.later_rule", _("A rule on this begins on that day or later. Choose a later day.")
        )
    former.in_force(rule.since).update(until=rule.since)
    made = UnitRule.objects.create(unit=unit, path=unit.path, **vars(rule), entered_by=by, entered_at=now())
    record("officers.rule_entered", by=by, on=made, subject=made.subject, since=made.since)
    return made
