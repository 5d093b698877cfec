"""A notice arrives at a unit: it is passed on from above, and whoever signs for it there is told.

People are told by one question for all units together. Where nobody has an account nobody is told: such a
unit gets paper."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from anxin.ground.access.models import Post, PostQuerySet
from anxin.ground.messages.outbox import send_each

from .models import Delivery, Stand


def pass_on(deliveries: Iterable[uuid.UUID], at: datetime) -> None:
    """Deliver to the units directly below those that have signed for it or are exempt; an exempt unit lets it
    through to those below it. For acts that sign for or exempt; in their transaction."""
    passing = list(deliveries)
    if not passing:
        return
    below = Delivery.objects.filter(above__pk__among=passing, delivered_at=None)
    found = list(below.order_by().values_list("pk", "stand", "unit"))
    if not found:  # of most units that sign, nobody stands below
        return
    below.update(delivered_at=at)
    to_sign = [unit for _pk, stand, unit in found if stand != Stand.EXEMPT]
    _tell(_of(to_sign), "notices.to_sign")
    if let_through := [pk for pk, stand, _unit in found if stand == Stand.EXEMPT]:
        pass_on(let_through, at)


def signers(deliveries: QuerySet[Delivery]) -> PostQuerySet:
    """Everybody with an account who may sign for these deliveries."""
    return _of(deliveries.order_by().values_list("unit", flat=True))


def tell_signers(
    deliveries: QuerySet[Delivery], code: str = "notices.to_sign", *, but: Post | None = None
) -> None:
    """A message to everybody who may sign for these deliveries, ``but`` whoever has just acted."""
    told = signers(deliveries)
    _tell(told.exclude(pk=but.pk) if but else told, code)


def _of(units: Iterable[uuid.UUID]) -> PostQuerySet:
    """Those of these units who sign. Units are given one by one: looked for from the deliveries, of which the
    database knows nothing yet when they were just made, a tap cost five times as much."""
    posts = Post.objects.current().who_may("notices.receive").filter(account__is_active=True)
    return posts.filter(unit__pk__among=list(units))


def _tell(posts: PostQuerySet, code: str) -> None:
    send_each(posts, code, link=reverse("notices:cascade:mine"))
