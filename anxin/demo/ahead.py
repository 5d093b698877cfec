"""Dates ahead in the demo: what lies near is stored, some of it seen to, decided, looked at again."""

from datetime import timedelta

from anxin.care.actions import confirm_decision, decide_duty, finish_duty, look_ahead, plan_duty
from anxin.care.models import Duty
from anxin.care.queries import responsibility_of
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today

from .people import Cast


def look(cast: Cast) -> None:
    """The first look at the county's families, and what became of every third date."""
    look_ahead(by=cast.posts["clerk"], households=Household.objects.values_list("pk", flat=True))
    for number, duty in enumerate(Duty.objects.order_by("day", "path")):
        responsible = responsibility_of(duty.household).responsible or cast.posts["clerk"]
        if number % 3 == 1:
            _see_to(duty, responsible, cast.posts["leader"], number)


def _see_to(duty: Duty, responsible: Post, leader: Post, number: int) -> None:
    if not duty.kind_of.decides:
        on = max(today(), duty.day - timedelta(14))
        if number % 2:
            plan_duty(by=responsible, duty=duty, words="走访时当面办理", on=on)
        else:
            finish_duty(by=responsible, duty=duty, words="已向家属说明，材料已交")
        return
    decided = decide_duty(
        by=responsible, duty=duty, decision=Duty.Decision.GO_ON, reason="在校就读，凭在校证明继续"
    )
    if number % 2:
        confirm_decision(by=leader, duty=decided)
