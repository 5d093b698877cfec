"""What the assurance tests say when they ask for help, decide about it, and write rules: once for all."""

from datetime import timedelta

from anxin.ground.access.models import Account, Post
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit
from anxin.officers.actions import Decided, Offered, OfficerFacts, Rule, add_officer, join_account
from anxin.officers.models import Officer


def man(by: Post, unit: Unit, account: Account | None = None) -> Officer:
    """An officer of the unit, who signs in with ``account`` if there is one."""
    held = Officer.objects.filter(unit=unit, name="许安平").first()
    if held is None:
        held = add_officer(by=by, unit=unit, facts=OfficerFacts(name="许安平"))
        if account is not None:
            join_account(by=by, officer=held, account=account)
    return held


def decided_for(doer: Post) -> Decided:
    """What is decided about a request."""
    return Decided("work", "与学校商量接送", doer, today() + timedelta(5), case_by_case="目录尚无此项")


def an_offer() -> Offered:
    """What an entry of the catalogue says."""
    return Offered("benefits", "疗养", "一线干部每三年一次疗养", "安委〔2026〕8号第三条", today())


def a_rule() -> Rule:
    """A unit's own rule."""
    return Rule("leave", "年休假办法", "每年一月定出计划", "党委会", today(), today())
