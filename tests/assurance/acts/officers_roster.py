"""The roster: every act and look."""

from datetime import date

from anxin.ground.days.clock import today
from anxin.officers import actions
from anxin.officers.ledger import Line
from anxin.officers.models import Officer
from tests.assurance.samples.officers_roster import ledger_of, officer_in

from . import Doing, Stage, act

SINCE = date(2025, 3, 3)


def somebody(stage: Stage) -> Officer:
    return officer_in(stage.clerk, stage.tree.town)


def at_front(stage: Stage) -> Officer:
    one = somebody(stage)
    actions.begin_front(by=stage.clerk, officer=one, since=SINCE, ground="village")
    return one


def own(stage: Stage) -> Officer:
    one = somebody(stage)
    return actions.join_account(by=stage.clerk, officer=one, account=stage.officer.account)


@act("officers.added")
def _(stage: Stage) -> Doing:
    facts = actions.OfficerFacts(name="许明")
    return lambda: actions.add_officer(by=stage.clerk, unit=stage.tree.town, facts=facts)


@act("officers.corrected")
def _(stage: Stage) -> Doing:
    said = {"officer": somebody(stage), "unit": stage.tree.health, "facts": actions.OfficerFacts(name="许明")}
    return lambda: actions.correct_officer(by=stage.clerk, **said)


@act("officers.front_begun")
def _(stage: Stage) -> Doing:
    one = somebody(stage)
    return lambda: actions.begin_front(by=stage.clerk, officer=one, since=SINCE, ground="law")


@act("officers.front_ended")
def _(stage: Stage) -> Doing:
    one = at_front(stage)
    return lambda: actions.end_front(by=stage.clerk, officer=one, until=today())


@act("officers.left")
def _(stage: Stage) -> Doing:
    one = at_front(stage)
    return lambda: actions.let_go(by=stage.clerk, officer=one, on=today(), why="retired")


@act("officers.leaving_withdrawn")
def _(stage: Stage) -> Doing:
    one = actions.let_go(by=stage.clerk, officer=at_front(stage), on=today(), why="retired")
    return lambda: actions.take_leaving_back(by=stage.clerk, officer=one)


@act("officers.account_joined")
def _(stage: Stage) -> Doing:
    one = somebody(stage)
    return lambda: actions.join_account(by=stage.clerk, officer=one, account=stage.officer.account)


@act("officers.call_noted")
def _(stage: Stage) -> Doing:
    one = own(stage)
    return lambda: actions.note_call(by=stage.officer, officer=one, name="许母", phone="0000 731 4457")


@act("officers.roster_read")
def _(stage: Stage) -> Doing:
    said = {"unit": stage.tree.town, "name": "花名册.csv", "content": b"", "lines": [Line("", 2, {})]}
    return lambda: actions.keep_roster(by=stage.clerk, **said)


@act("officers.roster_taken")
def _(stage: Stage) -> Doing:
    kept = ledger_of(stage.clerk, stage.tree.town)
    return lambda: actions.take_roster(by=stage.clerk, kept=kept)


@act("officers.roster_answered")
def _(stage: Stage) -> Doing:
    kept = ledger_of(stage.clerk, stage.tree.town)
    return lambda: actions.answer_roster(by=stage.clerk, kept=kept, answers={})


@act("officers.roster_asked")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:roster_same", roster=ledger_of(stage.clerk, stage.tree.town).pk)


@act("officers.roster_returned")
def _(stage: Stage) -> Doing:
    kept = ledger_of(stage.clerk, stage.tree.town)
    return stage.get(stage.clerk, "officers:roster_returned", roster=kept.pk)


@act("officers.roster_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:roster", roster=ledger_of(stage.clerk, stage.tree.town).pk)


@act("officers.listed")
def _(stage: Stage) -> Doing:
    at_front(stage)
    return stage.get(stage.clerk, "officers:list")


@act("officers.opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:officer", officer=somebody(stage).pk)


@act("officers.units_counted")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:units")


@act("officers.own_opened")
def _(stage: Stage) -> Doing:
    own(stage)
    return stage.get(stage.officer, "officers:mine")
