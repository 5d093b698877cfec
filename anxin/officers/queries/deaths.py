"""Deaths that were recorded here, and what is still to be done."""

from django.db.models import Count, Min, Q, QuerySet

from anxin.ground.database.models import Bounds
from anxin.officers.models import Death, FirstStep

OPEN = Q(steps__state=FirstStep.State.OPEN)


def deaths(reach: Bounds) -> QuerySet[Death]:
    """The deaths within reach: how many steps are open (``left``), and the next day among them (``next``)."""
    found = Death.objects.visible_to(reach).select_related("officer__unit")
    return found.annotate(left=Count("steps", filter=OPEN), next=Min("steps__due", filter=OPEN))
