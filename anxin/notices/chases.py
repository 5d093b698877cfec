"""What is known about chasing: who was chased, and whom one speaks to where it is stuck."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet

from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.units.models import STEP, Kind, Unit

from .cascade import Cascade, Stuck
from .models import Chase, Notice

SPEAKS = (Role.CLERK, Role.TOWNSHIP, Role.DESK)


def chases_below(notice: Notice, place: Unit) -> QuerySet[Chase]:
    """The chases of a place and below it, newest first."""
    found = Chase.objects.filter(notice=notice, path__gte=place.path, path__lt=place.path + "~")
    return found.select_related("unit", "by").order_by("-at")


def with_chases(cascade: Cascade) -> list[Stuck]:
    """Where it is stuck, each with how often it was chased and whom one speaks to there."""
    stuck = cascade.stuck
    contacts = _contacts([one.unit for one in stuck])
    chases = _chases(cascade)
    told = []
    for one in stuck:
        mine = [made for made in chases if made.level == one.level and one.unit.path.startswith(made.path)]
        last = mine[0] if mine else None
        told.append(replace(one, chased=len(mine), last=last, contact=contacts.get(one.unit.pk)))
    return told


def _chases(cascade: Cascade) -> list[Chase]:
    """Chases that meant a column of the place: of the column itself, of the place, or of a place above."""
    long = len(cascade.place.path)
    above = [cascade.place.path[:end] for end in range(STEP, long + 1, STEP)]
    paths = [*above, *(one.unit.path for one in cascade.stuck)]
    return list(Chase.objects.filter(notice=cascade.notice, path__in=paths).order_by("-at"))


def _contacts(units: Iterable[Unit]) -> dict[object, Post]:
    """Whom one speaks to in each unit: of a region, the clerk of its organisation department."""
    keys = [unit.pk for unit in units]
    offices = Unit.objects.filter(parent__in=keys, kind=Kind.ORGANISATION)  # asked apart: an OR over both
    places = dict(offices.values_list("pk", "parent")) | {
        key: key for key in keys
    }  # reads every post there is
    posts = Post.objects.current().filter(unit__in=list(places), role__in=SPEAKS).order_by("since", "id")
    found: dict[object, Post] = {}
    for post in posts:
        found.setdefault(places[post.unit_id], post)
    return found
