"""Handing over a copy of what is held about a person (PIPL article 45)."""

from django.db import transaction
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.rights.models import RightsRequest

from .requests import carried_out

COPIES = (RightsRequest.Kind.ACCESS, RightsRequest.Kind.COPY)
State = RightsRequest.State


@transaction.atomic
def hand_over(*, by: Post, request: RightsRequest, sections: int) -> RightsRequest:
    """Note that the copy was made. The first time this carries the request out; made again, it only leaves
    its trace."""
    if request.kind not in COPIES or request.person is None:
        raise Refused(
            "rights.no_copy", _("A copy is made for a request for access or a copy, of one person.")
        )
    if request.is_granted:
        request = carried_out(request, by=by, words=_g("copy made"))
    elif request.state not in (State.CARRIED_OUT, State.ANSWERED) or request.decision == State.REFUSED:
        raise Refused("rights.not_granted", _("First the request must be granted."))
    assert request.household_id is not None
    record("rights.copy_made", by=by, on=request, cards=[request.household_id], sections=sections)
    return request
