"""Care: who is responsible, needs, measures, requests to departments, visits, promises."""

from datetime import timedelta

from anxin.care import actions
from anxin.care.models import DepartmentRequest, Measure, Need, Promise
from anxin.families.actions import Origin, record_fact
from anxin.families.models import Source
from anxin.ground.days.clock import today
from tests.cast import family

from . import Doing, Stage, act
from .families import NUMBER


def need(stage: Stage) -> Need:
    return actions.record_need(
        by=stage.clerk, household=stage.household, person=stage.person(), theme="medical",
        words="膝关节不好，想签家庭医生", source="family", found_on=today(), how="asked",
    )  # fmt: skip


def soon(days: int = 10):
    return today() + timedelta(days=days)


def measure(stage: Stage) -> Measure:
    said = {
        "unit": stage.tree.health,
        "words": "签约家庭医生",
        "due": soon(),
        "ground": "通知第三条",
        "case_by_case": "目录尚无此项",
    }
    return actions.decide_measure(by=stage.clerk, need=need(stage), **said)


def letter(stage: Stage) -> actions.Letter:
    return actions.Letter(
        desk=stage.tree.health, subject="为一位老人落实家庭医生签约", asked="签约家庭医生",
        ground="通知第三条", due=soon(), people=[stage.person()], facts=frozenset({"name", "number"}),
    )  # fmt: skip


def sent(stage: Stage) -> DepartmentRequest:
    return actions.send(by=stage.clerk, measure=measure(stage), letter=letter(stage))


def named(stage: Stage) -> None:
    actions.name_responsible(by=stage.clerk, household=stage.household, responsible=stage.township)


def promise(stage: Stage) -> Promise:
    step = actions.NextStep("带瓦工看屋顶", stage.clerk, soon(3))
    actions.record_visit(
        by=stage.clerk, household=stage.household, on=today(), met=[stage.person()], steps=[step]
    )
    return Promise.objects.get(household=stage.household)


@act("care.responsibilities_opened")
def _(stage: Stage) -> Doing:
    return lambda: family(stage.clerk, stage.tree.county, officer="李建国")  # comes with every new card


@act("care.responsible_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:responsible")


@act("care.responsible_named")
def _(stage: Stage) -> Doing:
    return lambda: named(stage)


@act("care.contact_leader_named")
def _(stage: Stage) -> Doing:
    said = {"household": stage.household, "leader": stage.leader}
    return lambda: actions.name_contact_leader(by=stage.clerk, **said)


@act("care.contact_leader_ended")
def _(stage: Stage) -> Doing:
    actions.name_contact_leader(by=stage.clerk, household=stage.household, leader=stage.leader)
    return lambda: actions.name_contact_leader(by=stage.clerk, household=stage.household, leader=None)


@act("care.work_lead_set")
def _(stage: Stage) -> Doing:
    return lambda: actions.set_work_lead(by=stage.clerk, unit=stage.tree.county, post=stage.clerk)


@act("care.plan_opened")
def _(stage: Stage) -> Doing:
    need(stage)
    return stage.card("care:needs")


@act("care.need_recorded")
def _(stage: Stage) -> Doing:
    return lambda: need(stage)


@act("care.needs_taken_over")
def _(stage: Stage) -> Doing:
    origin = Origin(Source.LEDGER, "ledger:survey", today())
    said = {"household": stage.household, "person": None, "code": "difficulty", "value": "老人常年服药"}
    return lambda: record_fact(by=stage.clerk, origin=origin, **said)  # the register tells care of it


@act("care.need_settled")
def _(stage: Stage) -> Doing:
    one = need(stage)
    return lambda: actions.close_need(by=stage.clerk, need=one, met=True)


@act("care.need_reopened")
def _(stage: Stage) -> Doing:
    one = actions.close_need(by=stage.clerk, need=need(stage), met=True)
    return lambda: actions.reopen_need(by=stage.clerk, need=one, why="又有困难")


@act("care.measure_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:measure", measure=measure(stage).pk)


@act("care.measure_decided")
def _(stage: Stage) -> Doing:
    return lambda: measure(stage)


@act("care.no_measure")
def _(stage: Stage) -> Doing:
    one = need(stage)
    return lambda: actions.decide_none(by=stage.clerk, need=one, reason="已由家属自行解决")


@act("care.measure_done")
def _(stage: Stage) -> Doing:
    one = measure(stage)
    return lambda: actions.complete_measure(by=stage.clerk, measure=one, proof="签约协议")


@act("care.request_sent")
def _(stage: Stage) -> Doing:
    one = measure(stage)
    return lambda: actions.send(by=stage.clerk, measure=one, letter=letter(stage))


@act("care.requests_listed")
def _(stage: Stage) -> Doing:
    sent(stage)
    return stage.get(stage.desk, "care:requests")


@act("care.request_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.desk, "care:request", item=sent(stage).pk)


@act("care.number_shown")
def _(stage: Stage) -> Doing:
    person = stage.person()
    person.id_number = NUMBER
    person.save(update_fields=["id_number"])
    return stage.post(stage.desk, "care:request_reveal", {"field": "0"}, item=sent(stage).pk)


@act("care.request_accepted")
def _(stage: Stage) -> Doing:
    said = {"request": sent(stage), "expected_on": soon(), "handler": "宋岚"}
    return lambda: actions.accept(by=stage.desk, **said)


@act("care.request_returned")
def _(stage: Stage) -> Doing:
    one = sent(stage)
    return lambda: actions.hand_back(by=stage.desk, request=one, reason="缺少病历")


@act("care.request_resent")
def _(stage: Stage) -> Doing:
    one = actions.hand_back(by=stage.desk, request=sent(stage), reason="缺少病历")
    said = {"request": one, "letter": letter(stage), "words": "已补病历"}
    return lambda: actions.resend(by=stage.clerk, **said)


@act("care.request_forwarded")
def _(stage: Stage) -> Doing:
    said = {"request": sent(stage), "desk": stage.tree.civil, "reason": "属民政职责"}
    return lambda: actions.forward(by=stage.desk, **said)


@act("care.request_done")
def _(stage: Stage) -> Doing:
    said = {"request": sent(stage), "answer": actions.Answer("已签约")}
    return lambda: actions.finish(by=stage.desk, **said)


@act("care.rounds_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "care:rounds")


@act("care.brief_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:visit_brief")


@act("care.visits_opened")
def _(stage: Stage) -> Doing:
    promise(stage)
    return stage.card("care:visits")


@act("care.visited")
def _(stage: Stage) -> Doing:
    return lambda: promise(stage)


@act("care.promise_opened")
def _(stage: Stage) -> Doing:
    return stage.card("care:promise", promise=promise(stage).pk)


@act("care.promise_kept")
def _(stage: Stage) -> Doing:
    one = promise(stage)
    return lambda: actions.keep_promise(by=stage.clerk, promise=one, words="已看过屋顶")


@act("care.promise_put_off")
def _(stage: Stage) -> Doing:
    one = promise(stage)
    return lambda: actions.put_off_promise(by=stage.clerk, promise=one, due=soon(20), reason="雨天无法施工")


@act("care.promise_answered")
def _(stage: Stage) -> Doing:
    one = promise(stage)
    return lambda: actions.answer_promise(by=stage.clerk, promise=one, words="已向家属说明")
