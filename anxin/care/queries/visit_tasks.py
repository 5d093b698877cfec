"""What of visits stands on somebody's desk: planned visits, families that are due, the word back."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.care.models import ContactLeader, Promise, Responsibility, VisitPlan
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.database.models import Bounds
from anxin.ground.ui.masks import masked_text

from .cycles import Rules, due_before, leader_due_before
from .plans import mine
from .quiet import awake
from .task import Kind, Task
from .titles import mourned, title_of, titled


def visit_kinds(post: Post, reach: Bounds, day: date, rules: Rules) -> Iterator[Kind]:
    """Everything about visits that waits for this post on cards of one range, whose scope is set; nothing
    about a family that has a quiet day."""
    if not post.may("care.visit"):
        return
    last = day + timedelta(settings.LIMITS["visits"]["tasks_days"])
    plans = awake(VisitPlan.objects.visible_to(reach).open().filter(mine(post), on__lte=last), day)
    today_or_late = plans.filter(on__lte=day)
    yield Kind(titled(plans), lambda found: [_planned(plan, day) for plan in found], pressing=today_or_late)
    yield Kind(awake(_due(post, reach, day, rules), day, "pk"), lambda found: map(_to_plan, found))


def _planned(plan: VisitPlan, day: date) -> Task:
    """A planned visit: what to know before it; once its day has passed, what became of it."""
    name = "care:visit_brief" if plan.on >= day else "care:plan"
    kwargs = {"card": plan.household_id} | ({} if plan.on >= day else {"plan": plan.pk})
    words = {"family": title_of(plan), "occasion": plan.get_occasion_display()}
    return Task(
        kind="visit",
        kind_words=pgettext_lazy("kind of work", "visit"),
        title=gettext("%(family)s: planned visit, %(occasion)s") % words,
        words=_evening(plan, day),
        due=plan.on,
        url=reverse(name, kwargs=kwargs),
        verb=_("Read the brief") if plan.on >= day else _("Record or replan"),
        card=plan.household_id,
    )


def _evening(plan: VisitPlan, day: date) -> str:
    """The evening before, the desk says that the one page is to be read tonight."""
    if plan.on == day + timedelta(1):
        return gettext("tomorrow; read the one page tonight")
    return gettext("today") if plan.on == day else ""


def _due(post: Post, reach: Bounds, day: date, rules: Rules) -> QuerySet[Household]:
    """Families that are due by their cycle and for which no visit is planned: those that this post is
    responsible for, and those it keeps in touch with, by the leader's own cycle."""
    ours = OuterRef("pk")
    planned = VisitPlan.objects.open().filter(household=ours)
    answers = Responsibility.objects.current().filter(household=ours, responsible=post)
    leads = ContactLeader.objects.filter(household=ours, post=post, until=None)
    tomorrow = day + timedelta(1)
    own = Q(Exists(answers)) & ~Q(Exists(planned)) & due_before(reach, tomorrow, rules)
    leader = Q(Exists(leads)) & ~Q(Exists(planned.filter(visitors__post=post)))
    if post.role == Role.LEADER:
        own |= leader & leader_due_before(tomorrow, rules)
    rows = Household.objects.visible_to(reach).in_use().filter(own)
    return rows.annotate(mourned=mourned("pk"))


def _to_plan(row: Household) -> Task:
    return Task(
        kind="visit_due",
        kind_words=pgettext_lazy("kind of work", "visit"),
        title=gettext("%(family)s: a visit is due") % {"family": title_of(row)},
        words=gettext("by the visit cycle"),
        due=None,
        url=reverse("care:plan_new", kwargs={"card": row.pk}),
        verb=pgettext_lazy("visit", "Plan"),
        card=row.pk,
    )


def untold(promise: Promise) -> Task:
    """A promise that is settled, and the family is still to hear of it."""
    url = reverse("care:promise", kwargs={"card": promise.household_id, "promise": promise.pk})
    first = masked_text(promise.words.splitlines()[0]) if promise.words else ""
    words = {"family": title_of(promise), "words": first}
    return Task(
        kind="tell",
        kind_words=_("word back"),
        title=gettext("%(family)s: %(words)s") % words,
        words=gettext("%(state)s; the family is to be told") % {"state": promise.get_state_display()},
        due=None,
        url=url,
        verb=_("Tell the family"),
        card=promise.household_id,
    )


def quiet_words(number: int) -> str:
    """What a desk says instead of the tasks it keeps back; names nobody. Empty where none is kept back."""
    if not number:
        return ""
    words = ngettext(
        "Today is a quiet day for %(n)d family: what concerns it waits.",
        "Today is a quiet day for %(n)d families: what concerns them waits.",
        number,
    )
    return words % {"n": number}
