"""The register: cards, people, facts, papers."""

from anxin.families.actions import (
    CardDetails,
    MemberDetails,
    OfficerDetails,
    Origin,
    add_member,
    correct_officer,
    correct_person,
    end_membership,
    merge,
    record_fact,
    record_standing,
    reveal,
)
from anxin.families.models import FallenOfficer, Household, Membership, Source
from anxin.ground.days.clock import today
from tests.cast import family

from . import Doing, Stage, act

NUMBER = "990721195102200029"


def origin() -> Origin:
    return Origin(Source.PAPER, "认定文书", today())


@act("families.listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "families:list")


@act("families.card_opened")
def _(stage: Stage) -> Doing:
    return stage.card("families:card")


@act("families.people_opened")
def _(stage: Stage) -> Doing:
    return stage.card("families:people")


@act("families.person_opened")
def _(stage: Stage) -> Doing:
    return stage.card("families:person", person=stage.person().pk)


@act("families.looks_opened")
def _(stage: Stage) -> Doing:
    return stage.card("families:looks")


@act("families.looks_printed")
def _(stage: Stage) -> Doing:
    return stage.card("families:looks_pdf")


@act("families.card_printed")
def _(stage: Stage) -> Doing:
    return stage.card("families:card_pdf")


@act("families.person_printed")
def _(stage: Stage) -> Doing:
    return stage.card("families:person_pdf", person=stage.person().pk)


@act("families.opened")
def _(stage: Stage) -> Doing:
    return lambda: family(stage.clerk, stage.tree.county, officer="李建国")


@act("families.merged")
def _(stage: Stage) -> Doing:
    card = CardDetails(officer=OfficerDetails(name="李建国"), address="植路八号")
    return lambda: merge(by=stage.clerk, unit=stage.tree.county, cards=[card], origin=origin())


@act("families.member_added")
def _(stage: Stage) -> Doing:
    fallen = FallenOfficer.objects.get(person__household=stage.household)
    details = MemberDetails(name="植成员", kinship="30")
    said = {"household": stage.household, "officer": fallen, "details": details, "origin": origin()}
    return lambda: add_member(by=stage.clerk, **said)


@act("families.person_corrected")
def _(stage: Stage) -> Doing:
    person = stage.person()
    return lambda: correct_person(by=stage.clerk, person=person, values={"name": "植新名"}, origin=origin())


@act("families.officer_corrected")
def _(stage: Stage) -> Doing:
    fallen = FallenOfficer.objects.get(person__household=stage.household)
    values = {"post_text": "植职务"}
    return lambda: correct_officer(by=stage.clerk, officer=fallen, values=values, origin=origin())


@act("families.fact_recorded")
def _(stage: Stage) -> Doing:
    said = {"household": stage.household, "person": stage.person(), "code": "health", "value": "植病情"}
    return lambda: record_fact(by=stage.clerk, origin=origin(), **said)


@act("families.standing_recorded")
def _(stage: Stage) -> Doing:
    said = {"household": stage.household, "person": stage.person(), "values": {"study": "primary"}}
    return lambda: record_standing(by=stage.clerk, origin=origin(), **said)


@act("families.membership_ended")
def _(stage: Stage) -> Doing:
    said = {"because": "death", "on": today(), "origin": origin()}

    def do() -> Membership:
        membership = Membership.objects.get(
            person=stage.person()
        )  # as it stands: a refused act leaves its marks
        return end_membership(by=stage.clerk, membership=membership, **said)

    return do


@act("families.revealed")
def _(stage: Stage) -> Doing:
    person = stage.person()
    correct_person(by=stage.clerk, person=person, values={"id_number": NUMBER}, origin=origin())
    assert Household.objects.filter(pk=stage.household.pk).exists()
    return lambda: reveal(by=stage.clerk, person=person, column="id_number", purpose="check")
