"""What is on somebody's desk, and what he waits for."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Case, Count, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.care.models import COLUMN, PART, TO_ANSWER, DepartmentRequest, Duty, Measure, Need, Promise
from anxin.care.models.needs import NeedQuerySet
from anxin.families.models.households import Status
from anxin.ground.access.kept import Questions, kept
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach, gather, ranges, through
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import local_day, today
from anxin.ground.days.workdays import working_days_between
from anxin.ground.ui.masks import masked_text

from .cycles import Rule, Rules, rules_within
from .duties import MOST as MOST_DUTIES
from .duties import duties_of, duty_kind
from .owner_tasks import owner_kinds
from .quiet import awake
from .task import Kind, Task
from .tasks_table import table_kinds, tasks_of_column, tasks_to_verify
from .titles import title_of, titled
from .visit_tasks import untold, visit_kinds
from .words import word_kinds

IN_USE = Q(household__status=Status.OPEN)  # a closed card prompts nobody
MOST = 30  # of one kind that are equally pressing; what is left out is counted (see left_out)
Rows = TypeVar("Rows", bound=QuerySet[Any])
TO_SEND = (Measure.State.PLANNED, Measure.State.RETURNED)  # decided, and the clerk's to deal with


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
    found = tasks_through(post, list(ranges(post)))
    if post.may("care.answer"):
        found += gather(post, lambda reach: list(_of_desk(reach)), part=PART)
    if post.may("care.column"):
        found += gather(post, lambda reach: list(tasks_of_column(reach)), part=COLUMN)
    return sorted(found, key=lambda task: (task.due or date.max, task.title))


def tasks_within(post: Post, reach: Bounds) -> list[Task]:
    """What of care waits for this post on cards of one range, whose scope is set. Nothing about a family that
    has a quiet day today (care.queries.quiet), and nothing about one whose card is closed. Of what a whole
    area has in common, the most pressing of each kind: ``left_out`` counts the others. One question tells
    which kinds have anything, and one more is asked for each of those."""
    return _tasks(kept(_questions, post, reach, today(), *rules_of(post, reach)), reach)


def _questions(
    post: Post, reach: Bounds, day: date, *rules: tuple[str, Rule]
) -> tuple[list[Kind], list[QuerySet[Any, Any]]]:
    """Which kinds have anything, and then the rows of each."""
    kinds = kinds_within(post, reach, day, rules)
    return kinds, [_some(post, kinds), *(kind.rows for kind in kinds)]


def _tasks(questions: Questions, reach: Bounds) -> list[Task]:
    (some,) = questions.ask(0, reach)
    kinds = [
        (n, kind) for n, (kind, is_there) in enumerate(zip(questions.made, some, strict=True), 1) if is_there
    ]
    return [task for n, kind in kinds for task in kind.tell(questions.ask(n, reach))]


def _some(post: Post, kinds: Sequence[Kind]) -> QuerySet[Post, tuple[bool, ...]]:
    """Of which kinds there is anything. Asked beside the reader's own post: a question needs a row."""
    return Post.objects.filter(pk=post.pk).values_list(*(kind.is_there for kind in kinds))


def tasks_through(post: Post, reaches: Sequence[Reach]) -> list[Task]:
    """What of care waits for this post in these ranges of his, whose scope is set range by range."""
    ask = each_range(post, reaches)
    return through(reaches, ask)


def each_range(post: Post, reaches: Sequence[Reach]) -> Callable[[Reach], list[Task]]:
    """``tasks_within`` for one of these ranges after the other; every question is written once for all, as
    far as a rule of visits does not look at the ages of the people in each."""
    rules = rules_of(post, *reaches)
    if len(reaches) < 2 or any(rule.alone_months for _top, rule in rules):
        return lambda reach: tasks_within(post, reach)
    questions = kept(_questions, post, reaches[0], today(), *rules)
    return lambda reach: _tasks(questions, reach)


def rules_of(post: Post, *reaches: Bounds) -> Rules:
    """The rules of visits for whoever visits; they concern nobody else."""
    return rules_within(*reaches) if reaches and post.may("care.visit") else []


def kinds_within(post: Post, reach: Bounds, day: date, rules: Rules) -> list[Kind]:
    """Everything that may wait for this post, by what it may do."""
    return [
        *visit_kinds(post, reach, day, rules),
        *_care_kinds(post, reach, day),
        duty_kind(post, reach, day),
        *owner_kinds(post, reach, day),
        *table_kinds(post, reach, day),
        *word_kinds(post, reach, day),
    ]


def pressing(post: Post, reach: Bounds, day: date) -> dict[str, QuerySet[Any]]:
    """Of the same everything what is due today or overdue, kind by kind: for a number where the tasks
    themselves are not read. The rules of visits do not matter, as a family that is due has no day."""
    kinds = enumerate(kinds_within(post, reach, day, ()))
    return {f"care:{n}": kind.pressing for n, kind in kinds if kind.pressing is not None}


def _care_kinds(post: Post, reach: Bounds, day: date) -> Iterator[Kind]:
    """Promises, and what needs and measures ask of a clerk."""
    if post.may("care.promise"):
        promises = awake(Promise.objects.visible_to(reach).to_do().filter(IN_USE, doer=post), day)
        to_keep = promises.open().filter(due__lte=day)  # of what is to be told, no day
        yield Kind(titled(promises), lambda found: map(_promise, found), pressing=to_keep)
    if post.may("care.measure"):
        undecided = _needs_within(reach, day).undecided().order_by("found_on", "id")
        yield Kind(titled(undecided)[:MOST], lambda found: map(_undecided, found))
        to_send = _to_send(reach, day)
        nearby = titled(nearest(to_send.select_related("unit"), "due", day))
        yield Kind(nearby, lambda found: map(_measure, found), to_send, to_send.filter(due__lte=day))
    if post.may("care.verify"):
        to_verify = _needs_within(reach, day).to_verify().order_by("found_on", "id")
        yield Kind(titled(to_verify)[:MOST], tasks_to_verify)


def left_out(post: Post, reach: Bounds, tasks: Iterable[Task]) -> "Counter[date | None]":
    """How many there are of each day that ``tasks_within`` left out; no question where it left out none."""
    counts: Counter[date | None] = Counter()
    day, shown = today(), Counter((task.kind, task.due) for task in tasks)
    needs = sum(n for (kind, _due), n in shown.items() if kind == "need")
    if needs >= MOST:
        counts[None] = _needs_within(reach, day).undecided().count() - needs
    to_verify = sum(n for (kind, _due), n in shown.items() if kind == "verify")
    if to_verify:  # one task a family
        families = _needs_within(reach, day).to_verify().order_by().values("household").distinct()
        counts[None] += families.count() - to_verify
    measures = Counter({due: n for (kind, due), n in shown.items() if kind in ("measure", "returned")})
    if measures.total() >= MOST:
        days = _to_send(reach, day).order_by().values("due").annotate(n=Count("pk"))
        counts.update(dict(days.values_list("due", "n")))
        counts.subtract(measures)
    duties = Counter({due: n for (kind, due), n in shown.items() if kind in ("duty", "second_look")})
    if duties.total() >= MOST_DUTIES:
        counts.update(_days_of(duties_of(post, reach, day)))
        counts.subtract(duties)
    return +counts


def _days_of(duties: QuerySet[Duty]) -> dict[date | None, int]:
    """How many dates ahead have their last day on each day."""
    days = duties.order_by().values(last=Coalesce("until", "day")).annotate(n=Count("pk"))
    return dict(days.values_list("last", "n"))


def _needs_within(reach: Bounds, day: date) -> NeedQuerySet:
    return awake(Need.objects.visible_to(reach).filter(IN_USE), day)


def _to_send(reach: Bounds, day: date) -> QuerySet[Measure]:
    return awake(Measure.objects.visible_to(reach).filter(IN_USE, state__in=TO_SEND), day)


def nearest(rows: Rows, field: str, day: date) -> Rows:
    """The nearest rows by a day: MOST of what is overdue, of today, of this week and of what comes later."""
    sunday = day + timedelta(6 - day.weekday())
    stages = [(0, Q(**{f"{field}__lt": day})), (1, Q(**{field: day})), (2, Q(**{f"{field}__lte": sunday}))]
    stage = Case(*(When(when, then=Value(n)) for n, when in stages), default=Value(3))
    place = Window(RowNumber(), partition_by=stage, order_by=[field, "id"])
    return rows.annotate(place=place).filter(place__lte=MOST)


def _promise(promise: Promise) -> Task:
    if promise.is_untold:
        return untold(promise)
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
        title = gettext("%(what)s, No. %(code)s") % {
            "what": masked_text(request.subject),
            "code": request.code,
        }
        accepted = request.state == DepartmentRequest.State.ACCEPTED
        verb = pgettext_lazy("request", "Finish") if accepted else _("Answer")
        yield Task("request", _("request"), title, words, request.due, url, verb)


def waiting_requests(reach: Reach) -> Iterable[DepartmentRequest]:
    """The request that this access was given for, if the desk still owes its answer."""
    if reach.grant is None or reach.grant.purpose != TO_ANSWER:
        return []
    rows = DepartmentRequest.objects.visible_to(reach).filter(pk=reach.grant.record)
    return rows.waiting().select_related("sent_by__unit", "desk")


def waiting_on_others(reach: Bounds, day: date, most: int | None = None) -> list[Waiting]:
    """Requests to departments that were not answered yet, longest waiting first; at most ``most``."""
    asked = DepartmentRequest.objects.visible_to(reach).waiting().filter(IN_USE).select_related("desk")
    return [_waiting(request, day) for request in titled(asked.order_by("sent_at"))[:most]]


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
