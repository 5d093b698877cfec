"""Recording facts by hand: one in words, or together those that entitlements depend on."""

from collections.abc import Mapping

from django.db import transaction

from anxin.families.events import CardsChanged
from anxin.families.models import Fact, Household, Person
from anxin.ground.access.models import Post
from anxin.ground.database.bulk import insert
from anxin.ground.jobs.events import publish
from anxin.ground.journal.actions import record

from .building import build_facts, touch
from .details import Origin


@transaction.atomic
def record_fact(
    *, by: Post, household: Household, code: str, value: str, origin: Origin, person: Person | None = None
) -> Fact:
    """Add a fact about a person, or about the household. Earlier facts stay as they were told."""
    (fact,) = build_facts(household, person, {code: value}, origin, by)
    fact.save(force_insert=True)
    touch([household], by)
    publish(CardsChanged([household], by))
    record("families.fact_recorded", by=by, on=fact, code=code, source=origin.source, day=origin.on)
    return fact


@transaction.atomic
def record_standing(
    *, by: Post, household: Household, person: Person, values: Mapping[str, str], origin: Origin
) -> list[Fact]:
    """Add what entitlements depend on about a person, from one source. Earlier facts stay as they were
    told; a value of WITHDRAWN takes one back."""
    facts = build_facts(household, person, values, origin, by)
    insert(facts)
    touch([household], by)
    publish(CardsChanged([household], by))
    record(
        "families.standing_recorded", by=by, on=person, cards=[household.pk], codes=sorted(values),
        source=origin.source, day=origin.on,
    )  # fmt: skip
    return facts
