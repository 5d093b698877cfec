"""The families of one post: those it was given, or those it keeps in touch with."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext, ngettext

from anxin.care.models import ContactLeader, Promise, Responsibility, Visit
from anxin.care.queries import Task, each_range, mourned, quiet_on, quiet_words, title_of
from anxin.families.models import Household, Membership
from anxin.families.models.households import Status
from anxin.ground.access.kept import kept
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach, ranges, through
from anxin.ground.database.counting import CountOf
from anxin.ground.database.models import Bounds

from . import ahead, claims
from .ahead import Coming


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
    unclaimed: Sequence[Mapping[str, Any]] = ()
    undetermined: Sequence[Mapping[str, Any]] = ()
    coming: Sequence[Coming] = ()
    quiet: bool = False  # a day of mourning: nothing about this family is asked of anybody today

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


def _open(reach: Bounds, day: date) -> QuerySet[Household]:
    """The families in use of one range, longest unvisited first, in one question."""
    rows = Household.objects.visible_to(reach).filter(status=Status.OPEN).select_related("unit")
    return _with_days(rows, day)


def _families(_post: Post, reach: Bounds, day: date) -> tuple[None, list[QuerySet[Household]]]:
    return None, [_open(reach, day)]


def contacts_of(post: Post, reach: Bounds, day: date) -> list[Family]:
    """The families that a leader keeps in touch with, in one question."""
    kept = ContactLeader.objects.filter(household=OuterRef("pk"), post=post, until=None)
    rows = Household.objects.visible_to(reach).filter(Exists(kept), status=Status.OPEN).select_related("unit")
    return [_family(post, row, day) for row in _with_days(rows, day)]


def given_to(post: Post, day: date) -> tuple[list[Family], list[Task]]:
    """Every family given to a post without a subtree, and what waits there for it, range by range."""
    reaches = list(ranges(post))
    if not reaches:
        return [], []
    rows, tasks = kept(_families, post, reaches[0], day), each_range(post, reaches)

    def ask(reach: Reach) -> list[tuple[list[Family], list[Task]]]:
        families = [_family(post, row, day) for row in rows.ask(0, reach)]
        return [(families, tasks(reach) if families else [])]

    found = through(reaches, ask)
    families = [family for here, _tasks in found for family in here]
    return sorted(families, key=_longest_unvisited), [task for _here, tasks in found for task in tasks]


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
        quiet=quiet_on(day, "pk"),
        unclaimed=claims.of_family(),
        undetermined=claims.determinations_of_family(day),
        coming=ahead.of_family(day),
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
        unclaimed=told["unclaimed"],
        undetermined=told["undetermined"],
        coming=[Coming.of(one, told["mourned"]) for one in told["coming"]],
        quiet=told["quiet"],
    )


def cards(families: Sequence[Family], tasks: Sequence[Task] = ()) -> set[uuid.UUID]:
    """The families whose names a page shows."""
    return {family.card for family in families} | {task.card for task in tasks if task.card}


def silence(families: Sequence[Family]) -> str:
    """Why a page may hold less today than yesterday: how many families are left in peace; names nobody."""
    return quiet_words(sum(family.quiet for family in families))
