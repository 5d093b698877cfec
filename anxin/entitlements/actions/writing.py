"""Writing the lines of a calculation: those that came out differently, and no others."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from hashlib import blake2b

from anxin.entitlements.alone import MARK, READ_LONE
from anxin.entitlements.cases import Fed
from anxin.entitlements.models import Calculation, Entitlement, Gap
from anxin.entitlements.reckoning import Reckoning, place_of
from anxin.ground.database.bulk import insert
from anxin.policy.api import RULES, Line

# Rules that read channel and employment say what was assumed about them.
READ_NEITHER = frozenset({"martyr_praise", *(rule.name for rule in RULES if not rule.by_category)})

NOT_MISSING = frozenset({"on_application"})  # nothing lacks: the law names no sum, whoever asks is looked at


def replace(
    fed: Sequence[Fed], reckoning: Reckoning, places: Sequence[int], day: date, moment: datetime
) -> set[uuid.UUID]:
    """Bring the lines and gaps of these cases up to what was reckoned; the cards where anything changed.
    ``places`` are those of the cases in the reckoning."""
    if not fed:
        return set()
    rows = rows_of(fed, reckoning, places, day, moment)
    pairs = {(one.household, one.officer) for one in fed}
    changed = _lines(rows, pairs)
    _gaps(rows, pairs)
    return changed


def rows_of(
    fed: Sequence[Fed], reckoning: Reckoning, places: Sequence[int], day: date, moment: datetime
) -> list[Entitlement]:
    """The lines of these cases as they would be stored."""
    told = reckoning.lines(places)
    return [
        row_of(one, line, day, moment) for one, place in zip(fed, places, strict=True) for line in told[place]
    ]


def forget(pairs: Collection[tuple[uuid.UUID, uuid.UUID]]) -> None:
    """Remove what was calculated about officers whom a card no longer mourns."""
    cards, officers = {card for card, _officer in pairs}, {officer for _card, officer in pairs}
    for model in (Entitlement, Gap, Calculation) if pairs else ():
        model.objects.filter(household__pk__among=cards, officer__pk__among=officers).delete()


def _lines(rows: Sequence[Entitlement], pairs: set[tuple[uuid.UUID, uuid.UUID]]) -> set[uuid.UUID]:
    stand = Entitlement.objects.filter(household__pk__among={card for card, _officer in pairs}).order_by()
    before = {
        key: (fingerprint, card)
        for key, fingerprint, card, officer in stand.values_list(
            "pk", "fingerprint", "household_id", "officer_id"
        )
        if (card, officer) in pairs
    }
    same = {row.pk for row in rows if row.pk in before and before[row.pk][0] == row.fingerprint}
    news = [row for row in rows if row.pk not in same]
    gone = before.keys() - same
    Entitlement.objects.filter(pk__among=gone).delete()
    insert(news)
    return {row.household_id for row in news} | {before[key][1] for key in gone}


def _gaps(rows: Iterable[Entitlement], pairs: set[tuple[uuid.UUID, uuid.UUID]]) -> None:
    """Every missing thing once for each officer on each card."""
    missing = {
        (line.household_id, line.officer_id, code): line.path
        for line in rows
        for code in line.gaps
        if code not in NOT_MISSING
    }
    stand = Gap.objects.filter(household__pk__among={card for card, _officer in pairs}).order_by()
    before = {
        (card, officer, code): key
        for key, card, officer, code in stand.values_list("pk", "household_id", "officer_id", "code")
        if (card, officer) in pairs
    }
    Gap.objects.filter(pk__among=[key for told, key in before.items() if told not in missing]).delete()
    insert(
        [
            Gap(id=_id(card, officer, code), path=path, household_id=card, officer_id=officer, code=code)
            for (card, officer, code), path in missing.items()
            if (card, officer, code) not in before
        ]
    )


def row_of(fed: Fed, line: Line, day: date, moment: datetime) -> Entitlement:
    """A line as it is stored."""
    row = Entitlement(
        id=_id(fed.household, fed.officer, _name(line)), path=fed.path,
        household_id=fed.household, officer_id=fed.officer,
        person_id=uuid.UUID(line.person) if line.person else None,
        rule=line.rule, category=line.category, pending="pending_category" in line.assumptions,
        version=line.version or None, amount_fen=line.amount_fen, low_fen=line.low_fen,
        high_fen=line.high_fen, gaps=list(line.gaps), provisional=line.provisional,
        assumptions=_assumed(fed, line), period=line.period, starts=line.starts, ends=line.ends,
        review=line.review, deadlines=[[one.code, one.on.isoformat()] for one in line.deadlines],
        conflict=line.conflict, conventions=list(line.conventions),
        arithmetic=[[one.term, one.factor, one.base_fen, one.year, one.divisor] for one in line.arithmetic],
        citations=list(line.citations), payer=line.payer, parameters=[list(one) for one in line.parameters],
        place=place_of(line.rule, line.category), as_of=day, calculated_at=moment, fingerprint=0,
    )  # fmt: skip
    row.fingerprint = _fingerprint(row)
    return row


def _name(line: Line) -> str:
    return "/".join((line.rule, line.category, line.person) if line.person else (line.rule, line.category))


TOLD = (
    "path", "rule", "category", "person_id", "pending", "version", "amount_fen", "low_fen", "high_fen",
    "gaps", "provisional", "assumptions", "period", "starts", "ends", "review", "deadlines", "conflict",
    "conventions", "arithmetic", "citations", "payer", "parameters", "place",
)  # fmt: skip


def _fingerprint(row: Entitlement) -> int:
    """One number for everything that a line says."""
    told = repr([getattr(row, name) if name != "person_id" else str(row.person_id) for name in TOLD])
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "big", signed=True)


def _assumed(fed: Fed, line: Line) -> list[str]:
    """What this line assumes: the law's own marks and, where the rule reads channel and employment, ours."""
    ours = () if line.rule in READ_NEITHER else fed.assumptions
    company = line.rule in READ_LONE and line.person in fed.not_alone and not line.gaps
    return list(dict.fromkeys((*line.assumptions, *ours, *((MARK,) if company else ()))))


def _id(card: uuid.UUID, officer: uuid.UUID, name: str) -> uuid.UUID:
    """The same id for the same thing, so that a figure frozen once still finds its rows."""
    return uuid.uuid5(card, f"{officer}/{name}")
