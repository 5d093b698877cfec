"""What is on somebody's desk, and what he waits for."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.care.models import PART, TO_ANSWER, DepartmentRequest, Measure, Need, Promise
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach, gather
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import local_day
from anxin.ground.days.workdays import working_days_between
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.parts import Words

from .titles import title_of, titled

TO_SEND = (Measure.State.PLANNED, Measure.State.RETURNED)  # decided, and the clerk's to deal with


@dataclass(frozen=True)
class Task:
    """One thing to do: what kind, what about, its day if it has one, and the page where it is done. ``card``
    is the family it shows, for the journal of looking; a desk's request shows none."""

    kind: str
    kind_words: Words
    title: str
    words: str
    due: date | None
    url: str
    verb: Words
    card: uuid.UUID | None = None


@dataclass(frozen=True)
class Waiting:
    """One thing that others owe: who, what, since when, how many working days already, for which family."""

    who: str
    what: str
    due: date
    since: date
    days: int
    url: str
    card: uuid.UUID
    family: str


def tasks_of(post: Post, day: date) -> list[Task]:
    """Everything of care that waits for this post on ``day``, soonest first; what has no day comes last."""
    found = gather(post, lambda reach: tasks_within(post, reach))
    if post.may("care.answer"):
        found += gather(post, lambda reach: list(_of_desk(reach)), part=PART)
    return sorted(found, key=lambda task: (task.due or date.max, task.title))


def tasks_within(post: Post, reach: Bounds) -> list[Task]:
    """What of care waits for this post on cards of one range, whose scope is set; at most three queries."""
    found: list[Task] = []
    if post.may("care.promise"):
        promises = Promise.objects.visible_to(reach).open().filter(doer=post)
        found += map(_promise, titled(promises))
    if post.may("care.measure"):
        to_send = Measure.objects.visible_to(reach).filter(state__in=TO_SEND).select_related("unit")
        found += map(_undecided, titled(Need.objects.visible_to(reach).undecided()))
        found += map(_measure, titled(to_send))
    return found


def _promise(promise: Promise) -> Task:
    url = reverse("care:promise", kwargs={"card": promise.household_id, "promise": promise.pk})
    title = _title(promise, promise.words)
    return Task("promise", _("promise"), title, "", promise.due, url, _("Answer"), promise.household_id)


def _undecided(need: Need) -> Task:
    url = reverse("care:measure_new", kwargs={"card": need.household_id, "need": need.pk})
    title = _title(need, need.shown)
    words = gettext("found on %(day)s, no measure decided") % {"day": need.found_on}
    return Task("need", _("need"), title, words, None, url, _("Decide"), need.household_id)


def _measure(measure: Measure) -> Task:
    card = measure.household_id
    url = reverse("care:measure", kwargs={"card": card, "measure": measure.pk})
    title = _title(measure, measure.words)
    if measure.state == Measure.State.RETURNED:
        words = gettext("%(who)s returned this: %(why)s") % {
            "who": measure.who,
            "why": masked_text(measure.reason),
        }
        return Task("returned", _("returned"), title, words, measure.due, url, _("Send again"), card)
    return Task("measure", _("measure"), title, measure.who, measure.due, url, _("Deal with"), card)


def _title(row: Promise | Need | Measure, words: str) -> str:
    first = masked_text(words.splitlines()[0]) if words else ""
    return gettext("%(family)s: %(words)s") % {"family": title_of(row), "words": first}


def _of_desk(reach: Reach) -> Iterator[Task]:
    for request in waiting_requests(reach):
        url = reverse("care:request", kwargs={"item": request.pk})
        words = gettext("from %(unit)s") % {"unit": request.sent_by.unit.label}
        yield Task(
            "request", _("request"), masked_text(request.subject), words, request.due, url, _("Answer")
        )


def waiting_requests(reach: Reach) -> Iterable[DepartmentRequest]:
    """The request that this access was given for, if the desk still owes its answer."""
    if reach.grant is None or reach.grant.purpose != TO_ANSWER:
        return []
    rows = DepartmentRequest.objects.visible_to(reach).filter(pk=reach.grant.record)
    return rows.waiting().select_related("sent_by__unit", "desk")


def waiting_on_others(reach: Bounds, day: date) -> list[Waiting]:
    """Requests to departments that were not answered yet, longest waiting first."""
    asked = DepartmentRequest.objects.visible_to(reach).waiting().select_related("desk").order_by("sent_at")
    return [_waiting(request, day) for request in titled(asked)]


def _waiting(request: DepartmentRequest, day: date) -> Waiting:
    since = local_day(request.sent_at)
    url = reverse("care:measure", kwargs={"card": request.household_id, "measure": request.measure_id})
    return Waiting(
        who=request.desk.label,
        what=masked_text(request.subject),
        due=request.due,
        since=since,
        days=working_days_between(since, day),
        url=url,
        card=request.household_id,
        family=title_of(request),
    )
