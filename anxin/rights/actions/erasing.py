"""Erasing a person from a card: only what the law allows, with a second person, leaving a tombstone."""

from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _

from anxin.families.events import CardsChanged
from anxin.families.models import FallenOfficer, Household, Person
from anxin.ground.access.actions import ask, use
from anxin.ground.access.models import Approval, Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.rights.models import RightsRequest, Tombstone
from anxin.rights.rules import rule
from anxin.rights.sharing import given_about

from .requests import carried_out

ERASE = "rights.erasure"  # the kind of act for two
State = RightsRequest.State


def kept_by(person: Person) -> list[str]:
    """Codes of the rules that bar erasing this person now (PIPL 47: then storage only). Empty: free."""
    found = []
    if FallenOfficer.objects.filter(person=person).exists():
        found.append("case")
    since = now() - timedelta(days=rule("sharing").days or 0)
    if any(one.sent_at > since for one in given_about(person)):
        found.append("sharing")
    return found


def subject_of(request: RightsRequest) -> dict[str, object]:
    """What the second person agrees to: this request about this person."""
    return {"request": str(request.pk), "person": str(request.person_id)}


def _erasable(request: RightsRequest) -> Person:
    request.refresh_from_db()
    ready = request.is_granted and request.kind == RightsRequest.Kind.DELETION
    if not ready or request.person is None or request.household is None:
        raise Refused(
            "rights.not_to_erase",
            _("Only a deletion that was granted, about one person, can be carried out."),
        )
    if kept_by(request.person):
        raise Refused(
            "rights.must_be_kept",
            _("The law has this person's records kept for now. Seal the card instead (PIPL article 47)."),
        )
    return request.person


@transaction.atomic
def ask_erasure(*, by: Post, request: RightsRequest, why: str) -> Approval:
    """Ask a second person to agree to the erasure that a granted request asks for."""
    person = _erasable(request)
    rows = sum(_rows(person).values())
    return ask(
        by=by, kind=ERASE, subject=subject_of(request), count=rows, reason=why, code="request",
        path=person.household.unit.path,
    )  # fmt: skip


def _rows(person: Person) -> Counter[str]:
    """How many rows of which kind hang on a person and go with it."""
    collector = Collector(using="default")
    collector.collect([person])
    found: Counter[str] = Counter()
    for model, rows in collector.data.items():
        found[model._meta.label_lower] += len(rows)
    for fast in collector.fast_deletes:
        found[fast.model._meta.label_lower] += fast.count()
    return Counter({kind: count for kind, count in found.items() if count})


@transaction.atomic
def erase(*, by: Post, request: RightsRequest, approval: Approval) -> Tombstone:
    """Remove a person and everything that hangs on the person. What stays says which kinds of data went, when
    and on which request."""
    person = _erasable(request)
    kinds, household = _rows(person), person.household
    use(by=by, approval=approval, kind=ERASE, subject=subject_of(request), count=sum(kinds.values()))
    carried_out(request, by=by, words=approval.words)
    Household.objects.filter(pk=household.pk, head=person).update(head=None)
    person.delete()
    stone = Tombstone.objects.create(
        household=household, path=household.path, request=request, at=now(), by=by, kinds=dict(kinds)
    )
    publish(CardsChanged([household], by))
    record("rights.erased", by=by, on=stone, cards=[household.pk], rows=sum(kinds.values()))
    return stone
