"""What posts have in hand, for the one who assigns and for nobody else: no ranking, the order of the tree."""

import uuid
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet

from anxin.care.models import Handover, Promise, Responsibility
from anxin.families.models.households import Status
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today


@dataclass(frozen=True)
class Load:
    """What one post has in hand among the families that the one who asks sees."""

    families: int = 0
    promises: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class Holder:
    """Somebody who is responsible for families: what is in hand, how many of them are being handed over."""

    post: Post
    load: Load
    under_way: int


def loads(by: Post) -> dict[uuid.UUID, Load]:
    """Families, open promises and overdue ones by post, within the scope of ``by``. Two questions."""
    here = _in_use(by)
    named = Responsibility.objects.current().filter(here, unassigned=False).order_by()
    counted = named.values_list("responsible").annotate(Count("pk"))
    found = {post: Load(families=n) for post, n in counted if post is not None}
    late = Count("pk", filter=Q(due__lt=today()))
    promises = Promise.objects.open().filter(here).order_by().values_list("doer")
    for post, n, overdue in promises.annotate(all=Count("pk"), late=late):
        found[post] = replace(found.get(post, Load()), promises=n, overdue=overdue)
    return found


def holders(by: Post) -> list[Holder]:
    """Whoever is responsible for families within the scope, in the order of units and names."""
    found = {post: load for post, load in loads(by).items() if load.families}
    ahead = Handover.objects.ahead().filter(_in_use(by)).order_by().values_list("former")
    under_way = dict(ahead.annotate(Count("pk")))
    posts = Post.objects.filter(pk__in=found).select_related("unit").order_by("unit__path", "name", "id")
    return [Holder(post, found[post.pk], under_way.get(post.pk, 0)) for post in posts]


def families_of(former: Post, by: Post) -> QuerySet[Responsibility]:
    """The families that ``former`` is responsible for by name, as far as ``by`` sees them, and whose handover
    is not under way."""
    rows = Responsibility.objects.current().filter(_in_use(by), responsible=former, unassigned=False)
    busy = Handover.objects.under_way().values("household")
    return rows.exclude(household__in=busy).select_related("household__unit", "deputy").order_by("path")


def _in_use(by: Post) -> Q:
    lo, hi = by.bounds
    return Q(path__gte=lo, path__lt=hi, household__status=Status.OPEN)
