"""Printing contact cards: one act, however many cards."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.models import CardPrint
from anxin.care.queries import responsible_by_household
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .words import limit


@transaction.atomic
def print_cards(*, by: Post, households: Sequence[Household], size: str) -> list[Household]:
    """Note that the contact cards of these families are printed, and return those that have one: a family
    for whom nobody answers yet has nobody to put on it."""
    if len(households) > limit("cards_at_once"):
        raise Refused(
            "care.too_many_cards", _("At most %(n)d cards are printed in one go."), n=limit("cards_at_once")
        )
    rows = responsible_by_household(households)
    named = [
        (one, row.responsible_id)
        for one in households
        if (row := rows.get(one.pk)) is not None and row.responsible_id is not None
    ]
    if not named:
        raise Refused(
            "care.nobody_on_the_card",
            _("Nobody answers for these families yet, so a card would be empty. Name somebody first."),
        )
    CardPrint.objects.bulk_create(
        CardPrint(household=one, path=one.path, printed_at=now(), by=by, responsible_id=responsible)
        for one, responsible in named
    )
    cards = [one.pk for one, _responsible in named]
    record("care.cards_printed", by=by, path=by.unit.path, cards=cards, count=len(cards), size=size)
    return [one for one, _responsible in named]
