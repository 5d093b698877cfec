"""Chasing (催办): whoever has the notice and has not signed for it is reminded, once a day at most."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Level, Unit
from anxin.notices.arriving import signers, tell
from anxin.notices.models import Chase, Delivery, Notice


@transaction.atomic
def chase(*, by: Post, notice: Notice, unit: Unit, level: Level | int) -> Chase:
    """Remind the units of one level below ``unit`` (itself too) that have the notice and have not signed for
    it. Each unit is reminded once a day at most, whoever asks. Refused outside the post's own place, and
    where nobody is left to be reminded today. No message reaches a unit without an account: ``on_paper`` of
    the chase counts those, and for them there is its letter (papers.reminder_paper)."""
    if not unit.path.startswith(by.scope_root.path):
        raise Refused("notices.not_below", _("You can only chase units below your own."))
    waiting = Delivery.objects.to_sign().filter(notice=notice, level=level).under(unit.path)
    again = waiting.exclude(unit=by.unit).exclude(chased_on=today())
    chased = dict(again.select_for_update().order_by("pk").values_list("pk", "unit"))
    if not chased:
        raise Refused(
            "notices.chased_today", _("All of them have signed for it or were chased today already.")
        )
    Delivery.objects.filter(pk__among=chased).update(chased_on=today())
    told = signers(chased.values())
    tell(notice, told, "notices.chased")
    reached = told.order_by().values("unit").distinct().count()
    made = Chase.objects.create(
        notice=notice, unit=unit, path=unit.path, level=level, count=len(chased),
        on_paper=len(chased) - reached, by=by, at=now(),
    )  # fmt: skip
    record(
        "notices.chased",
        by=by,
        path=unit.path,
        notice=notice.pk,
        unit=unit.pk,
        level=level,
        count=len(chased),
    )
    return made
