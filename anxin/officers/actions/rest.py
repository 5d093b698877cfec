"""How a unit keeps check-ups and leave."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.officers.models import LONGEST, RestRule


@transaction.atomic
def set_rest_rule(
    *, by: Post, unit: Unit, check_up_months: int, half_days: bool, carry_over: bool
) -> RestRule:
    """Set how often a unit sends its people to a check-up, whether it takes half days of leave and whether it
    carries days into the next year; units below that set nothing of their own follow."""
    if not _covers(by, unit):  # the directory is not under row security, so the act itself must look
        raise _out_of_scope()
    if not 1 <= check_up_months <= LONGEST:
        raise Refused("officers.months_out_of_range", _("The interval is 1 to 36 months."))
    values: dict[str, Any] = {
        "check_up_months": check_up_months, "half_days": half_days, "carry_over": carry_over,
    }  # fmt: skip
    rule, _made = RestRule.objects.update_or_create(unit=unit, defaults=values | {"since": today()})
    record("officers.rest_rule_set", by=by, path=unit.path, unit=unit.pk, **values)
    return rule


@transaction.atomic
def drop_rest_rule(*, by: Post, unit: Unit) -> None:
    """Take a unit's own rule away: it follows the nearest unit above it again."""
    if not _covers(by, unit):
        raise _out_of_scope()
    gone, _each = RestRule.objects.filter(unit=unit).delete()
    if not gone:
        raise Refused("officers.no_rule_here", _("This unit has no rule of its own."))
    record("officers.rest_rule_dropped", by=by, path=unit.path, unit=unit.pk)


def _covers(post: Post, unit: Unit) -> bool:
    lo, hi = post.bounds
    return lo <= unit.path < hi


def _out_of_scope() -> Refused:
    return Refused(
        "officers.unit_out_of_scope", _("This unit lies outside the scope of the post you act in.")
    )
