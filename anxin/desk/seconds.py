"""What waits for a second person: requests to decide, emergency accesses to review, reviews that are late."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.access import deciding
from anxin.ground.access.models import Post

from .lines import Line


def lines_of(post: Post) -> Iterator[Line]:
    """The lines of one post's day that concern acts of others. No line names a family."""
    if post.may("emergency.review"):
        for access in deciding.reviews_of(post):
            if not access.outcome:
                yield Line(
                    _("Review"), gettext("Review an emergency access"), str(access.post.unit.label),
                    reverse("access:review", args=[access.pk]), _("Review"), access.review_due,
                )  # fmt: skip
    if post.may("approvals.decide"):
        for asked in deciding.waiting_for(post):
            yield Line(
                _("Request"), deciding.words_of(asked), f"{asked.asked_by.unit.label}　{asked.asked_by.name}",
                reverse("access:decision", args=[asked.pk]), _("Decide"), None, "soon", _("waits for you"),
            )  # fmt: skip
    if post.may("emergency.late"):
        yield from _late(post)


def _late(post: Post) -> Iterator[Line]:
    """One line for all reviews of the area that have waited too long."""
    late = deciding.late_reviews(post)
    if late:
        told = ngettext(
            "%(n)d emergency access is not reviewed", "%(n)d emergency accesses are not reviewed", len(late)
        )
        names = "、".join(sorted({str(one.reviewer.unit.label) for one in late}))
        url = reverse("access:late_reviews")
        yield Line(_("Review"), told % {"n": len(late)}, names, url, _("Look"), late[0].review_due)
