"""What surveys does when a notice asks for a survey."""

from anxin.ground.jobs.events import subscriber
from anxin.ground.units.asked import WorkAsked

from .actions import open_round


@subscriber(WorkAsked)
def survey_asked(event: WorkAsked) -> None:
    """Open the round."""
    if event.kind == "survey" and event.since and event.due:
        open_round(event)
