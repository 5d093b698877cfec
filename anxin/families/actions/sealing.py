"""Sealing a card (封存): storage only, and opening it again.

The card's path moves behind scope.STORE, and every row tied to it goes along (SamePath cascades). From that
instant no range of any post holds it. The rows of other rooms need no rule of their own.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.families.events import CardsChanged, CardSealed, CardUnsealed
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.ground.access.actions import end_emergencies
from anxin.ground.access.models import Post
from anxin.ground.database.scope import END, STORE, scope, store
from anxin.ground.days.clock import now
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

STATE = ("path", "status", "sealed_at", "sealed_by", "sealed_why", "changed_at", "changed_by")


def _save(household: Household, path: str) -> None:
    """Move the card between its place and storage: bounds that hold both, for this one statement."""
    with scope(path, STORE + path + END):
        household.save(update_fields=STATE)


def _refuse_stranger(by: Post, path: str) -> None:
    lo, hi = by.bounds
    if not lo <= path < hi:
        raise Refused(
            "families.not_yours_to_seal", _("Only the unit that keeps this card may seal or open it.")
        )


@transaction.atomic
def seal(*, by: Post, household: Household, why: str) -> Household:
    """Seal a card: kept in storage, met by nobody until it is opened again; emergency access to it ends at
    once. The reason stays with the card, encrypted; the journal notes only that it was sealed."""
    _refuse_stranger(by, household.path.removeprefix(STORE))
    found = Household.objects.select_for_update().filter(pk=household.pk).first()
    if found is None or found.is_sealed:
        raise Refused("families.sealed_already", _("This card is sealed already."))
    if not why.strip():
        raise Refused("families.seal_needs_reason", _("Say why the card is sealed."))
    path = found.path
    ended = end_emergencies(card=found.pk, path=path)
    found.path, found.status = STORE + path, Status.SEALED
    found.sealed_at = found.changed_at = now()
    found.sealed_by, found.sealed_why, found.changed_by = by.id, why.strip(), by.id
    _save(found, path)
    publish(CardSealed(found, by))
    record("families.sealed", by=by, on=found, path=path, cards=[found.pk], emergencies=ended)
    return found


@transaction.atomic
def unseal(*, by: Post, household: Household, why: str) -> Household:
    """Open a sealed card again: it stands where it stood, somebody answers for the family, and calculations
    follow. Who may ask and who must agree is the business of rights (a second person); this is the act
    itself."""
    path = household.path.removeprefix(STORE)
    _refuse_stranger(by, path)
    if not why.strip():
        raise Refused("families.seal_needs_reason", _("Say why the card is opened again."))
    with store(path):
        found = Household.objects.select_for_update().filter(pk=household.pk).first()
    if found is None:
        raise Refused("families.not_sealed", _("This card is not sealed."))
    found.path, found.status = path, Status.CLOSED if found.closed_on else Status.OPEN
    found.sealed_at, found.sealed_by, found.sealed_why = None, None, ""
    found.changed_at, found.changed_by = now(), by.id
    _save(found, path)
    with scope(path):
        publish(CardUnsealed(found, by))
        publish(CardsChanged([found], by))
    record("families.unsealed", by=by, on=found, path=path, cards=[found.pk])
    return found
