"""How old a request to a department is."""

from anxin.ground.days.clock import local_day
from anxin.ground.ui.pictures import ageing as strip

from .models import DepartmentRequest


def ageing(request: DepartmentRequest) -> strip.Ageing:
    """The strip of a request as it stands today."""
    return strip.ageing(local_day(request.sent_at), request.due)
