"""Opening cards: by hand, one at a time, or many from a ledger. The same door for both."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from stdnum import luhn

from anxin.families.events import CardsOpened
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.database.scope import STORE, store
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.ground.units.paths import number, step

from .building import Rows, build_facts, build_member, build_officer
from .details import CardDetails, Origin
from .numbers import refuse_taken

CARD = "h"  # a card's step begins with a small letter, a unit's step never does
WIDTH = 4
ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # of check characters: no I and no O, which read as digits
LIKE_DIGITS = str.maketrans("IO", "10")


def _places(unit: Unit, count: int) -> list[int]:
    """The next free serial numbers of cards under a unit; the unit is locked until the act ends."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    with store(unit.path):  # a sealed card keeps its number
        sealed = _last(STORE + unit.path)
    last = max(_last(unit.path), sealed)
    return list(range(last + 1, last + 1 + count))


def _last(path: str) -> int:
    """The highest serial among the cards directly under ``path``; 0 when there is none."""
    used = Household.objects.filter(path__gte=path + CARD, path__lt=f"{path}{CARD}~")
    last = used.order_by("-path").values_list("path", flat=True).first()
    return number(last[-WIDTH:]) if last else 0


def card_number(unit: Unit, serial: int) -> str:
    """The card's number on paper: the unit's code, a serial, and one check character (Luhn, base 34)."""
    body = "".join(c for c in unit.code.upper().translate(LIKE_DIGITS) if c in ALPHABET) + f"{serial:04d}"
    return f"{unit.code}-{serial:04d}{luhn.calc_check_digit(body, ALPHABET)}"


def _household(unit: Unit, serial: int, details: CardDetails, by: Post) -> Household:
    return Household(
        unit=unit, path=unit.path + CARD + step(serial, WIDTH), number=card_number(unit, serial),
        outside_number=details.outside_number, address=details.address, phone=details.phone,
        town=details.town, opened_on=today(), opened_by=by.id, changed_at=now(), changed_by=by.id,
    )  # fmt: skip


def build_cards(*, by: Post, unit: Unit, cards: Sequence[CardDetails], origin: Origin) -> Rows:
    """Unsaved rows of new cards, each under the unit its details name, or under ``unit``."""
    rows = Rows()
    by_unit: dict[Unit, list[CardDetails]] = defaultdict(list)
    for card in cards:
        by_unit[card.unit or unit].append(card)
    for home, group in sorted(by_unit.items(), key=lambda pair: pair[0].path):  # one order of locks
        for serial, card in zip(_places(home, len(group)), group, strict=True):
            household = _household(home, serial, card, by)
            rows.households.append(household)
            officer = build_officer(rows, household, card.officer, origin)
            for member in card.members:
                build_member(rows, household, officer, member, origin, by)
            rows.facts += build_facts(household, None, card.facts, origin, by)
    return rows


@transaction.atomic
def open_cards(*, by: Post, unit: Unit, cards: Sequence[CardDetails], origin: Origin) -> list[Household]:
    """Open a card for each family. From this instant each has a responsible person (see care)."""
    rows = build_cards(by=by, unit=unit, cards=cards, origin=origin)
    rows.save()
    if rows.households:
        publish(CardsOpened(rows.households, by))
        record(
            "families.opened", by=by, path=unit.path, cards=[card.pk for card in rows.households],
            count=len(rows.households), source=origin.source, ledger=origin.ledger,
        )  # fmt: skip
    return rows.households


@transaction.atomic
def open_card(*, by: Post, unit: Unit, details: CardDetails, origin: Origin) -> Household:
    """Open one card by hand. An officer whose number a card within scope already holds is refused."""
    refuse_taken(details.officer.id_number)
    return open_cards(by=by, unit=unit, cards=[details], origin=origin)[0]
