"""Exemplars and study, each act and look once."""

from anxin.exemplars import actions
from anxin.exemplars.models import Activity, Draft, Exemplar, Material, Programme, Schedule
from anxin.ground.days.clock import today
from tests.assurance.studying import HEAD, YES, a_deed, held, shown

from . import Doing, Stage, act


def draft(stage: Stage) -> Draft:
    return actions.begin_draft(by=stage.clerk, unit=stage.tree.county, head=HEAD)


def ready(stage: Stage) -> Draft:
    made = draft(stage)
    actions.write_passage(by=stage.clerk, draft=made, part="deed", told=a_deed())
    return actions.note_consent(by=stage.clerk, draft=made, consent=YES)


def handed_in(stage: Stage) -> Draft:
    return actions.hand_in(by=stage.clerk, draft=ready(stage))


def approved(stage: Stage) -> Draft:
    return actions.approve(by=stage.leader, draft=handed_in(stage))


def published(stage: Stage) -> Exemplar:
    return actions.publish(by=stage.clerk, draft=approved(stage))


def material(stage: Stage) -> Material:
    about, sent = actions.About("讲稿", "县委组织部"), actions.Sent("一座桥的故事。")
    return actions.bring_material(by=stage.clerk, unit=stage.tree.county, about=about, sent=sent)


def programme(stage: Stage) -> Programme:
    opened = actions.Opened("主题教育", "学原文", "县委通知", today())
    return actions.open_programme(by=stage.clerk, unit=stage.tree.county, opened=opened)


def interval(stage: Stage, of: Programme | None = None) -> Schedule:
    line = actions.Interval("reading", 3)
    found = of or programme(stage)
    return actions.set_interval(by=stage.clerk, programme=found, unit=stage.tree.county, interval=line)


def activity(stage: Stage) -> Activity:
    return actions.record_activity(by=stage.township, unit=stage.tree.town, held=held())


@act("exemplars.published")
def _(stage: Stage) -> Doing:
    one = approved(stage)
    return lambda: actions.publish(by=stage.clerk, draft=one)


@act("exemplars.withdrawn")
def _(stage: Stage) -> Doing:
    one = published(stage)
    return lambda: actions.withdraw_exemplar(by=stage.clerk, exemplar=one, reason="撤回同意")


@act("exemplars.drafts_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.leader, "exemplars:drafts")


@act("exemplars.draft_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.leader, "exemplars:draft", draft=draft(stage).pk)


@act("exemplars.draft_begun")
def _(stage: Stage) -> Doing:
    return lambda: draft(stage)


@act("exemplars.draft_rewritten")
def _(stage: Stage) -> Doing:
    one = draft(stage)
    return lambda: actions.rewrite_head(by=stage.clerk, draft=one, head=HEAD)


@act("exemplars.passage_written")
def _(stage: Stage) -> Doing:
    one = draft(stage)
    return lambda: actions.write_passage(by=stage.clerk, draft=one, part="deed", told=a_deed())


@act("exemplars.passage_dropped")
def _(stage: Stage) -> Doing:
    one = ready(stage)
    key = one.profile.of("deed")[0].key
    return lambda: actions.drop_passage(by=stage.clerk, draft=one, key=key)


@act("exemplars.consent_noted")
def _(stage: Stage) -> Doing:
    one = draft(stage)
    return lambda: actions.note_consent(by=stage.clerk, draft=one, consent=YES)


@act("exemplars.handed_in")
def _(stage: Stage) -> Doing:
    one = ready(stage)
    return lambda: actions.hand_in(by=stage.clerk, draft=one)


@act("exemplars.approved")
def _(stage: Stage) -> Doing:
    one = handed_in(stage)
    return lambda: actions.approve(by=stage.leader, draft=one)


@act("exemplars.sent_back")
def _(stage: Stage) -> Doing:
    one = handed_in(stage)
    return lambda: actions.send_back(by=stage.leader, draft=one, reason="补上出处")


@act("exemplars.given_up")
def _(stage: Stage) -> Doing:
    one = draft(stage)
    return lambda: actions.give_up(by=stage.clerk, draft=one, reason="重复")


@act("study.material_brought")
def _(stage: Stage) -> Doing:
    return lambda: material(stage)


@act("study.material_renewed")
def _(stage: Stage) -> Doing:
    one = material(stage)
    return lambda: actions.renew_material(by=stage.clerk, material=one, sent=actions.Sent("第二稿"))


@act("study.material_ended")
def _(stage: Stage) -> Doing:
    one = material(stage)
    return lambda: actions.end_material(by=stage.clerk, material=one, reason="有误")


@act("study.publicity_listed")
def _(stage: Stage) -> Doing:
    return lambda: actions.list_publicity(by=stage.clerk, unit=stage.tree.county, shown=shown())


@act("study.publicity_struck")
def _(stage: Stage) -> Doing:
    one = actions.list_publicity(by=stage.clerk, unit=stage.tree.county, shown=shown())
    return lambda: actions.strike_publicity(by=stage.clerk, line=one, reason="重复")


@act("study.programme_opened")
def _(stage: Stage) -> Doing:
    return lambda: programme(stage)


@act("study.programme_closed")
def _(stage: Stage) -> Doing:
    one = programme(stage)
    return lambda: actions.close_programme(by=stage.clerk, programme=one, on=today())


@act("study.interval_set")
def _(stage: Stage) -> Doing:
    one = programme(stage)
    return lambda: interval(stage, one)


@act("study.interval_dropped")
def _(stage: Stage) -> Doing:
    one = interval(stage)
    return lambda: actions.drop_interval(by=stage.clerk, schedule=one)


@act("study.recorded")
def _(stage: Stage) -> Doing:
    return lambda: activity(stage)


@act("study.corrected")
def _(stage: Stage) -> Doing:
    one = activity(stage)
    return lambda: actions.correct_activity(by=stage.township, activity=one, held=held("专题讨论"))


@act("study.struck")
def _(stage: Stage) -> Doing:
    one = activity(stage)
    return lambda: actions.strike_activity(by=stage.township, activity=one, reason="改期")


@act("study.establishment_entered")
def _(stage: Stage) -> Doing:
    return lambda: actions.enter_establishment(by=stage.township, unit=stage.tree.town, people=30)
