"""One's own drafts of visits, and whom to take along where there is no signal."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet

from anxin.care.models import VisitDraft, VisitPlan
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach, gather
from anxin.ground.days.clock import today

from .titles import title_of, titled


@dataclass(frozen=True)
class OwnDraft:
    """One draft with what its family is called."""

    draft: VisitDraft

    @property
    def title(self) -> str:
        """What the family is called."""
        return title_of(self.draft)


def own_drafts(post: Post) -> list[OwnDraft]:
    """The drafts of this post, of every family that it may see, the last touched first."""
    rows = gather(post, lambda reach: titled(VisitDraft.objects.visible_to(reach).own(post)))
    return [OwnDraft(row) for row in sorted(rows, key=lambda one: one.changed_at, reverse=True)]


def planned_soon(post: Post, days: int) -> list[uuid.UUID]:
    """The cards of the families that this post is to visit from today on within so many days, the next first:
    those worth taking along."""
    until = today() + timedelta(days=days)

    def rows(reach: Reach) -> QuerySet[VisitPlan]:
        plans = VisitPlan.objects.visible_to(reach).open().filter(on__range=(today(), until))
        return plans.filter(visitors__post=post)

    found = sorted(gather(post, rows), key=lambda plan: plan.on)
    return list(dict.fromkeys(plan.household_id for plan in found))[: settings.LIMITS["offline"]["families"]]
