"""What becomes of a request whose officer is no longer there: closed with a reason, and what the family of
somebody who died still needs handed on to their card. Nothing of it ends by itself."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.families.actions import Origin, record_fact
from anxin.families.models import Source
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.officers.models import Death, Help, HelpRequest, Officer

from .asking import give_planned_up, move_request

S = HelpRequest.State
HANDED = "difficulty"  # the field of the card that takes what the family still needs (families.dictionary)


@transaction.atomic
def close_request(*, by: Post, request: HelpRequest, reason: str, for_card: str = "") -> HelpRequest:
    """Decide that a request ends because its officer is no longer there, and say why. ``for_card``: what the
    family still needs, in words of the office; from then on it stands on their card as told by the unit,
    while the officer's own words stay here. Help that was planned for it is given up with the same reason.

    Refused: the officer is there; of a death the family has not been told; there is no card to hand on to."""
    request = move_request(request, S.CLOSED, by=by, words=reason)
    officer, death = request.officer, Death.objects.filter(officer=request.officer_id).first()
    if officer.is_at_work:
        raise Refused(
            "officers.asker_there",
            _("This officer is at work here: decide about the request, and answer it."),
        )
    if death and not death.is_told:
        raise Refused(
            "officers.tell_first",
            _("First the family is told in person; note on the page of this death who told them, and when."),
        )
    give_planned_up(by, request, reason)
    cards = _hand_on(by, officer, death, for_card.strip())
    record("officers.help_closed", by=by, on=request, officer=officer.pk, cards=cards)
    return request


def _hand_on(by: Post, officer: Officer, death: Death | None, words: str) -> list[UUID]:
    """Write what the family still needs on their card; the ids of the cards written on."""
    if not words:
        return []
    if death is None or death.household is None:
        raise Refused("officers.no_card", _("There is no card of a family that this could be handed on to."))
    origin = Origin(Source.UNIT, officer.unit.name, today())
    record_fact(by=by, household=death.household, code=HANDED, value=words, origin=origin)
    return [death.household.pk]


def reopen_requests(by: Post, officer: Officer) -> int:
    """Requests that were closed because an officer had left wait again, since the leaving was noted by
    mistake; the act that takes it back records how many."""
    closed = list(HelpRequest.objects.filter(officer=officer, state=S.CLOSED))
    for request in closed:
        move_request(request, _before(request), by=by)
    return len(closed)


def _before(request: HelpRequest) -> str:
    """Where a closed request goes on: what was decided about it stays decided."""
    given = Help.objects.filter(request=request).first()
    if given is None:
        return S.ASKED
    return S.DONE if given.state == Help.State.DONE else S.DECLINED
