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

from . import (
    ahead,
    bridge,
    claiming,
    entitled,
    family,
    help,
    leave,
    mind,
    notices,
    owner,
    people,
    roster,
    story,
    study,
    table,
    tree,
    visits,
)

Progress = Callable[[str | Promise], None]


def load(progress: Progress) -> list[dict[str, str]] | None:
    """Fill an empty database with the demo and return its accounts with their passwords, the six first.

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
        table.agree_on_measures(cast)
        table.verify_most(clerk)
        progress(_("Naming responsible people, visiting, asking departments"))
        named = story.name_people(cast)
        story.look_after(cast, named)
        family.tell(clerk, named)
        roster.bring_in(cast, county)
        bridge.keep_in_touch(cast)
        visits.plan_ahead(clerk, county, named)
        table.meet(cast)
        leave.rest(cast, county)
        entitled.tell_what_the_law_asks(clerk)
        progress(_("Claiming what the law owes"))
        with scope(*clerk.bounds):
            claiming.claim_some(clerk)
            ahead.look(cast)
            draft_report(by=clerk)
        mind.listen(cast, county)
        owner.hand_over_and_close(cast, named)
        help.begin(cast, county)
        notices.go_out(cast)
        study.learn(cast, county)
    return cast.accounts
