"""Queued and nightly work of access."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from anxin.ground.access.models import EmergencyAccess
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now
from anxin.ground.jobs.queue import job

from .actions.leaving import leave_posts_whose_day_came
from .signin import upkeep


@job("access.posts_whose_day_came", every="5 16 * * *")  # five past midnight in Shanghai
def posts_whose_day_came() -> None:
    """Whatever a post had in hand passes on when its last day has gone by."""
    leave_posts_whose_day_came()


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


@job("access.tidy", every="23 18 * * *")  # 02:23 in Beijing
def tidy() -> None:
    """Remove what has ended: sessions, counters, used codes."""
    upkeep.tidy()


@job("access.disable_inactive", every="53 18 * * *")
def disable_inactive() -> None:
    """Disable accounts nobody has signed in with for as long as the profile says."""
    upkeep.disable_inactive()
