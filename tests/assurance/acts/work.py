"""Entitlements, ledgers, reports, reading the journal."""

from functools import cache
from pathlib import Path

from anxin import demo
from anxin.entitlements.actions import calculate
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import OPERATOR
from anxin.notices.actions import (
    accept_report,
    draft_report,
    issue_first_notice,
    recount_report,
    return_report,
    revise_report,
    send_report,
    sign_report,
)
from anxin.notices.models import Chase, Notice, Report
from anxin.surveys import actions as surveys
from anxin.surveys.ledger.shapes import Ledger as Found
from anxin.surveys.models import Ledger
from tests.cast import hire

from . import Doing, Stage, act

BOOK = Path(demo.__path__[0]) / "samples" / "survey.xlsx"


@cache
def found() -> Found:
    """The sample as read: reading starts a process, so it is read once."""
    return surveys.read(BOOK)


def ledger(stage: Stage) -> Ledger:
    said = {"unit": stage.tree.county, "name": "殉职干部家庭台账.xlsx", "content": BOOK.read_bytes()}
    return surveys.keep(by=stage.clerk, found=found(), **said)


def report(stage: Stage) -> Report:
    issue_first_notice(by=OPERATOR)
    return draft_report(by=stage.clerk)


@act("entitlements.card_opened")
def _(stage: Stage) -> Doing:
    return stage.card("entitlements:card")


@act("entitlements.sheet_printed")
def _(stage: Stage) -> Doing:
    return stage.card("entitlements:sheet")


@act("entitlements.gaps_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "entitlements:gaps")


@act("entitlements.calculated")
def _(stage: Stage) -> Doing:
    return lambda: calculate(by=stage.clerk, households=[stage.household])


@act("surveys.ledger_read")
def _(stage: Stage) -> Doing:
    found()
    return lambda: ledger(stage)


@act("surveys.ledger_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "surveys:ledger", ledger=ledger(stage).pk)


@act("surveys.ledger_merged")
def _(stage: Stage) -> Doing:
    one = ledger(stage)
    return lambda: surveys.take_in(by=stage.clerk, ledger=one, found=found())


@act("surveys.ledger_returned")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "surveys:returned", ledger=ledger(stage).pk)


@act("reports.drafted")
def _(stage: Stage) -> Doing:
    issue_first_notice(by=OPERATOR)
    return lambda: draft_report(by=stage.clerk)


@act("reports.opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "notices:reports:report", report=report(stage).pk)


@act("reports.revised")
def _(stage: Stage) -> Doing:
    one = report(stage)
    return lambda: revise_report(by=stage.clerk, report=one, narrative={})


@act("reports.signed")
def _(stage: Stage) -> Doing:
    one = report(stage)
    return lambda: sign_report(by=stage.leader, report=one)


@act("reports.recounted")
def _(stage: Stage) -> Doing:
    one = report(stage)
    return lambda: recount_report(by=stage.clerk, report=one)


@act("reports.sent")
def _(stage: Stage) -> Doing:
    one = sign_report(by=stage.leader, report=report(stage))
    return lambda: send_report(by=stage.clerk, report=one)


def sent(stage: Stage) -> tuple[Post, Report]:
    """A report that was sent up, and a post of the city that settles it."""
    one = send_report(by=stage.clerk, report=sign_report(by=stage.leader, report=report(stage)))
    return hire("city-clerk", stage.tree.city_office, "clerk", "周以宁"), one


@act("reports.accepted")
def _(stage: Stage) -> Doing:
    above, one = sent(stage)
    return lambda: accept_report(by=above, report=one)


@act("reports.returned")
def _(stage: Stage) -> Doing:
    above, one = sent(stage)
    return lambda: return_report(by=above, report=one, reason="表1的合计不对")


def own_notice(stage: Stage) -> Notice:
    return Notice.objects.create(
        number=2, title="关于做好走访慰问工作的通知", issuer=stage.tree.county_office.name, issued_on=today(),
        unit=stage.tree.county_office, path=stage.tree.county.path, mark="安组通", year=2026, serial=1,
    )  # fmt: skip


@act("notices.downloaded")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "notices:word", notice=own_notice(stage).pk)


@act("notices.reminder_taken")
def _(stage: Stage) -> Doing:
    one, town = own_notice(stage), stage.tree.town
    Chase.objects.create(notice=one, unit=town, path=town.path, level=4, count=1, by=stage.clerk, at=now())
    return stage.get(stage.clerk, "notices:reminder_word", notice=one.pk, place=town.pk)


@act("reports.downloaded")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "notices:reports:word", report=report(stage).pk)


@act("journal.listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.auditor, "journal:list")


def _asked(stage: Stage, **more: str) -> Doing:
    day = today().isoformat()
    data = {"numbers": stage.household.number, "since": day, "until": day, **more}
    return stage.post(stage.auditor, "journal:who_saw", data)


@act("journal.who_saw_asked")
def _(stage: Stage) -> Doing:
    return _asked(stage)


@act("journal.who_saw_downloaded")
def _(stage: Stage) -> Doing:
    return _asked(stage, workbook="1")
