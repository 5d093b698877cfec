"""What handovers, absences and closings put on somebody's desk."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Absence, Closing, Handover, HandoverItem, Promise, Responsibility
from anxin.families.models.households import Status
from anxin.ground.access.models import Post
from anxin.ground.database.models import Bounds
from anxin.ground.days.clock import today
from anxin.ground.ui.masks import masked_text

from .handovers import handovers_within
from .task import Kind, Task
from .titles import title_of, titled

APPROVE = pgettext_lazy("closing", "Decide")
POINTS = len(HandoverItem.Point) + 1  # the checklist and the word to the family


def owner_kinds(post: Post, reach: Bounds, day: date) -> Iterator[Kind]:
    """Handovers that one takes part in, promises of families one covers for, closings to decide."""
    if post.may("care.handover"):
        handovers = handovers_within(reach, post, mine=True)
        begun = handovers.filter(effect_on__lte=day)
        yield Kind(handovers, lambda found: map(_handover, found), pressing=begun)
        covered = _covered(post, reach)
        yield Kind(titled(covered), lambda found: map(_cover, found), pressing=covered.filter(due__lte=day))
    if post.may("care.close_decide"):
        waiting = Closing.objects.visible_to(reach).waiting().select_related("asked_by")
        yield Kind(titled(waiting), lambda found: map(_closing, found), pressing=waiting)


def _handover(one: Handover) -> Task:
    url = reverse("care:handover", kwargs={"card": one.household_id, "handover": one.pk})
    done = vars(one)["gone"] + (one.told_on is not None)
    words = gettext("from %(former)s to %(successor)s, %(done)d of %(all)d done") % {
        "former": one.former.name,
        "successor": one.successor.name if one.successor else gettext("somebody to be named"),
        "done": done,
        "all": POINTS,
    }
    return Task(
        "handover", _("handover"), title_of(one), words, one.effect_on, url, _("Go through"), one.household_id
    )


def _covered(post: Post, reach: Bounds) -> QuerySet[Promise]:
    """Promises that fall due while whoever made them is away, for the deputy of the family."""
    away = Absence.objects.current().filter(post=OuterRef("doer")).order_by().values("until")[:1]
    mine = Responsibility.objects.current().filter(
        deputy=post, unassigned=False, responsible__in=Absence.objects.current().order_by().values("post")
    )
    promises = Promise.objects.visible_to(reach).open().filter(
        household__in=mine.values("household"), household__status=Status.OPEN
    )  # fmt: skip
    covered = promises.annotate(away_until=Subquery(away)).filter(due__lte=F("away_until"))
    return covered.select_related("doer")


def _cover(one: Promise) -> Task:
    url = reverse("care:promise", kwargs={"card": one.household_id, "promise": one.pk})
    first = masked_text(one.words.splitlines()[0]) if one.words else ""
    title = gettext("%(family)s: %(words)s") % {"family": title_of(one), "words": first}
    until: date = vars(one)["away_until"]
    words = gettext("for %(name)s, who is away until %(day)s") % {"name": one.doer.name, "day": until}
    return Task("promise", _("promise"), title, words, one.due, url, _("Answer"), one.household_id)


def _closing(one: Closing) -> Task:
    url = reverse("care:closing", kwargs={"card": one.household_id})
    words = gettext("%(name)s asks to close the care: %(reason)s") % {
        "name": one.asked_by.name,
        "reason": one.get_reason_display(),
    }
    return Task("closing", _("closing"), title_of(one), words, today(), url, APPROVE, one.household_id)
