"""What talks and counselling leave in somebody's hand: it is passed on before a post closes."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import ngettext_lazy

from anxin.ground.access.closing import Open, before_close
from anxin.ground.access.models import Post

from .models import Booking, Counsellor, TalkRule


@before_close
def talks_and_hours(post: Post) -> Iterator[Open]:
    """Rules by which this post is the one who talks, or the deputy; hours booked with this counsellor; the
    naming itself."""
    yield Open(
        TalkRule.objects.filter(Q(talker=post) | Q(deputy=post)).count(),
        ngettext_lazy("%(n)d rule says that this post talks", "%(n)d rules say that this post talks", "n"),
    )
    yield Open(
        Counsellor.objects.filter(post=post, until=None).count(),
        ngettext_lazy("named as counsellor of %(n)d unit", "named as counsellor of %(n)d units", "n"),
    )
    yield Open(
        Booking.objects.filter(slot__counsellor__post=post, state=Booking.State.BOOKED).count(),
        ngettext_lazy("%(n)d booked hour of counselling", "%(n)d booked hours of counselling", "n"),
    )
