"""Handing a family over (交接): announced, gone through point by point, told to the family, done on its day.

Until it is done the former person stays responsible. Where the person changed at once the same steps follow
afterwards; nobody waits for them, and they wait for nobody.
"""

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.care.models import HANDOVER_MOVES, Handover, HandoverItem, Responsibility, check
from anxin.families.models import Household
from anxin.ground.access.actions import give, turn, withdraw
from anxin.ground.access.models import Grant, Post
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR, Actor, record

from .in_use import check_in_use
from .responsibility import CARD, HANDOVER, check_names, put_in_hands

State = Handover.State


@transaction.atomic
def announce(
    *,
    by: Post,
    household: Household,
    successor: Post,
    why: str,
    effect_on: date,
    deputy: Post | None = None,
    words: str = "",
) -> Handover:
    """Announce that a family passes to ``successor`` on ``effect_on``, who sees the card from now on.
    ``deputy`` is the new deputy (left out: the present one stays, unless he is the successor)."""
    held = Responsibility.objects.select_for_update(of=("self",)).select_related("responsible")
    row = held.get(household=household, until=None)
    check_in_use(household)
    former = _check_announced(row, household, successor, effect_on)
    check_names(successor, deputy, effect_on)
    made = Handover.objects.create(
        household=household, path=household.path, former=former, successor=successor, why=why,
        effect_on=effect_on, words=words.strip(), announced_by=by, announced_at=now(),
    )  # fmt: skip
    if deputy is not None and deputy.pk != row.deputy_id:
        _new_deputy(row, deputy, by)
    give(by=by, holder=successor.pk, record_id=household.pk, path=household.path, part=CARD, purpose=HANDOVER)
    record("care.handover_announced", by=by, on=made, former=former.pk, successor=successor.pk, why=why)
    return made


def _check_announced(row: Responsibility, household: Household, successor: Post, effect_on: date) -> Post:
    if row.unassigned or row.responsible is None:
        raise Refused(
            "care.nobody_to_hand_over",
            _("Nobody is named for this family yet. Name somebody; there is nothing to hand over."),
        )
    if successor.pk == row.responsible_id:
        raise Refused("care.already_responsible", _("These two are already responsible for this family."))
    if effect_on < today():
        raise Refused("care.handover_in_the_past", _("The day of the handover cannot lie in the past."))
    if Handover.objects.filter(household=household).under_way().exists():
        raise Refused(
            "care.handover_under_way",
            _("A handover of this family is under way already. Finish it or call it off first."),
        )
    return row.responsible


def _new_deputy(row: Responsibility, deputy: Post, by: Post) -> None:
    """A deputy chosen with the successor steps in from now on, beside the former person."""
    assert row.responsible is not None
    if deputy.pk != row.responsible_id:
        put_in_hands(by=by, old=row, responsible=row.responsible, deputy=deputy)


@transaction.atomic
def go_through(*, by: Post, handover: Handover, point: str, words: str = "") -> HandoverItem:
    """Tick one point of the checklist. What the family should not be asked again is written down with it."""
    held = _locked(handover)
    _check_part(by, held)
    if not held.is_under_way or held.items.filter(point=point).exists():
        raise _moved_on()
    if point == HandoverItem.Point.KEYS and not words.strip():
        raise Refused(
            "care.keys_missing",
            _("Write what the family should not be asked again, or that there is nothing."),
        )
    item = HandoverItem.objects.create(
        household=held.household, path=held.path, handover=held, point=point, at=now(), by=by,
        words=words.strip(),
    )  # fmt: skip
    record("care.handover_gone_through", by=by, on=item, handover=held.pk, point=point)
    return item


@transaction.atomic
def tell_of_handover(*, by: Post, handover: Handover, on: date, how: str, words: str = "") -> Handover:
    """Record the word to the family: on which day, in person or by telephone, by whom (who records it)."""
    held = _locked(handover)
    _check_part(by, held)
    if not held.is_under_way or held.told_on is not None:
        raise _moved_on()
    if on > today():
        raise Refused("care.told_in_the_future", _("This day has not come yet."))
    if held.successor_id is None:
        raise Refused(
            "care.nobody_to_introduce",
            _("Name somebody for this family first, then tell the family."),
        )
    held.told_on, held.told_how, held.told_by, held.told_words = on, how, by, words.strip()
    held.save(update_fields=["told_on", "told_how", "told_by", "told_words"])
    record("care.family_told", by=by, on=held, how=how)
    return held


def missing(handover: Handover) -> list[str]:
    """What is left to do before a handover is done, in words."""
    gone = set(handover.items.values_list("point", flat=True))
    left = [str(label) for code, label in HandoverItem.Point.choices if code not in gone]
    return left if handover.told_on else [*left, gettext("the word to the family")]


@transaction.atomic
def complete(*, by: Post, handover: Handover) -> Handover:
    """Say that everything is done. The family passes on at once if the day has come and the unit that
    keeps the card says so; else it is ready, and take_effect passes it on: on its day, or right after
    somebody has finished who sees the card through given access and so gives none on."""
    held = _locked(handover)
    _check_part(by, held)
    lo, hi = by.bounds
    at_once = held.effect_on <= today() and lo <= held.path < hi
    to = State.DONE if held.afterwards or at_once else State.READY
    check(HANDOVER_MOVES, held.state, to, by=by)
    if left := missing(held):
        raise Refused(
            "care.handover_incomplete",
            _("Still to be done: %(what)s."),
            what=gettext("; ").join(left),
        )
    if to == State.DONE:
        _pass_on(by, held)
    else:
        Handover.objects.filter(pk=held.pk).update(state=to)
    record("care.handover_completed", by=by, on=held, state=to)
    held.refresh_from_db()
    return held


def _pass_on(by: Actor, held: Handover) -> None:
    """The family is the successor's from this instant; afterwards it is already."""
    Handover.objects.filter(pk=held.pk).update(state=State.DONE, ended_at=now())
    row = Responsibility.objects.select_for_update().get(household=held.household, until=None)
    if held.afterwards or row.responsible_id == held.successor_id or held.successor is None:
        return
    check_names(held.successor, None, today())
    deputy = row.deputy if row.deputy_id != held.successor_id else None
    turn(part=CARD, was=HANDOVER, purpose="responsible", held=[(held.successor.pk, held.household_id)])
    put_in_hands(by=by, old=row, responsible=held.successor, deputy=deputy)


def _end_preview(by: Actor, held: Handover) -> None:
    """End what was given for taking over only."""
    if held.successor_id is None:
        return
    given = Grant.objects.current().filter(holder=held.successor_id, record=held.household_id, part=CARD)
    if given.filter(purpose=HANDOVER).exists():
        withdraw(by=by, holder=held.successor_id, record_id=held.household_id, part=CARD)


@transaction.atomic
def call_off(*, by: Post, handover: Handover, reason: str) -> Handover:
    """Call a handover off that was announced ahead: the former person stays. What follows a change that has
    happened is not called off."""
    held = _locked(handover)
    if held.afterwards:
        raise Refused(
            "care.handover_not_called_off",
            _("The person has changed already: the family must be told. Finish this handover."),
        )
    check(HANDOVER_MOVES, held.state, State.WITHDRAWN, by=by, reason=reason)
    _end_preview(by, held)
    Handover.objects.filter(pk=held.pk).update(
        state=State.WITHDRAWN, ended_at=now(), ended_why=reason.strip()
    )
    record("care.handover_called_off", by=by, on=held)
    held.refresh_from_db()
    return held


def end_with_care(*, by: Post, household: Household) -> None:
    """The care of a family closes: there is nothing to hand over any more, and whoever was to take it over
    sees the card no longer. Part of an act, which writes the journal."""
    for held in Handover.objects.filter(household=household).under_way().select_for_update():
        _end_preview(by, held)
        Handover.objects.filter(pk=held.pk).update(state=State.WITHDRAWN, ended_at=now())


def take_effect() -> int:
    """Pass on every family whose handover is ready and whose day has come; returns how many. Run every night,
    each family in a transaction of its own: one that cannot pass on keeps no other from it."""
    with everywhere():
        ready = Handover.objects.filter(state=State.READY, effect_on__lte=today())
        waiting = list(ready.values_list("pk", flat=True))
    return sum(_on_its_day(pk) for pk in waiting)


@transaction.atomic
def _on_its_day(pk: uuid.UUID) -> bool:
    with everywhere():
        held = Handover.objects.select_for_update(of=("self",)).filter(pk=pk, state=State.READY)
        one = held.select_related("successor__account", "household").first()
        if one is None or one.successor is None or not _still_able(one.successor):
            return False
        _pass_on(OPERATOR, one)
        record("care.handover_took_effect", by=OPERATOR, on=one)
    return True


def _still_able(post: Post) -> bool:
    ended = post.until is not None and post.until <= today()
    return not ended and (post.account is None or post.account.is_active)


def _locked(handover: Handover) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",))
    return rows.select_related("household", "former", "successor").get(pk=handover.pk)


def _check_part(by: Post, held: Handover) -> None:
    """Whoever gives the family away, whoever takes it over, and the clerk who arranges it."""
    if by.pk not in (held.former_id, held.successor_id) and not by.may("care.assign"):
        raise Refused(
            "care.not_your_handover",
            _("This handover is for those who give the family away or take it over, and for the clerk."),
        )


def _moved_on() -> Refused:
    return Refused(
        "lifecycle.moved_on",
        _("This record has moved on since you opened it. Open it again and see how it stands."),
    )
