"""Planned visits: a festival's round, who goes where, and what the leaders owe."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from anxin.care.models import (
    FESTIVALS,
    ContactLeader,
    PlannedVisitor,
    Responsibility,
    VisitPlan,
)
from anxin.care.round_days import concerned, rounds_between
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.database.models import Bounds
from anxin.ground.days.lunar import Festival

from .cycles import is_near, last_leader_visit, last_visit, later, leader_due, rule_for, rules_within
from .titles import mourned, title_of, titled

AHEAD = timedelta(400)  # every festival comes at least once within so many days


def festivals_ahead(day: date) -> list[Festival]:
    """The next of each festival before which families are visited, the nearest first; today's included."""
    seen: dict[str, Festival] = {}
    for one in rounds_between(day, day + AHEAD):
        if one.code in FESTIVALS:
            seen.setdefault(one.code, one)
    return list(seen.values())


def festival_of(slug: str, day: date) -> Festival | None:
    """The festival of an address ("spring-2027"): one of the past year or of those ahead, else None."""
    known = rounds_between(later(day, -12), day + AHEAD)
    return next((one for one in known if slug_of(one) == slug and one.code in FESTIVALS), None)


def slug_of(festival: Festival) -> str:
    """How an address names a festival."""
    return f"{festival.code.replace('_', '-')}-{festival.day.year}"


@dataclass(frozen=True)
class RoundLine:
    """One family in a festival's round: who looks after it, when it was last visited, what is planned."""

    household: Household
    title: str
    people: Sequence[Post]  # the responsible person, the deputy, the contact leader, as far as named
    last_visit: date | None
    plan: VisitPlan | None
    asked: bool = True  # does the family's own cycle name this festival?

    @property
    def going(self) -> list[Post]:
        """Who goes, as planned."""
        return [one.post for one in self.plan.visitors.all()] if self.plan else []


def round_lines(rows: Sequence[Household], festival: Festival, reach: Bounds) -> list[RoundLine]:
    """What the planner tells of these families, in seven questions however many they are."""
    ids = [row.pk for row in rows]
    told = {
        one.pk: one
        for one in Household.objects.filter(pk__in=ids).annotate(last=last_visit(), mourned=mourned("pk"))
    }
    plans = {one.household_id: one for one in with_visitors(_of_festival(festival).filter(household__in=ids))}
    people, rules = people_of(rows), rules_within(reach)
    return [
        RoundLine(
            household=row,
            title=title_of(told[row.pk]),
            people=people[row.pk],
            last_visit=vars(told[row.pk])["last"],
            plan=plans.get(row.pk),
            asked=festival.code in rule_for(row.path, rules).festivals,
        )
        for row in rows
    ]


def _of_festival(festival: Festival) -> QuerySet[VisitPlan]:
    return VisitPlan.objects.for_festival(festival.code, festival.day)


def with_visitors(plans: QuerySet[VisitPlan]) -> QuerySet[VisitPlan]:
    """Plans with who goes, in one more question however many they are."""
    return plans.prefetch_related(Prefetch("visitors", PlannedVisitor.objects.select_related("post__unit")))


def people_of(rows: Iterable[Household]) -> Mapping[uuid.UUID, list[Post]]:
    """Who looks after each of these families: responsible person, deputy, contact leader, once each."""
    ids = [row.pk for row in rows]
    found: dict[uuid.UUID, dict[uuid.UUID, Post]] = defaultdict(dict)
    held = Responsibility.objects.current().filter(household__in=ids)
    for row in held.select_related("responsible__unit", "deputy__unit"):
        for post in filter(None, (row.responsible, row.deputy)):
            found[row.household_id][post.pk] = post
    contacts = ContactLeader.objects.filter(household__in=ids, until=None).select_related("post__unit")
    for contact in contacts:
        found[contact.household_id][contact.post_id] = contact.post
    return {pk: list(found[pk].values()) for pk in ids}


def concerned_by(reach: Bounds, festival: Festival) -> QuerySet[Household]:
    """The families in use that a round is about."""
    return concerned(Household.objects.visible_to(reach).in_use(), festival)


def unplanned(reach: Bounds, festival: Festival) -> QuerySet[Household]:
    """Families in use that the round is about, whose cycle names it and for which no visit of it is
    planned."""
    rows = concerned_by(reach, festival)
    wanted = Q()
    rules = rules_within(reach)
    for at, (top, rule) in enumerate(rules):
        if festival.code in rule.festivals:
            nested = [deeper for deeper, _rule in rules[:at] if deeper.startswith(top)]
            here = Q(path__gte=top, path__lt=f"{top}~")
            for deeper in nested:
                here &= ~Q(path__gte=deeper, path__lt=f"{deeper}~")
            wanted |= here
    if not wanted:
        return rows.none()
    planned = _of_festival(festival).filter(household=OuterRef("pk"))
    return rows.filter(wanted).filter(~Exists(planned))


def plans_of_round(reach: Bounds, festival: Festival) -> QuerySet[VisitPlan]:
    """The round of a festival as planned, by day."""
    rows = _of_festival(festival).filter(path__gte=reach.lo, path__lt=reach.hi)
    return with_visitors(titled(rows).select_related("household__unit", "visit")).order_by("on", "path", "id")


def mine(post: Post) -> Q:
    """Plans that stand on this post's desk: those on which it goes, and those for the families it is
    responsible for, so that no plan is lost when somebody who was to go has left."""
    goes = PlannedVisitor.objects.filter(plan=OuterRef("pk"), post=post)
    answers = Responsibility.objects.current().filter(household=OuterRef("household"), responsible=post)
    return Q(Exists(goes)) | Q(Exists(answers))


@dataclass
class Owes:
    """One family of a contact leader: when he was last there, by when he is to go, the visit planned next."""

    household: Household
    family: str
    last: date | None
    due: date | None
    planned: date | None

    @property
    def pressing(self) -> bool:
        """Is the day near or past? Shown as a light, never counted against anybody."""
        return self.due is not None and is_near(self.due)


@dataclass
class LeaderLine:
    """A contact leader with the families he keeps in touch with, in the order of units."""

    post: Post
    families: list[Owes] = field(default_factory=list)


def leaders_and_families(reach: Bounds, day: date, only: Post | None = None) -> list[LeaderLine]:
    """Every contact leader of the families within reach, with when he was and is to be there; in the order of
    posts and units, never by how much is open. ``only``: this leader alone. Four questions."""
    rows = ContactLeader.objects.visible_to(reach).filter(until=None, household__status="open")
    if only is not None:
        rows = rows.filter(post=only)
    rows = rows.annotate(last=last_leader_visit("household_id"), mourned=mourned())
    rows = rows.select_related("post__unit", "household__unit__parent").order_by(
        "post__unit__path", "post__name", "post_id", "path"
    )
    planned = _next_plans(reach)
    rules = rules_within(reach)
    lines: dict[uuid.UUID, LeaderLine] = {}
    for row in rows:
        months = rule_for(row.path, rules).leader_months
        last = vars(row)["last"]
        due = leader_due(row.since, last, months)
        owes = Owes(row.household, title_of(row), last, due, planned.get((row.household_id, row.post_id)))
        lines.setdefault(row.post_id, LeaderLine(row.post)).families.append(owes)
    return list(lines.values())


def _next_plans(reach: Bounds) -> Mapping[tuple[uuid.UUID, uuid.UUID], date]:
    """Family and post → the nearest day on which that post is to go there."""
    rows = PlannedVisitor.objects.visible_to(reach).filter(plan__state__in=("planned", "moved"))
    days = rows.order_by("-plan__on").values_list("household_id", "post_id", "plan__on")
    return {(household, post): on for household, post, on in days}
