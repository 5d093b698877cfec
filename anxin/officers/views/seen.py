"""Whom a page showed, for the journal: so that an officer can be told who looked."""

from collections.abc import Iterable
from uuid import UUID

from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record
from anxin.officers.forms.picking import OfficerPick


def seen(officers: Iterable[UUID | None]) -> list[str]:
    """The ids of the officers that a list shows, each once; None stands for a row about no single officer."""
    return sorted({str(pk) for pk in officers if pk is not None})


def note_offered(request: Request, form: OfficerPick) -> None:
    """Note whom a form offered to choose among, when what was typed fits more than one whole name."""
    if form.offered:
        place = request.reach.lo or request.post.unit.path
        record(
            "officers.looked_up", by=request.post, path=place, officers=seen(one.pk for one in form.offered)
        )
