"""Writing what a family's page shows: a snapshot under the door's key, anew whenever something changes."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.utils import translation

from anxin.care.actions.words import limit
from anxin.care.family_side import family_side
from anxin.families.models import Household
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import local_day, now, today
from anxin.ground.days.workdays import add_working_days

from . import passes
from .models import Pass, Sheet

FAMILY = Pass.Kind.FAMILY
ANEW = timedelta(7)  # a page that nothing changed is written again so often: days pass, telephones change
BATCH = 200
FIRST = uuid.UUID(int=0)


def page_of(household: Household, since: date | None = None) -> dict[str, Any]:
    """What the page of this family says from now on. ``since``: the day on which it was given to them."""
    call = add_working_days(since or today(), limit("contact_working_days"))
    limits = {"days": "answer_working_days", "chars": "word_chars", "a_day": "words_a_day"}
    with translation.override("zh-hans"):  # names of departments, in the language of the families
        told = family_side(household).content()
    return {
        "contact_by": call.isoformat(),
        "limits": {name: limit(key) for name, key in limits.items()},
        **told,
    }


def held_by(households: Collection[uuid.UUID]) -> dict[uuid.UUID, Pass]:
    """The pages that these families hold."""
    held = Pass.objects.open().filter(kind=FAMILY, subject__in=households)
    return {one.subject: one for one in held.select_related("handed")}


def was_guessed(household: uuid.UUID) -> bool:
    """Was the last page of this family shut by too many wrong codes?"""
    last = Pass.objects.filter(kind=FAMILY, subject=household).first()
    return last is not None and last.withdrawn_why == Pass.Why.TRIES


def write_pages(households: Collection[uuid.UUID]) -> None:
    """Write the pages of those of these families that hold one; a card that is no longer in use, or that has
    gone into storage, has none."""
    held = held_by(households)
    in_use = Household.objects.in_use().filter(pk__in=held).select_related("unit").in_bulk()
    for card, given in held.items():
        if card in in_use:
            content = page_of(in_use[card], local_day(given.issued_at))
            passes.write_sheet(kind=FAMILY, subject=card, content=content)
        else:
            passes.withdraw_open(kind=FAMILY, subject=card)


def refresh_pages() -> int:
    """Write anew every page that was not written for a week; returns how many. Each batch is a transaction of
    its own, so that a night that was cut short goes on the next."""
    total, after = 0, FIRST
    while True:
        with everywhere():
            late = Sheet.objects.filter(given__kind=FAMILY, written_at__lt=now() - ANEW).values("given")
            batch = list(Pass.objects.open().filter(pk__in=late, pk__gt=after).order_by("pk")[:BATCH])
            if not batch:
                return total
            write_pages([one.subject for one in batch])
        total, after = total + len(batch), batch[-1].pk
