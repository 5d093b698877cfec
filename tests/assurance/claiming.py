"""Claims for the assurance tests: lines that exclude each other, one approved, one that a desk follows."""

from anxin.entitlements.actions import apply_for, approve, start_claim
from anxin.entitlements.models import Claim, Entitlement
from anxin.entitlements.models.claims import PART
from anxin.families.models import Household
from anxin.ground.access.actions import give
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.units.models import Unit

EXCLUDING = ("funeral_aid_organ", "temporary_aid")  # of the family as a whole; without a sum in the cast


def lump_sum(household: Household) -> Entitlement:
    """The lump sum as it is calculated for every family of the cast."""
    return Entitlement.objects.get(household=household, rule="lump_sum")


def given_a_sum(household: Household, rule: str, **changes: object) -> Entitlement:
    """A line of the family for which no sum is known, with one. A calculation made again leaves it alone, as
    nothing that the law says of it has changed."""
    Entitlement.objects.filter(household=household, rule=rule).update(
        **{"amount_fen": 1200000, "gaps": [], "pending": False, **changes}
    )
    return Entitlement.objects.get(household=household, rule=rule)


def rivals(household: Household) -> list[Entitlement]:
    """Two lines that exclude each other (W19)."""
    return [given_a_sum(household, rule, conflict="funeral_aid") for rule in EXCLUDING]


def claimed(by: Post, line: Entitlement) -> Claim:
    """The claim of a line, taken up when first asked for."""
    return Claim.objects.filter(line=line.pk).first() or start_claim(by=by, line=line)


def approved(by: Post, household: Household) -> Claim:
    """The claim of the lump sum, approved as claimed."""
    claim = claimed(by, lump_sum(household))
    if claim.state == "owed":
        claim = apply_for(by=by, claim=claim, on=today())
        claim = approve(by=by, claim=claim, on=today(), approved_fen=claim.amount_fen)
    return claim


def followed(by: Post, household: Household, desk: Unit) -> Claim:
    """A claim handed in, which this desk follows, whatever its field."""
    claim = claimed(by, given_a_sum(household, "medical_aid"))
    if claim.state == "owed":
        claim = apply_for(by=by, claim=claim, on=today())
    Claim.objects.filter(pk=claim.pk).update(desk=desk)
    give(by=by, holder=desk.pk, record_id=claim.pk, path=claim.path, part=PART, purpose=PART)
    return claim
