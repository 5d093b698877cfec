"""Calculating what the law owes: many families in one run, and only what came out differently is written."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from django.db import transaction

from anxin.entitlements.cases import Fed, fed_again, feed
from anxin.entitlements.models import Calculation, packs_in_force
from anxin.entitlements.models.calculations import Standing, Version
from anxin.entitlements.reckoning import Reckoning
from anxin.entitlements.standards import rules_digest, standards_digest
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.database.bulk import insert
from anxin.ground.days.clock import now, today
from anxin.ground.journal.actions import Operator, record

from .writing import forget, replace

BATCH = 5000
Pair = tuple[uuid.UUID, uuid.UUID]


@transaction.atomic
def calculate(*, by: Post | Operator, households: Sequence[Household], again: bool = True) -> int:
    """Calculate the entitlements of these households as of today, from the register; a line that came out
    the same stays as it stands.

    With ``again=False`` households whose inputs did not change, and for whom no day has come since, are left
    alone. Returns how many households were calculated. A calculation is never a decision.
    """
    done = [card for batch in _batches(households) for card in _calculate(batch, again)]
    if len(done) == 1:
        [one] = [household for household in households if household.pk == done[0]]
        record("entitlements.calculated", by=by, on=one, cards=done)
    elif done:
        path = by.scope_root.path if isinstance(by, Post) else ""
        record("entitlements.calculated", by=by, path=path, cards=done, count=len(done))
    return len(done)


@transaction.atomic
def calculate_again(*, by: Post | Operator, calculations: Sequence[Standing], marked: bool = True) -> int:
    """Calculate again what was calculated before, as of today, from what was stated then; for days that came
    and for standards that changed. Returns how many cards came out differently.

    With ``marked=False`` what came out as before is not written at all, as long as the day on which it is
    asked about again still holds: the caller keeps what was looked at (see Sweep)."""
    day = today()
    fed = [
        fed_again(one.household_id, one.officer_id, one.path, one.stated, one.digest, day)
        for one in calculations
    ]
    before = {(one.household_id, one.officer_id): one for one in calculations}
    changed = sorted(_settle(fed, before, day, marked=marked))
    path = by.scope_root.path if isinstance(by, Post) else ""
    if fed:
        record("entitlements.calculated", by=by, path=path, cards=changed, count=len(fed))
    return len(changed)


def _batches(households: Sequence[Household]) -> Iterator[list[Household]]:
    rest = iter(households)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _calculate(households: Sequence[Household], again: bool) -> list[uuid.UUID]:
    """Calculate one batch; the ids of the households that were calculated."""
    day = today()
    cards = {household.pk for household in households}
    before = {
        (one.household_id, one.officer_id): one
        for one in Calculation.objects.filter(household__pk__among=cards).order_by().standing()
    }
    fed = feed(cards, day)
    gone = before.keys() - {(one.household, one.officer) for one in fed}
    forget(gone)
    if not again:
        standards = standards_digest(packs_in_force())
        fed = [
            one for one in fed if not _stands(one, before.get((one.household, one.officer)), day, standards)
        ]
    _settle(fed, before, day)
    return sorted({one.household for one in fed} | {card for card, _officer in gone})


def _stands(fed: Fed, before: Standing | None, day: date, standards: str) -> bool:
    """Can nothing have come out differently since?"""
    return (
        before is not None
        and before.digest == fed.digest
        and before.again_on > day
        and before.rules == rules_digest()
        and before.standards == standards
    )


def _settle(
    fed: Sequence[Fed], before: Mapping[Pair, Standing], day: date, *, marked: bool = True
) -> set[uuid.UUID]:
    """Reckon these cases and write what differs from before; the cards on which something does."""
    if not fed:
        return set()
    packs = packs_in_force()
    reckoning = Reckoning([one.case for one in fed], day, packs)
    version = Version(rules_digest(), standards_digest(packs), day, now())
    found = list(zip(fed, reckoning.numbers(), reckoning.again_on(), strict=True))
    stand = [before.get((one.household, one.officer)) for one in fed]
    differs, as_before = [], []
    for place, (one, result, again_on) in enumerate(found):
        old = stand[place]
        if old and (old.digest, old.rules, old.result) == (one.digest, version.rules, result):
            if marked or not day < old.again_on <= again_on:
                as_before.append((old.pk, again_on))
        else:  # under other rules the same number may stand on other words
            differs.append(place)
    changed = replace([fed[place] for place in differs], reckoning, differs, day, version.moment)
    _keep([_calculation(*found[place], version) for place in differs], stand)
    Calculation.objects.note(as_before, version)
    return changed


def _calculation(fed: Fed, result: int, again_on: date, version: Version) -> Calculation:
    return Calculation(
        id=uuid.uuid5(fed.household, f"{fed.officer}/calculation"), path=fed.path,
        household_id=fed.household, officer_id=fed.officer, stated=fed.stated, digest=fed.digest,
        rules=version.rules, standards=version.standards, result=result, as_of=version.day,
        again_on=again_on, calculated_at=version.moment,
    )  # fmt: skip


def _keep(fresh: Sequence[Calculation], stand: Sequence[Standing | None]) -> None:
    """Put the calculations that came out differently in the place of those before."""
    if not fresh:
        return
    pairs = {(one.household_id, one.officer_id) for one in fresh}
    old = [one.pk for one in stand if one and (one.household_id, one.officer_id) in pairs]
    Calculation.objects.filter(pk__among=old).delete()
    insert(fresh)
