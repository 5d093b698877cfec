"""Issuing a notice that was approved: from here on a job sends it out (delivering.py)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record
from anxin.notices import tasks
from anxin.notices.models import Dispatch, Notice, NoticeState

from .way import send_out


@transaction.atomic
def issue(*, by: Actor, notice: Notice) -> Dispatch:
    """Issue a notice that was approved; the job ``notices.deliver`` sends it out. Refused where it is not
    approved or out already; a notice that came from outside (no unit) is issued by the operator."""
    held = Notice.objects.select_for_update().get(pk=notice.pk)
    if Dispatch.objects.filter(notice=held).exists():
        raise Refused("notices.out_already", _("This notice is on its way already."))
    if isinstance(by, Post):
        held = send_out(by=by, notice=held)
    else:
        held.state, held.issued_on = NoticeState.ISSUED, held.issued_on or today()
        held.save(update_fields=["state", "issued_on"])
    record("notices.sent", by=by, on=held, path=held.path)
    run = Dispatch.objects.create(notice=held, begun_at=now())
    tasks.deliver_notice.defer(notice=str(held.pk))
    return run
