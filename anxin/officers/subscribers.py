"""What the room does when access tells it something, and what closing a post waits for."""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from anxin.ground.access.closing import Open, before_close
from anxin.ground.access.events import PostLeft
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere
from anxin.ground.jobs.events import subscriber

from .actions import leave_contacts
from .models import ContactPoint


@subscriber(PostLeft)
def contacts_end_with_the_post(event: PostLeft) -> None:
    """A leader who left keeps no contact; the places stand without one, visibly."""
    leave_contacts(by=event.by, post=event.post)


@before_close
def contacts_in_hand(post: Post) -> Iterator[Open]:
    """Closing a leader's post waits until the contacts are somebody else's."""
    with everywhere():
        n = ContactPoint.objects.filter(leader=post, until=None).count()
    words = ngettext_lazy(
        "%(n)d contact with a frontline unit or officer",
        "%(n)d contacts with frontline units and officers",
        "n",
    )
    yield Open(n, words)
