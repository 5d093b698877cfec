"""An officer's death: recorded in silence, told in person, then a card and the first days."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.families.actions import CardDetails, MemberDetails, OfficerDetails, Origin, open_card
from anxin.families.models import Household, Source
from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.officers.events import DeathTold
from anxin.officers.first_days import TELL, first_days
from anxin.officers.models import STEP_MOVES, ContactPoint, Death, FirstStep, Frontline, Leaving, Officer

from .leave_ends import end_leave, restore_leave


@dataclass(frozen=True)
class Told:
    """That the family was told in person: which day, who went (words), whom they told, and what that person
    is to the deceased (GB/T 4761)."""

    on: date
    by: str
    name: str
    kinship: str
    phone: str = ""


@transaction.atomic
def record_death(*, by: Post, officer: Officer, on: date, event_on: date, how: str = "") -> Death:
    """Record that an officer died, and reckon the days of everything that follows. From ``on`` the officer is
    no longer at work, so that no reminder goes to a telephone that now lies with the family.

    Leave that lies ahead ends with it. Nothing else happens: no card, no event, no message, until somebody
    has told the family in person (``tell_family``). Refused: an officer who is not at work, a day ahead or
    before work began, an event after the death."""
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    if officer.left_why:
        raise Refused(
            "officers.left_already", _("This officer is not at work any more; look at the list again.")
        )
    if officer.began_work and on < officer.began_work:
        raise Refused(
            "officers.death_before_work",
            _("The day of death lies before the day on which this officer began work. Check both."),
        )
    if not event_on <= on <= today():
        raise Refused(
            "officers.death_days",
            _("The event comes before the death, and neither day lies ahead. Check both."),
        )
    officer.left_on, officer.left_why = on, Leaving.DIED
    officer.save(update_fields=["left_on", "left_why"])
    death = Death.objects.create(
        officer=officer, path=officer.path, on=on, event_on=event_on, how=how.strip(), by=by, at=now()
    )
    FirstStep.objects.bulk_create(_steps(death))
    ended = end_leave(by=by, officer=officer, on=on)
    record("officers.death_recorded", by=by, on=death, officer=officer.pk, leaves=ended)
    return death


def _steps(death: Death) -> list[FirstStep]:
    dates = first_days(died_on=death.on, event_on=death.event_on, targets=settings.LIMITS["first_days"])
    return [
        FirstStep(officer_id=death.officer_id, path=death.path, death=death, code=one.step.code, due=one.due)
        for one in dates
    ]


def _locked(death: Death) -> Death:
    found = Death.objects.select_for_update(of=("self",)).select_related("officer__unit")
    return found.get(pk=death.pk)


def _refuse_told(death: Death) -> None:
    if death.is_told:
        raise Refused(
            "officers.told_already",
            _("The family was told already; what comes after stands on their card."),
        )


@transaction.atomic
def withdraw_death(*, by: Post, death: Death) -> Officer:
    """Take back a death that was recorded by mistake: the officer is at work as before, and leave that ended
    with it stands again. Only as long as the
    family has not been told; afterwards the card is corrected."""
    death = _locked(death)
    _refuse_told(death)
    officer = death.officer
    record("officers.death_withdrawn", by=by, on=death, officer=officer.pk)
    death.delete()
    officer.left_on, officer.left_why = None, ""
    officer.save(update_fields=["left_on", "left_why"])
    restore_leave(by=by, officer=officer)
    return officer


@transaction.atomic
def tell_family(*, by: Post, death: Death, told: Told) -> Household:
    """Record that the family was told in person, and in the same act open their card in the register, with
    whoever was told as its first member. From this instant somebody is responsible for the family (care),
    other rooms may know (``DeathTold``), and the steps of the first days may be done."""
    death = _locked(death)
    _refuse_told(death)
    if not death.on <= told.on <= today():
        raise Refused(
            "officers.told_when", _("The family was told between the death and today. Check the day.")
        )
    household = open_card(
        by=by, unit=death.officer.unit, details=_card(death, told), origin=_carried_from(death.officer)
    )
    death.told_on, death.told_by, death.household = told.on, told.by.strip(), household
    death.save(update_fields=["told_on", "told_by", "household"])
    death.steps.filter(code=TELL).update(state=FirstStep.State.DONE, done_on=told.on, by=by)
    _ends_at_the_front(death)
    publish(DeathTold(death, household, by))
    record("officers.family_told", by=by, on=death, officer=death.officer_id, cards=[household.pk])
    return household


def _carried_from(officer: Officer) -> Origin:
    """Where the record of an officer comes from, and the day for which it was told."""
    return Origin(Source.UNIT, f"officer:{officer.source or 'hand'}", officer.source_on)


def _card(death: Death, told: Told) -> CardDetails:
    """What is known of the officer, as a new card: the determination is pending, nothing is guessed. The
    first member is known from whoever went there, not from the officer's record."""
    heard = Origin(Source.FAMILY, "officer:told", told.on)
    officer = death.officer
    return CardDetails(
        officer=OfficerDetails(
            name=officer.name, sex=officer.sex, birth=officer.born, id_number=officer.id_number,
            died_on=_partial(death.on), unit_text=officer.unit.name, post_text=officer.post_text,
            work_start=_partial(officer.began_work, officer.began_by_month), death_cause=death.how[:200],
        ),
        members=(
            MemberDetails(name=told.name, kinship=told.kinship, is_head=True, phone=told.phone, origin=heard),
        ),
    )  # fmt: skip


def _partial(day: date | None, by_month: bool = False) -> PartialDate | None:
    return PartialDate(day.year, day.month, None if by_month else day.day) if day else None


def _ends_at_the_front(death: Death) -> None:
    """The post at the front, the own contact leader and the own page end; the day of an end lies outside."""
    Officer.objects.filter(pk=death.officer_id).update(account=None)
    after = death.on + timedelta(1)
    Frontline.objects.filter(officer=death.officer_id, until=None, since__lte=death.on).update(until=after)
    ContactPoint.objects.filter(officer=death.officer_id, until=None).update(until=today())


@transaction.atomic
def settle_step(
    *, by: Post, step: FirstStep, state: FirstStep.State | str, on: date | None = None, words: str = ""
) -> FirstStep:
    """Note that a step was done on a day (left out: today), or that it is not needed here and why. Telling
    the family comes before every other step, and is noted by ``tell_family`` alone."""
    step = FirstStep.objects.select_for_update(of=("self",)).select_related("death").get(pk=step.pk)
    if step.is_telling or not step.death.is_told:
        raise Refused(
            "officers.tell_first",
            _("First the family is told in person; note on the page of this death who told them, and when."),
        )
    check(STEP_MOVES, step.state, state, by=by, reason=words)
    day = on or today()
    if not step.death.on <= day <= today():
        raise Refused("officers.step_when", _("A step is done between the death and today. Check the day."))
    step.state, step.done_on, step.by, step.words = state, day, by, words.strip()
    step.save(update_fields=["state", "done_on", "by", "words"])
    record("officers.first_step", by=by, on=step, officer=step.officer_id, step=step.code, state=state)
    return step
