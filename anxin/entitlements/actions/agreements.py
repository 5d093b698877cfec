"""What the family itself signed: who receives together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.models import Agreement, Signatory
from anxin.entitlements.models.claims import CLAIM
from anxin.families.models import FallenOfficer, Household, Person
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .claims import check_day


@dataclass(frozen=True)
class Signed:
    """What was signed: by whom, when, what it is called, a note. Never shares, never an order."""

    people: Sequence[Person]
    on: date
    document: str
    note: str = ""


@transaction.atomic
def record_agreement(*, by: Post, household: Household, officer: FallenOfficer, signed: Signed) -> Agreement:
    """Record that the recipients signed, as a set."""
    if not by.may(CLAIM):
        raise Refused("lifecycle.not_for_this_post", _("This step is not for the post you act in."))
    check_day(signed.on)
    if not signed.people:
        raise Refused("entitlements.nobody_signed", _("Say who signed."))
    if any(person.household_id != household.pk for person in signed.people):
        raise Refused("entitlements.not_of_this_family", _("This person does not belong to this family."))
    agreement = Agreement.objects.create(
        household=household, path=household.path, officer=officer, signed_on=signed.on,
        document=signed.document, note=signed.note, noted_by=by, noted_at=now(),
    )  # fmt: skip
    Signatory.objects.bulk_create(
        Signatory(agreement=agreement, household=household, path=household.path, person=person)
        for person in signed.people
    )
    record("entitlements.agreement_recorded", by=by, on=agreement, count=len(signed.people))
    return agreement
