"""Decisions about a date ahead whose day has passed and that stand on somebody else's desk: whoever answers
for the area sees each of them under what is overdue, with whose turn it is."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Duty, Responsibility
from anxin.care.queries import mourned, waits_for
from anxin.ground.access.models import Post
from anxin.ground.database.counting import CountOf
from anxin.ground.database.models import Bounds
from anxin.ground.ui.parts import Words

from .ahead import FIELDS, STATES, Coming
from .gaps import MOST
from .glance import first
from .lines import Line

SHOWN = 10  # the list behind the figure care.dates_overdue holds every one


def of_others(post: Post, reach: Bounds, day: date) -> dict[str, Combinable]:
    """The question: the first of them, and in each how many there are."""
    named = Responsibility.objects.current().filter(household=OuterRef("household_id"), unassigned=False)
    fields = {
        **FIELDS,
        "last": Coalesce("until", "day"),
        "turn": Subquery(named.values("responsible__name")[:1]),
        "all": Window(Count("*")),
    }
    return {
        "decisions": first(_rows(post, reach, day).order_by("day", "id"), SHOWN, names=mourned(), **fields)
    }


def count_of_others(post: Post, reach: Bounds, day: date) -> CountOf:
    """How many they are, as far as the day counts them."""
    return CountOf.rows(_rows(post, reach, day), MOST + 1)


def _rows(post: Post, reach: Bounds, day: date) -> QuerySet[Duty]:
    """What waits for ``post`` itself is among its tasks already, and a family that has a quiet day is left in
    peace."""
    every = Duty.objects.visible_to(reach).overdue(day).undecided().speaking(day)
    return every.filter(household__status="open").exclude(waits_for(post))


def lines(post: Post, found: Mapping[str, Any]) -> Iterator[Line]:
    """The decisions shown, as lines of a day; of no use where they could not be told."""
    for one in found["decisions"] or ():
        coming = Coming.of(one, one["names"])
        yield Line(
            kind=_("date ahead"),
            title=gettext("%(family)s: %(words)s") % {"family": coming.family, "words": coming.words},
            words=_turn(one),
            url=coming.url,
            verb=_verb(post, one),
            due=date.fromisoformat(one["last"]),
            card=coming.card,
        )


def _turn(one: Mapping[str, Any]) -> str:
    """Whose turn it is: the second person's, or the one's who is responsible."""
    if one["state"] == Duty.State.DECIDED or not one["turn"]:
        return str(STATES[one["state"]][1])
    return gettext("%(who)s is to decide") % {"who": one["turn"]}


def _verb(post: Post, one: Mapping[str, Any]) -> Words:
    decides = one["state"] != Duty.State.DECIDED and post.may("care.duty")
    return pgettext_lazy("date ahead", "Decide") if decides else _("View")


def left_out(found: Mapping[str, Any]) -> dict[date | None, int]:
    """How many of them the page leaves out, under the day of the last one shown (at most MOST)."""
    shown = found["decisions"] or []
    beyond = min(shown[-1]["all"], MOST + 1) - len(shown) if shown else 0
    return {date.fromisoformat(shown[-1]["last"]): beyond} if beyond else {}
