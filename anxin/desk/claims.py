"""What of the entitlements waits on somebody's desk (待申领): claims not handed in yet, lines not claimed."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.care.queries import family_of
from anxin.entitlements import claim_words, owing
from anxin.entitlements.deadlines import dues, last_day
from anxin.entitlements.models import Claim, Entitlement
from anxin.families.models import FallenOfficer
from anxin.ground.database.counting import CountOf
from anxin.ground.database.models import Bounds
from anxin.ground.ui.parts import Link

from . import gaps
from .glance import first
from .lines import Group, Line

SHOWN = 6  # lines shown; the rest is one link away
CODE = "entitlements.owed_unclaimed"
# Looked up for the lines shown: a join would read every officer of the area before it takes the first six.
NAME = Subquery(FallenOfficer.objects.filter(pk=OuterRef("officer_id")).order_by().values("person__name")[:1])
FIELDS: dict[str, str | Combinable] = {
    "card": "household_id", "rule": "rule", "payer": "payer", "deadlines": "deadlines", "name": NAME,
}  # fmt: skip
Found = Mapping[str, Any]


def _taken_up(lines: QuerySet[Entitlement], claims: QuerySet[Claim]) -> QuerySet[Entitlement]:
    """Lines that somebody took up, with the claim that is not handed in yet; the nearest last day first."""
    owed = Claim.objects.owed().filter(line=OuterRef("pk"), household=OuterRef("household_id"))
    found = (
        owing.unclaimed(lines)
        .filter(pk__in=claims.values("line"))
        .annotate(claim=Subquery(owed.values("pk")[:1]), apply_by=Subquery(owed.values("apply_by")[:1]))
    )
    return found.order_by(F("apply_by").asc(nulls_last=True), "claim", "path", "place", "id")


def _untouched(lines: QuerySet[Entitlement]) -> QuerySet[Entitlement]:
    """Lines that nobody took up yet, in the order of places: the first of them cost no look at the others."""
    owed = Claim.objects.owed().filter(line=OuterRef("pk"), household=OuterRef("household_id"))
    return owing.unclaimed(lines).filter(~Exists(owed)).order_by("path", "place", "id")


def short_list(reach: Bounds) -> dict[str, Combinable]:
    """The first of what waits within reach: what was taken up, then the rest. All fields lie in the clear."""
    lines = Entitlement.objects.visible_to(reach).in_use()
    taken_up = _taken_up(lines, Claim.objects.visible_to(reach).owed())
    return {
        "claims_taken_up": first(taken_up, SHOWN, claim="claim", **FIELDS),
        "claims": first(_untouched(lines), SHOWN, **FIELDS),
    }


def of_family() -> Combinable:
    """The first of what waits for the family of an outer row."""
    owed = Claim.objects.owed().filter(line=OuterRef("pk"), household=OuterRef("household_id"))
    lines = owing.unclaimed(Entitlement.objects.filter(household=OuterRef("pk"))).annotate(
        claim=Subquery(owed.values("pk")[:1]), apply_by=Subquery(owed.values("apply_by")[:1])
    )
    days = F("apply_by").asc(nulls_last=True), F("claim").asc(nulls_last=True)
    return first(lines.order_by(*days, "path", "place", "id"), SHOWN, claim="claim", **FIELDS)


DETERMINATIONS = 30  # lines of determinations to be applied for, the nearest last day first
DETERMINATION: dict[str, str | Combinable] = {
    "card": "household_id", "deadlines": "deadlines", "name": NAME,
}  # fmt: skip


def determinations(reach: Bounds, day: date) -> Combinable:
    """Deaths within reach whose determination is to be applied for, while its last day is ahead."""
    lines = Entitlement.objects.visible_to(reach).in_use()
    return first(owing.to_determine_from(lines, day), DETERMINATIONS, **DETERMINATION)


def determinations_due(reach: Bounds, day: date) -> CountOf:
    """How many of them have their last day today: what is past is no line any more."""
    lines = owing.to_determine_from(Entitlement.objects.visible_to(reach).in_use(), day)
    last = Q(deadlines__0__1=day.isoformat()) | Q(deadlines__1__1=day.isoformat())  # the unit's, the family's
    return CountOf.rows(lines.filter(last))


def determinations_of_family(day: date) -> Combinable:
    """The same for the family of an outer row."""
    lines = Entitlement.objects.filter(household=OuterRef("pk"))
    return first(owing.to_determine_from(lines, day), SHOWN, **DETERMINATION)


def determination_line(found: Found, day: date) -> Line:
    """An application for a determination as a dated task: the unit's day, once it has passed the family's."""
    card, due = uuid.UUID(str(found["card"])), last_day(found["deadlines"], day)
    code = next((one.code for one in dues(found["deadlines"]) if one.on == due), "")
    about = {"family": family_of([found["name"]])}
    return Line(
        kind=pgettext_lazy("kind of work", "determination"),
        title=gettext("%(family)s: apply for the determination of work injury") % about,
        words=claim_words.deadline(code),
        url=reverse("entitlements:card", kwargs={"card": card}),
        verb=pgettext_lazy("verb", "Apply"),
        due=due,
        card=card,
    )


def group(found: Mapping[str, Any], day: date) -> Group:
    """The group of a clerk's day, from what was found at once."""
    waiting = [*found["claims_taken_up"], *found["claims"]][:SHOWN]
    lines, total = [_line(one, day) for one in waiting], found[CODE] or 0
    more = [Link(_("all that is not claimed"), gaps.list_of(CODE), total)] if total > len(lines) else []
    return _group(lines, total, more)


def given(found: Sequence[Found], day: date) -> Group:
    """The group of a responsible person's day, from what waits for the families given to the post."""
    return _group([_line(one, day) for one in found][:SHOWN], len(found), [])


def _group(lines: Sequence[Line], total: int, more: Sequence[Link]) -> Group:
    return Group("claims", pgettext_lazy("group of tasks", "To be claimed"), lines, total, more)


def _line(found: Found, day: date) -> Line:
    """A claim to be handed in, or a line to be claimed, with its last day where the law names one."""
    card = uuid.UUID(str(found["card"]))
    claim = found.get("claim")
    about = {"family": family_of([found["name"]]), "rule": claim_words.rule(found["rule"])}
    kwargs = {"card": card, "claim": claim} if claim else {"card": card}
    return Line(
        kind=pgettext_lazy("kind of work", "claim"),
        title=gettext("%(family)s: %(rule)s") % about,
        words=claim_words.payer(found["payer"]),
        url=reverse("entitlements:claim" if claim else "entitlements:claims", kwargs=kwargs),
        verb=pgettext_lazy("verb", "Hand in") if claim else pgettext_lazy("verb", "Claim"),
        due=last_day(found["deadlines"], day),
        light="gap",
        state=pgettext_lazy("claim", "to be applied for")
        if claim
        else pgettext_lazy("claim", "not claimed yet"),
        card=card,
    )
