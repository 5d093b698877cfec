"""Freezing a family's data, and opening a sealed card again, which takes two people."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.families.actions import seal, unseal
from anxin.families.models import Household
from anxin.ground.access.actions import ask, use
from anxin.ground.access.models import Approval, Post
from anxin.ground.jobs.refusals import Refused
from anxin.rights.models import RightsRequest

from .requests import carried_out

UNSEAL = "rights.unseal"  # the kind of act for two
FREEZING = (RightsRequest.Kind.FREEZING, RightsRequest.Kind.DELETION)  # PIPL 47: where the law bars deletion


def subject_of(household: Household) -> dict[str, object]:
    """What the second person agrees to: this card, by its id."""
    return {"card": str(household.pk)}


@transaction.atomic
def put_away(*, by: Post, household: Household, why: str) -> Household:
    """Seal a card without a request, for example because keeping it in use is no longer necessary."""
    return seal(by=by, household=household, why=why)


@transaction.atomic
def freeze(*, by: Post, request: RightsRequest, words: str) -> RightsRequest:
    """Carry out a request to freeze (or one to delete what must be kept): the card is sealed. The journal's
    entry is the sealing's own."""
    if request.kind not in FREEZING or request.household is None:
        raise Refused("rights.not_to_freeze", _("This request does not ask for freezing."))
    household = request.household
    done = carried_out(request, by=by, words=words)
    seal(by=by, household=household, why=f"{request.code} {words}".strip())
    return done


@transaction.atomic
def ask_unsealing(*, by: Post, household: Household, why: str) -> Approval:
    """Ask a second person to agree that a sealed card is opened again."""
    return ask(
        by=by, kind=UNSEAL, subject=subject_of(household), reason=why, code="unseal", path=household.unit.path
    )


@transaction.atomic
def open_again(*, by: Post, household: Household, approval: Approval) -> Household:
    """Open a sealed card, by the one who asked and once somebody else has agreed. Two journal entries: the
    agreement was used, the card was opened."""
    use(by=by, approval=approval, kind=UNSEAL, subject=subject_of(household))
    return unseal(by=by, household=household, why=approval.words)
