"""A family's page: given with a code, taken back, and what is said on it taken in."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import receive_word
from anxin.care.actions.words import limit
from anxin.care.queries import responsibility_of
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.family_page import passes
from anxin.family_page.models import Handed, Pass, Said
from anxin.family_page.snapshots import FAMILY, page_of
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import NOBODY, record

from .carrying import carrier, readable


@dataclass(frozen=True)
class Given:
    """A page just given: its pass, the address that the QR code holds, and the code, seen this once."""

    held: Pass
    link: str
    code: str


@transaction.atomic
def give_page(*, by: Post, household: Household, holder: str) -> Given:
    """Give a family its page: the QR code goes on the contact card, the code on a slip of its own. A page it
    held before ends at once, on every telephone."""
    _check(household)
    until = now() + timedelta(limit("page_days"))
    subject, path = household.pk, household.path
    sheet = page_of(household)
    token, code = passes.issue(by=by, kind=FAMILY, subject=subject, path=path, until=until, sheet=sheet)
    held = Pass.objects.open().get(kind=FAMILY, subject=subject)
    Handed.objects.create(given=held, path=path, token=token, holder=holder)
    record("care.page_given", by=by, on=household, until=until.date())
    return Given(held, passes.link(token), code)


def _check(household: Household) -> None:
    if not passes.link("-"):
        raise Refused(
            "care.no_door",
            _("This installation has no address for families. Print the contact card and the sheet instead."),
        )
    if household.status != Status.OPEN:
        raise Refused("care.card_not_in_use", _("This card is not in use; its family holds no page."))
    if responsibility_of(household).responsible is None:
        raise Refused(
            "care.nobody_to_call",
            _("Nobody answers for this family yet. Name somebody first."),
        )


@transaction.atomic
def withdraw_page(*, by: Post, household: Household) -> None:
    """Take a family's page back: from now on neither the QR code nor a telephone that knew it opens it."""
    if not passes.withdraw_open(kind=FAMILY, subject=household.pk):
        raise Refused("care.no_page", _("This family holds no page."))
    record("care.page_withdrawn", by=by, on=household)


@carrier(FAMILY, "word")
def take_word(said: Said) -> None:
    """Take in a word that came from a family's page; the same again changes nothing."""
    with readable():
        words = str(said.content["words"])
    household = Household.objects.get(pk=said.given.subject)
    receive_word(by=NOBODY, household=household, words=words, channel="page", key=said.pk)
