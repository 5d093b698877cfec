"""Recording the legal basis, that the family was told, and what it has agreed to."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Household, Person
from anxin.families.people import CHILD
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.rights.models import Consent, LegalBasis, NoticeGiven


def _refuse_ahead(day: date) -> None:
    if day > today():
        raise Refused("rights.day_ahead", _("The day lies in the future."))


@transaction.atomic
def record_basis(*, by: Post, household: Household, basis: str, document: str, since: date) -> LegalBasis:
    """Record on what basis a family's data is held, and the document that gives it."""
    _refuse_ahead(since)
    if not document.strip():
        raise Refused(
            "rights.document_missing", _("Name the document: a basis without one cannot be checked.")
        )
    row = LegalBasis.objects.create(
        household=household, path=household.path, basis=basis, document=document.strip(), since=since,
        recorded_by=by, recorded_at=now(),
    )  # fmt: skip
    record("rights.basis_recorded", by=by, on=row, basis=basis)
    return row


@transaction.atomic
def note_notice(*, by: Post, household: Household, on: date, way: str, told: str) -> NoticeGiven:
    """Note that a family was told: on which day, how, and who was told."""
    _refuse_ahead(on)
    row = NoticeGiven.objects.create(
        household=household, path=household.path, on=on, way=way, told=told, by=by, recorded_at=now()
    )
    record("rights.notice_given", by=by, on=row, way=way, day=on)
    return row


@dataclass(frozen=True)
class Given:
    """One consent as it was given."""

    purpose: str
    wording: str
    giver: str
    given_by: str
    since: date
    until: date | None = None
    paper: str = ""


@transaction.atomic
def give_consent(*, by: Post, household: Household, given: Given, person: Person | None = None) -> Consent:
    """Record one separate consent. For a child under 14 only a guardian gives it (PIPL article 31)."""
    _refuse_ahead(given.since)
    if person is not None:
        _check_giver(household, person, given)
    row = Consent.objects.create(
        household=household, path=household.path, person=person, purpose=given.purpose,
        wording=given.wording, giver=given.giver, given_by=given.given_by, since=given.since,
        until=given.until, paper=given.paper, recorded_by=by, recorded_at=now(),
    )  # fmt: skip
    record("rights.consent_given", by=by, on=row, purpose=given.purpose, giver=given.giver)
    return row


def _check_giver(household: Household, person: Person, given: Given) -> None:
    if person.household_id != household.pk:
        raise Refused("rights.not_of_this_family", _("This person does not belong to this family."))
    if given.giver == Consent.Giver.GUARDIAN:
        return
    if person.died_on:
        raise Refused("rights.deceased", _("Somebody who has died gives no consent."))
    if person.age is None:
        raise Refused(
            "rights.age_unknown",
            _("Whether this person is under 14 is not known: enter the birth date first."),
        )
    if person.age < CHILD:
        raise Refused("rights.guardian_needed", _("For a child under 14 the guardian gives consent."))


@transaction.atomic
def note_withdrawal(*, by: Post, consent: Consent, on: date) -> Consent:
    """End a consent from a day on. What was done before stays lawful and stays recorded (PIPL article 15)."""
    _refuse_ahead(on)
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if consent.withdrawn_on is not None:
        raise Refused("rights.withdrawn_already", _("This consent was withdrawn already."))
    if on < consent.since:
        raise Refused("rights.before_it_began", _("The day lies before the consent was given."))
    consent.withdrawn_on, consent.withdrawn_noted_by = on, by
    consent.save(update_fields=["withdrawn_on", "withdrawn_noted_by"])
    record("rights.consent_withdrawn", by=by, on=consent, purpose=consent.purpose)
    return consent
