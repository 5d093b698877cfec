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
    let_through = list(below.filter(stand=Stand.EXEMPT).values_list("pk", flat=True))
    if below.update(delivered_at=at):  # of most units that sign, nobody stands below
        tell_signers(Delivery.objects.to_sign().filter(above__pk__among=passing, delivered_at=at))
    if let_through:
        pass_on(let_through, at)


def signers(deliveries: QuerySet[Delivery]) -> PostQuerySet:
    """Everybody with an account who may sign for these deliveries."""
    posts = Post.objects.current().who_may("notices.receive").filter(account__is_active=True)
    return posts.filter(unit__in=deliveries.values("unit"))


def tell_signers(
    deliveries: QuerySet[Delivery], code: str = "notices.to_sign", *, but: Post | None = None
) -> None:
    """A message to everybody who may sign for these deliveries, ``but`` whoever has just acted."""
    told = signers(deliveries)
    others = told.exclude(pk=but.pk) if but else told
    send_each(others, code, link=reverse("notices:cascade:mine"))
