"""What is due for appraisal: records whose period has run out, and nobody has decided about since."""

import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime, time

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
    with store(reach.lo, reach.hi):
        cards = list(sealed_cards(reach.lo, reach.hi).filter(sealed_at__lte=_midnight_after(day)))
    for card in cards:
        path = card.path.removeprefix(STORE)
        if card.sealed_on:
            yield Due(by.code, card.pk, path, card.number, by.runs_out(card.sealed_on))


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
        one for code, source in SOURCES.items() for one in source(reach, rule(code), rule(code).cutoff(day))
    ]
    settled = _settled(reach, day)
    waiting = [one for one in found if one.due_on <= day and (one.rule, one.record) not in settled]
    return sorted(waiting, key=lambda one: (one.due_on, one.label))


def _settled(reach: Reach, day: date) -> set[tuple[str, uuid.UUID]]:
    """Records about which the last word still holds."""
    last: dict[tuple[str, uuid.UUID], Appraisal] = {}
    for one in Appraisal.objects.visible_to(reach).order_by("at"):
        last[one.rule, one.record] = one
    return {key for key, one in last.items() if one.until is None or one.until > day}


def one_due(reach: Reach, code: str, record: uuid.UUID) -> Due | None:
    """The one record by its rule and id, if it is due."""
    return next((one for one in due_for_appraisal(reach) if (one.rule, one.record) == (code, record)), None)
