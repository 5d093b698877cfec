"""Signing for a notice (签收): one tap, once; what is signed for passes on to the units below.

Signing for changes the unit's own row and those of the units directly below it, and appends to the counts: it
waits for nobody and nobody waits for it, however many sign at once.
"""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.notices.arriving import pass_on
from anxin.notices.models import Delivery, Stand


@transaction.atomic
def receive(*, by: Post, delivery: Delivery) -> Delivery:
    """Sign for a notice in the name of the post's own unit. A second tap changes nothing: who signed first,
    and when, stays. Refused for another unit's, and before it has come down to here."""
    held = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if held.unit_id != by.unit_id:
        raise Refused(
            "notices.not_ours", _("This notice was sent to another unit; only that unit signs for it.")
        )
    if held.received_at:
        return held
    if held.delivered_at is None:
        raise Refused(
            "notices.not_here_yet",
            _("This notice has not come down to your unit yet: the unit above has not signed for it."),
        )
    _sign([held.pk], by, now())
    record("notices.received", by=by, path=held.path, notice=held.notice_id, delivery=held.pk)
    held.refresh_from_db()
    return held


@transaction.atomic
def receive_on_paper(*, by: Post, deliveries: Collection[uuid.UUID]) -> int:
    """Enter paper receipts of units that have no account, within the post's own place. Returns how many were
    entered now; those entered before stay as they were. Refused where one of them cannot be signed for so."""
    place = by.scope_root.path
    held = Delivery.objects.select_for_update().filter(pk__among=deliveries).under(place)
    found = list(held.filter(on_paper=True).exclude(stand=Stand.FAR).values_list("pk", "stand", "notice"))
    if len(found) < len(set(deliveries)):
        raise Refused(
            "notices.no_paper_here",
            _("Paper receipts are entered for units below yours that have no account and have the notice."),
        )
    signing = [pk for pk, stand, _notice in found if stand != Stand.SIGNED]
    if signing:
        _sign(signing, by, now())
        record("notices.paper_received", by=by, path=place, notice=found[0][2], count=len(signing))
    return len(signing)


def receive_carried(*, by: Post, delivery: Delivery, at: datetime) -> None:
    """Within the act that opens a package: its unit signed for it in its own network. Who signed first stays.
    ``at`` is told by another machine's clock: here it is neither before the delivery nor after now."""
    held = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if held.received_at:
        return
    signed = min(now(), max(at, held.delivered_at or at))
    Delivery.objects.filter(pk=held.pk, delivered_at=None).update(delivered_at=signed)
    _sign([held.pk], by, signed)


def _sign(deliveries: list[uuid.UUID], by: Post, at: datetime) -> None:
    Delivery.objects.filter(pk__among=deliveries).update(received_at=at, received_by=by)
    pass_on(deliveries, at)
