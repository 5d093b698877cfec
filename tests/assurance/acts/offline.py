"""Drafts of visits, families taken along, the form on paper."""

import uuid
from datetime import timedelta

from anxin.care import actions
from anxin.care.models import VisitDraft
from anxin.ground.days.clock import now

from . import Doing, Stage, act


def draft(stage: Stage) -> VisitDraft:
    return actions.keep_draft(
        by=stage.clerk, household=stage.household, key=uuid.uuid4(), seen=0, said={"news": ["老人身体稳定"]}
    )


@act("care.draft_kept")
def _(stage: Stage) -> Doing:
    return lambda: draft(stage)


@act("care.draft_dropped")
def _(stage: Stage) -> Doing:
    one = draft(stage)
    return lambda: actions.drop_draft(by=stage.clerk, draft=one)


@act("care.drafts_forgotten")
def _(stage: Stage) -> Doing:
    one = draft(stage)
    VisitDraft.objects.filter(pk=one.pk).update(changed_at=now() - timedelta(days=91))
    return actions.forget_drafts


@act("care.drafts_listed")
def _(stage: Stage) -> Doing:
    draft(stage)
    return stage.get(stage.clerk, "care:drafts")


@act("care.taken_along")
def _(stage: Stage) -> Doing:
    return stage.post(stage.clerk, "care:take_along", {}, card=stage.household.pk)


@act("care.visit_paper_printed")
def _(stage: Stage) -> Doing:
    return stage.card("care:visit_paper")
