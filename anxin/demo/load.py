"""Loading the demo through the product's own doors; everything or nothing."""

from collections.abc import Callable

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import set_work_lead
from anxin.exemplars.actions import publish_liao_junbo
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.models import Unit
from anxin.notices.actions import draft_report, issue_first_notice

from . import people, story, tree

Progress = Callable[[str | Promise], None]


def load(progress: Progress) -> list[dict[str, str]] | None:
    """Fill an empty database with the demo and return its accounts with their passwords, the five first.

    None when the demo stands there already. In one transaction: a demo is never half there.
    """
    with everywhere(), translation.override("zh-hans"):
        if Unit.objects.exists():
            return None
        progress(_("Planting the tree of units"))
        tree.plant()
        issue_first_notice(by=OPERATOR)
        publish_liao_junbo(by=OPERATOR)
        cast = people.hire()
        county, clerk = Unit.objects.get(code=tree.ANHE), cast.posts["clerk"]
        set_work_lead(by=clerk, unit=county, post=clerk, deputy=cast.posts["clerk2"])
        progress(_("Bringing three ledgers in"))
        story.bring_ledgers_in(clerk)
        progress(_("Naming responsible people, visiting, asking departments"))
        story.look_after(cast, story.name_people(cast))
        with scope(*clerk.bounds):
            draft_report(by=clerk)
    return cast.accounts
