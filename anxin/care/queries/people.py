"""Whom a clerk may choose: posts of the units in his own scope, from the office directory."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from anxin.care.models import MAY_BE_NAMED, ContactLeader, Need, Responsibility, up_the_line
from anxin.families.dictionary import Theme
from anxin.families.models import Household, Person
from anxin.families.people import is_elder, is_minor
from anxin.ground.access.models import Post
from anxin.ground.access.rights import SUBTREE_ROLES, Role, may
from anxin.ground.units.models import Kind, Level, Unit


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


YOUNG = frozenset({Theme.SCHOOLING, Theme.UPBRINGING})


def concerned(need: Need, people: Iterable[Person]) -> list[Person]:
    """Whom a department must know to act on a need, of these members of the family: the person it was noted
    for; where that is nobody in particular, or an elder whose need is about a school, those of the age that
    the theme speaks of; else the head of the family alone. A department is told of nobody by default."""
    found = list(people)
    young = [one for one in found if is_minor(one)] if need.theme in YOUNG else []
    if need.person is not None and not (young and is_elder(need.person)):
        return [need.person]
    old = [one for one in found if is_elder(one)] if need.theme == Theme.ELDER_CARE else []
    return young or old or [one for one in found if one.pk == need.household.head_id]


def goers(by: Post, household: Household) -> QuerySet[Post]:
    """Who may go to this family: those who may do what was promised, and every post at work in the scope of
    ``by`` that sees the family and may visit it. Whoever cannot see a family is never sent there."""
    seeing = sighted(by).filter(
        Exists(Unit.objects.filter(pk=OuterRef("scope_root"), path__in=up_the_line(household.unit.path)))
    )
    posts = Post.objects.filter(Q(pk__in=doers(by, household)) | Q(pk__in=seeing))
    return posts.select_related("unit").order_by("unit__path", "name", "id")


def sighted(by: Post) -> QuerySet[Post]:
    """Posts of the scope of ``by`` that see every family of their own scope, and visit: clerks and leaders
    of a county and below."""
    visiting = [role for role in SUBTREE_ROLES if may(role, "care.visit")]
    return (
        _within(by)
        .filter(role__in=visiting)
        .exclude(scope_root__kind=Kind.REGION, scope_root__level__lt=Level.COUNTY)
    )
