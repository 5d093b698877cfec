"""A request's way from received to answered: each step with who, when and the words said."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.care.models import check
from anxin.families.models import Household, Person
from anxin.families.people import has_died, is_minor
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.rights.models import DECISIONS, REQUEST_MOVES, RequestStep, RightsRequest

State, Standing = RightsRequest.State, RightsRequest.Standing


@dataclass(frozen=True)
class Asked:
    """What somebody asks: which kind, in what standing, in which words; who and how to reach them."""

    kind: str
    standing: str
    asker: str
    wording: str
    received_on: date
    contact: str = ""
    interest: str = ""


def answer_day(received_on: date) -> date:
    """By when the answer is due: an internal target (config/limits.toml), the law says "timely"."""
    return add_working_days(received_on, settings.LIMITS["rights"]["answer_working_days"])


@transaction.atomic
def receive(*, by: Post, household: Household, person: Person | None, asked: Asked) -> RightsRequest:
    """Enter a request on the family's behalf, under the day it was received."""
    _check_asked(household, person, asked)
    request = RightsRequest.objects.create(
        household=household, path=household.path, number=household.number, person=person,
        kind=asked.kind, standing=asked.standing, asker=asked.asker, contact=asked.contact,
        interest=asked.interest, wording=asked.wording, received_on=asked.received_on,
        due=answer_day(asked.received_on), entered_by=by,
    )  # fmt: skip
    _step(request, by, State.RECEIVED, "")
    record("rights.request_received", by=by, on=request, kind=asked.kind, day=asked.received_on)
    return request


def _check_asked(household: Household, person: Person | None, asked: Asked) -> None:
    if person is not None and person.household_id != household.pk:
        raise Refused("rights.not_of_this_family", _("This person does not belong to this family."))
    if asked.received_on > today():
        raise Refused("rights.day_ahead", _("The day lies in the future."))
    if asked.standing == Standing.NEXT_OF_KIN:
        if person is None or not has_died(person):
            raise Refused(
                "rights.not_deceased", _("Next of kin ask about somebody who has died: choose that person.")
            )
        if not asked.interest.strip():
            raise Refused(
                "rights.interest_missing",
                _("Say for which legitimate interest of their own the next of kin ask (PIPL article 49)."),
            )
    if asked.standing == Standing.GUARDIAN and (person is None or not _may_have_guardian(person)):
        raise Refused("rights.not_a_minor", _("A guardian asks for a minor: choose that person."))


def _may_have_guardian(person: Person) -> bool:
    """Under 18, or of an age that is not known."""
    return is_minor(person) or (person.age is None and not person.died_on)


def _step(request: RightsRequest, by: Post, move: str, words: str) -> None:
    RequestStep.objects.create(
        request=request, path=request.path, at=now(), by=by, move=move, words=words.strip()
    )


def _move(
    request: RightsRequest, to: RightsRequest.State, *, by: Post, words: str, **values: object
) -> RightsRequest:
    """One step: checked against the table under a lock, saved, noted in the request's own history."""
    request = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    check(REQUEST_MOVES, request.state, to, by=by, reason=words)
    request.state = to
    for name, value in values.items():
        setattr(request, name, value)
    request.save(update_fields=["state", *values])
    _step(request, by, to, words)
    return request


@transaction.atomic
def check_identity(*, by: Post, request: RightsRequest, papers: str) -> RightsRequest:
    """Note which papers were seen. No copy of a paper is kept."""
    request = _move(request, State.CHECKED, by=by, words=papers, papers=papers.strip())
    record("rights.identity_checked", by=by, on=request)
    return request


@transaction.atomic
def decide_request(*, by: Post, request: RightsRequest, decision: str, reason: str = "") -> RightsRequest:
    """Grant, grant in part, or refuse; the last two say why (PIPL article 50)."""
    if decision not in DECISIONS:
        raise ValueError(decision)
    request = _move(
        request, State(decision), by=by, words=reason, decision=decision, reason=reason.strip(),
        decided_by=by, decided_on=today(),
    )  # fmt: skip
    record("rights.request_decided", by=by, on=request, decision=str(decision), kind=request.kind)
    return request


@transaction.atomic
def carry_out(*, by: Post, request: RightsRequest, words: str) -> RightsRequest:
    """Note what was done: what was corrected, what was shown, how the rules were explained. A request for a
    copy is carried out by making the copy, never by words alone."""
    if request.kind == RightsRequest.Kind.COPY:
        raise Refused("rights.copy_not_made", _copy_missing(request))
    request = carried_out(request, by=by, words=words)
    record("rights.request_carried_out", by=by, on=request, kind=request.kind)
    return request


def _copy_missing(request: RightsRequest) -> Promise:
    """How to mend it: make the copy; where nobody is named, there is no one to make it of."""
    if request.person is not None:
        return _(
            "No copy was made yet. Make it under 'Carry it out': that carries the request out by itself."
        )
    return _(
        "A copy is made of one person. Note that this request is taken back, and enter one for each person."
    )


def carried_out(request: RightsRequest, *, by: Post, words: str) -> RightsRequest:
    """The same step inside an act that writes its own journal entry (a copy, a freezing, an erasure)."""
    return _move(request, State.CARRIED_OUT, by=by, words=words)


@transaction.atomic
def answer(*, by: Post, request: RightsRequest, words: str) -> RightsRequest:
    """Note that and how the family was told. This closes the request."""
    request = _move(request, State.ANSWERED, by=by, words=words, answered_on=today())
    record("rights.request_answered", by=by, on=request, late=request.due < today())
    return request


@transaction.atomic
def withdraw(*, by: Post, request: RightsRequest, words: str) -> RightsRequest:
    """Note that the family took its request back."""
    request = _move(request, State.WITHDRAWN, by=by, words=words)
    record("rights.request_withdrawn", by=by, on=request)
    return request


@transaction.atomic
def reveal_contact(*, by: Post, request: RightsRequest, purpose: str) -> str:
    """How to reach the one who asks, once and whole; leaves its trace."""
    assert request.household_id is not None
    record("rights.contact_shown", by=by, on=request, cards=[request.household_id], purpose=purpose)
    return request.contact
