"""Recording what a family needs, verifying it, and settling it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.models import NEED_MOVES, How, Measure, Need, check
from anxin.families.dictionary import Theme
from anxin.families.models import Household, Person, Source
from anxin.ground.access.models import Post
from anxin.ground.access.personal import check_reveal, field_of
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .in_use import check_in_use


@transaction.atomic
def record_need(
    *,
    by: Post,
    household: Household,
    theme: Theme | str,
    words: str,
    source: Source | str,
    found_on: date,
    person: Person | None = None,
    how: How | str = "",
    checked_words: str = "",
) -> Need:
    """Record a need of one person, or of the household, with its source and the day it became known. It is
    found, and waits to be verified; ``how``: whoever may verify has done so, and it is open at once."""
    check_in_use(household)
    if person is not None and person.household_id != household.pk:
        raise Refused("care.not_of_this_family", _("This person does not belong to this family."))
    if found_on > today():
        raise Refused("care.day_ahead", _("The day lies in the future."))
    need = Need(
        household=household, path=household.path, person=person, theme=str(theme), words=words,
        source=source, found_on=found_on, entered_by=by, entered_at=now(),
    )  # fmt: skip
    if how:
        _open(need, by, how, checked_words)
    need.save(force_insert=True)
    record("care.need_recorded", by=by, on=need, theme=str(theme), source=str(source), state=need.state)
    return need


def _open(need: Need, by: Post, how: How | str, words: str) -> None:
    """Let a found need stand as verified: by whom, when and how."""
    check(NEED_MOVES, need.state, Need.State.OPEN, by=by)
    need.state, need.how, need.checked_words = Need.State.OPEN, str(how), words
    need.checked_by, need.checked_at = by, now()


@transaction.atomic
def verify_need(*, by: Post, need: Need, how: How | str, words: str = "") -> Need:
    """Verify a need that was found, and say how: from now on it is open. ``words``: what was seen, whom one
    asked."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    _open(need, by, how, words)
    need.save(update_fields=["state", "how", "checked_words", "checked_by", "checked_at"])
    record("care.need_verified", by=by, on=need, how=need.how)
    return need


@transaction.atomic
def refuse_need(*, by: Post, need: Need, why: str) -> Need:
    """Say that a need that was found does not hold, and why. It stays on the card with that reason."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    check(NEED_MOVES, need.state, Need.State.REFUSED, by=by, reason=why)
    need.state, need.settled_why, need.settled_on = Need.State.REFUSED, why, today()
    need.checked_by, need.checked_at = by, now()
    need.save(update_fields=["state", "settled_why", "settled_on", "checked_by", "checked_at"])
    record("care.need_refused", by=by, on=need)
    return need


def move_need(need: Need, to: Need.State, *, by: Post, why: str) -> Need:
    """Move a verified need to another state by its table, under lock."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    check(NEED_MOVES, need.state, to, by=by, reason=why)
    need.state, need.settled_why = to, why
    need.settled_on = None if to == Need.State.OPEN else today()
    need.save(update_fields=["state", "settled_on", "settled_why"])
    return need


def _verify_again(need: Need, *, by: Post, why: str) -> Need:
    """A refused need waits to be verified again; what the first check said stays in the journal."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    check(NEED_MOVES, need.state, Need.State.FOUND, by=by, reason=why)
    need.state, need.settled_why, need.settled_on = Need.State.FOUND, why, None
    need.checked_by = need.checked_at = None
    need.save(update_fields=["state", "settled_why", "settled_on", "checked_by", "checked_at"])
    return need


@transaction.atomic
def close_need(*, by: Post, need: Need, met: bool, why: str = "") -> Need:
    """Settle a need: met, or closed with its reason. Not while a department still works on it."""
    if Measure.objects.filter(need=need, state__in=(Measure.State.SENT, Measure.State.ACCEPTED)).exists():
        raise Refused(
            "care.still_with_a_department", _("A department still has this in hand. Wait for its answer.")
        )
    need = move_need(need, Need.State.MET if met else Need.State.CLOSED, by=by, why=why)
    record("care.need_settled", by=by, on=need, state=need.state)
    return need


@transaction.atomic
def reopen_need(*, by: Post, need: Need, why: str) -> Need:
    """Take a need up again, with the reason: a settled one is open again, a refused one to be verified."""
    if need.state in (Need.State.REFUSED, Need.State.FOUND):
        need = _verify_again(need, by=by, why=why)
    else:
        need = move_need(need, Need.State.OPEN, by=by, why=why)
    record("care.need_reopened", by=by, on=need)
    return need


@transaction.atomic
def reveal_need(*, by: Post, need: Need, purpose: str) -> str:
    """Show once what a need of health says; the journal notes who and for what purpose, not the words."""
    check_reveal(field_of("care.Need", "words"), purpose)
    record("care.need_shown", by=by, on=need, cards=[need.household_id], column="words", purpose=purpose)
    return need.words


def meet_if_all_done(need: Need) -> bool:
    """Mark an open need as met once all its measures are settled and one at least was done. Part of the act
    that settled the last measure, so it writes no entry of its own and asks no right of its own."""
    states = set(Measure.objects.filter(need=need).values_list("state", flat=True))
    if Measure.State.DONE not in states or states - {Measure.State.DONE, Measure.State.NONE}:
        return False
    return bool(Need.objects.open().filter(pk=need.pk).update(state=Need.State.MET, settled_on=today()))
