"""The unit's person in charge of this work."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.events import FamilySideChanged
from anxin.care.models import Responsibility, WorkLead
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

from .responsibility import BATCH


@transaction.atomic
def set_work_lead(*, by: Post, unit: Unit, post: Post, deputy: Post | None = None) -> WorkLead:
    """Put a post in charge of this work for a unit. Families of the unit, and of the units below without a
    work lead of their own, for whom nobody is named yet, are his from now on."""
    _check(by, unit, post, deputy)
    values = {"post": post, "deputy": deputy, "since": today()}
    lead, _made = WorkLead.objects.update_or_create(unit=unit, defaults=values)
    taken = _take_over(unit, lead)
    record("care.work_lead_set", by=by, path=unit.path, unit=unit.pk, post=post.pk, families=taken)
    return lead


def _check(by: Post, unit: Unit, post: Post, deputy: Post | None) -> None:
    if not _covers(by, unit):  # the directory is not under row security, so the act itself must look
        raise Refused("care.unit_out_of_scope", _("This unit lies outside the scope of the post you act in."))
    for one in filter(None, (post, deputy)):
        if not one.may("care.assign") or not _covers(one, unit):
            raise Refused(
                "care.lead_cannot_see",
                _("The person in charge must hold a clerk's post whose scope covers this unit."),
            )
    if deputy is not None and deputy.pk == post.pk:
        raise Refused("care.own_deputy", _("The deputy must be somebody else than the person in charge."))


def _covers(post: Post, unit: Unit) -> bool:
    lo, hi = post.bounds
    return lo <= unit.path < hi


def _take_over(unit: Unit, lead: WorkLead) -> int:
    """Hand all rows without a name, for whom this lead is the nearest, to him. Returns how many."""
    waiting = (
        Responsibility.objects.current()
        .filter(unassigned=True)
        .under(unit.path)
        .select_for_update(of=("self",))
    )
    rows = list(waiting.select_related("household__unit"))
    leads = WorkLead.objects.nearest({row.household.unit for row in rows})
    rows = [row for row in rows if leads[row.household.unit_id] == lead and not _is_with(row, lead)]
    at = now()
    Responsibility.objects.filter(pk__in=[row.pk for row in rows]).update(until=at)
    Responsibility.objects.bulk_create(
        [
            Responsibility(
                household=row.household, path=row.path, since=at, unassigned=True,
                resting=row.resting, responsible_id=lead.post_id, deputy_id=lead.deputy_id,
            )
            for row in rows
        ],
        BATCH,
    )  # fmt: skip
    publish(FamilySideChanged([row.household_id for row in rows]))
    return len(rows)


def _is_with(row: Responsibility, lead: WorkLead) -> bool:
    return (row.responsible_id, row.deputy_id) == (lead.post_id, lead.deputy_id)
