"""What a family is told of what the office does for it: the one source of its page and of its sheet.

Plain data, codes instead of sentences, and nothing that is not the family's own: no identity number, no sum,
no word about health, no reason of the office, no colleague but the people who look after it, no gap.
"""

import re
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Literal

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.masks import masked_text

from .actions.words import limit
from .models import Absence, DepartmentRequest, FamilyWord, Measure, Promise, VisitPlan, WorkLead
from .queries import quiet_days, responsibility_of, said_by

State = Literal["asked", "under_way", "promised", "put_off", "done", "to_tell", "told"]

MOST = 20  # things agreed, and words, that a page shows
AHEAD = 60  # days for which quiet days are told: the page is written anew long before
TITLE = 30  # characters of the name of a thing agreed
_SUM = re.compile(r"[¥￥]?\s*\d[\d,，.]*\s*(?:万|千|百)?(?:余)?元(?:/月|每月|/年|每年)?")
_LONG = re.compile(r"[\dXx]*\*[\dXx*]*|\d{5,}[Xx]?")  # what masking has left of a number, and long numbers


@dataclass(frozen=True)
class Helper:
    """Somebody the family may call. ``name`` is the unit's where it is an office."""

    name: str
    post: str
    phone: str


@dataclass(frozen=True)
class Item:
    """One thing agreed: its name (or else the theme it belongs to), how it stands, who sees to it, the day by
    which it is answered or on which it was done. No day that nobody has accepted."""

    title: str
    theme: str
    state: State
    who: str
    day: date | None


@dataclass(frozen=True)
class Said:
    """One word of the family: the day, how it stands, the day of the answer, and the answer."""

    words: str
    said_on: date
    state: str
    due: date
    reply: str
    answered_on: date | None


@dataclass(frozen=True)
class Coming:
    """A planned visit: the day, and who comes."""

    day: date
    who: str


@dataclass(frozen=True)
class FamilySide:
    """Everything a family is told."""

    helper: Helper | None
    deputy: Helper | None
    office: Helper | None
    items: tuple[Item, ...]
    said: tuple[Said, ...]
    coming: tuple[Coming, ...]
    quiet: tuple[date, ...]
    deputy_away: tuple[tuple[date, date], ...] = ()

    def content(self) -> dict[str, Any]:
        """The same as plain data, days as YYYY-MM-DD."""
        found: dict[str, Any] = _plain(asdict(self))
        return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def family_side(household: Household) -> FamilySide:
    """What this family is told today."""
    row = responsibility_of(household)
    return FamilySide(
        helper=helper(row.responsible),
        deputy=helper(row.deputy),
        office=office_of(household, row.responsible),
        items=tuple([*_promises(household), *_measures(household)][:MOST]),
        said=tuple(_said(word) for word in said_by(household)[:MOST]),
        coming=tuple(_coming(household)),
        quiet=tuple(_quiet(household)),
        deputy_away=_away(row.deputy),
    )


def _away(post: Post | None) -> tuple[tuple[date, date], ...]:
    """The days, from the first to the last, on which somebody is announced to be away."""
    found = Absence.objects.standing().filter(post=post) if post else Absence.objects.none()
    return tuple(found.values_list("since", "until"))


def helper(post: Post | None) -> Helper | None:
    """A colleague as the family knows him: name, post, telephone of the office directory."""
    if post is None:
        return None
    return Helper(post.name, "　".join(filter(None, (post.unit.label, post.title))), post.phone)


def office_of(household: Household, responsible: Post | None) -> Helper | None:
    """The office that is in charge of this work for the family's unit, unless he is responsible himself."""
    lead = WorkLead.objects.select_related("post__unit").nearest([household.unit])[household.unit_id]
    if lead is None or (responsible is not None and lead.post_id == responsible.pk):
        return None
    return Helper(lead.post.unit.label, "", lead.post.phone)


def plain_title(words: str) -> str:
    """The first line of what was agreed, without sums, long numbers and telephones."""
    first = masked_text(words.strip().splitlines()[0]) if words.strip() else ""
    clean = _LONG.sub("", _SUM.sub("", first)).strip(" ，,。;；:：")
    return clean if len(clean) <= TITLE else clean[: TITLE - 1] + "…"


def _since() -> date:
    """What was done before this day is no longer told."""
    return today() - timedelta(limit("shown_days"))


def _promises(household: Household) -> list[Item]:
    rows = Promise.objects.filter(household=household).select_related("doer").order_by("due", "id")
    return [
        Item(plain_title(one.words), "", _state(one), one.doer.name, one.settled_on or one.due)
        for one in rows
        if one.settled_on is None or one.settled_on >= _since()
    ]


def _state(promise: Promise) -> State:
    """How a promise stands. That it cannot be kept is for a person to tell first, never for a page."""
    states: dict[str, State] = {
        Promise.State.OPEN: "promised",
        Promise.State.CHANGED: "put_off",
        Promise.State.KEPT: "done",
        Promise.State.ANSWERED: "told" if promise.told_on else "to_tell",
    }
    return states[promise.state]


def _measures(household: Household) -> list[Item]:
    rows = Measure.objects.filter(household=household).proposed().select_related("need", "unit")
    expected = _expected(household)
    found = []
    for one in rows.order_by("decided_at", "id"):
        if one.done_on is None or one.done_on >= _since():
            found.append(_measure(one, expected.get(one.pk)))
    return found


def _expected(household: Household) -> dict[Any, date | None]:
    """The day that the department itself has named, measure by measure."""
    accepted = DepartmentRequest.objects.filter(household=household, state=DepartmentRequest.State.ACCEPTED)
    return dict(accepted.values_list("measure", "expected_on"))


def _measure(measure: Measure, expected: date | None) -> Item:
    """A measure whose need speaks of health or of the mind is named by its theme alone."""
    title = "" if measure.need.is_masked else plain_title(measure.words)
    states: dict[str, State] = {Measure.State.DONE: "done", Measure.State.ACCEPTED: "under_way"}
    state = states.get(measure.state, "asked")
    day = measure.done_on if state == "done" else expected if state == "under_way" else None
    return Item(title, measure.need.theme, state, measure.who, day)


def _said(word: FamilyWord) -> Said:
    return Said(word.words, word.said_on, word.state, word.due, word.reply, word.answered_on)


def _coming(household: Household) -> list[Coming]:
    """The visits that are planned, with the names of those who come."""
    plans = VisitPlan.objects.filter(household=household).open().filter(on__range=(today(), _until()))
    found = plans.order_by("on", "id").prefetch_related("visitors__post")
    return [Coming(plan.on, "、".join(one.post.name for one in plan.visitors.all())) for plan in found]


def _quiet(household: Household) -> list[date]:
    """The days ahead on which nothing is announced to this family. The page names none of them; it only
    keeps silent."""
    return sorted(quiet_days(household, today(), _until()))


def _until() -> date:
    """The last day that a page looks ahead to."""
    return today() + timedelta(AHEAD)
