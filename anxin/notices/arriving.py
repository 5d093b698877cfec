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
    below = Delivery.objects.filter(above__pk__among=list(deliveries), delivered_at=None)
    found = list(below.order_by().values_list("pk", "stand", "unit"))
    if not found:  # of most units that sign, nobody stands below
        return
    below.update(delivered_at=at)
    # Unit by unit, since these are few: looked for from the deliveries, a tap cost five times as much.
    to_sign = [unit for _pk, stand, unit in found if stand != Stand.EXEMPT]
    _tell(_at_work().filter(unit__pk__among=to_sign), "notices.to_sign")
    if let_through := [pk for pk, stand, _unit in found if stand == Stand.EXEMPT]:
        pass_on(let_through, at)


def signers(deliveries: QuerySet[Delivery]) -> PostQuerySet:
    """Everybody with an account who may sign for these deliveries."""
    return _at_work().filter(unit__in=deliveries.values("unit"))


def tell_signers(
    deliveries: QuerySet[Delivery], code: str = "notices.to_sign", *, but: Post | None = None
) -> None:
    """A message to everybody who may sign for these deliveries, ``but`` whoever has just acted."""
    told = signers(deliveries)
    _tell(told.exclude(pk=but.pk) if but else told, code)


def _at_work() -> PostQuerySet:
    return Post.objects.current().who_may("notices.receive").filter(account__is_active=True)


def _tell(posts: PostQuerySet, code: str) -> None:
    send_each(posts, code, link=reverse("notices:cascade:mine"))
