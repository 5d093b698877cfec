"""A notice arrives at a unit: it is passed on from above, and whoever signs for it there is told.

People are told by one question for all units together. Where nobody has an account nobody is told: such a
unit gets paper."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from anxin.ground.access.models import Post, PostQuerySet
from anxin.ground.messages.kinds import numbered
from anxin.ground.messages.outbox import send_each

from .models import Delivery, Notice, Stand


def pass_on(deliveries: Iterable[uuid.UUID], at: datetime) -> None:
    """Deliver to the units directly below those that have signed for it or are exempt; an exempt unit lets it
    through to those below it. For acts that sign for or exempt; in their transaction."""
    passing = list(deliveries)
    if not passing:
        return
    below = Delivery.objects.filter(above__pk__among=passing, delivered_at=None)
    found = list(below.order_by().values_list("pk", "stand", "unit", "notice"))
    if not found:  # of most units that sign, nobody stands below
        return
    below.update(delivered_at=at)
    for notice in Notice.objects.filter(pk__in={notice for *_delivery, notice in found}).order_by("number"):
        has_it = [unit for _pk, stand, unit, of in found if of == notice.pk and stand != Stand.EXEMPT]
        tell(notice, signers(has_it))
    if let_through := [pk for pk, stand, *_where in found if stand == Stand.EXEMPT]:
        pass_on(let_through, at)


def signers(units: Iterable[uuid.UUID]) -> PostQuerySet:
    """Everybody with an account who may sign for what came to these units. The units are given one by one:
    looked for from the deliveries, of which the database knows nothing yet when they were just made, a tap
    cost five times as much."""
    posts = Post.objects.current().who_may("notices.receive").filter(account__is_active=True)
    return posts.filter(unit__pk__among=list(units))


def tell(notice: Notice, posts: PostQuerySet, code: str = "notices.to_sign") -> None:
    """A message to each of them, which leads to what their unit has to sign for."""
    send_each(posts, code, document=numbered(notice.document), link=reverse("notices:cascade:mine"))
