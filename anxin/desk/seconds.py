"""What waits for a second person: requests to decide, emergency accesses to review, reviews that are late."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.access import deciding
from anxin.ground.access.models import Approval, EmergencyAccess, Post
from anxin.ground.database.counting import CountOf
from anxin.ground.database.models import Bounds
from anxin.ground.ui.parts import Link

from .lines import Line

DOORS = (
    (_("Units and access"), "access:accounts", "access.list"),
    (_("Requests to decide"), "access:decisions", "approvals.decide"),
    (_("Emergency reviews"), "access:reviews", "emergency.review"),
)


def doors_of(post: Post) -> list[Link]:
    """Where an administrator's work is done: on most days nothing waits, and his page would lead nowhere."""
    return [Link(words, reverse(name)) for words, name, permission in DOORS if post.may(permission)]


def lines_of(post: Post) -> Iterator[Line]:
    """The lines of one post's day that concern acts of others. No line names a family."""
    if post.may("emergency.review"):
        yield from map(_review, (one for one in deciding.reviews_of(post) if not one.outcome))
    requests, late = deciding.numbers(post)
    if requests and post.may("approvals.decide"):
        yield from map(_request, deciding.waiting_for(post))
    if late and post.may("emergency.late"):
        yield _late(post)


def late(reach: Bounds, day: date) -> CountOf:
    """Is there the one line for reviews of the area that have waited too long?"""
    found = EmergencyAccess.objects.late(day).filter(path__gte=reach.lo, path__lt=reach.hi)
    return CountOf.rows(found, 1)


def _review(access: EmergencyAccess) -> Line:
    url = reverse("access:review", args=[access.pk])
    title, where = gettext("Review an emergency access"), access.post.unit.label
    return Line(_("Review"), title, where, url, _("Review"), access.review_due)


def _request(asked: Approval) -> Line:
    url = reverse("access:decision", args=[asked.pk])
    who = f"{asked.asked_by.unit.label}　{asked.asked_by.name}"
    words = deciding.words_of(asked)
    return Line(_("Request"), words, who, url, _("Decide on it"), None, "soon", _("waits for you"))


def _late(post: Post) -> Line:
    """One line for all reviews of the area that have waited too long."""
    late = deciding.late_reviews(post)
    told = ngettext(
        "%(n)d emergency access is not reviewed", "%(n)d emergency accesses are not reviewed", len(late)
    )
    names = "、".join(sorted({one.reviewer.unit.label for one in late}))
    url = reverse("access:late_reviews")
    return Line(_("Review"), told % {"n": len(late)}, names, url, _("Look"), late[0].review_due)
