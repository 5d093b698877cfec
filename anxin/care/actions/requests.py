"""A request's way: to a department's desk, and the answer back to the measure and the need."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.events import FamilySideChanged
from anxin.care.models import (
    ANSWERED,
    PART,
    REQUEST_MOVES,
    TO_ANSWER,
    WAITING,
    DepartmentRequest,
    Measure,
    RequestStep,
    Responsibility,
    check,
)
from anxin.families.models import Household, Person
from anxin.ground.access.actions import give, withdraw
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

from .measures import move_measure
from .needs import meet_if_all_done

REREAD_DAYS = 90  # a desk may look its own answer up for a quarter, then the door closes by itself

FACTS = {
    "name": _("name"),
    "sex": _("sex"),
    "age": _("age"),
    "number": _("identity number, masked until shown"),
    "town": _("town or township"),
    "address": _("address, house number masked until shown"),
    "contact": _("whom to contact: the responsible person"),
}


@dataclass(frozen=True)
class Letter:
    """What is asked of a desk: subject, what is asked (a line each), ground, day, and the few facts told."""

    desk: Unit
    subject: str
    asked: str
    ground: str
    due: date
    people: Iterable[Person] = ()
    facts: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Answer:
    """What a desk answers when it is done: words, the sum in fen, the period of a benefit."""

    words: str
    amount_fen: int | None = None
    benefit_from: date | None = None
    benefit_until: date | None = None


def _person(person: Person, facts: frozenset[str]) -> dict[str, Any]:
    """What is told of one person; ``number`` lies whole in the encrypted snapshot and is masked on screen."""
    values = {"name": person.name, "sex": person.sex, "age": person.age, "number": person.id_number}
    return {code: value for code, value in values.items() if code in facts and value not in ("", None)}


def _contact(household: Household) -> dict[str, str]:
    row = Responsibility.objects.current().select_related("responsible__unit").get(household=household)
    post = row.responsible
    return {"name": post.name, "unit": post.unit.name, "phone": post.phone} if post else {}


def _snapshot(household: Household, letter: Letter) -> str:
    """The facts chosen for this request, as they stand today."""
    told: dict[str, Any] = {"people": [_person(person, letter.facts) for person in letter.people]}
    if "town" in letter.facts and household.town:
        told["town"] = household.town
    if "address" in letter.facts and household.address:
        told["address"] = household.address
    if "contact" in letter.facts:
        told["contact"] = _contact(household)
    return json.dumps(told, ensure_ascii=False)


def _step(request: DepartmentRequest, by: Post, words: str = "") -> None:
    RequestStep.objects.create(
        request=request, household_id=request.household_id, path=request.path,
        at=now(), by=by, move=request.state, words=words,
    )  # fmt: skip


def _open_door(
    request: DepartmentRequest, by: Post, purpose: str = TO_ANSWER, until: date | None = None
) -> None:
    """Let every post of the desk's unit open this request, for this purpose."""
    withdraw(by=by, holder=request.desk_id, record_id=request.pk, part=PART)
    give(
        by=by, holder=request.desk_id, record_id=request.pk, path=request.path,
        part=PART, purpose=purpose, until=until,
    )  # fmt: skip


def _make(measure: Measure, by: Post, desk: Unit, values: Mapping[str, Any]) -> DepartmentRequest:
    request = DepartmentRequest.objects.create(
        measure=measure, household_id=measure.household_id, path=measure.path, desk=desk,
        sent_by=by, sent_at=now(), **values,
    )  # fmt: skip
    _open_door(request, by)
    return request


@transaction.atomic
def send(*, by: Post, measure: Measure, letter: Letter) -> DepartmentRequest:
    """Send a measure to a department's desk with what is asked and the facts it needs; the desk gets access
    to this one request."""
    _check_letter(measure, letter)
    measure = move_measure(measure, Measure.State.SENT, by=by, unit=letter.desk)
    values = {
        "subject": letter.subject, "asked": letter.asked, "ground": letter.ground, "due": letter.due,
        "facts_json": _snapshot(measure.household, letter),
    }  # fmt: skip
    request = _make(measure, by, letter.desk, values)
    _step(request, by)
    record(
        "care.request_sent",
        by=by,
        on=request,
        desk=letter.desk.pk,
        due=letter.due,
        facts=sorted(letter.facts),
    )
    return request


def _check_letter(measure: Measure, letter: Letter) -> None:
    if letter.due < today():
        raise Refused("care.day_past", _("The day by which an answer is asked has passed."))
    if unknown := letter.facts - set(FACTS):
        raise ValueError(f"unknown facts: {sorted(unknown)}")
    if any(person.household_id != measure.household_id for person in letter.people):
        raise Refused("care.not_of_this_family", _("This person does not belong to this family."))


def _move(
    request: DepartmentRequest, to: DepartmentRequest.State, *, by: Post, words: str = "", **values: Any
) -> DepartmentRequest:
    """Move a request by its table, under lock, with its step. Desks answer only what was sent to them."""
    request = (
        DepartmentRequest.objects.select_for_update(of=("self",)).select_related("measure").get(pk=request.pk)
    )
    move = REQUEST_MOVES.get((request.state, to))
    if move is not None and move.permission == "care.answer" and by.unit_id != request.desk_id:
        raise Refused("care.not_this_desk", _("This request was sent to another department."))
    check(REQUEST_MOVES, request.state, to, by=by, reason=words)
    for name, value in {"state": to, **values}.items():
        setattr(request, name, value)
    request.save(update_fields=["state", *values])
    _step(request, by, words)
    return request


@transaction.atomic
def accept(*, by: Post, request: DepartmentRequest, expected_on: date, handler: str) -> DepartmentRequest:
    """Accept a request: the day by which it will be done, and who deals with it."""
    if expected_on < today():
        raise Refused("care.day_past", _("The day you expect to be done has passed."))
    request = _move(
        request, DepartmentRequest.State.ACCEPTED, by=by, expected_on=expected_on, handler=handler
    )
    move_measure(request.measure, Measure.State.ACCEPTED, by=by)
    record("care.request_accepted", by=by, on=request, expected_on=expected_on)
    return request


@transaction.atomic
def hand_back(*, by: Post, request: DepartmentRequest, reason: str) -> DepartmentRequest:
    """Return a request with the reason, so that its sender can mend it and send it again."""
    stamp = {"answered_by": by, "answered_at": now(), "answer": reason}
    request = _move(request, DepartmentRequest.State.RETURNED, by=by, words=reason, **stamp)
    move_measure(request.measure, Measure.State.RETURNED, by=by, reason=reason)
    _open_door(request, by, ANSWERED, today() + timedelta(days=REREAD_DAYS))
    record("care.request_returned", by=by, on=request)
    return request


@transaction.atomic
def finish(*, by: Post, request: DepartmentRequest, answer: Answer) -> DepartmentRequest:
    """Answer that it is done: the measure is done with this answer as proof; the last one meets the need."""
    values = {
        "answer": answer.words, "amount_fen": answer.amount_fen, "benefit_from": answer.benefit_from,
        "benefit_until": answer.benefit_until, "answered_by": by, "answered_at": now(),
    }  # fmt: skip
    request = _move(request, DepartmentRequest.State.DONE, by=by, words=answer.words, **values)
    measure = move_measure(request.measure, Measure.State.DONE, by=by, proof=answer.words)
    met = meet_if_all_done(measure.need)
    _open_door(request, by, ANSWERED, today() + timedelta(days=REREAD_DAYS))
    record("care.request_done", by=by, on=request, need_met=met)
    return request


@transaction.atomic
def forward(*, by: Post, request: DepartmentRequest, desk: Unit, reason: str) -> DepartmentRequest:
    """Pass a request on to the department it belongs to: a new request there, and one's own access ends."""
    if desk.pk == request.desk_id or not desk.domain:
        raise Refused("care.no_such_desk", _("Choose another department to pass this on to."))
    old = _move(request, DepartmentRequest.State.FORWARDED, by=by, words=reason)
    kept = ("subject", "asked", "ground", "due", "facts_json")
    new = _make(old.measure, by, desk, {name: getattr(old, name) for name in kept} | {"forwarded_from": old})
    _step(new, by, reason)
    Measure.objects.filter(pk=old.measure_id).update(unit=desk, domain=desk.domain)
    withdraw(by=by, holder=old.desk_id, record_id=old.pk, part=PART)
    record("care.request_forwarded", by=by, on=old, to=desk.pk, new=new.pk)
    publish(FamilySideChanged([old.household_id]))
    return new


@transaction.atomic
def resend(*, by: Post, request: DepartmentRequest, letter: Letter, words: str) -> DepartmentRequest:
    """Send a returned request again to the same desk, mended, with a word about what was mended."""
    _check_letter(request.measure, letter)
    values = {
        "subject": letter.subject, "asked": letter.asked, "ground": letter.ground, "due": letter.due,
        "facts_json": _snapshot(request.household, letter), "answer": "", "answered_by": None,
        "answered_at": None, "expected_on": None, "handler": "",
    }  # fmt: skip
    request = _move(request, DepartmentRequest.State.SENT, by=by, words=words, **values)
    move_measure(request.measure, Measure.State.SENT, by=by)
    _open_door(request, by)
    record("care.request_resent", by=by, on=request, due=letter.due, facts=sorted(letter.facts))
    return request


@transaction.atomic
def reveal_number(*, by: Post, request: DepartmentRequest, place: int) -> str:
    """Show the whole identity number of the person in this place of the snapshot, and leave a trace. The
    purpose is the request itself."""
    people = _still_shown(request).get("people", [])
    if not 0 <= place < len(people) or "number" not in people[place]:
        raise Refused("care.nothing_to_show", _("There is no number here to show."))
    record("care.number_shown", by=by, on=request, place=place, column="number", purpose="request")
    return str(people[place]["number"])


@transaction.atomic
def reveal_address(*, by: Post, request: DepartmentRequest) -> str:
    """Show the whole address, and leave a trace of it. The purpose is the request itself."""
    told = _still_shown(request)
    if not told.get("address"):
        raise Refused("care.nothing_to_show", _("There is no number here to show."))
    record("care.number_shown", by=by, on=request, column="address", purpose="request")
    return str(told["address"])


def _still_shown(request: DepartmentRequest) -> dict[str, Any]:
    if request.state not in WAITING:
        raise Refused("care.no_longer_shown", _("This request was answered; its number is no longer shown."))
    return request.facts
