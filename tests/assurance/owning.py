"""Families in somebody's hands, and on their way into others."""

from typing import Any

from anxin.care.actions import announce, name_responsible
from anxin.care.models import Handover
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from tests.cast import family, hire


def handover(clerk: Post, household: Household, unit: Any, name: str) -> Handover:
    """The family passes to a colleague of the unit."""
    successor = hire(f"successor-{name}", unit, Role.TOWNSHIP, "林涛")
    return announce(
        by=clerk, household=household, successor=successor, why=Handover.Why.TRANSFER, effect_on=today()
    )


def leaver(clerk: Post, unit: Any, name: str) -> Post:
    """Somebody who is responsible for a family of his own."""
    post = hire(f"leaver-{name}", unit, Role.TOWNSHIP, "吴晓峰")
    name_responsible(by=clerk, household=family(clerk, unit, f"乙{unit.path[-2:]}"), responsible=post)
    return post
