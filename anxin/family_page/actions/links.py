"""A one-time link for a department's named contact: to one request, for 72 hours."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anxin.care.models import DepartmentContact, DepartmentRequest
from anxin.care.queries import contact_of
from anxin.family_page import passes
from anxin.family_page.models import Pass, Said, Sheet
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit


@dataclass(frozen=True)
class Link:
    """What is seen once, by who made it: the address to send and the code to say."""

    address: str = field(repr=False)
    code: str = field(repr=False)
    contact: DepartmentContact
    ends: datetime

    @property
    def spoken(self) -> str:
        """The code as one reads it out: 1234 5678."""
        return f"{self.code[:4]} {self.code[4:]}"


@transaction.atomic
def send_link(*, by: Post, request: DepartmentRequest) -> Link:
    """Make a one-time link for the named contact of the desk that was asked; an earlier link ends with it.

    The door is given a snapshot of this one request. Refused: answered already, no contact, no door."""
    request = _locked(request)
    if not request.waits:
        raise Refused("door.answered", _("This request was answered: no link is needed."))
    contact = named_contact(request.desk)
    ends = now() + timedelta(hours=passes.HOURS)
    token, code = passes.issue(
        by=by, kind=Pass.Kind.DESK, subject=request.pk, path=request.path, until=ends,
        contact=contact.post_id, sheet=sheet_of(request, contact),
    )  # fmt: skip
    record("door.link_made", by=by, on=request, contact=contact.post_id, ends=ends.date())
    return Link(passes.link(token), code, contact, ends)


def named_contact(desk: Unit | None) -> DepartmentContact:
    """To whom a link of this department goes. Refused: nobody is named, or the house has no door."""
    contact = contact_of(desk) if desk else None
    if contact is None:
        raise Refused(
            "door.no_contact",
            _("This department has no named contact. Name one first; until then use paper."),
        )
    if not settings.ANXIN_DOOR_URL:
        raise Refused("door.none", _("This installation has no door (ANXIN_DOOR_URL): send it on paper."))
    return contact


@transaction.atomic
def withdraw_link(*, by: Post, request: DepartmentRequest) -> None:
    """End the link of a request at once: whoever holds it sees nothing any more."""
    request = _locked(request)
    if not passes.withdraw_open(kind=Pass.Kind.DESK, subject=request.pk):
        raise Refused("door.no_link", _("There is no link to withdraw."))
    record("door.link_withdrawn", by=by, on=request)


def _locked(request: DepartmentRequest) -> DepartmentRequest:
    """Two clerks at once: one after the other."""
    rows = DepartmentRequest.objects.select_for_update(of=("self",))
    return rows.select_related("desk", "sent_by__unit").get(pk=request.pk)


def end_answered() -> int:
    """End the links of requests that were answered another way meanwhile. Upkeep."""
    held = Pass.objects.open().filter(kind=Pass.Kind.DESK)
    asked = DepartmentRequest.objects.filter(pk__in=held.values("subject"))
    answered = asked.exclude(pk__in=asked.waiting().values("pk")).values_list("pk", flat=True)
    return held.filter(subject__in=list(answered)).update(withdrawn_at=now(), withdrawn_why=Pass.Why.ANSWERED)


def tidy() -> None:
    """Once nobody can enter through a pass any more, the door keeps nothing of its matter: no snapshot, and
    of what was said and taken over only that it was. A family's page that wrong codes have shut still tells
    whom to call (passes.guessed), until it ends. Upkeep."""
    ended = Pass.objects.exclude(pk__in=Pass.objects.open().values("pk"))
    shut = Pass.objects.filter(kind=Pass.Kind.FAMILY, withdrawn_why=Pass.Why.TRIES, expires_at__gt=now())
    Sheet.objects.filter(given__in=ended).exclude(given__in=shut).delete()
    taken = Said.objects.filter(given__in=ended, taken_at__isnull=False)
    taken.exclude(content_json="").update(content_json="")


def near_desks(request: DepartmentRequest) -> "QuerySet[Unit]":
    """The departments beside the one that was asked: to these it may pass a request on."""
    beside = Unit.objects.filter(parent_id=request.desk.parent_id).exclude(domain="")
    return beside.exclude(pk=request.desk_id)


def sheet_of(request: DepartmentRequest, contact: DepartmentContact) -> dict[str, Any]:
    """What the door shows of a request: the letter, the facts told with it, and where it stands today."""
    steps = request.steps.select_related("by")
    return {
        "code": request.code, "desk": request.desk.label, "unit": request.sent_by.unit.label,
        "sender": request.sent_by.name, "sent_at": request.sent_at, "due": request.due,
        "subject": request.subject, "asked": request.asked, "ground": request.ground, "facts": request.facts,
        "state": request.state, "expected_on": request.expected_on, "handler": request.handler,
        "contact": contact.name, "contact_phone": contact.phone,
        "desks": [[str(one.pk), one.label] for one in near_desks(request).order_by("path")],
        "steps": [[step.at, step.move, step.by.name, step.words] for step in steps],
    }  # fmt: skip
