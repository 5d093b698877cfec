"""Leave of somebody who is at work no more ends with the death or the leaving, in the same act; and stands
again where that was recorded by mistake."""

from datetime import date, timedelta
from uuid import UUID

from anxin.ground.access.models import Post
from anxin.officers.models import Leave, Officer
from anxin.officers.reckoning import halves_of

from .leave import move_leave
from .leave_years import keep_years

State = Leave.State
BEFORE = (State.PLANNED, State.ASKED, State.APPROVED)


def end_leave(*, by: Post, officer: Officer, on: date) -> list[UUID]:
    """End what somebody who is at work no more from ``on`` still had coming, and return whose leave ended:
    plans, and whatever was asked for or granted and reaches that day. A granted leave that had begun was
    taken up to the day before. What lies before the day stays, for the office to decide and to note.

    Part of a larger act, which keeps the entry in the journal; every leave keeps its own step."""
    coming = Leave.objects.select_for_update().filter(officer=officer, state__in=BEFORE)
    ended = [one for one in coming if one.state == State.PLANNED or one.last >= on]
    for one in ended:
        _end(by, one, on)
    _keep(officer, ended)
    return [one.pk for one in ended]


def _end(by: Post, leave: Leave, on: date) -> None:
    until = on - timedelta(1)
    taken = leave.state == State.APPROVED and leave.first <= until
    halves = halves_of(leave.first, until, from_noon=leave.from_noon) if taken else 0
    if not halves:
        move_leave(by, leave, State.ENDED)
        return
    leave.last, leave.until_noon, leave.halves = until, False, halves
    move_leave(by, leave, State.TAKEN, changed=("last", "until_noon", "halves"))


def restore_leave(*, by: Post, officer: Officer) -> None:
    """Let leave that ended with a death or a leaving stand as it stood before: that was a mistake."""
    ended = list(Leave.objects.select_for_update().filter(officer=officer, state=State.ENDED))
    for one in ended:
        before = one.steps.exclude(move=State.ENDED).values_list("move", flat=True).first()
        move_leave(by, one, State(before or State.PLANNED))
    _keep(officer, ended)


def _keep(officer: Officer, changed: list[Leave]) -> None:
    for year in {one.year for one in changed}:
        keep_years([officer], year)
