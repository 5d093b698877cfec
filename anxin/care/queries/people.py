"""Whom a clerk may choose: posts of the units in his own scope, from the office directory."""

from django.db.models import Q, QuerySet

from anxin.care.models import MAY_BE_NAMED, ContactLeader, Responsibility
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role


def _within(by: Post) -> QuerySet[Post]:
    lo, hi = by.bounds
    posts = Post.objects.current().filter(unit__path__gte=lo, unit__path__lt=hi)
    return posts.select_related("unit").order_by("unit__path", "name", "id")


def candidates(by: Post) -> QuerySet[Post]:
    """Posts that may be named responsible person or deputy."""
    return _within(by).filter(role__in=MAY_BE_NAMED)


def leaders(by: Post) -> QuerySet[Post]:
    """Posts that may be named contact leader."""
    return _within(by).filter(role=Role.LEADER)


def work_lead_candidates(by: Post) -> QuerySet[Post]:
    """Posts that may be put in charge of this work for a unit."""
    return _within(by).filter(role=Role.CLERK)


def doers(by: Post, household: Household) -> QuerySet[Post]:
    """Who may do what was promised: oneself, the responsible person and the deputy, the contact leader."""
    row = Responsibility.objects.current().filter(household=household).first()
    leader = ContactLeader.objects.filter(household=household, until=None).first()
    known = {by.pk, row and row.responsible_id, row and row.deputy_id, leader and leader.post_id} - {None}
    return Post.objects.filter(Q(pk__in=known)).select_related("unit").order_by("unit__path", "name", "id")
