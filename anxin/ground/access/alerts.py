"""Queued work of access: telling the reviewer that a card was opened in an emergency."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from anxin.ground.access.models import EmergencyAccess
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now
from anxin.ground.jobs.queue import job


@job("access.alert_reviewer")
def alert_reviewer(access: str) -> None:
    """Leave one message for the reviewer, without any personal data: an id, and where to read on. Run again
    it sends nothing; a row put into the queue by hand for an access that is none sends nothing either."""
    with transaction.atomic(), everywhere():
        waiting = EmergencyAccess.objects.select_for_update(of=["self"]).select_related("reviewer__account")
        found = waiting.filter(pk=access, alerted_at=None).first()
        if found is None:
            return
        account = found.reviewer.account
        with translation.override(account.language if account else settings.LANGUAGE_CODE):
            send_mail(_("Emergency access to review"), _message(found), None, [_address(found)])
        EmergencyAccess.objects.filter(pk=found.pk).update(alerted_at=now())


def _message(access: EmergencyAccess) -> str:
    told = {"url": f"{settings.BASE_URL}/access/reviews/{access.pk}/", "day": access.review_due.isoformat()}
    return _("A card of your area was opened by emergency access. Review it by %(day)s: %(url)s") % told


def _address(access: EmergencyAccess) -> str:
    """Posts have no e-mail: the message names the post, and whoever fetches the outbox delivers it."""
    return f"post-{access.reviewer_id}@anxin.invalid"
