"""Dates ahead that lie near: whose to-do they are, and where they are listed."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Duty, Responsibility
from anxin.care.models.duties import DutyQuerySet
from anxin.ground.access.models import Post
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today

from .task import Kind, Task
from .titles import title_of, titled

MOST = 200  # on one desk; the list of dates ahead holds the rest


def near(reach: Bounds, day: date) -> DutyQuerySet:
    """What is not settled of the next 90 days, and what is overdue, of families in use."""
    last = day + timedelta(settings.LIMITS["care"]["ahead_days"])
    found: DutyQuerySet = Duty.objects.visible_to(reach).under_way().by(last)
    return found


def duty_kind(post: Post, reach: Bounds, day: date) -> Kind:
    """What of the dates ahead waits for this post on cards of one range: as the responsible person; as the
    clerk where nobody is named; and decisions to be looked at a second time. Families for whom this is a
    quiet day are left out."""
    every = duties_of(post, reach, day)
    rows = titled(every).select_related("person").order_by("day", "id")[:MOST]
    pressing = every.alias(last=Coalesce("until", "day")).filter(last__lte=day)
    return Kind(rows, lambda found: [_task(duty, day) for duty in found], pressing=pressing)


def duties_of(post: Post, reach: Bounds, day: date) -> DutyQuerySet:
    """The same as rows, all of them."""
    found: DutyQuerySet = near(reach, day).speaking(day).filter(waits_for(post))
    return found


def waits_for(post: Post) -> Q:
    """Which dates ahead, of those that are not settled, this post is to see to."""
    own = Responsibility.objects.filter(household=OuterRef("household_id"), until=None)
    mine = Q(Exists(own.filter(responsible=post, unassigned=False)))
    wanted = Q(pk__in=[])
    if post.may("care.duty"):
        nobody = Q(Exists(own.filter(unassigned=True))) if post.may("care.assign") else Q(pk__in=[])
        due = Q(state=Duty.State.OPEN) | Q(state=Duty.State.PLANNED, day__lte=today())
        wanted |= due & (mine | nobody)
    if post.may("care.confirm"):
        wanted |= Q(state=Duty.State.DECIDED) & ~Q(decided_by=post)
    return wanted


def _task(duty: Duty, day: date) -> Task:
    url = reverse("care:duty", kwargs={"card": duty.household_id, "duty": duty.pk})
    title = gettext("%(family)s: %(words)s") % {"family": title_of(duty), "words": duty_words(duty)}
    if duty.state == Duty.State.DECIDED:
        said = gettext("decided: %(what)s") % {"what": duty.get_decision_display()}
        kind = _("second look")
        return Task("second_look", kind, title, said, duty.last_day, url, _("Look at it"), duty.household_id)
    verb = pgettext_lazy("date ahead", "Decide") if duty.kind_of.decides else _("See to it")
    return Task("duty", _("date ahead"), title, _said(duty), duty.last_day, url, verb, duty.household_id)


def _said(duty: Duty) -> str:
    if duty.kind_of.decides:
        return gettext("nothing ends by itself: decide whether it goes on, is changed or ends")
    return gettext("expected from the birth date") if duty.expected else ""


def duty_words(duty: Duty) -> str:
    """Who and what, in the reader's language."""
    if duty.person is None:
        return str(duty.kind_of.words)
    return gettext("%(name)s %(what)s") % {"name": duty.person.name, "what": duty.kind_of.words}
