"""The next ninety days: what comes to the families, month by month, planned for or not."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext_lazy

from anxin.care.calendar import KINDS
from anxin.care.models import Duty
from anxin.care.queries import family_of, mourned, near
from anxin.families.models import Person
from anxin.ground.database.counting import CountOf
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.ui.parts import Words

from .gaps import MOST
from .glance import counts, first

SHOWN = 4  # dates of a month; the list of dates ahead holds them all
OF_FAMILY = 12  # dates of one family given to a post
# The name is looked up for the dates shown: a join would read every person of the area before it sorts.
FIELDS: dict[str, str | Combinable] = {
    "id": "pk",
    "card": "household_id",
    "kind": "kind",
    "who": Subquery(Person.objects.filter(pk=OuterRef("person_id")).order_by().values("name")[:1]),
    "day": "day",
    "state": "state",
}
STATES: dict[str, tuple[str, Words]] = {
    Duty.State.OPEN: ("none", pgettext_lazy("date ahead", "nothing planned")),
    Duty.State.PLANNED: ("ok", pgettext_lazy("date ahead", "planned for")),
    Duty.State.DECIDED: ("soon", pgettext_lazy("date ahead", "waits for a second look")),
}


@dataclass(frozen=True)
class Coming:
    """One date of one family that lies near: whose, what, its day, and how it stands."""

    family: str
    words: str
    day: date
    url: str
    light: str
    state: Words
    card: uuid.UUID

    @classmethod
    def of(cls, found: Mapping[str, Any], names: Sequence[str]) -> "Coming":
        """A date as the database told it, with the names of whom the family mourns."""
        what, who = str(KINDS[found["kind"]].words), found["who"]
        light, state = STATES[found["state"]]
        card = uuid.UUID(str(found["card"]))
        return cls(
            family=family_of(names),
            words=gettext("%(name)s %(what)s") % {"name": who, "what": what} if who else what,
            day=date.fromisoformat(str(found["day"])),
            url=reverse("care:duty", kwargs={"card": card, "duty": found["id"]}),
            light=light, state=state, card=card,
        )  # fmt: skip


@dataclass(frozen=True)
class Month:
    """What comes in one month: the first dates, and how many there are."""

    first: date
    coming: Sequence[Coming]
    total: int

    @property
    def url(self) -> str:
        """The list behind the number."""
        end = min(_end_of(self.first), today() + _span())
        return f"{reverse('care:ahead')}?{urlencode({'from': self.first.isoformat(), 'to': end.isoformat()})}"

    @property
    def said(self) -> str:
        """The number as it stands: beyond gaps.MOST only that it is more."""
        return f"{MOST}+" if self.total > MOST else str(self.total)


def of_range(reach: Bounds, day: date) -> dict[str, Combinable | CountOf]:
    """The questions for one range, two a month."""
    parts: dict[str, Combinable | CountOf] = {}
    for at, (start, end) in enumerate(_months(day)):
        rows = near(reach, day).filter(day__range=(start, end))
        parts[f"ahead_{at}"] = first(rows.order_by("day", "id"), SHOWN, names=mourned(), **FIELDS)
        parts |= counts({f"ahead_count_{at}": rows}, MOST)
    return parts


def of_family(day: date) -> Combinable:
    """The question for the family of an outer row."""
    return first(_ahead(Duty.objects.filter(household=OuterRef("pk")).under_way(), day), OF_FAMILY, **FIELDS)


def _ahead(rows: QuerySet[Duty], day: date) -> QuerySet[Duty]:
    return rows.filter(day__range=(day + timedelta(1), day + _span())).order_by("day", "id")


def found_in_range(found: Mapping[str, Any], day: date) -> list[Month] | None:
    """The months of one range from what was found at once; None where it could not be told."""
    months = []
    for at, (start, _end) in enumerate(_months(day)):
        rows, total = found[f"ahead_{at}"], found[f"ahead_count_{at}"]
        if total is None:
            return None
        months.append(Month(start, [Coming.of(one, one["names"]) for one in rows], total))
    return [month for month in months if month.total]


def by_month(coming: Iterable[Coming], day: date) -> list[Month]:
    """Dates of single families, in the order of days, by month."""
    every = sorted(coming, key=lambda one: (one.day, one.family))
    months = []
    for start, end in _months(day):
        own = [one for one in every if start <= one.day <= end]
        if own:
            months.append(Month(start, own[: 2 * SHOWN], len(own)))
    return months


def _months(day: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each month of the span, from tomorrow; always four, the last may be empty."""
    last = day + _span()
    start = day + timedelta(1)
    for _n in range(4):
        end = _end_of(start)
        yield start, min(end, last)
        start = end + timedelta(1)


def _end_of(day: date) -> date:
    """The last day of a month."""
    return (day.replace(day=1) + timedelta(32)).replace(day=1) - timedelta(1)


def _span() -> timedelta:
    return timedelta(settings.LIMITS["care"]["ahead_days"])


def total_of(months: Iterable[Month]) -> int:
    """How many dates lie ahead in all."""
    return sum(month.total for month in months)
