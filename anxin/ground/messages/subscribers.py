"""What messages hear: access lies below this room and tells by an event that somebody is to be told."""

from django.urls import reverse

from anxin.ground.access.events import ReviewWaits
from anxin.ground.jobs.events import subscriber

from .outbox import send


@subscriber(ReviewWaits)
def tell_reviewer(event: ReviewWaits) -> None:
    """A card was opened in an emergency: its reviewer finds that in the inbox at once."""
    send(event.reviewer, "access.review_waits", link=reverse("access:review", args=[event.access]))
