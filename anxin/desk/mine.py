"""The families of one post: those it was given, or those it keeps in touch with."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, Max, Min, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext, ngettext

from anxin.care.models import ContactLeader, Promise, Responsibility, Visit
from anxin.care.queries import Task, mourned, tasks_within, title_of
from anxin.families.models import Household, Membership
from anxin.families.models.households import Status
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach, gather
from anxin.ground.database.models import Bounds

from .glance import CountOf


@dataclass(frozen=True)
class Family:
    """One family as its responsible person meets it: who, how many, when last visited, what is promised."""

    card: uuid.UUID
    title: str
    unit: str
    town: str
    people: int
    last_visit: date | None
    next_promise: date | None
    deputy: bool
    today: date

    @property
    def visited(self) -> str:
        """How long ago the last visit was, in words."""
        if self.last_visit is None:
            return gettext("not visited yet")
        days = (self.today - self.last_visit) // timedelta(1)
        if days == 0:
            return gettext("visited today")
        return ngettext("visited %(n)d day ago", "visited %(n)d days ago", days) % {"n": days}

    @property
    def unvisited(self) -> bool:
        """Was there no visit this year?"""
        return self.last_visit is None or self.last_visit.year < self.today.year


def families_of(post: Post, reach: Bounds, day: date) -> list[Family]:
    """The families in use of one range, longest unvisited first, in one question."""
    rows = Household.objects.visible_to(reach).filter(status=Status.OPEN).select_related("unit")
    return [_family(post, row, day) for row in _with_days(rows, day)]


def contacts_of(post: Post, reach: Bounds, day: date) -> list[Family]:
    """The families that a leader keeps in touch with, in one question."""
    kept = ContactLeader.objects.filter(household=OuterRef("pk"), post=post, until=None)
    rows = Household.objects.visible_to(reach).filter(Exists(kept), status=Status.OPEN).select_related("unit")
    return [_family(post, row, day) for row in _with_days(rows, day)]


def given_to(post: Post, day: date) -> tuple[list[Family], list[Task]]:
    """Every family given to a post without a subtree, and what waits there for it, range by range."""
    found = gather(post, lambda reach: [_one_range(post, reach, day)])
    families = [family for here, _tasks in found for family in here]
    return sorted(families, key=_longest_unvisited), [task for _here, tasks in found for task in tasks]


def _one_range(post: Post, reach: Reach, day: date) -> tuple[list[Family], list[Task]]:
    families = families_of(post, reach, day)
    waiting = any(family.next_promise for family in families)
    return families, tasks_within(post, reach) if waiting else []


def _longest_unvisited(family: Family) -> tuple[date, str]:
    return family.last_visit or date.min, family.title


def _with_days(rows: QuerySet[Household], day: date) -> QuerySet[Household]:
    """Rows with what a family's line tells, as annotations."""
    mine = OuterRef("pk")
    made = Visit.objects.filter(household=mine, outcome=Visit.Outcome.MADE, on__lte=day).order_by()
    promised = Promise.objects.open().filter(household=mine).order_by()
    named = Responsibility.objects.current().filter(household=mine)
    return rows.annotate(
        mourned=mourned("pk"),
        members=CountOf(Membership.objects.filter(household=mine, until=None).values("pk")),
        last_visit=Subquery(made.values("household").annotate(day=Max("on")).values("day")),
        next_promise=Subquery(promised.values("household").annotate(day=Min("due")).values("day")),
        deputy=Subquery(named.values("deputy")[:1]),
    ).order_by(F("last_visit").asc(nulls_first=True), "path")


def _family(post: Post, row: "Household", day: date) -> Family:
    told = vars(row)
    return Family(
        card=row.pk,
        title=title_of(row),
        unit=row.unit.label,
        town=row.town,
        people=told["members"],
        last_visit=told["last_visit"],
        next_promise=told["next_promise"],
        deputy=told["deputy"] == post.pk,
        today=day,
    )


def cards(families: Sequence[Family], tasks: Sequence[Task] = ()) -> set[uuid.UUID]:
    """The families whose names a page shows."""
    return {family.card for family in families} | {task.card for task in tasks if task.card}
