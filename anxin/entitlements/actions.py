"""Calculating what the law owes: many families in one run, each officer's lines replaced as a whole."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.database.bulk import insert
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import record
from anxin.policy.api import Line, lump_sum

from .cases import Fed, feed, known_of
from .models import Entitlement, Gap

BATCH = 5000


@transaction.atomic
def calculate(*, by: Post, households: Sequence[Household], again: bool = True) -> int:
    """Calculate the entitlements of these households as of today; the old lines go, the new ones stand.

    With ``again=False`` households whose inputs did not change today are left alone. Returns how many
    households were calculated. A calculation is never a decision.
    """
    done = [card for batch in _batches(households) for card in _calculate(batch, again)]
    if len(done) == 1:
        [one] = [household for household in households if household.pk == done[0]]
        record("entitlements.calculated", by=by, on=one, cards=done)
    elif done:
        record("entitlements.calculated", by=by, path=by.scope_root.path, cards=done, count=len(done))
    return len(done)


def _batches(households: Sequence[Household]) -> Iterator[list[Household]]:
    rest = iter(households)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _calculate(households: Sequence[Household], again: bool) -> list[uuid.UUID]:
    """Calculate one batch; the ids of the households that were calculated."""
    day = today()
    cards = {household.pk for household in households}
    fed = feed(known_of(cards), day)
    if not again:
        cards -= _unchanged(cards, fed)
        fed = [one for one in fed if one.known.household in cards]
    Entitlement.objects.filter(household__pk__among=cards).delete()
    Gap.objects.filter(household__pk__among=cards).delete()
    lines = _lines(fed, day, now())
    insert(lines)
    insert(_gaps(lines))
    return sorted(cards)


def _unchanged(cards: Iterable[uuid.UUID], fed: Iterable[Fed]) -> set[uuid.UUID]:
    """The households all of whose officers stand calculated from exactly these inputs."""
    before, after = defaultdict(set), defaultdict(set)
    stand = Entitlement.objects.filter(household__pk__among=cards).order_by()
    for card, officer, digest in stand.values_list("household_id", "officer_id", "digest").distinct():
        before[card].add((officer, digest))
    for one in fed:
        after[one.known.household].add((one.known.officer, one.digest))
    return {card for card in cards if before[card] == after[card]}


def _lines(fed: Sequence[Fed], day: date, moment: datetime) -> list[Entitlement]:
    told = lump_sum([one.case for one in fed])
    return [
        _row(one, line, place, day, moment)
        for one, lines in zip(fed, told, strict=True)
        for place, line in enumerate(lines)
    ]


def _row(fed: Fed, line: Line, place: int, day: date, moment: datetime) -> Entitlement:
    known = fed.known
    return Entitlement(
        id=_id(known.household, known.officer, f"{line.rule}/{line.category}"),
        path=known.path, household_id=known.household, officer_id=known.officer,
        rule=line.rule, category=line.category, pending=fed.case.category is None,
        version=line.version or None, amount_fen=line.amount_fen, gaps=list(line.gaps),
        provisional=line.provisional, assumptions=_assumed(fed, line),
        arithmetic=[[step.term, step.factor, step.base_fen, step.year] for step in line.arithmetic],
        citations=list(line.citations), payer=line.payer, parameters=line.parameters,
        inputs=fed.inputs, digest=fed.digest, place=place, as_of=day, calculated_at=moment,
    )  # fmt: skip


def _assumed(fed: Fed, line: Line) -> list[str]:
    """What this line assumes: the law's own marks and, where the rule reads channel and employment, ours."""
    ours = fed.assumptions if line.rule == "lump_sum" else ()
    return list(dict.fromkeys((*line.assumptions, *ours)))


def _gaps(lines: Iterable[Entitlement]) -> list[Gap]:
    """Every missing thing once for each officer on each card."""
    missing = {(line.household_id, line.officer_id, code): line for line in lines for code in line.gaps}
    return [
        Gap(id=_id(card, officer, code), path=line.path, household_id=card, officer_id=officer, code=code)
        for (card, officer, code), line in missing.items()
    ]


def _id(card: uuid.UUID, officer: uuid.UUID, name: str) -> uuid.UUID:
    """The same id for the same thing, so that a figure frozen once still finds its rows."""
    return uuid.uuid5(card, f"{officer}/{name}")
