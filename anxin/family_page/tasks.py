"""Every minute what was said at the door is taken over; every night pages of families are kept current."""

from anxin.ground.database.scope import everywhere, scope
from anxin.ground.jobs.queue import job

from .actions import carry_out, end_answered, end_signed, tidy
from .models import Said
from .snapshots import refresh_pages


@job("door.take_over", every="* * * * *")
def take_over() -> None:
    """Carry out what waits, each by itself: one that cannot be carried out keeps none of the others. The
    first fault is raised when all were tried, so that the job shows as failed and is tried again."""
    faults: list[Exception] = []
    with everywhere():
        end_answered()
        end_signed()
        waiting = list(Said.objects.waiting())
    for said in waiting:
        try:
            with scope(said.path):
                carry_out(said=said)
        except Exception as fault:  # noqa: BLE001  # a fault of one must not hold up the others
            faults.append(fault)
    with everywhere():
        tidy()
    if faults:
        raise faults[0]


@job("door.refresh_pages", every="13 17 * * *")  # 01:13 in China
def refresh() -> None:
    """Days pass and telephones change though nobody acts: pages are written anew in time."""
    refresh_pages()
