"""Who owes whom a talk, by which rule and when: the rule has its home here."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import (
    Case,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from anxin.ground.access.models import Post
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.days.sql import DaysLater, MonthsLater
from anxin.officers.models import (
    Frontline,
    Officer,
    OfficerQuerySet,
    Talk,
    TalkOccasion,
    TalkPromise,
    TalkRule,
    TalkWords,
)

NOBODY = uuid.UUID(int=0)  # an account that nobody has: what is compared with it is never alike


@dataclass(frozen=True)
class Owed:
    """A talk that is owed: by whom, until when, and whether something happened that asks for it."""

    talker: Post
    due: date
    occasion: bool = False

    @property
    def is_late(self) -> bool:
        """Has its day passed?"""
        return self.due < today()


def rules_over() -> QuerySet[TalkRule]:
    """The rules that may hold for an officer of an outer row, the nearest up the line first; nobody talks
    with themselves."""
    own = Coalesce(OuterRef("account"), Value(NOBODY))
    over = TalkRule.objects.filter(unit__path__up_from=OuterRef("path"))
    return over.exclude(talker__account=own).order_by("-unit__path")


def with_talks(officers: OfficerQuerySet, day: date) -> OfficerQuerySet:
    """Officers with the day of their last talk by whoever owed it (``last_talk``), until when an occasion
    asks for one (``asked``), whose turn it is by the nearest rule (``talker``; None is a gap) and until when
    a talk is owed (``talk_due``). Days only: whatever was said stays where it is."""
    mine = {"officer": OuterRef("pk")}
    last = _latest(Talk.objects.filter(closes=True, **mine))
    asked = TalkOccasion.objects.filter(**mine).open().order_by().values("officer")
    front = at_the_front(day).filter(**mine).order_by().values("officer")
    stood = Subquery(rules_over().values("since")[:1])  # nobody owed a talk before there was a rule
    begun = Greatest(F("last_talk"), F("front_since"), stood)  # of these the ones that there are
    regular = MonthsLater(begun, Subquery(rules_over().values("months")[:1]))
    soonest = DaysLater(F("front_since"), Subquery(rules_over().values("occasion_days")[:1]))
    return officers.annotate(
        last_talk=Subquery(last),
        happened=Subquery(asked.annotate(d=Min("due")).values("d")),
        front_since=Subquery(front.annotate(d=Max("since")).values("d")),
        talker=Subquery(rules_over().values("talker")[:1]),
        # What happened before the front is not late on the first day there.
        asked=Case(When(happened__isnull=False, then=Greatest(F("happened"), soonest))),
        talk_due=Case(When(talker__isnull=False, front_since__isnull=False, then=Least(regular, F("asked")))),
    )


def _latest(talks: QuerySet[Talk]) -> QuerySet[Talk, date]:
    """The day of the last of these talks with an officer of an outer row."""
    return talks.order_by().values("officer").annotate(d=Max("on")).values_list("d", flat=True)


def at_the_front(day: date) -> QuerySet[Frontline]:
    """Who stands at the front on a day."""
    return Frontline.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def talk_owed(officer: Officer) -> Owed | None:
    """Until when whom owes this officer a talk; None when no rule stands or the officer is not at the
    front."""
    found = with_talks(Officer.objects.filter(pk=officer.pk), today()).exclude(Q(talk_due=None)).first()
    if found is None:
        return None
    return _owed(found, Post.objects.select_related("unit").get(pk=vars(found)["talker"]))


def _owed(officer: Officer, talker: Post) -> Owed:
    """What ``with_talks`` found about an officer to whom somebody owes a talk."""
    told = vars(officer)
    return Owed(talker, told["talk_due"], occasion=told["asked"] == told["talk_due"])


def last_talk_on(officer: Officer) -> date | None:
    """The day on which somebody last talked with an officer."""
    return Talk.objects.filter(officer=officer).values_list("on", flat=True).first()


def owed_by(post: Post, reach: Bounds, day: date) -> OfficerQuerySet:
    """The officers at the front whom this post is to talk with, with what ``with_talks`` tells."""
    at_all = Exists(TalkRule.objects.filter(talker=post.pk))  # asked once: most posts talk with nobody
    return with_talks(_at_front(reach, day).filter(at_all), day).filter(Q(talker=post.pk))


def near(officers: OfficerQuerySet, day: date) -> OfficerQuerySet:
    """Those of them whose talk is overdue or due soon."""
    return officers.filter(Q(talk_due__lte=day + timedelta(settings.LIMITS["mind"]["talks_soon_days"])))


@dataclass(frozen=True)
class Line:
    """One officer with whom one is to talk: by when, when one last did, and whether somebody else has
    talked since, which takes nothing off what is owed."""

    officer: Officer
    owed: Owed

    @property
    def last(self) -> date | None:
        """The day of the last talk that was owed."""
        found: date | None = vars(self.officer)["last_talk"]  # annotated by with_talks
        return found

    @property
    def beside(self) -> date | None:
        """The day on which somebody else talked since."""
        found: date | None = vars(self.officer)["beside"]  # annotated by mine_to_talk
        return found if found and (self.last is None or found > self.last) else None


def mine_to_talk(post: Post, reach: Bounds, day: date, *, everybody: bool = False) -> list[Line]:
    """The officers with whom a post is to talk: overdue and soon by their day, or ``everybody`` in the
    order of the tree and of names, since nobody is ranked here."""
    others = Talk.objects.filter(closes=False, officer=OuterRef("pk"))
    rows = owed_by(post, reach, day).select_related("unit").order_by("path", "sort_key", "id")
    rows = rows.annotate(beside=Subquery(_latest(others)))
    if not everybody:
        rows = near(rows, day).order_by(F("talk_due"), "path", "sort_key", "id")
    return [Line(one, _owed(one, post)) for one in rows]


def with_readable(talks: QuerySet[Talk], post: Post) -> QuerySet[Talk]:
    """Talks with their words and promises, as far as this post may read them (``told``, ``promised``)."""
    words = TalkWords.objects.readable_by(post)
    promises = TalkPromise.objects.readable_by(post).select_related("doer")
    return talks.select_related("by__unit").prefetch_related(
        Prefetch("words", words), Prefetch("promises", promises, to_attr="kept_or_not")
    )


def talks_overdue(reach: Bounds, day: date) -> OfficerQuerySet:
    """Officers at the front whose talk was due before a day."""
    return _in_order(with_talks(_at_front(reach, day), day).filter(Q(talk_due__lt=day)))


def without_talker(reach: Bounds, day: date) -> OfficerQuerySet:
    """Officers at the front for whom no rule says who talks with them."""
    return _in_order(_at_front(reach, day).exclude(Exists(rules_over())))


def _at_front(reach: Bounds, day: date) -> OfficerQuerySet:
    front = at_the_front(day).filter(officer=OuterRef("pk"))
    return Officer.objects.visible_to(reach).at_work().filter(Exists(front))


def _in_order(officers: OfficerQuerySet) -> OfficerQuerySet:
    return officers.select_related("unit").order_by("path", "sort_key", "id")
