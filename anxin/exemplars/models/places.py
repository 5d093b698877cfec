"""Where something holds that is set for a unit and all below it."""

from django.db.models import Q

from anxin.ground.units.models import STEP


def holding_at(path: str) -> Q:
    """Rows that hold at a place: of the whole house, of a unit above it, or its own."""
    return Q(path__in=["", *(path[:end] for end in range(STEP, len(path) + 1, STEP))])
