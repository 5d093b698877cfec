"""Carrying out in the house what was said at the door, in the name of the desk's contact."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import Answer, accept, finish, forward, hand_back
from anxin.care.models import DepartmentRequest, JointColumn
from anxin.family_page.models import Pass, Said
from anxin.ground.access.models import Post
from anxin.ground.database.crypto import Damaged
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import NOBODY, record

from .links import near_desks

HANDLER = 120  # characters, as the form lets in
Carrier = Callable[[Said], None]
_carriers: dict[tuple[str, str], Carrier] = {}


def carrier(kind: str, said: str) -> Callable[[Carrier], Carrier]:
    """Register what carries out one kind of word said through one kind of pass. It is one act: it records
    itself, and raises Refused when a rule says no by now."""

    def register(function: Carrier) -> Carrier:
        _carriers[kind, said] = function
        return function

    return register


@transaction.atomic
def carry_out(*, said: Said) -> bool:
    """Carry out one thing said, once: under lock, in the caller's scope. What a rule refuses by now (the
    request was answered meanwhile) is kept with the rule's code, so that the clerk sees why. False: refused.
    """
    one = Said.objects.select_for_update(of=("self",)).select_related("given").get(pk=said.pk)
    if one.taken_at is not None:
        return not one.result
    try:
        with transaction.atomic():
            _carriers.get((one.given.kind, one.kind), _unknown)(one)
    except Refused as no:
        one.result = no.code
        who, on = (who_said(one), _matter(one)) if one.given.contact else (NOBODY, None)
        record("door.answer_refused", by=who, on=on, path=one.path, said=one.kind, rule=no.code)
    Said.objects.filter(pk=one.pk).update(taken_at=now(), result=one.result)
    return not one.result


@contextmanager
def readable() -> Iterator[None]:
    """Read what was said with suspicion: the door stands in a network that is not ours. What does not read as
    its page would have written it is refused, kept, and shown to the clerk as such."""
    try:
        yield
    except (KeyError, ValueError, TypeError, AttributeError, Damaged, ObjectDoesNotExist, ValidationError):
        raise Refused("door.unreadable", _("What was said at the door cannot be read.")) from None


def _unknown(said: Said) -> NoReturn:
    raise Refused("door.unreadable", _("What was said at the door cannot be read."))


def who_said(said: Said) -> Post:
    """The named contact's post: in its name is done what was said."""
    if said.given.contact is None:  # a family's pass is nobody's post
        _unknown(said)
    return Post.objects.select_related("unit").get(pk=said.given.contact)


def _matter(said: Said) -> DepartmentRequest | JointColumn:
    """What the pass was made for."""
    return column_of(said) if said.given.kind == Pass.Kind.COLUMN else _asked(said)


def column_of(said: Said) -> JointColumn:
    """The one column that this pass is bound to."""
    return JointColumn.objects.select_related("table", "household", "unit").get(pk=said.given.subject)


def _asked(said: Said) -> DepartmentRequest:
    rows = DepartmentRequest.objects.select_related("measure__need", "household", "desk")
    return rows.get(pk=said.given.subject)


def day_of(given: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(given[name]) if given.get(name) else None


@carrier("desk", "opened")
def _opened(said: Said) -> None:
    record("door.request_opened", by=who_said(said), on=_asked(said))


@carrier("desk", "shown")
def _shown(said: Said) -> None:
    with readable():
        field = said.content["field"]
        told = {"column": "address"} if field == "address" else {"column": "number", "place": int(field)}
    record("door.number_shown", by=who_said(said), on=_asked(said), purpose="request", **told)


@carrier("desk", "accept")
def _accept(said: Said) -> None:
    with readable():
        given = said.content
        day, handler = date.fromisoformat(given["expected_on"]), str(given["handler"])[:HANDLER]
    accept(by=who_said(said), request=_asked(said), expected_on=day, handler=handler)


@carrier("desk", "return")
def _return(said: Said) -> None:
    with readable():
        reason = str(said.content["reason"])
    hand_back(by=who_said(said), request=_asked(said), reason=reason)


@carrier("desk", "done")
def _done(said: Said) -> None:
    with readable():
        given = said.content
        amount = None if given["amount_fen"] is None else int(given["amount_fen"])
        answer = Answer(
            str(given["answer"]), amount, day_of(given, "benefit_from"), day_of(given, "benefit_until")
        )
    finish(by=who_said(said), request=_asked(said), answer=answer)


@carrier("desk", "forward")
def _forward(said: Said) -> None:
    asked = _asked(said)
    with readable():
        given = said.content
        desk, reason = near_desks(asked).get(pk=given["desk"]), str(given["reason"])
    forward(by=who_said(said), request=asked, desk=desk, reason=reason)
