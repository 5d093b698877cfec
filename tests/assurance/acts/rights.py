"""Rights of the persons concerned: requests, basis and consent, sealing, erasing, keeping, assessments."""

import uuid

from anxin.families.actions import copy_of_deceased
from anxin.families.models import Household, Person
from anxin.ground.access.actions import decide
from anxin.ground.access.models import Approval
from anxin.ground.days.clock import today
from anxin.rights import actions
from anxin.rights.actions.assessments import Judged
from anxin.rights.actions.basis import Given
from anxin.rights.actions.requests import Asked
from anxin.rights.actions.retention import Due
from anxin.rights.models import Appraisal, Assessment, Consent, LegalBasis, RightsRequest
from anxin.rights.tidying import delete_what_is_over

from . import Doing, Stage, act

State = RightsRequest.State
WIDOW = "林秀兰"


def received(stage: Stage, kind: str = "copy", about: Person | None = None) -> RightsRequest:
    asked = Asked(
        kind=kind, standing="self", asker=WIDOW, wording="想看看登记了哪些情况", received_on=today()
    )
    person = about or stage.person(WIDOW)
    return actions.receive(by=stage.clerk, household=stage.household, person=person, asked=asked)


def checked(stage: Stage, kind: str = "copy") -> RightsRequest:
    return actions.check_identity(by=stage.clerk, request=received(stage, kind), papers="本人身份证")


def granted(stage: Stage, kind: str = "copy") -> RightsRequest:
    return actions.decide_request(by=stage.clerk, request=checked(stage, kind), decision=State.GRANTED)


def carried_out(stage: Stage) -> RightsRequest:
    return actions.carry_out(by=stage.clerk, request=granted(stage, "explanation"), words="已说明")


def agreed(stage: Stage, approval: Approval) -> Approval:
    return decide(by=stage.leader, approval=approval, agree=True)


def consent(stage: Stage) -> Consent:
    given = Given(Consent.Purpose.values[0], "一事一同意", "self", WIDOW, today())
    said = {"household": stage.household, "given": given, "person": stage.person(WIDOW)}
    return actions.give_consent(by=stage.clerk, **said)


def sealed(stage: Stage) -> Household:
    return actions.put_away(by=stage.clerk, household=stage.household, why="家属要求")


def assessed(stage: Stage) -> Assessment:
    judged = Judged("一", "二", "三", "四")
    page = stage.post(stage.clerk, "rights:assessment_new", vars(judged))
    assert page().status_code == 302
    return Assessment.objects.get()


def page_of(stage: Stage, name: str, request: RightsRequest) -> Doing:
    return stage.card(name, item=request.pk)


@act("rights.requests_listed")
def _(stage: Stage) -> Doing:
    received(stage)
    return stage.get(stage.clerk, "rights:requests")


@act("rights.request_received")
def _(stage: Stage) -> Doing:
    return lambda: received(stage)


@act("rights.request_opened")
def _(stage: Stage) -> Doing:
    return page_of(stage, "rights:request", received(stage))


@act("rights.identity_checked")
def _(stage: Stage) -> Doing:
    one = received(stage)
    return lambda: actions.check_identity(by=stage.clerk, request=one, papers="本人身份证")


@act("rights.request_decided")
def _(stage: Stage) -> Doing:
    one = checked(stage)
    return lambda: actions.decide_request(by=stage.clerk, request=one, decision=State.GRANTED)


@act("rights.request_carried_out")
def _(stage: Stage) -> Doing:
    one = granted(stage, "explanation")
    return lambda: actions.carry_out(by=stage.clerk, request=one, words="已说明")


@act("rights.request_answered")
def _(stage: Stage) -> Doing:
    one = carried_out(stage)
    return lambda: actions.answer(by=stage.clerk, request=one, words="当面告知")


@act("rights.request_withdrawn")
def _(stage: Stage) -> Doing:
    one = received(stage)
    return lambda: actions.withdraw(by=stage.clerk, request=one, words="家属撤回")


@act("rights.contact_shown")
def _(stage: Stage) -> Doing:
    one = received(stage)
    return lambda: actions.reveal_contact(by=stage.clerk, request=one, purpose="contact")


@act("rights.letter_made")
def _(stage: Stage) -> Doing:
    return page_of(stage, "rights:letter_pdf", granted(stage))


@act("rights.copy_made")
def _(stage: Stage) -> Doing:
    ids = {"card": stage.household.pk, "item": granted(stage).pk}
    return stage.post(stage.clerk, "rights:copy", {"password": "family-own-word"}, **ids)


@act("families.deceased_copied")
def _(stage: Stage) -> Doing:
    person = stage.person("周明远")
    return lambda: copy_of_deceased(by=stage.clerk, person=person, request=uuid.uuid4())


@act("rights.basis_opened")
def _(stage: Stage) -> Doing:
    return stage.card("rights:basis")


@act("rights.basis_recorded")
def _(stage: Stage) -> Doing:
    said = {"basis": LegalBasis._meta.get_field("basis").choices[0][0], "document": "通知", "since": today()}
    return lambda: actions.record_basis(by=stage.clerk, household=stage.household, **said)


@act("rights.notice_given")
def _(stage: Stage) -> Doing:
    said = {"on": today(), "way": "visit", "told": WIDOW}
    return lambda: actions.note_notice(by=stage.clerk, household=stage.household, **said)


@act("rights.notice_printed")
def _(stage: Stage) -> Doing:
    return stage.card("rights:notice")


@act("rights.consent_given")
def _(stage: Stage) -> Doing:
    return lambda: consent(stage)


@act("rights.consent_withdrawn")
def _(stage: Stage) -> Doing:
    one = consent(stage)
    return lambda: actions.note_withdrawal(by=stage.clerk, consent=one, on=today())


@act("families.sealed")
def _(stage: Stage) -> Doing:
    return lambda: sealed(stage)


@act("families.sealed_met")
def _(stage: Stage) -> Doing:
    sealed(stage)
    return stage.card("families:card")


@act("families.unsealed")
def _(stage: Stage) -> Doing:
    card = sealed(stage)
    approval = agreed(stage, actions.ask_unsealing(by=stage.clerk, household=card, why="家属来访"))
    return lambda: actions.open_again(by=stage.clerk, household=card, approval=approval)


@act("rights.sealed_listed")
def _(stage: Stage) -> Doing:
    sealed(stage)
    return stage.get(stage.clerk, "rights:sealed")


@act("rights.erasure_opened")
def _(stage: Stage) -> Doing:
    return page_of(stage, "rights:erase", granted(stage, "deletion"))


@act("rights.erased")
def _(stage: Stage) -> Doing:
    one = granted(stage, "deletion")
    approval = agreed(stage, actions.ask_erasure(by=stage.clerk, request=one, why="登记错误"))
    return lambda: actions.erase(by=stage.clerk, request=one, approval=approval)


@act("rights.sharing_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "rights:sharing")


@act("rights.retention_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.auditor, "rights:retention")


@act("rights.appraised")
def _(stage: Stage) -> Doing:
    due = Due("case", stage.household.pk, stage.household.path, stage.household.number, today())
    said = {"due": due, "decision": Appraisal.Decision.values[-1], "why": "有长期价值"}
    return lambda: actions.appraise(by=stage.clerk, **said)


@act("rights.assessed")
def _(stage: Stage) -> Doing:
    judged = Judged("一", "二", "三", "四")
    return lambda: actions.make_assessment(by=stage.clerk, content={"fields": []}, judged=judged)


@act("rights.assessment_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "rights:assessment", assessment=assessed(stage).pk)


@act("rights.assessment_printed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "rights:assessment_pdf", assessment=assessed(stage).pk)


@act("rights.tidied")
def _(stage: Stage) -> Doing:
    return delete_what_is_over
