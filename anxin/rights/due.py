"""What is due for appraisal: records whose period has run out, and nobody has decided about since."""

import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from anxin.families.models import Household
from anxin.families.sealed import sealed_cards
from anxin.ground.access.reach import Reach
from anxin.ground.database.scope import STORE, store
from anxin.ground.days.clock import SHANGHAI, local_day, today

from .actions.retention import Due
from .models import Appraisal, Assessment, RightsRequest
from .rules import Rule, rule
from .sharing import given

Found = Iterable[Due]


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day, time.max, SHANGHAI)


def _cases(reach: Reach, by: Rule, day: date) -> Found:
    """Closed cards where they stand, and those in storage."""
    cards = list(Household.objects.visible_to(reach).filter(closed_on__lte=day))
    with store(reach.lo, reach.hi):
        ended = Q(closed_on__lte=day) | Q(sealed_at__lte=_midnight_after(day))
        cards += sealed_cards(reach.lo, reach.hi).filter(ended)
    for card in cards:
        if until := kept_until(card):
            yield Due(by.code, card.pk, card.path.removeprefix(STORE), card.number, until)


def kept_until(card: Household) -> date | None:
    """The last day on which a case is kept: reckoned from its closing, or from its sealing where it was
    sealed without being closed. None while its care goes on."""
    ended = card.closed_on or card.sealed_on
    return rule("case").runs_out(ended) if ended else None


def _requests(reach: Reach, by: Rule, day: date) -> Found:
    for one in RightsRequest.objects.visible_to(reach).filter(answered_on__lte=day):
        if one.answered_on:
            yield Due(by.code, one.pk, one.path, one.code, by.runs_out(one.answered_on))


def _sharing(reach: Reach, by: Rule, day: date) -> Found:
    for one in given(reach).filter(sent_at__lte=_midnight_after(day)):
        yield Due(by.code, one.pk, one.path, one.code, by.runs_out(local_day(one.sent_at)))


def _assessments(reach: Reach, by: Rule, day: date) -> Found:
    for one in Assessment.objects.visible_to(reach).filter(made_on__lte=day).select_related("unit"):
        label = f"{one.unit.label} v{one.version}"
        yield Due(by.code, one.pk, one.path, label[:60], by.runs_out(one.made_on))


SOURCES: dict[str, Callable[[Reach, Rule, date], Found]] = {
    "case": _cases,
    "requests": _requests,
    "sharing": _sharing,
    "assessments": _assessments,
}


def due_for_appraisal(reach: Reach) -> list[Due]:
    """Everything due today, oldest first; what was decided stays away, an extension until its day."""
    day = today()
    found = [
        one for code, source in SOURCES.items() for one in source(reach, rule(code), _about(rule(code), day))
    ]
    settled = _settled(reach, day)
    waiting = [one for one in found if one.due_on <= day and (one.rule, one.record) not in settled]
    return sorted(waiting, key=lambda one: (one.due_on, one.label))


def _about(by: Rule, day: date) -> date:
    """What ended on or before this day may be due: a day more than the cutoff, for what ended on 29 February
    runs out on the 28th. Each record's own day decides."""
    return by.cutoff(day) + timedelta(days=1)


def _settled(reach: Reach, day: date) -> set[tuple[str, uuid.UUID]]:
    """Records about which the last word still holds."""
    last: dict[tuple[str, uuid.UUID], Appraisal] = {}
    for one in Appraisal.objects.visible_to(reach).order_by("at"):
        last[one.rule, one.record] = one
    return {key for key, one in last.items() if one.until is None or one.until > day}


def one_due(reach: Reach, code: str, record: uuid.UUID) -> Due | None:
    """The one record by its rule and id, if it is due."""
    return next((one for one in due_for_appraisal(reach) if (one.rule, one.record) == (code, record)), None)
